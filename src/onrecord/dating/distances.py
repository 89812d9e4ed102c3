"""How many days, weeks, months or years lie between what a clue names and each day that is weighed.

In come a clue and days as ordinals; out come two arrays: how far each day lies behind what is named, and how far ahead
of it. Without numbers of ours: what a distance says is settled in ``likelihood``.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.dating.clues import Clue

Ints = npt.NDArray[np.int64]
# The distance to what does not lie on that side of a day.
FAR = 10**6
# The scales that count in other units than days.
_UNITS = frozenset({"week", "month", "year"})


def distances(clue: Clue, ordinal: Ints) -> tuple[Ints, Ints]:
    """Distances from what a clue names back and ahead to each day, in the clue's own unit; 0 within."""
    day = ordinal + (clue.number if clue.scale == "offset" else -clue.number if clue.scale == "shifted" else 0)
    if len(clue.intervals) == 1 and clue.scale not in _UNITS:
        return _from_one(clue.intervals[0][0].toordinal(), clue.intervals[0][1].toordinal(), day)
    first = np.array([interval[0].toordinal() for interval in clue.intervals])
    last = np.array([interval[1].toordinal() for interval in clue.intervals])
    if clue.scale in _UNITS:
        day = _indices(clue.scale, int(ordinal[0]), int(ordinal[-1]))[ordinal - ordinal[0]] + clue.number
        first, last = _index(clue.scale, first), _index(clue.scale, last)
        if len(clue.intervals) == 1:
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
