"""Train and cross-validate the PLOVER event type between two given parties on ``corpora/plv``.

usage: python train/plv.py CORPORA [--write]

Prints accuracy and macro F1 over the 15 event types, ten folds by the hash of the sentence.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from pathlib import Path

from moves_fit import fit, write
from sklearn.metrics import accuracy_score, f1_score

from onrecord.annotate.moves.plover import pair_features
from onrecord.model import Segment
from onrecord.parse import Parser

FOLDER = Path(__file__).parents[1] / "src" / "onrecord" / "weights" / "moves-v2"
SCALE = {"ALL": 0.4, "BETWEEN": 0.7, "ALLR": 0.5, "BETWEENR": 0.7}
STRENGTH, TIE, FOLDS = 0.6, 6.0, 10


def read_pairs(corpora: str) -> list[tuple[list[str], str, int]]:
    """Features, event type and fold of each sentence."""
    parser, found = Parser(), []
    with (Path(corpora) / "plv" / "PLV_train.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            parts = unmark(row["marked_sentence"])
            if parts is None:
                continue
            text, source, target = parts
            parse = parser.parse(text, [Segment("body", 0, len(text))])
            fold = int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS
            found.append((pair_features(parse, source, target), row["gold_root"], fold))
    return found


def unmark(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]] | None:
    """A sentence without the marks of its parties, and where the parties stand."""
    text, spans, at = "", {}, 0
    while at < len(marked):
        for tag in ("s", "t"):
            if marked.startswith(f"<{tag}>", at):
                spans[tag] = (len(text), len(text))
                at += 3
                break
            if marked.startswith(f"</{tag}>", at):
                spans[tag] = (spans[tag][0], len(text))
                at += 4
                break
        else:
            text += marked[at]
            at += 1
    return (text, spans["s"], spans["t"]) if len(spans) == 2 else None


def main(corpora: str, *, keep: bool) -> None:
    pairs = read_pairs(corpora)
    truth, guess = [], []
    for fold in range(FOLDS):
        known = [(f, y) for f, y, n in pairs if n != fold]
        weights = fit([f for f, _ in known], [y for _, y in known], strength=STRENGTH, scale=SCALE, tie=TIE)
        truth += [y for _, y, n in pairs if n == fold]
        guess += [weights.best(f)[0] for f, _, n in pairs if n == fold]
    macro = f1_score(truth, guess, average="macro")
    print(f"accuracy {accuracy_score(truth, guess):.3f}, macro F1 {macro:.3f}, {len(set(truth))} types")
    if keep:
        weights = fit([f for f, _, _ in pairs], [y for _, y, _ in pairs], strength=STRENGTH, scale=SCALE, tie=TIE)
        write(weights, FOLDER / "plover.json.gz")


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) < 2 else main(sys.argv[1], keep="--write" in sys.argv)
