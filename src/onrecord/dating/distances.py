"""How many days, weeks, months or years lie between what a clue names and each day that is weighed.

In come a clue and days as ordinals; out come two arrays: how far each day lies behind what is named, and how far ahead
of it. Without numbers of ours: what a distance says is settled in ``likelihood``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.dating.clue import Clue

Ints = npt.NDArray[np.int64]
# The distance to what does not lie on that side of a day.
FAR = 10**6
# The scales that count in other units than days.
UNITS = frozenset({"week", "month", "year"})


def distances(clue: Clue, ordinal: Ints) -> tuple[Ints, Ints]:
    """Distances from what a clue names back and ahead to each day, in the clue's own unit; 0 within."""
    if clue.scale in UNITS:
        behind, ahead, place = in_units(clue, ordinal)
        return behind[place], ahead[place]
    first, last = (np.array([interval[end].toordinal() for interval in clue.intervals]) for end in (0, 1))
    return _apart(first, last, ordinal - _shift(clue))


def in_units(clue: Clue, ordinal: Ints) -> tuple[Ints, Ints, Ints]:
    """Distances back and ahead to each week, month or year, and the place of that of each day."""
    unit = _indices(clue.scale, int(ordinal[0]), int(ordinal[-1]))[ordinal - ordinal[0]]
    ends = ([interval[end].toordinal() for interval in clue.intervals] for end in (0, 1))
    first, last = (_index(clue.scale, np.array(days)) for days in ends)
    return *_apart(first, last, np.arange(unit[0], unit[-1] + 1) + clue.number), unit - unit[0]


def stretches(clue: Clue) -> list[tuple[int, int]] | None:
    """First and last ordinal of each stretch of days that a clue names, in order; None where two overlap, or where
    other units than days count."""
    if clue.scale in UNITS:
        return None
    shift = _shift(clue)
    found = sorted((first.toordinal() + shift, last.toordinal() + shift) for first, last in clue.intervals)
    apart = all(end < start for (_, end), (start, _) in pairwise(found))
    return found if apart and all(first <= last for first, last in found) else None


def _shift(clue: Clue) -> int:
    """By how many days a clue is told after what it names."""
    return -clue.number if clue.scale == "offset" else clue.number if clue.scale == "shifted" else 0


def _apart(first: Ints, last: Ints, day: Ints) -> tuple[Ints, Ints]:
    """Distances back and ahead from stretches of days to each day."""
    if len(first) == 1:
        return _from_one(int(first[0]), int(last[0]), day)
    order = np.argsort(first, kind="stable")
    first, last = first[order], last[order]
    place = np.searchsorted(first, day, side="right") - 1
    behind = np.where(place >= 0, np.maximum(day - last[np.maximum(place, 0)], 0), FAR)
    follow = np.minimum(place + 1, len(first) - 1)
    ahead = np.where(place + 1 < len(first), first[follow] - day, FAR)
    return behind, np.where(behind == 0, 0, ahead)


def _from_one(first: int, last: int, day: Ints) -> tuple[Ints, Ints]:
    """Distances back and ahead from one stretch of days to each day."""
    ahead = np.where(day < first, first - day, FAR)
    ahead[(day >= first) & (day <= last)] = 0
    return np.where(day < first, FAR, np.maximum(day - last, 0)), ahead


@lru_cache(maxsize=8)
def _indices(scale: str, first: int, last: int) -> Ints:
    """Number of the week, month or year of each day from one ordinal to another."""
    return _index(scale, np.arange(first, last + 1))


def _index(scale: str, ordinal: Ints) -> Ints:
    """Number of the week, month or year of each day."""
    if scale == "week":
        found: Ints = (ordinal - 1) // 7
        return found
    dates = (ordinal - 719163).astype("datetime64[D]")
    unit = dates.astype("datetime64[M]" if scale == "month" else "datetime64[Y]").astype(np.int64)
    named: Ints = unit
    return named
