"""The timeline as a drawing: a row for each side, a bar for each period, moves against upwards and moves for downwards.

In come bars as the record counts them; out comes geometry in whole units that the template writes as SVG, so that the
chart needs no script, prints, and every bar is a link.
"""

from __future__ import annotations

from calendar import month_abbr
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from markupsafe import Markup, escape

from onrecord.store.browse_dates import date_words
from onrecord.store.browse_timeline import Bar
from onrecord.web.labels import FAMILIES, family

ROWS = 4
"""Sides with a row of their own; the others share one."""

WIDTH, LEFT, ROW_HEIGHT, GAP, AXIS = 960, 136, 74, 10, 26
MAX_PERIODS = 120
STRAY = 0.02
"""The share of moves at either end that may lie outside the drawing, counted beside it."""

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Rect:
    """A stretch of a bar: moves of a side in a period and a family."""

    x: float
    y: float
    width: float
    height: float
    side: str | None
    family: str
    period: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A side's row: its name, where its base line runs, its bars."""

    side: str | None
    label: str
    base: float
    top: float
    rects: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing. ``periods`` are in order; ``unplaced`` moves are not dated finely enough; ``before`` and ``after``
    are the few that lie far from all others."""

    width: int
    height: int
    left: int
    rows: tuple[ChartRow, ...]
    ticks: tuple[Tick, ...]
    periods: tuple[str, ...]
    unplaced: int
    before: int
    after: int


def window(bars: Iterable[Bar]) -> tuple[str, str] | None:
    """First and last period between which nearly all moves lie: a few that lie decades off would hide the others."""
    counts: dict[str, int] = defaultdict(int)
    for bar in bars:
        if bar.period:
            counts[bar.period] += bar.count
    if not counts:
        return None
    left, right = sorted(counts), sorted(counts, reverse=True)
    most = sum(counts.values()) * STRAY
    return _first_beyond(left, counts, most), _first_beyond(right, counts, most)


def _first_beyond(periods: list[str], counts: dict[str, int], most: float) -> str:
    passed = 0
    for period in periods:
        passed += counts[period]
        if passed > most:
            break
    return period


def width_for(bars: Iterable[Bar]) -> int:
    """How finely to draw moves that were counted by month: by day within three months, by year beyond ten years."""
    months = window(bars)
    if not months:
        return 7
    span = _months_between(*months)
    return 10 if span < 3 else 7 if span <= MAX_PERIODS else 4


def placed(bars: Iterable[Bar]) -> int:
    """How many moves the bars can place in time."""
    return sum(bar.count for bar in bars if bar.period)


def draw(bars: tuple[Bar, ...], sides: tuple[str, ...], width: int) -> Chart | None:
    """The chart of bars counted at one width; None where no move is dated finely enough."""
    dated = [bar for bar in bars if bar.period]
    if not dated:
        return None
    first, last = window(dated) or ("", "")
    periods = _periods(first, last, width)
    before = sum(bar.count for bar in dated if str(bar.period) < periods[0])
    after = sum(bar.count for bar in dated if str(bar.period) > periods[-1])
    inside = [bar for bar in dated if periods[0] <= str(bar.period) <= periods[-1]]
    counts = _counts(inside, sides[:ROWS])
    rows = [side for side in (*sides[:ROWS], OTHERS) if any(key[0] == side for key in counts)]
    up, down = _reach(counts, "against"), _reach(counts, "for")
    step = (WIDTH - LEFT) / len(periods)
    said = {period: date_words(period) for period in periods}
    drawn = tuple(_row(number, side, counts, said, (up, down, step)) for number, side in enumerate(rows))
    height = len(rows) * (ROW_HEIGHT + GAP) + AXIS
    unplaced = sum(bar.count for bar in bars if not bar.period)
    return Chart(WIDTH, height, LEFT, drawn, _ticks(periods, step), periods, unplaced, before, after)


Counts = dict[tuple[str, str, str], int]


def bars_svg(row: ChartRow, base: str, colour: str) -> Markup:
    """A row's bars as SVG, each a link: ``base`` is the timeline's address without side and period.

    A chart has thousands of bars, so that they are not written by a template.
    """
    link = escape(f"{base}&side={quote(row.side)}" if row.side else base)
    pieces = []
    for rect in row.rects:
        words = escape(rect.words)
        place = f'x="{rect.x}" y="{rect.y}" width="{rect.width}" height="{rect.height}"'
        style = f"bar {colour} {rect.family.replace(' ', '-')}"
        pieces.append(
            f'<a href="{link}&amp;since={rect.period}&amp;until={rect.period}" aria-label="{words}">'
            f'<rect class="{style}" {place}><title>{words}</title></rect></a>'
        )
    return Markup("\n".join(pieces))


def _counts(bars: Iterable[Bar], named: tuple[str, ...]) -> Counts:
    """Counts by side, period and family; a joint side counts for each of its members once."""
    counts: Counts = defaultdict(int)
    for bar in bars:
        members = {side if side in named else OTHERS for side in (bar.side or "").split(";")}
        for side in sorted(members):
            counts[side, str(bar.period), family(bar.type)] += bar.count
    return counts


def _reach(counts: Counts, direction: str) -> int:
    """The highest bar of a direction."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for (side, period, kind), count in counts.items():
        if kind.endswith(direction):
            sums[side, period] += count
    return max(sums.values(), default=0)


