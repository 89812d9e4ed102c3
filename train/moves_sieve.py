"""Train the weights of ``annotate.moves.sieve`` and write them to ``weights/moves-v2/sieve.json.gz``.

usage: python train/moves_sieve.py --corpora DIR [--write]

Learns which candidates the weights of ``moves-v2`` and the nets of meaning may choose, or a reader marked: to be fitted
again after those. Prints how many candidates of the held-out fifth are weighed, and which share of the moves chosen
there is among them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import moves_gold as mg
import numpy as np
from moves_layers import read_corpus, read_labelled
from moves_race import write_weights
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.annotate.moves.choose import choose
from onrecord.annotate.moves.linear import load_thresholds
from onrecord.annotate.moves.sieve import WEIGHTS, sieve_features

FOLDER = Path(__file__).parents[1] / "src" / "onrecord" / "weights" / "moves-v2"
# So many of the moves chosen on the articles that are trained on must pass.
RECALL = 0.996
# Candidates a little under the bar of a move count as possible, so that better weights may still choose them.
NEARLY = 0.12
FEWEST, WEIGHT, PENALTY = 3, 20.0, 3.0


@dataclass(frozen=True)
class Seen:
    """A candidate as the first look sees it, whether it may be a move, and whether it is chosen as one."""

    features: list[str]
    possible: bool
    chosen: bool


def seen_in(article: mg.Article) -> list[Seen]:
    """The candidates of an article."""
    thresholds = load_thresholds()
    nearly = {**thresholds, "move": NEARLY}
    ranks = {chosen.candidate.head: chosen.rank for chosen in choose(article.layers, article.candidates, nearly)}
    found = []
    for n, candidate in enumerate(article.candidates):
        rank = ranks.get(candidate.head, 0.0)
        features = sieve_features(article.layers, candidate.head, candidate.hits)
        found.append(Seen(features, rank > 0 or n in article.labels, rank >= thresholds["move"]))
    return found


def fit(seen: Sequence[Seen]) -> dict[str, float]:
    """Weights whose sum is zero or more for ``RECALL`` of what is chosen."""
    counts = Counter(name for one in seen for name in one.features)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    table = table_of(seen, names)
    truth = np.array([one.possible for one in seen], dtype=float)
    heavy = np.where(truth > 0, np.where([one.chosen for one in seen], WEIGHT, 2.0), 1.0)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = table @ weights
        slope = table.T @ (heavy * (1.0 / (1.0 + np.exp(-sums)) - truth)) + PENALTY * weights
        return float((heavy * (np.logaddexp(0, sums) - truth * sums)).sum() + PENALTY / 2 * weights @ weights), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    bar = np.quantile((table @ found)[[one.chosen for one in seen]], 1.0 - RECALL)
    weights = dict(zip(names, found.tolist(), strict=True))
    weights["BIAS"] -= float(bar)
    return weights


def table_of(seen: Sequence[Seen], names: Sequence[str]) -> csr_matrix:
    """Which of the named features each candidate has."""
    index = {name: n for n, name in enumerate(names)}
    places = [[index[name] for name in one.features if name in index] for one in seen]
    ends = np.cumsum([0, *map(len, places)])
    flat = [n for row in places for n in row]
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(seen), len(names)))


def told(seen: Sequence[Seen], weights: dict[str, float]) -> str:
    """How many candidates pass, and which share of the chosen ones."""
    names = sorted(weights)
    passed = table_of(seen, names) @ np.array([weights[name] for name in names]) >= 0
    chosen = np.array([one.chosen for one in seen])
    kept = passed[chosen].mean()
    return f"{len(seen)} candidates, weighed {passed.mean():.3f}; {chosen.sum()} moves, kept {kept:.4f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    found = {**read_corpus(given.corpora), **read_labelled(given.corpora)}
    seen = {stem: seen_in(mg.lay(stem, *laid)) for stem, laid in sorted(found.items())}
    weights = fit([one for stem, part in seen.items() if not mg.is_aside(stem) for one in part])
    print(told([one for stem, part in seen.items() if mg.is_aside(stem) for one in part], weights))
    if given.write:
        write_weights(weights, FOLDER / f"{WEIGHTS}.json.gz")


if __name__ == "__main__":
    main()
