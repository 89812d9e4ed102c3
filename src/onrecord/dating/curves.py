"""What a clue says of each day, by how far the day lies from what the clue names.

In come a clue, the law of its class and days; out comes what it adds to the logarithm of the chance of each.
What a clue says hangs on the distances back and ahead alone, and these go on day by day before, between and behind the
stretches that it may mean: so the days of a stretch are looked up as one piece of a curve that is made once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from onrecord.dating.clue import Clue
from onrecord.dating.distances import FAR, UNITS, Ints, distances, in_units, stretches
from onrecord.dating.laws import Law

Floats = npt.NDArray[np.float64]
# What is said ahead of the first stretch by distance, within one, and behind the last by distance.
Around = tuple[Floats, float, Floats]
_LONGEST = 40_000
_FLOOR = -12.0
# The longest pieces of curves that are kept: those of the years that may be a page's, and those between two dates of
# one weekday.
_KEPT, _BETWEEN = 16_384, 4_100
# Days over which a thing with known days is told of: in the days after, close to it on either side (which of the four
# that is), in the months and in the years after.
_SCALES, _CLOSE = (2.5, 12.0, 120.0, 700.0), 1


def said(clue: Clue, law: Law, ordinal: Ints) -> Floats:
    """What a clue adds to the logarithm of the chance of each of some days."""
    # The recipe that fits the laws weighs one day in so many: its days are looked up one by one.
    in_a_row = int(ordinal[-1] - ordinal[0]) + 1 == len(ordinal)
    if law.shape in ("weekday", "ahead"):
        weekday = _of_weekday(clue, law, ordinal[:7] if in_a_row else ordinal)
        return np.tile(weekday, -(-len(ordinal) // len(weekday)))[: len(ordinal)]
    single = len(clue.intervals) == 1
    first, stop = int(ordinal[0]), int(ordinal[-1]) + 1
    if law.shape in ("mixture", "signed"):
        pieces = _pieces(clue, first, stop, _around_mixed(law, _length(clue))) if in_a_row and single else None
        share = _share(clue, law, *distances(clue, ordinal)) if pieces is None else np.concatenate(pieces)
        return np.asarray(np.log(share * len(ordinal) + law.table[-1]))
    if clue.scale in UNITS:
        behind, ahead, place = in_units(clue, ordinal)
        return _of_distances(law, behind, ahead, single=single)[place]
    pieces = _pieces(clue, first, stop, _around(law, single), partial(_between, law)) if in_a_row else None
    return _of_distances(law, *distances(clue, ordinal), single=single) if pieces is None else np.concatenate(pieces)


def _pieces(
    clue: Clue, first: int, stop: int, around: Around, between: Callable[[int], Floats] | None = None
) -> list[Floats] | None:
    """What a clue says of days from a first one, piece by piece; None where its stretches overlap or lie too far."""
    known = stretches(clue)
    if known is None or known[0][0] - first >= _KEPT or stop - known[-1][1] >= _KEPT:
        return None
    before, on, after = around
    found = [before[max(0, known[0][0] - stop) + 1 : max(0, known[0][0] - first) + 1][::-1]]
    for number, (start, end) in enumerate(known):
        found.append(np.full(max(0, min(end + 1, stop) - max(start, first)), on))
        follow = known[number + 1][0] if number + 1 < len(known) else None
        if follow is None:
            found.append(after[max(1, first - end) : max(1, stop - end)])
        elif between is None or follow - end > _BETWEEN:
            return None
        else:
            # The days after the stretch up to the next one, of those that are asked for.
            found.append(between(follow - end)[max(0, first - end - 1) : max(0, stop - end - 1)])
    return found


@lru_cache(maxsize=128)
def _around(law: Law, single: bool) -> Around:
    """What is said of days by how far they lie ahead of the first stretch, within one, and behind the last."""
    steps, none = np.arange(_KEPT), np.full(_KEPT, FAR)
    none[0] = 0
    before = _of_distances(law, none, steps, single=single)
    return before, float(before[0]), _of_distances(law, steps, none, single=single)


@lru_cache(maxsize=128)
def _between(law: Law, gap: int) -> Floats:
    """What is said of the days between the end of a stretch and the beginning of another."""
    steps = np.arange(1, gap)
    return _of_distances(law, steps, steps[::-1], single=False)


def _of_weekday(clue: Clue, law: Law, ordinal: Ints) -> Floats:
    table = np.log(np.array(law.table) * 7)
    gap = (ordinal + 6) % 7 - clue.number
    weekday: Floats = law.power * table[(gap if law.shape == "weekday" else -gap) % 7]
    return weekday


def _of_distances(law: Law, behind: Ints, ahead: Ints, *, single: bool) -> Floats:
    """What is said at distances back and ahead by a clue that may mean a single stretch of days, or several."""
    if law.shape == "within":
        # What is over is still told of; before it began hardly anybody speaks of it.
        after, early = _decay(behind, law) - law.penalty, (1 + law.crossed) * (_decay(ahead, law) - law.penalty)
        return np.where(behind == 0, 0.0, np.maximum(after, early))
    if law.shape == "near":
        return _decay(np.minimum(behind, ahead), law)
    told, other = (behind, ahead) if law.shape in ("after", "latest") else (ahead, behind)
    if not law.crossed:
        return np.where(told < FAR, _decay(told, law), _never(law))
    if single:
        # One of the two distances is none, or both are 0.
        on, off = _crossed_curves(law)
        return np.where(told < FAR, on[np.minimum(told, _LONGEST)], off[np.minimum(other, _LONGEST)])
    meant = np.where(told < FAR, _decay(told, law), _never(law))
    return _either(law, meant, np.where(other < FAR, _decay(other, law), _FLOOR))


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


def _around_mixed(law: Law, length: int) -> Around:
    """Shares ahead of a stretch of so many days, on one of its days, and behind it."""
    before, after = _beside(law)
    nowhere = np.zeros(1, dtype=np.int64)
    return before, float(_share_of(law, length, 1, nowhere, nowhere)[0]), after


@lru_cache(maxsize=32)
def _beside(law: Law) -> tuple[Floats, Floats]:
    """Shares of the days by how far they lie ahead of a stretch, and behind it, whatever its length."""
    steps, none = np.arange(_KEPT), np.full(_KEPT, FAR)
    return _share_of(law, 1, 1, none, steps), _share_of(law, 1, 1, steps, none)


def _length(clue: Clue) -> int:
    return sum((last - first).days + 1 for first, last in clue.intervals)


def _share(clue: Clue, law: Law, behind: Ints, ahead: Ints) -> Floats:
    return _share_of(law, _length(clue), len(clue.intervals), behind, ahead)


def _share_of(law: Law, length: int, stretches: int, behind: Ints, ahead: Ints) -> Floats:
    """How much of a clue's telling falls on each day: the fewer the days that it may mean, the surer it is.

    The law's shares: told of on its days, in the days after, close to them, in the months after, in the years after;
    the last, at any time (words that meant something else), is added by whoever asks.
    """
    inside, *parts, _ = law.table
    share: Floats = inside / length * (behind == 0)
    for place, (part, scale) in enumerate(zip(parts, _SCALES, strict=True)):
        fading = _fading(scale)
        after = part / scale * fading[np.minimum(behind, _LONGEST)]
        if place == _CLOSE:
            before = part / scale * fading[np.minimum(ahead, _LONGEST)]
            after = (1 - law.crossed) * after * (behind > 0) + law.crossed * before * (ahead > 0)
        share = share + after / stretches
    return share


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
