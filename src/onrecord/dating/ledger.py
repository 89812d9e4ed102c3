"""What each clue says of each day: distances from the day to what the clue names, sorted into bins.

A page's clues become features over a range of days: for each class of clue, in which bin the day falls. Weights learnt
over such bins (``weights/dating-v1``) turn them into a score a day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.dating import days
from onrecord.dating.clues import Clue
from onrecord.dating.values import FUTURE

Ints = npt.NDArray[np.int64]
DAY_EDGES = np.array(
    [
        -3650,
        -730,
        -366,
        -240,
        -120,
        -60,
        -30,
        -14,
        -7,
        -5,
        -3,
        -2,
        -1,
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        15,
        31,
        61,
        121,
        241,
        367,
        731,
        1461,
        3651,
    ]
)
MONTH_EDGES = np.array([-24, -12, -8, -5, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 11, 12, 13, 24, 48])
YEAR_EDGES = np.array([-8, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 12, 20])
WEEK_EDGES = np.array([-8, -4, -2, -1, 0, 1, 2, 3, 5, 9])
_EDGES = {"day": DAY_EDGES, "offset": DAY_EDGES, "shifted": DAY_EDGES, "span": DAY_EDGES, "month": MONTH_EDGES,
          "year": YEAR_EDGES, "week": WEEK_EDGES}  # fmt: skip
# Clues beyond the second of a class share one weight; more than these add nothing.
_RANKS = ("top", "second", "others")
_MOST = 12
_FAR = 10**6


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days with what is asked of each: ordinal, weekday, week, month and year."""

    ordinal: Ints
    weekday: Ints
    week: Ints
    month: Ints
    year: Ints


@dataclass(frozen=True, slots=True)
class Feature:
    """A class of clue at each day: the bin, and how much the feature weighs; ``clues`` are those that it stands for."""

    name: str
    bins: Ints
    weight: float
    clues: tuple[Clue, ...]


def range_of_days(first: int, last: int) -> Days:
    """The days from one ordinal to another, inclusive."""
    return days_of(np.arange(first, last + 1))


