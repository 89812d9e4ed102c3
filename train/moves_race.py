"""Fit the weights of a race: of the claims to a role some are right, and the weights make these the likeliest.

In come races (for each claim its features and whether it is right); out come weights by feature, as the package reads
them. Several right claims share one chance.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Race = Sequence[tuple[Sequence[str], bool]]
ROUNDS = 150
LEAST = 0.005


def fit_race(races: Sequence[Race], *, strength: float, fewest: int = 2) -> dict[str, float]:
    """Weights by feature; ``strength`` is the inverse of the penalty."""
    decided = [race for race in races if 0 < sum(right for _, right in race) < len(race)]
    problem = _Problem(decided, fewest)
    begin = np.zeros(len(problem.names))
    found = minimize(
        problem.loss, begin, args=(1.0 / strength,), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
    )
    return {name: float(w) for name, w in zip(problem.names, found.x, strict=True) if abs(w) > LEAST}


class _Problem:
    """All claims of all races, their loss and its slope."""

    def __init__(self, races: Sequence[Race], fewest: int) -> None:
        counts = Counter(name for race in races for features, _ in race for name in features)
        self.names = sorted(name for name, count in counts.items() if count >= fewest)
        index = {name: n for n, name in enumerate(self.names)}
        claims = [claim for race in races for claim in race]
        pairs = [(r, index[name]) for r, (features, _) in enumerate(claims) for name in features if name in index]
        at = (np.array([r for r, _ in pairs]), np.array([c for _, c in pairs]))
        self.matrix = csr_matrix((np.ones(len(pairs)), at), shape=(len(claims), len(self.names)))
        sizes = np.array([len(race) for race in races])
        self.first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.race = np.repeat(np.arange(len(races)), sizes)
        self.right = np.array([right for _, right in claims], dtype=float)

    def loss(self, weights: npt.NDArray[np.float64], penalty: float) -> tuple[float, npt.NDArray[np.float64]]:
        sums = self.matrix @ weights
        grown = np.exp(sums - np.maximum.reduceat(sums, self.first)[self.race])
        whole = np.add.reduceat(grown, self.first)
        good = np.add.reduceat(grown * self.right, self.first) + 1e-30
        value = float((np.log(whole) - np.log(good)).sum()) + 0.5 * penalty * float(weights @ weights)
        off = grown / whole[self.race] - grown * self.right / good[self.race]
        return value, np.asarray(self.matrix.T @ off + penalty * weights, dtype=np.float64)


def write_weights(rows: dict[str, float], path: Path, *, digits: int = 3) -> None:
    """The weights as gzipped JSON, rounded; the same weights, the same bytes."""
    table = {"rows": {name: round(value, digits) for name, value in sorted(rows.items())}}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
