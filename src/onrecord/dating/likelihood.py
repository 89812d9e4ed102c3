"""How likely each day is to be a page's day of publication, given the clues in its text.

Each clue speaks by its distance to the day: what a page tells as past lies behind it, the nearer the likelier; what it
tells as to come lies ahead; whoever is called by an office holds it. The shapes of these laws stand here, their numbers
in ``data/times/likelihood.csv``. No law knows a calendar year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord import tables
from onrecord.dating.clues import Clue

LAWS = "times/likelihood.csv"
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
# Clues of one page depend on one another: together they say less than their sum. Set by hand.
TEMPER = 0.8
_MOST = 12
_FAR = 10**6
_FLOOR = -12.0


@dataclass(frozen=True, slots=True)
class Law:
    """How a class of clue speaks: shape, steepness, scale, what a contradiction costs, how often tense misleads."""

    shape: str
    power: float
    scale: float
    penalty: float
    crossed: float
    second: float
    others: float
    table: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Days as ordinals, the probability of each, and what each clue adds to the logarithm of each."""

    ordinal: Ints
    chance: Floats
    added: dict[Clue, Floats]


def weigh(clues: Sequence[Clue], first: int, last: int) -> Weighed:
    """Probabilities of the days from one ordinal to another, inclusive."""
    ordinal = np.arange(first, last + 1)
    score = np.zeros(len(ordinal))
    added: dict[Clue, Floats] = {}
    for name, members in sorted(_classes(clues).items()):
        law = laws().get(name) or laws().get((name[0], ""))
        if law is None:
            continue
        if law.shape == "latest":
            members.sort(key=lambda clue: clue.intervals[-1], reverse=True)
        spoken = np.stack([_spoken(clue, law, ordinal) for clue in members])
        added |= dict(zip(members, spoken, strict=True))
        score += _together(spoken, law)
    score *= TEMPER
    chance = np.exp(score - score.max())
    return Weighed(ordinal, chance / chance.sum(), added)


def shortest_interval(chance: Floats, mass: float) -> tuple[int, int]:
    """Places of the first and last day of the shortest run of days that holds a share of the chance."""
    total = np.concatenate(([0.0], np.cumsum(chance)))
    ends = np.searchsorted(total, total[:-1] + mass - 1e-12)
    lengths = np.where(ends < len(total), ends - np.arange(len(chance)), len(chance) + 1)
    first = int(np.argmin(lengths))
    if lengths[first] > len(chance):
        return 0, len(chance) - 1
    return first, min(int(ends[first]) - 1, len(chance) - 1)


@cache
def laws() -> dict[tuple[str, str], Law]:
    """Laws by kind and tense of clue."""
    return {
        (row["kind"], row["tense"]): Law(
            row["shape"],
            float(row["power"]),
            float(row["scale"]),
            float(row["penalty"]),
            float(row["crossed"]),
            float(row["second"]),
            float(row["others"]),
            tuple(float(share) for share in row["table"].split()),
        )
        for row in tables.rows(LAWS, ("kind", "shape", "example", "origin"))
    }


def _classes(clues: Sequence[Clue]) -> dict[tuple[str, str], list[Clue]]:
    """Clues by class, each thing once, in order of the text."""
    found: dict[tuple[str, str], dict[object, Clue]] = defaultdict(dict)
    for clue in clues:
        members = found[(clue.kind, clue.tense)]
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
    ranked = -np.sort(-spoken, axis=0)
    total: Floats = weights @ ranked + np.maximum(broken.sum(axis=0), -2 * law.penalty) * (1 - law.second)
    return total


def _spoken(clue: Clue, law: Law, ordinal: Ints) -> Floats:
    """What one clue adds to the logarithm of the chance of each day."""
    if law.shape in ("weekday", "ahead"):
        table = np.log(np.array(law.table) * 7)
        gap = (ordinal + 6) % 7 - clue.number
        weekday: Floats = law.power * table[(gap if law.shape == "weekday" else -gap) % 7]
        return weekday
    behind, ahead = _distances(clue, ordinal)
    near = _decay(np.minimum(behind, ahead), law)
    if law.shape == "within":
        return np.where(near >= 0, 0.0, near - law.penalty)
    if law.shape == "near":
        return near
    told, other = (behind, ahead) if law.shape in ("after", "latest") else (ahead, behind)
    said = np.where(told < _FAR, _decay(told, law), -2 * law.penalty if law.penalty else _FLOOR)
    if not law.crossed:
        return said
    crossed = np.where(other < _FAR, _decay(other, law), _FLOOR)
    found: Floats = np.logaddexp(np.log(1 - law.crossed) + said, np.log(law.crossed) + crossed)
    return found


def _decay(distance: Ints, law: Law) -> Floats:
    found: Floats = np.maximum(-law.power * np.log1p(np.minimum(distance, _FAR) / law.scale), _FLOOR)
    return found


def _distances(clue: Clue, ordinal: Ints) -> tuple[Ints, Ints]:
    """Distances from what a clue names back and ahead to each day, in the clue's own unit; 0 within."""
    day = ordinal + (clue.number if clue.scale == "offset" else -clue.number if clue.scale == "shifted" else 0)
    first = np.array([interval[0].toordinal() for interval in clue.intervals])
    last = np.array([interval[1].toordinal() for interval in clue.intervals])
    if clue.scale in ("week", "month", "year"):
        day = _index(clue.scale, day) + clue.number
        first, last = _index(clue.scale, first), _index(clue.scale, last)
    order = np.argsort(first, kind="stable")
    first, last = first[order], last[order]
    place = np.searchsorted(first, day, side="right") - 1
    behind = np.where(place >= 0, np.maximum(day - last[np.maximum(place, 0)], 0), _FAR)
    follow = np.minimum(place + 1, len(first) - 1)
    ahead = np.where(place + 1 < len(first), first[follow] - day, _FAR)
    return behind, np.where(behind == 0, 0, ahead)


def _index(scale: str, ordinal: Ints) -> Ints:
    """Number of the week, month or year of each day."""
    if scale == "week":
        found: Ints = (ordinal - 1) // 7
        return found
    dates = (ordinal - 719163).astype("datetime64[D]")
    unit = dates.astype("datetime64[M]" if scale == "month" else "datetime64[Y]").astype(np.int64)
    named: Ints = unit
    return named
