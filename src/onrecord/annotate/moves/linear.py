"""Linear weights over named features: the learnt part of every decision about a move.

In come feature names; out come probabilities of the classes. A file of weights is JSON: ``classes``, and for each
feature its weights by class. Training is elsewhere (``train/moves.py``).
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.weights import read_weights

MODEL = "moves-v2"


class Linear:
    """A softmax over sums of feature weights. One class alone is a logistic."""

    def __init__(self, classes: Sequence[str], rows: dict[str, list[float]]) -> None:
        self.classes = tuple(classes)
        self._index = {name: n for n, name in enumerate(rows)}
        self._matrix: npt.NDArray[np.float64] = np.array(list(rows.values()), dtype=np.float64).reshape(
            len(rows), len(self.classes)
        )

    def probabilities(self, features: Sequence[str]) -> npt.NDArray[np.float64]:
        """Probability of each class; equal where no feature is known."""
        return _shares(np.add.reduce(self._matrix[self._known(features)], axis=0))

    def table(self, rows: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """Probabilities of each class for many rows at once."""
        known = [self._known(features) for features in rows]
        total = np.zeros((len(rows), len(self.classes)))
        filled = [n for n, row in enumerate(known) if row]
        if filled:
            first = np.cumsum([0, *(len(known[n]) for n in filled[:-1])])
            flat = [i for n in filled for i in known[n]]
            total[filled] = np.add.reduceat(self._matrix[flat], first, axis=0)
        return _shares(total)

    def _known(self, features: Sequence[str]) -> list[int]:
        return [n for n in map(self._index.get, features) if n is not None]

    def best(self, features: Sequence[str]) -> tuple[str, float]:
        """The likeliest class with its probability; the first of equals."""
        found = self.probabilities(features)
        at = int(found.argmax())
        return self.classes[at], float(found[at])


def _shares(total: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Sums of weights as probabilities that add up to one."""
    grown = np.exp(total - total.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), dtype=np.float64)


@cache
def load_linear(name: str) -> Linear:
    """Weights by the name of the decision (``types``, ``status``...)."""
    table = json.loads(gzip.decompress(read_weights(MODEL, f"{name}.json.gz")))
    return Linear(table["classes"], table["rows"])


@cache
def load_weights(name: str) -> Mapping[str, float]:
    """Weights of a race between claims: one number a feature."""
    found: Mapping[str, float] = json.loads(gzip.decompress(read_weights(MODEL, f"{name}.json.gz")))["rows"]
    return found


def total(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The sum of the weights of features; an exact one, so that it is the same in any order of them."""
    return math.fsum(filter(None, map(weights.get, features)))


@cache
def load_thresholds() -> Mapping[str, float]:
    """Least probabilities for a move, an answer, an actor and a recipient."""
    found: Mapping[str, float] = json.loads(read_weights(MODEL, "thresholds.json"))
    return found
