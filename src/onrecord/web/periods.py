"""Periods of a chart: days, months or years in a row, which of them to draw, and what an axis says of them.

In come periods as the record counts them (``2021``, ``2021-09``, ``2021-09-10``); out come the ones to draw. A few
moves that lie decades off would press all others into one bar: they are left outside, to be counted beside the drawing.
"""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Mapping
from datetime import date

MAX_PERIODS = 120
STRAY = 0.05
"""The share of moves at either end that may be strays."""

NEAR = {4: 3, 7: 3, 10: 14}
"""Periods, by their width in letters, within which a move always belongs to its neighbours; farther off than half
the span of all others it is a stray."""


def window(counts: Mapping[str, int]) -> tuple[str, str] | None:
    """First and last period between which nearly all moves lie; strays are left out."""
    if not counts:
        return None
    places = {period: place_of(period) for period in counts}
    ordered = sorted(counts, key=lambda period: places[period])
    first, last = (places[_inner(way, counts)] for way in (ordered, ordered[::-1]))
    reach = max(NEAR[len(ordered[0])], (last - first) // 2)
    inside = [period for period in ordered if first - reach <= places[period] <= last + reach]
    return inside[0], inside[-1]


def _inner(ordered: list[str], counts: Mapping[str, int]) -> str:
    """The first period after those that may be strays: a share of the moves, but one where there are five others."""
    total = sum(counts.values())
    most, passed = max(total * STRAY, 1 if total > 5 else 0), 0
    for period in ordered:
        passed += counts[period]
        if passed > most:
            return period
    return ordered[-1]


def width_for(months: Mapping[str, int]) -> int:
    """How finely to draw what was counted by month: by day within three months, by year beyond ten years."""
    found = window(months)
    if not found:
        return 7
    span = place_of(found[1]) - place_of(found[0])
    return 10 if span < 3 else 7 if span <= MAX_PERIODS else 4


def between(first: str, last: str) -> tuple[str, ...]:
    """All periods from the first to the last, at most so many that a bar can still be seen: the latest ones."""
    end, width = place_of(last), len(first)
    start = max(place_of(first), end - MAX_PERIODS + 1)
    return tuple(period_at(place, width) for place in range(start, end + 1))


def widths(finest: int, since: str, until: str) -> tuple[int, ...]:
    """Widths in which moves can be drawn, the finest first: those of an asked year or month are months or days."""
    asked = next((width for width in (7, 4) if len(since) >= width and since[:width] == until[:width]), 0)
    return tuple(width for width in (10, 7, 4) if asked < width <= finest) or ((10,) if asked == 7 else (7,))


def period_before(period: str) -> str:
    """The period before one, of the same width."""
    return period_at(place_of(period) - 1, len(period))


def period_after(period: str) -> str:
    """The period after one, of the same width."""
    return period_at(place_of(period) + 1, len(period))


def labelled(periods: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Places and words of at most ten labels: where a year begins if there are years enough, otherwise evenly."""
    if len(periods[0]) == 7 and len(periods) > 24:
        januaries = [place for place, period in enumerate(periods) if period.endswith("-01")]
        thin = max(1, -(-len(januaries) // 10))
        return tuple((place, periods[place][:4]) for place in januaries[::thin])
    every = max(1, -(-len(periods) // 10))
    return tuple((place, _short(periods[place])) for place in range(0, len(periods), every))


def place_of(period: str) -> int:
    """The number of a period among all of its width."""
    if len(period) == 10:
        return date.fromisoformat(period).toordinal()
    return int(period[:4]) * 12 + int(period[5:7]) - 1 if len(period) == 7 else int(period)


def period_at(place: int, width: int) -> str:
    """The period of a width (in letters) with a number."""
    if width == 10:
        return date.fromordinal(max(1, place)).isoformat()
    return f"{place // 12:04d}-{place % 12 + 1:02d}" if width == 7 else f"{place:04d}"


def _short(period: str) -> str:
    """A period as an axis says it: "10 Sep", "Sep 2021", "2021"."""
    parts = period.split("-")
    names = [month_abbr[int(parts[1])]] if len(parts) > 1 else []
    return f"{int(parts[2])} {names[0]}" if len(parts) == 3 else " ".join([*names, parts[0]])
