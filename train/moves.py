"""Train the weights of ``annotate.moves`` on ``corpora/moves`` and our labels, and write them to ``weights/moves-v2``.

usage: python train/moves.py --corpora DIR [--judged FOLDER] [--write]

Prints F1 of finding a move and of its type, cross-validated by article on the articles that are trained on; a fifth of
them all, chosen by the hash of their names, is never trained on. With ``--write`` the weights are fitted and written.
``--judged`` adds to the types and statuses what persons judged in a record (``judged.py``). Needs torch for the nets
of ``moves_casting``; the package does not.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import moves_gold as mg
from judged import judged_moves, read_judged
from moves_fit import fit, write
from moves_layers import read_corpus, read_labelled
from moves_race import Race, fit_race, write_weights
from moves_sides import fit_sides, write_trees

from onrecord.annotate.moves.answers import replies_of
from onrecord.annotate.moves.arguments import ROLES, able_parties
from onrecord.annotate.moves.casting import Cast
from onrecord.annotate.moves.choose import NONE
from onrecord.annotate.moves.claims import Scene, claims_of
from onrecord.annotate.moves.dates import date_features
from onrecord.annotate.moves.linear import Linear
from onrecord.annotate.moves.roles import places_of
from onrecord.annotate.moves.voice import OWN, own_features, status_features
from onrecord.model import OUTLET_VOICE
from onrecord.pipeline import Reader

FOLDER = Path(__file__).parents[1] / "src" / "onrecord" / "weights" / "moves-v2"
SCALE = {"T": 2.0, "TB": 2.0, "T1": 2.0, "W": 0.5, "CT": 0.7}
TIE = 4.0
# The softmax doubts itself too much: cross-validated, moves of a chance p are right p ** score of the time.
THRESHOLDS = {"move": 0.2, "score": 0.65, "answers": 0.1}
RACE = 0.3
FOLDS = 5


def fit_types(articles: Sequence[mg.Article], strength: float = 0.05) -> Linear:
    rows, labels = [], []
    for article in articles:
        for n in range(len(article.candidates)):
            rows.append(article.seen(n))
            labels.append(article.gold[article.labels[n]]["type"] if n in article.labels else NONE)
    return fit(rows, labels, strength=strength, scale=SCALE, tie=TIE)


def fit_own(articles: Sequence[mg.Article], strength: float = 0.1) -> Linear:
    rows, labels = [], []
    for article in articles:
        for n, number in article.labels.items():
            gold = article.gold[number]
            candidate = article.candidates[n]
            if article.layers.holder[candidate.head]:
                rows.append(own_features(article.layers, candidate, gold["type"], article.features[n]))
                labels.append(OWN if gold["voice"] == OUTLET_VOICE else "told")
    return fit(rows, labels, strength=strength)


def fit_status(articles: Sequence[mg.Article], strength: float = 0.3) -> Linear:
    rows, labels = [], []
    for article in articles:
        for n, number in article.labels.items():
            gold = article.gold[number]
            if not gold["status"]:  # a judged row of which nobody said it
                continue
            told = gold["voice"] != OUTLET_VOICE
            rows.append(status_features(gold["type"], article.seen(n), own=mg.is_own(article, n), told=told))
            labels.append(gold["status"])
    return fit(rows, labels, strength=strength)


def races_of(article: mg.Article) -> dict[str, list[Race]]:
    """For each role the claims of every gold move that has a candidate."""
    races: dict[str, list[Race]] = {role: [] for role in ROLES}
    for n, number in sorted(article.labels.items()):
        gold = article.gold[number]
        places = places_of(article.layers, article.candidates[n])
        scene = Scene(article.layers, article.candidates[n], gold["type"], own=mg.is_own(article, n))
        able = places if scene.own else able_parties(article.layers, article.candidates[n], places)
        taken = None
        for role, claims in (("actor", claims_of(scene, able, None)), ("recipient", None)):
            claims = claims_of(scene, places, taken) if claims is None else claims
            right = mg.right_claims(article.layers, claims, gold, role)
            races[role].append([(claim.features, yes) for claim, yes in zip(claims, right, strict=True)])
            taken = next((c.party for c, yes in zip(claims, right, strict=True) if yes), None)
    return races


def fit_dates(articles: Sequence[mg.Article], strength: float = 0.03) -> Linear:
    rows, labels = [], []
    # Who labels a page without a day leaves dates empty that the page's own year or month would give.
    for article in (a for a in articles if len(a.layers.published.value or "") == len("2016-10-22")):
        for n, number in article.labels.items():
            gold, candidate = article.gold[number], article.candidates[n]
            right = mg.date_label(article.layers, candidate, gold["date"])
            if right:
                own = mg.is_own(article, n)
                rows.append(date_features(article.layers, candidate, gold["type"], article.features[n], own=own))
                labels.append(right)
    return fit(rows, labels, strength=strength)


def answer_races(articles: Sequence[mg.Article]) -> list[Race]:
    """For each gold move that may answer, the moves that it may answer and which it does."""
    races = []
    for article in articles:
        placed = mg.gold_placed(article)
        for move, gold in placed:
            replies = replies_of(move, [other for other, _ in placed])
            right = [reply.other is not None and reply.other.move.id in gold["answers"] for reply in replies]
            if replies and not any(right):
                right[-1] = True
            races.append([(reply.features, yes) for reply, yes in zip(replies, right, strict=True)])
    return races


def fit_all(
    articles: Sequence[mg.Article], judged: Sequence[mg.Article]
) -> tuple[dict[str, Linear], dict[str, dict[str, float]], dict[str, Any]]:
    """All weights by name: of choices between classes, of races between claims, and trees over the sides of roles.

    What was ``judged`` has a type and a status that can be trusted, and no more.
    """
    choices = {
        "types": fit_types([*articles, *judged]),
        "own": fit_own(articles),
        "status": fit_status([*articles, *judged]),
        "dates": fit_dates(articles),
    }
    of_articles = {article.stem: races_of(article) for article in articles}
    races = {role: [race for article in articles for race in of_articles[article.stem][role]] for role in ROLES}
    races["answers"] = answer_races(articles)
    trees = fit_sides(articles, of_articles, cast_by_others(articles), folds=FOLDS, strength=RACE)
    return choices, {name: fit_race(found, strength=RACE) for name, found in races.items()}, trees


def cast_by_others(articles: Sequence[mg.Article]) -> dict[str, list[dict[str, Cast]]]:
    """What nets that were taught on the other folds say of who acts and who is hit, by the name of an article."""
    # Torch is asked for where nets are taught, and by none of the other recipes.
    from moves_casting import crossed, names_of, texts_of

    counts = Counter(article.stem for article in articles)
    twice = frozenset(stem for stem, count in counts.items() if count > 1)
    texts = texts_of(list({article.stem: article for article in articles}.values()), twice)
    return crossed(texts, names_of(texts), FOLDS)


def write_all(articles: Sequence[mg.Article], judged: Sequence[mg.Article]) -> None:
    choices, races, trees = fit_all(articles, judged)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, linear in choices.items():
        write(linear, FOLDER / f"{name}.json.gz")
    for name, rows in races.items():
        write_weights(rows, FOLDER / f"{name}.json.gz")
    for role, booster in trees.items():
        write_trees(booster, FOLDER / f"{role}.txt")
    (FOLDER / "thresholds.json").write_text(json.dumps(THRESHOLDS, indent=1) + "\n", encoding="utf-8")


def typed_crossed(articles: Sequence[mg.Article], judged: Sequence[mg.Article]) -> str:
    """Figures of candidates found and typed by weights that were fitted on other articles."""
    hits = typed = found = 0
    for fold in range(FOLDS):
        weights = fit_types([*(a for a in articles if mg.fold_of(a.stem, FOLDS) != fold), *judged])
        none = weights.classes.index(NONE)
        for article in (a for a in articles if mg.fold_of(a.stem, FOLDS) == fold):
            for n, likely in enumerate(weights.table([article.seen(n) for n in range(len(article.candidates))])):
                moved, likely[none] = 1.0 - likely[none], 0.0
                if (moved + likely.max()) / 2 < THRESHOLDS["move"]:
                    continue
                found += 1
                hits += n in article.labels
                kind = weights.classes[int(likely.argmax())]
                typed += n in article.labels and article.gold[article.labels[n]]["type"] == kind
    both = found + sum(len(a.gold) for a in articles)
    return f"{len(articles)} articles, {FOLDS} folds: F1 found {2 * hits / both:.3f}, typed {2 * typed / both:.3f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--judged", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    corpus = read_corpus(given.corpora)
    everything = [mg.lay(stem, *found) for stem, found in sorted({**corpus, **read_labelled(given.corpora)}.items())]
    articles = [article for article in everything if not mg.is_aside(article.stem)]
    reader = Reader()
    judged = [judged_moves(text, reader) for text in read_judged(given.judged)] if given.judged else []
    print(typed_crossed(articles, judged))
    if given.write:
        # Its one reader agrees with another far better than ours do, so that each of his articles counts twice.
        write_all([*articles, *(article for article in articles if article.stem in corpus)], judged)


if __name__ == "__main__":
    main()