def days_of(ordinal: Ints) -> Days:
    """The days of ordinals."""
    dates = (ordinal - 719163).astype("datetime64[D]")
    month = dates.astype("datetime64[M]").astype(np.int64)
    year = dates.astype("datetime64[Y]").astype(np.int64)
    return Days(ordinal, (ordinal + 6) % 7, (ordinal - 1) // 7, month + 1970 * 12, year + 1970)


def features(clues: tuple[Clue, ...], grid: Days) -> list[Feature]:
    """Features of a page's clues over a range of days, in order of name."""
    grouped: dict[str, list[Clue]] = defaultdict(list)
    named: set[tuple[days.Interval, ...]] = set()
    for clue in clues:
        if clue.kind == "scheduled":
            # An event named again says nothing new, in whatever tense.
            if clue.intervals in named:
                continue
            named.add(clue.intervals)
        grouped[f"{clue.kind}_{clue.tense}" if clue.tense else clue.kind].append(clue)
    found = _told_after(grouped, grid)
    for name in sorted(grouped):
        members = _distinct(grouped[name])
        found += (
            _weekday_features(name, members, grid) if members[0].scale == "weekday" else _ranked(name, members, grid)
        )
    return found


def _told_after(grouped: dict[str, list[Clue]], grid: Days) -> list[Feature]:
    """Whether a day bears the weekday of the lead and comes within a week after the latest day told of."""
    dated = [clue for name in ("date_past", "day_past", "day_weekday_past") for clue in grouped.get(name, ())][:_MOST]
    lead = grouped.get("weekday_lead_past", [])[:1]
    if not dated or not lead:
        return []
    since = np.min(np.stack([_signed(clue, grid) for clue in dated]), axis=0)
    fits = (since >= 0) & (since < 7) & (grid.weekday == lead[0].number)
    return [Feature("told_after/top", fits.astype(np.int64), 1.0, (*lead, *dated))]


def _distinct(clues: list[Clue]) -> list[Clue]:
    """Clues that say something new, the first of each."""
    seen: dict[tuple[object, ...], Clue] = {}
    for clue in clues:
        seen.setdefault((clue.intervals, clue.number), clue)
    return list(seen.values())


def _weekday_features(name: str, clues: list[Clue], grid: Days) -> list[Feature]:
    found = []
    for rank, clue in enumerate(clues[:4]):
        label = _RANKS[min(rank, 2)]
        found.append(Feature(f"{name}/{label}", (grid.weekday - clue.number) % 7, 1.0, (clue,)))
    return found


def _ranked(name: str, clues: list[Clue], grid: Days) -> list[Feature]:
    """Features of the clue that binds most at each day, the second, and the others; of a role, each by itself."""
    clues = clues[:_MOST]
    signed = np.stack([_signed(clue, grid) for clue in clues])
    edges = _EDGES[clues[0].scale]
    if clues[0].scale == "span":
        return [_feature(f"{name}/each", edges, row, 1.0, (clue,)) for row, clue in zip(signed, clues, strict=True)]
    order = np.argsort(_binding_order(name, signed), axis=0, kind="stable")
    ranked = np.take_along_axis(signed, order, axis=0)
    shared = 1.0 / np.sqrt(max(1, len(clues) - 2))
    return [
        _feature(f"{name}/{_RANKS[min(rank, 2)]}", edges, row, 1.0 if rank < 2 else shared, tuple(clues))
        for rank, row in enumerate(ranked)
    ]


def _feature(name: str, edges: Ints, signed: Ints, weight: float, clues: tuple[Clue, ...]) -> Feature:
    return Feature(name, np.searchsorted(edges, signed, side="right"), weight, clues)


def _binding_order(name: str, signed: Ints) -> Ints:
    """Key by which clues bind: the latest of the past first, the earliest of the future."""
    if name.endswith(FUTURE):
        return -signed
    return signed


def _signed(clue: Clue, grid: Days) -> Ints:
    """Distance from what a clue names to each day: 0 within, positive after, negative before; the nearest that fits."""
    if clue.scale == "offset":
        return _to_intervals(clue, grid.ordinal + clue.number)
    if clue.scale == "shifted":
        return _to_intervals(clue, grid.ordinal - clue.number)
    if clue.scale in ("day", "span"):
        return _to_intervals(clue, grid.ordinal)
    index = {"week": grid.week, "month": grid.month, "year": grid.year}[clue.scale] + clue.number
    named = np.array([_index(clue.scale, interval[0].toordinal()) for interval in clue.intervals])
    return _nearest(index, named, named, clue.tense)


def _index(scale: str, ordinal: int) -> int:
    one = range_of_days(ordinal, ordinal)
    return int({"week": one.week, "month": one.month, "year": one.year}[scale][0])


def _to_intervals(clue: Clue, day: Ints) -> Ints:
    first = np.array([interval[0].toordinal() for interval in clue.intervals])
    last = np.array([interval[1].toordinal() for interval in clue.intervals])
    return _nearest(day, first, last, clue.tense)


def _nearest(day: Ints, first: Ints, last: Ints, tense: str) -> Ints:
    """Signed distance to the nearest interval in the direction of the tense, else to the nearest of all."""
    order = np.argsort(first, kind="stable")
    first, last = first[order], last[order]
    place = np.searchsorted(first, day, side="right") - 1
    before = np.where(place >= 0, np.maximum(day - last[np.maximum(place, 0)], 0), _FAR)
    follow = np.minimum(place + 1, len(first) - 1)
    after = np.where(place + 1 < len(first), first[follow] - day, _FAR)
    if tense == FUTURE:
        # A day within the interval counts as the event's own day.
        return np.where(before == 0, 0, np.where(after < _FAR, -after, before))
    if tense:
        return np.where(before < _FAR, before, -after)
    return np.where(before <= after, before, -after)
