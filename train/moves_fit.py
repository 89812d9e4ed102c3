"""Fit linear weights over named features and write them as the package reads them."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.annotate.moves.linear import Linear

# Prefixes of features that name the class for which a word of the tables stands (see ``features``).
_PLACES = ("MEET", "PATH", "BETWEEN", "ALL", "SOURCEV", "TARGETV")
TIED = frozenset({"T", "TB", "T1", "OT", "XT", "AT", "PT", "GT", "VT", "CT", "ST"}) | {
    f"{place}{mark}" for place in _PLACES for mark in ("T", "TB")
}


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    *,
    strength: float,
    fewest: int = 2,
    scale: dict[str, float] | None = None,
    tie: float = 0.0,
) -> Linear:
    """Softmax weights; ``strength`` is the inverse of the penalty, ``scale`` frees features by their prefix.

    With ``tie``, a feature that names a class (``T=summon``) also adds one weight, common to all classes, to the class
    that it names: what is learnt of the words for one type serves the types with few examples.
    """
    problem = _Problem(rows, labels, fewest, scale or {}, tie)
    shape = len(problem.names), len(problem.classes)
    start = np.zeros(shape[0] * shape[1] + len(problem.ties))
    found = minimize(problem.loss, start, args=(1.0 / strength,), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights = found.x[: shape[0] * shape[1]].reshape(shape) * problem.factor[:, None]
    table = {name: [float(v) for v in weights[n]] for n, name in enumerate(problem.names)}
    for name, at, m in problem.tied_names():
        row = table.setdefault(name, [0.0] * shape[1])
        row[at] += float(found.x[shape[0] * shape[1] + m]) * tie
    return Linear(problem.classes, table)


class _Problem:
    """The sums of weights of all rows, their loss and its slope."""

    def __init__(
        self, rows: Sequence[Sequence[str]], labels: Sequence[str], fewest: int, scale: dict[str, float], tie: float
    ) -> None:
        counts = Counter(name for row in rows for name in row)
        self.names = sorted(name for name, count in counts.items() if count >= fewest)
        self.classes = sorted(set(labels))
        self.tie = tie
        index = {name: n for n, name in enumerate(self.names)}
        self.factor = np.array([scale.get(name.split("=")[0], 1.0) for name in self.names])
        pairs = [(r, index[name]) for r, row in enumerate(rows) for name in row if name in index]
        at = (np.array([r for r, _ in pairs]), np.array([c for _, c in pairs]))
        self.matrix = csr_matrix((self.factor[at[1]], at), shape=(len(rows), len(self.names)))
        self.truth = np.zeros((len(rows), len(self.classes)))
        self.truth[np.arange(len(rows)), [self.classes.index(label) for label in labels]] = 1.0
        self.ties = sorted({t for name in counts for t, _ in self._tied(name)}) if tie else []
        where = {t: m for m, t in enumerate(self.ties)}
        cells = [
            (r * len(self.classes) + k, where[t])
            for r, row in enumerate(rows if tie else [])
            for name in row
            for t, k in self._tied(name)
        ]
        at = (np.array([c for c, _ in cells], dtype=int), np.array([m for _, m in cells], dtype=int))
        values = np.full(len(cells), tie)
        self.common = csr_matrix((values, at), shape=(len(rows) * len(self.classes), len(self.ties)))
        self._seen = sorted(counts)

    def _tied(self, name: str) -> list[tuple[str, int]]:
        """The common feature of a feature that names a class, with that class."""
        prefix, _, value = name.partition("=")
        parts = value.split(":")
        found = [n for n, part in enumerate(parts) if part in self.classes]
        if prefix not in TIED or not found:
            return []
        n = found[0]
        return [(f"{prefix}={':'.join([*parts[:n], '*', *parts[n + 1 :]])}", self.classes.index(parts[n]))]

    def tied_names(self) -> Iterator[tuple[str, int, int]]:
        """Every feature that names a class, seen or not, with the class and its common feature."""
        for m, common in enumerate(self.ties):
            for k, label in enumerate(self.classes):
                yield common.replace("*", label), k, m

    def loss(self, flat: npt.NDArray[np.float64], penalty: float) -> tuple[float, npt.NDArray[np.float64]]:
        cut = len(self.names) * len(self.classes)
        weights, common = flat[:cut].reshape(len(self.names), len(self.classes)), flat[cut:]
        sums = self.matrix @ weights
        if self.ties:
            sums = sums + (self.common @ common).reshape(sums.shape)
        sums -= sums.max(axis=1, keepdims=True)
        likely = np.exp(sums)
        total = likely.sum(axis=1, keepdims=True)
        value = float(np.log(total).sum() - (sums * self.truth).sum()) + 0.5 * penalty * float(flat @ flat)
        off = likely / total - self.truth
        slope = np.concatenate([(self.matrix.T @ off).ravel(), self.common.T @ off.ravel()]) + penalty * flat
        return value, slope


def write(linear: Linear, path: Path, *, digits: int = 3) -> None:
    """The weights as gzipped JSON, rounded, without rows that say nothing; the same weights, the same bytes."""
    rows = {}
    for name, n in linear._index.items():
        row = [round(float(v), digits) for v in linear._matrix[n]]
        if max(abs(v) for v in row) > 0.005:
            rows[name] = row
    text = json.dumps({"classes": list(linear.classes), "rows": rows}, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
