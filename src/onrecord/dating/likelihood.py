"""How likely each day is to be a page's day of publication, given the clues in its text.

Each clue speaks by its distance to the day: what a page tells as past lies behind it, the nearer the likelier; what it
tells as to come lies ahead; whoever is called by an office holds it. The shapes of these laws stand in
``curves``, their numbers in ``data/times/likelihood.csv``. No law knows a calendar year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.dating.clue import Clue
from onrecord.dating.curves import Floats, said
from onrecord.dating.distances import Ints
from onrecord.dating.laws import Law, law_of, laws

# Clues of one page depend on one another, the more classes of them the more: together they say less than their sum.
# These and the slip were set on half of the dated texts and held on the rest.
_TEMPER, _USUAL, _WEAKER = 0.75, 8, 0.4
# Events and weekdays fix a day that may be one or a few off: how often, and the shares of four days back and ahead.
_SLIP = 0.15
_SLIPS = np.array([0.05, 0.07, 0.13, 0.25, 0.0, 0.25, 0.13, 0.07, 0.05])
_MOST = 12


@dataclass(frozen=True, slots=True)
class Weighed:
    """Days as ordinals, the probability of each, and what each clue adds to the logarithm of each."""

    ordinal: Ints
    chance: Floats
    added: dict[Clue, Floats]


def weigh(clues: Sequence[Clue], first: int, last: int) -> Weighed:
    """Probabilities of the days from one ordinal to another, inclusive."""
    ordinal = np.arange(first, last + 1)
    added: dict[Clue, Floats] = {}
    by_class: dict[tuple[str, str], Floats] = {}
    for name, members in sorted(classes(clues).items()):
        spoken, by_class[name] = heard(name, members, ordinal)
        added |= dict(zip(members, spoken, strict=True))
    told, signed = summed(by_class, len(ordinal))
    chance = np.exp(told - told.max())
    chance = _slipped(chance / chance.sum()) * np.exp(signed - signed.max())
    return Weighed(ordinal, chance / chance.sum(), added)


def summed(by_class: Mapping[tuple[str, str], Floats], length: int) -> tuple[Floats, Floats]:
    """What all classes add to the logarithm of the chance of days: what a text tells of, and the days it bears itself.

    What a text tells of hangs together and says less than its sum. The day of a dateline or of a quoted post is fixed
    by a machine or a desk, hangs on none of it, and counts whole.
    """
    signed = {name for name in by_class if law_of(name).shape == "signed"}
    told: Floats = sum((by_class[name] for name in by_class if name not in signed), np.zeros(length))
    own: Floats = sum((by_class[name] for name in signed), np.zeros(length))
    return told * temper(len(by_class) - len(signed)), own


def temper(classes: int) -> float:
    """What the sum of so many classes of clues is worth."""
    found: float = _TEMPER * (max(1, classes) / _USUAL) ** -_WEAKER
    return found


def _slipped(chance: Floats) -> Floats:
    """Chances of days where the best may be a few days off."""
    half = len(_SLIPS) // 2
    near: Floats = np.convolve(chance, _SLIPS)[half : half + len(chance)]
    found: Floats = (1 - _SLIP) * chance + _SLIP * near
    found /= found.sum()
    return found


def heard(name: tuple[str, str], members: list[Clue], ordinal: Ints) -> tuple[Floats, Floats]:
    """What the clues of a class add to the logarithm of the chance of days: each, and all together."""
    law = law_of(name)
    if law.shape == "latest":
        members.sort(key=lambda clue: clue.intervals[-1], reverse=True)
    spoken = np.stack([_spoken(clue, law, ordinal) for clue in members])
    return spoken, _together(spoken, law)


def shortest_interval(chance: Floats, mass: float) -> tuple[int, int]:
    """Places of the first and last day of the shortest run of days that holds a share of the chance."""
    total = np.concatenate(([0.0], np.cumsum(chance)))
    ends = np.searchsorted(total, total[:-1] + mass - 1e-12)
    lengths = np.where(ends < len(total), ends - np.arange(len(chance)), len(chance) + 1)
    first = int(np.argmin(lengths))
    if lengths[first] > len(chance):
        return 0, len(chance) - 1
    return first, min(int(ends[first]) - 1, len(chance) - 1)


def classes(clues: Sequence[Clue]) -> dict[tuple[str, str], list[Clue]]:
    """Clues by class, each thing once, in order of the text."""
    found: dict[tuple[str, str], dict[object, Clue]] = defaultdict(dict)
    for clue in clues:
        name = (clue.kind, clue.tense)
        if name not in laws() and (clue.kind, "") not in laws():
            continue
        members = found[name]
        if len(members) < _MOST:
            members.setdefault((clue.scale, clue.intervals, clue.number), clue)
    return {name: list(members.values()) for name, members in found.items()}


def _together(spoken: Floats, law: Law) -> Floats:
    """What the clues of a class say together: the one that fits best at each day most, the others less.

    A contradiction ("tells of 2018" on a day of 2017) is no matter of rank: it counts whole, twice at most. Of years
    and dates told as past only the latest binds: whatever lies before it says nothing new.
    """
    if law.shape == "within":
        held: Floats = np.maximum(spoken.sum(axis=0), -law.penalty * 1.6 * np.sqrt(len(spoken)) - 2.0)
        return held
    weights = np.full(len(spoken), law.others)
    weights[:2] = (1.0, law.second)[: len(spoken)]
    if law.shape == "latest":
        latest: Floats = weights @ spoken
        return latest
    broken = np.minimum(spoken + law.penalty, 0.0) if law.penalty else np.zeros_like(spoken)
    total: Floats = weights @ ranked(spoken) + np.maximum(broken.sum(axis=0), -2 * law.penalty) * (1 - law.second)
    return total


def ranked(spoken: Floats) -> Floats:
    """What some clues say of each day, the most first: neighbours change places, for all days at once, in a tenth to
    two thirds of the time that the sorting of each day's few numbers takes."""
    rows = spoken.copy()
    for last in range(len(rows) - 1, 0, -1):
        for at in range(last):
            less = np.minimum(rows[at], rows[at + 1])
            np.maximum(rows[at], rows[at + 1], out=rows[at])
            rows[at + 1] = less
    return rows


def _spoken(clue: Clue, law: Law, ordinal: Ints) -> Floats:
    """What one clue adds to the logarithm of the chance of each day; no clue is so sure that it outdoes all others."""
    return np.maximum(said(clue, law, ordinal), law.floor)
