"""Train the weights of ``annotate.moves`` on ``corpora/moves`` and write them to ``weights/moves-v1``.

usage: python train/moves.py --corpora DIR [--write]

Prints F1 of finding a move and of its type, cross-validated by article on the articles that are trained on; a fifth of
them all, chosen by the hash of their names, is never trained on. With ``--write`` the weights are fitted and written.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import moves_gold as mg
from moves_fit import fit, write
from moves_layers import read_corpus

from onrecord.annotate.moves.answers import NONE as NO_ANSWER
from onrecord.annotate.moves.answers import pair_features
from onrecord.annotate.moves.arguments import YES, role_features
from onrecord.annotate.moves.choose import NONE
from onrecord.annotate.moves.dates import date_features
from onrecord.annotate.moves.linear import Linear
from onrecord.annotate.moves.roles import places_of
from onrecord.annotate.moves.types import is_uttered
from onrecord.annotate.moves.voice import OWN, own_features, status_features
from onrecord.model import OUTLET_VOICE

FOLDER = Path(__file__).parents[1] / "src" / "onrecord" / "weights" / "moves-v1"
SCALE = {"T": 2.0, "TB": 2.0, "T1": 2.0, "W": 0.5, "CT": 0.7}
TIE = 4.0
THRESHOLDS = {"move": 0.3, "phrase": 0.19, "answers": 0.3, "actor": 0.1, "recipient": 0.36}
FOLDS = 5


def fit_types(articles: Sequence[mg.Article], strength: float = 0.05) -> Linear:
    rows, labels = [], []
    for article in articles:
        for n, features in enumerate(article.features):
            rows.append(features)
            labels.append(article.gold[article.labels[n]]["type"] if n in article.labels else NONE)
    return fit(rows, labels, strength=strength, scale=SCALE, tie=TIE)


def fit_own(articles: Sequence[mg.Article], strength: float = 0.1) -> Linear:
    rows, labels = [], []
    for article in articles:
        for n, number in article.labels.items():
            gold = article.gold[number]
            if article.layers.holder[article.candidates[n].head] and is_uttered(gold["type"]):
                rows.append(own_features(gold["type"], article.features[n]))
                labels.append(OWN if gold["voice"] == OUTLET_VOICE else "told")
    return fit(rows, labels, strength=strength)


def is_own(article: mg.Article, n: int) -> bool:
    gold = article.gold[article.labels[n]]
    held = article.layers.holder[article.candidates[n].head] is not None
    return held and is_uttered(gold["type"]) and gold["voice"] == OUTLET_VOICE


def fit_status(articles: Sequence[mg.Article], strength: float = 0.3) -> Linear:
    rows, labels = [], []
    for article in articles:
        for n, number in article.labels.items():
            gold = article.gold[number]
            told = gold["voice"] != OUTLET_VOICE
            rows.append(status_features(gold["type"], article.features[n], own=is_own(article, n), told=told))
            labels.append(gold["status"])
    return fit(rows, labels, strength=strength)


def fit_role(articles: Sequence[mg.Article], role: str, strength: float = 0.3) -> Linear:
    rows, labels = [], []
    for article in articles:
        for n, number in article.labels.items():
            gold, candidate = article.gold[number], article.candidates[n]
            right = mg.role_labels(article, candidate, gold, role)
            actors = mg.role_labels(article, candidate, gold, "actor")
            actor = next((p for p, yes in actors.items() if yes), None) if role == "recipient" else None
            places = places_of(article.layers, candidate)
            own = is_own(article, n)
            for party, features in role_features(article.layers, candidate, gold["type"], places, own=own, actor=actor):
                rows.append(features)
                labels.append(YES if right[party] else "no")
    return fit(rows, labels, strength=strength)


def fit_dates(articles: Sequence[mg.Article], strength: float = 0.1) -> Linear:
    rows, labels = [], []
    for article in articles:
        for n, number in article.labels.items():
            gold, candidate = article.gold[number], article.candidates[n]
            right = mg.date_label(article.layers, candidate, gold["date"])
            if right:
                own = is_own(article, n)
                rows.append(date_features(article.layers, candidate, gold["type"], article.features[n], own=own))
                labels.append(right)
    return fit(rows, labels, strength=strength)


def fit_answers(articles: Sequence[mg.Article], strength: float = 0.1) -> Linear:
    rows, labels = [], []
    for article in articles:
        placed = mg.gold_placed(article)
        for move, gold in placed:
            for other, _ in placed:
                if other is not move:
                    rows.append(pair_features(move, other))
                    linked = other.move.id in gold["answers"]
                    labels.append(gold["answer_kind"] or "rejects" if linked else NO_ANSWER)
    return fit(rows, labels, strength=strength)


def fit_all(articles: Sequence[mg.Article]) -> dict[str, Linear]:
    """All weights by name."""
    return {
        "types": fit_types(articles),
        "own": fit_own(articles),
        "status": fit_status(articles),
        "actor": fit_role(articles, "actor"),
        "recipient": fit_role(articles, "recipient"),
        "dates": fit_dates(articles),
        "answers": fit_answers(articles),
    }


def write_all(weights: dict[str, Linear]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, linear in weights.items():
        write(linear, FOLDER / f"{name}.json.gz")
    (FOLDER / "thresholds.json").write_text(json.dumps(THRESHOLDS, indent=1) + "\n", encoding="utf-8")


def crossed(articles: Sequence[mg.Article]) -> str:
    """Figures of candidates found and typed by weights that were fitted on other articles."""
    hits = typed = found = 0
    for fold in range(FOLDS):
        weights = fit_types([a for a in articles if mg.fold_of(a.stem, FOLDS) != fold])
        none = weights.classes.index(NONE)
        for article in (a for a in articles if mg.fold_of(a.stem, FOLDS) == fold):
            for n, features in enumerate(article.features):
                likely = weights.probabilities(features)
                if 1.0 - likely[none] < THRESHOLDS["move"]:
                    continue
                found += 1
                likely[none] = 0.0
                hits += n in article.labels
                kind = weights.classes[int(likely.argmax())]
                typed += n in article.labels and article.gold[article.labels[n]]["type"] == kind
    both = found + sum(len(a.gold) for a in articles)
    return f"{len(articles)} articles, {FOLDS} folds: F1 found {2 * hits / both:.3f}, typed {2 * typed / both:.3f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    everything = [mg.lay(stem, *found) for stem, found in sorted(read_corpus(given.corpora).items())]
    articles = [article for article in everything if not mg.is_aside(article.stem)]
    print(crossed(articles))
    if given.write:
        write_all(fit_all(articles))


if __name__ == "__main__":
    main()
