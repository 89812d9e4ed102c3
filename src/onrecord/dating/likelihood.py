"""How likely each day is to be a page's day of publication, given the clues in its text.

Each clue speaks by its distance to the day: what a page tells as past lies behind it, the nearer the likelier; what it
tells as to come lies ahead; whoever is called by an office holds it. The shapes of these laws stand here, their numbers
in ``data/times/likelihood.csv``. No law knows a calendar year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.dating.clues import Clue
from onrecord.dating.distances import FAR, Ints, distances
from onrecord.dating.laws import Law, law_of, laws

Floats = npt.NDArray[np.float64]
# Clues of one page depend on one another, the more classes of them the more: together they say less than their sum.
# These and the slip were set on half of the dated texts and held on the rest.
_TEMPER, _USUAL, _WEAKER = 0.75, 8, 0.4
# Events and weekdays fix a day that may be one or a few off: how often, and the shares of four days back and ahead.
_SLIP = 0.15
_SLIPS = np.array([0.05, 0.07, 0.13, 0.25, 0.0, 0.25, 0.13, 0.07, 0.05])
_MOST = 12
_LONGEST = 40_000
_FLOOR = -12.0
# Days over which a thing with known days is told of: in the days after, close to it on either side (which of the four
# that is), in the months and in the years after.
_SCALES, _CLOSE = (2.5, 12.0, 120.0, 700.0), 1


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
    ranked = -np.sort(-spoken, axis=0) if len(spoken) > 1 else spoken
    total: Floats = weights @ ranked + np.maximum(broken.sum(axis=0), -2 * law.penalty) * (1 - law.second)
    return total


def _spoken(clue: Clue, law: Law, ordinal: Ints) -> Floats:
    """What one clue adds to the logarithm of the chance of each day; no clue is so sure that it outdoes all others."""
    return np.maximum(_said(clue, law, ordinal), law.floor)


def _said(clue: Clue, law: Law, ordinal: Ints) -> Floats:
    if law.shape in ("weekday", "ahead"):
        table = np.log(np.array(law.table) * 7)
        gap = (ordinal + 6) % 7 - clue.number
        weekday: Floats = law.power * table[(gap if law.shape == "weekday" else -gap) % 7]
        return weekday
    behind, ahead = distances(clue, ordinal)
    if law.shape in ("mixture", "signed"):
        return _mixture(clue, law, behind, ahead)
    if law.shape == "within":
        # What is over is still told of; before it began hardly anybody speaks of it.
        after, early = _decay(behind, law) - law.penalty, (1 + law.crossed) * (_decay(ahead, law) - law.penalty)
        return np.where(behind == 0, 0.0, np.maximum(after, early))
    if law.shape == "near":
        return _decay(np.minimum(behind, ahead), law)
    told, other = (behind, ahead) if law.shape in ("after", "latest") else (ahead, behind)
    if not law.crossed:
        return np.where(told < FAR, _decay(told, law), _never(law))
    if len(clue.intervals) == 1:
        # One of the two distances is none, or both are 0.
        on, off = _crossed_curves(law)
        return np.where(told < FAR, on[np.minimum(told, _LONGEST)], off[np.minimum(other, _LONGEST)])
    said = np.where(told < FAR, _decay(told, law), _never(law))
    return _either(law, said, np.where(other < FAR, _decay(other, law), _FLOOR))


def _never(law: Law) -> float:
    """What a clue says of a day on the wrong side of all that it may mean."""
    return -2 * law.penalty if law.penalty else _FLOOR


def _either(law: Law, said: Floats, crossed: Floats | float) -> Floats:
    """What a clue says that means one side of a day, or, where its tense misleads, the other."""
    found: Floats = np.logaddexp(np.log(1 - law.crossed) + said, np.log(law.crossed) + crossed)
    return found


@lru_cache(maxsize=64)
def _crossed_curves(law: Law) -> tuple[Floats, Floats]:
    """What each distance on the side that a clue means says, and on the other side, where only one of them is."""
    curve = _curve(law.power, law.scale)
    on, off = _either(law, curve, _FLOOR), _either(law, np.full_like(curve, _never(law)), curve)
    on[0] = _either(law, curve[:1], curve[:1])[0]
    return on, off


def _mixture(clue: Clue, law: Law, behind: Ints, ahead: Ints) -> Floats:
    """How much likelier each day is than by chance: the fewer the days that a clue may mean, the surer it is.

    The law's shares: told of on its days, in the days after, close to them, in the months after, in the years after,
    and at any time (words that meant something else).
    """
    inside, *parts, anytime = law.table
    length = sum((last - first).days + 1 for first, last in clue.intervals)
    share = inside / length * (behind == 0)
    for place, (part, scale) in enumerate(zip(parts, _SCALES, strict=True)):
        fading = _fading(scale)
        after = part / scale * fading[np.minimum(behind, _LONGEST)]
        if place == _CLOSE:
            before = part / scale * fading[np.minimum(ahead, _LONGEST)]
            after = (1 - law.crossed) * after * (behind > 0) + law.crossed * before * (ahead > 0)
        share = share + after / len(clue.intervals)
    found: Floats = np.log(share * len(behind) + anytime)
    return found


@lru_cache(maxsize=8)
def _fading(scale: float) -> Floats:
    """What is left at each distance; the last is for distances that there are none of."""
    return np.exp(-np.append(np.arange(_LONGEST), FAR) / scale)


def _decay(distance: Ints, law: Law) -> Floats:
    found: Floats = _curve(law.power, law.scale)[np.minimum(distance, _LONGEST)]
    return found


@lru_cache(maxsize=512)
def _curve(power: float, scale: float) -> Floats:
    """What each distance takes away; the last is for distances that there are none of."""
    found: Floats = np.maximum(-power * np.log1p(np.arange(_LONGEST + 1) / scale), _FLOOR)
    found[-1] = max(-power * np.log1p(FAR / scale), _FLOOR)
    return found
