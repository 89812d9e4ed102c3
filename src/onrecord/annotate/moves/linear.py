"""Linear weights over named features: the learnt part of every decision about a move.

In come feature names; out come probabilities of the classes. A file of weights is JSON: ``classes``, and for each
feature its weights by class. Training is elsewhere (``train/moves.py``).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.weights import read_weights

MODEL = "moves-v1"


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
        known = sorted({self._index[name] for name in features if name in self._index})
        total = self._matrix[known].sum(axis=0) if known else np.zeros(len(self.classes))
        grown = np.exp(total - total.max())
        found: npt.NDArray[np.float64] = grown / grown.sum()
        return found

    def best(self, features: Sequence[str]) -> tuple[str, float]:
        """The likeliest class with its probability; the first of equals."""
        found = self.probabilities(features)
        at = int(found.argmax())
        return self.classes[at], float(found[at])


@cache
def load_linear(name: str) -> Linear:
    """Weights by the name of the decision (``types``, ``status``...)."""
    table = json.loads(gzip.decompress(read_weights(MODEL, f"{name}.json.gz")))
    return Linear(table["classes"], table["rows"])


@cache
def load_thresholds() -> Mapping[str, float]:
    """Least probabilities for a move, an answer, an actor and a recipient."""
    found: Mapping[str, float] = json.loads(read_weights(MODEL, "thresholds.json"))
    return found