def _row(number: int, side: str, counts: Counts, said: dict[str, str], scale: tuple[int, int, float]) -> ChartRow:
    """A side's row; ``said`` are the periods in order, with their words."""
    up, down, step = scale
    unit = ROW_HEIGHT / max(up + down, 1)
    top = number * (ROW_HEIGHT + GAP)
    base = top + up * unit
    bar = min(step * 0.8, 26)
    rects: list[Rect] = []
    for place, period in enumerate(said):
        x = round(LEFT + place * step + (step - bar) / 2, 2)
        reach = {"against": base, "for": base}
        for kind in reversed(FAMILIES):
            count = counts.get((side, period, kind), 0)
            if not count:
                continue
            direction, size = kind.split(" ")[1], round(count * unit, 2)
            y = reach[direction] - size if direction == "against" else reach[direction]
            reach[direction] += -size if direction == "against" else size
            words = f"{side}, {said[period]}: {count} {kind}"
            code = None if side == OTHERS else side
            rects.append(Rect(x, round(y, 2), round(bar, 2), size, code, kind, period, count, words))
    return ChartRow(None if side == OTHERS else side, side, round(base, 2), top, tuple(rects))


def _periods(first: str, last: str, width: int) -> tuple[str, ...]:
    """All periods from the first to the last, at most so many that a bar can still be seen: the latest ones."""
    if width == 10:
        start, days = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
        found = [(start + timedelta(days=number)).isoformat() for number in range(days + 1)]
    elif width == 7:
        months = range(_months(first), _months(last) + 1)
        found = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]
    else:
        found = [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    return tuple(found[-MAX_PERIODS:])


def _ticks(periods: tuple[str, ...], step: float) -> tuple[Tick, ...]:
    """At most ten labels: where a year begins if there are years enough, otherwise evenly."""
    every = max(1, -(-len(periods) // 10))
    if len(periods[0]) == 7 and len(periods) > 24:
        januaries = [place for place, period in enumerate(periods) if period.endswith("-01")]
        thin = max(1, -(-len(januaries) // 10))
        return tuple(Tick(round(LEFT + (place + 0.5) * step, 2), periods[place][:4]) for place in januaries[::thin])
    places = range(0, len(periods), every)
    return tuple(Tick(round(LEFT + (place + 0.5) * step, 2), _short(periods[place])) for place in places)


def _short(period: str) -> str:
    """A period as an axis says it: "10 Sep", "Sep 2021", "2021"."""
    parts = period.split("-")
    names = [month_abbr[int(parts[1])]] if len(parts) > 1 else []
    return f"{int(parts[2])} {names[0]}" if len(parts) == 3 else " ".join([*names, parts[0]])


def period_before(period: str) -> str:
    """The period before one of the same width."""
    return _moved(period, -1)


def period_after(period: str) -> str:
    """The period after one of the same width."""
    return _moved(period, 1)


def _moved(period: str, step: int) -> str:
    if len(period) == 10:
        return (date.fromisoformat(period) + timedelta(days=step)).isoformat()
    if len(period) == 7:
        month = _months(period) + step
        return f"{month // 12:04d}-{month % 12 + 1:02d}"
    return f"{int(period) + step:04d}"


def _months(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:7]) - 1


def _months_between(first: str, last: str) -> int:
    return _months(last) - _months(first)
