"""How likely each day is, given a page's clues: weights learnt over bins of distance, summed and normalised.

The model is log-linear over days and knows nothing of calendar years: a day is judged only by its distances to what the
clues name. In come clues and the range of days that bounds allow; out comes a distribution over the days.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.dating.clues import Clue
from onrecord.dating.ledger import Days, Feature, features
from onrecord.weights import read_weights

MODEL, FILE = "dating-v1", "days.csv"
Floats = npt.NDArray[np.float64]
# The longest table of bins; a bin that training never met weighs nothing.
BINS = 40


@dataclass(frozen=True, slots=True)
class Posterior:
    """Days, the probability of each, and the features that it rests on."""

    days: Days
    chance: Floats
    features: tuple[Feature, ...]


@cache
def weights() -> dict[str, Floats]:
    """Weights of the bins of each feature."""
    found: dict[str, Floats] = {}
    for row in csv.DictReader(io.StringIO(read_weights(MODEL, FILE).decode("utf-8"))):
        found.setdefault(row["feature"], np.zeros(BINS))[int(row["bin"])] = float(row["weight"])
    return found


def posterior(clues: tuple[Clue, ...], grid: Days) -> Posterior:
    """Distribution of the day of publication over a range of days."""
    found = tuple(features(clues, grid))
    score = np.zeros(len(grid.ordinal))
    for feature in found:
        score += contribution(feature)
    score -= score.max()
    chance = np.exp(score)
    return Posterior(grid, chance / chance.sum(), found)


def contribution(feature: Feature) -> Floats:
    """What a feature adds to the score of each day; nothing where training never met it."""
    known = weights().get(feature.name)
    if known is None:
        return np.zeros(len(feature.bins))
    added: Floats = feature.weight * known[feature.bins]
    return added


def shortest_interval(chance: Floats, mass: float) -> tuple[int, int]:
    """Places of the first and last day of the shortest run of days that holds a share of the chance."""
    total = np.concatenate(([0.0], np.cumsum(chance)))
    ends = np.searchsorted(total, total[:-1] + mass - 1e-12)
    lengths = np.where(ends < len(total), ends - np.arange(len(chance)), len(chance) + 1)
    first = int(np.argmin(lengths))
    if lengths[first] > len(chance):
        return 0, len(chance) - 1
    return first, min(int(ends[first]) - 1, len(chance) - 1)
