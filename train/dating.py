"""Learn what clues say of a page's date: ``python train/dating.py --corpora DIR [--folds 5] [--write]``.

Reads dated news texts, finds their clues, and fits a log-linear model over days: for each class of clue and each bin of
distance one weight, smooth between neighbouring bins. Nothing of a calendar year enters: a day is described by its
distances to what the clues name. ``--folds`` prints cross-validated figures; ``--write`` writes ``weights/dating-v1``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from onrecord.dating.clues import find_clues
from onrecord.dating.ledger import days_of, features
from onrecord.dating.posterior import BINS, shortest_interval
from onrecord.model import Document, Segment, TextMap
from onrecord.resolve import Gazetteer

# Days near the true one are all weighed; of those further off every sixteenth or every seventy-fifth, for all of them.
NEAR, FAR, FURTHEST, STRIDE, LEAP = 30, 1500, 6000, 16, 75
AHEAD = np.array((*range(1, NEAR + 1), *range(NEAR + STRIDE, FAR, STRIDE), *range(FAR + LEAP, FURTHEST, LEAP)))
OFFSETS = np.concatenate((-AHEAD[::-1], [0], AHEAD))
TRUE = len(AHEAD)
SHARE = np.log(np.select([np.abs(OFFSETS) <= NEAR, np.abs(OFFSETS) < FAR], [1.0, STRIDE], LEAP))
TARGET = Path(__file__).parents[1] / "src/onrecord/weights/dating-v1/days.csv"


def document(text: str) -> Document:
    """A document with one segment a line."""
    segments, at = [], 0
    for line in re.split(r"(\n)", text):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            segments.append(Segment("body", start, at + len(line.rstrip())))
        at += len(line)
    return Document("d", "p", "page", "", text, tuple(segments), TextMap("utf-8", ()))


def dated_texts(corpora: Path) -> Iterator[tuple[str, str, date]]:
    """Corpus, text and day of each dated text."""
    for path in sorted((corpora / "polnear/train/text").glob("*.txt")):
        day = re.search(r"_(\d{4}-\d\d-\d\d)_", path.name)
        if day:
            yield "polnear", path.read_text(encoding="utf-8"), date.fromisoformat(day[1])
    with gzip.open(corpora / "russia_articles/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["date"]:
                yield "russia", f"{row['title']}\n\n{row['text']}", date.fromisoformat(row["date"][:10])
    for path in sorted((corpora / "news_clusters").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        if row.get("date_publish") and len(row.get("text") or "") > 400:
            yield "clusters", f"{row['title']}\n\n{row['text']}", date.fromisoformat(row["date_publish"][:10])


class Example:
    """Bins of one text's features around its true day."""

    def __init__(self, corpus: str, text: str, day: date, names: dict[str, int], offices: Gazetteer) -> None:
        self.corpus, self.day = corpus, day
        grid = days_of(day.toordinal() + OFFSETS)
        found = features(find_clues(document(text), offices), grid)
        rows = [names.setdefault(f.name, len(names)) * BINS + f.bins for f in found]
        self.index = np.array(rows, dtype=np.int32).reshape(len(rows), len(OFFSETS))
        self.weight = np.array([f.weight for f in found])

    def score(self, weights: np.ndarray) -> np.ndarray:
        return SHARE + (self.weight @ weights[self.index] if len(self.index) else 0.0)


def fit(examples: list[Example], size: int, *, ridge: float = 0.1, smooth: float = 0.4) -> np.ndarray:
    """Weights that make the true days likely."""

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        gradient = np.zeros(size)
        total = 0.0
        for example in examples:
            if not len(example.index):
                continue
            score = example.score(flat)
            score -= score.max()
            chance = np.exp(score)
            chance /= chance.sum()
            total -= np.log(max(chance[TRUE], 1e-300))
            chance[TRUE] -= 1.0
            pull = example.weight[:, None] * chance[None, :]
            gradient += np.bincount(example.index.ravel(), pull.ravel(), minlength=size)
        table = flat.reshape(-1, BINS)
        steps = np.diff(table, axis=1)
        total += 0.5 * ridge * float(flat @ flat) + 0.5 * smooth * float((steps**2).sum())
        gradient += ridge * flat
        change = np.zeros_like(table)
        change[:, 1:] += smooth * steps
        change[:, :-1] -= smooth * steps
        return total, gradient + change.ravel()

    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 70})
    return np.asarray(found.x)


def report(results: list[tuple[str, float, int, int, int, int]], threshold: float) -> None:
    """Prints answered, exact, within three days, held and the median width for each corpus."""
    for corpus in sorted({r[0] for r in results}):
        rows = [r for r in results if r[0] == corpus]
        answered = [r for r in rows if r[1] >= threshold]
        share = [sum(abs(r[2]) <= n for r in answered) / max(1, len(answered)) for n in (0, 1, 3)]
        held = sum(r[3] <= 0 <= r[4] for r in rows) / len(rows)
        width = np.median([r[4] - r[3] for r in rows])
        print(
            f"{corpus:9} n {len(rows)} t {threshold:.2f} answered {len(answered) / len(rows):.3f} exact {share[0]:.3f} "
            f"within1 {share[1]:.3f} within3 {share[2]:.3f} held {held:.3f} width {width:.0f}"
        )


def judged(example: Example, weights: np.ndarray, mass: float) -> tuple[str, float, int, int, int, int]:
    """Corpus, chance of the best day, its distance, and the interval around the true day."""
    score = example.score(weights)
    chance = np.exp(score - score.max())
    chance /= chance.sum()
    best = int(np.argmax(chance * np.exp(-SHARE)))
    first, last = shortest_interval(chance, mass)
    one = float(chance[best] * np.exp(-SHARE[best]))
    return example.corpus, one, int(OFFSETS[best]), int(OFFSETS[first]), int(OFFSETS[last]), 0


def main() -> None:
    """Fits, cross-validates, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    names: dict[str, int] = {}
    offices = Gazetteer.load()
    texts = list(dated_texts(options.corpora))[:: options.every]
    examples = [Example(*item, names, offices) for item in texts]
    size = len(names) * BINS
    results = []
    for fold in range(options.folds):
        weights = fit([e for i, e in enumerate(examples) if i % options.folds != fold], size)
        held_out = [e for i, e in enumerate(examples) if i % options.folds == fold]
        results += [judged(e, weights, 0.96) for e in held_out]
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.9) if results else ():
        report(results, threshold)
    if options.write:
        write(names, fit(examples, size))


def write(names: dict[str, int], weights: np.ndarray) -> None:
    """Writes the weights that are not zero, feature by feature."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("feature", "bin", "weight"))
        for name in sorted(names):
            for place, value in enumerate(weights[names[name] * BINS : (names[name] + 1) * BINS]):
                if abs(value) >= 0.005:
                    out.writerow((name, place, f"{value:.3f}"))


if __name__ == "__main__":
    main()
