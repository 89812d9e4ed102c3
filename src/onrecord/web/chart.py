"""The timeline as a drawing: a row for each side, a bar for each period, moves against upwards and moves for downwards.

In come bars as the record counts them; out comes geometry in whole units that the template writes as SVG, so that the
chart needs no script, prints, and every bar is a link.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup, escape

from onrecord.store.browse_bars import OTHERS, Bar
from onrecord.store.browse_dates import date_words
from onrecord.web import periods
from onrecord.web.labels import FAMILIES, family

ROWS = 4
"""Sides with a row of their own; the others share one."""

WIDTH, LEFT, AXIS = 960, 136, 26
TALLEST, LEAST, GAP = 92, 16, 22
"""Heights: the reach of the longest row, up and down together; the least of any row; between rows, for the counts."""

WIDE = 30
"""Where a period is so wide, each bar bears its count; elsewhere the longest of its row alone."""


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
    """Words at a place: a mark on the axis, or a bar's count."""

    x: float
    label: str
    y: float = 0


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A side's row: its name, where its base line runs, its bars, their counts."""

    side: str | None
    label: str
    base: float
    rects: tuple[Rect, ...]
    counts: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing. ``periods`` are in order, ``span`` says them in words; ``unplaced`` moves are not dated finely enough;
    ``before`` and ``after`` are the few that lie far from all others."""

    width: int
    height: int
    left: int
    rows: tuple[ChartRow, ...]
    ticks: tuple[Tick, ...]
    periods: tuple[str, ...]
    span: str
    unplaced: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How a chart is measured: units of height a move, of width a period, the periods with their words."""

    unit: float
    step: float
    said: dict[str, str]


Counts = dict[tuple[str, str, str], int]  # moves by side, period and family


def width_for(bars: Iterable[Bar]) -> int:
    """How finely to draw moves that were counted by month."""
    return periods.width_for(_by_period(bars))


def placed(bars: Iterable[Bar]) -> int:
    """How many moves the bars can place in time."""
    return sum(bar.count for bar in bars if bar.period)


def draw(bars: tuple[Bar, ...], sides: tuple[str, ...], width: int) -> Chart | None:
    """The chart of bars counted at one width; None where no move is dated finely enough."""
    window = periods.window(_by_period(bars))
    if not window:
        return None
    shown = periods.between(*window)
    dated = [(str(bar.period), bar) for bar in bars if bar.period]
    counts = _counts((bar for period, bar in dated if shown[0] <= period <= shown[-1]), sides[:ROWS])
    named = [side for side in (*sides[:ROWS], OTHERS) if any(key[0] == side for key in counts)]
    reaches = {side: (_reach(counts, side, "against"), _reach(counts, side, "for")) for side in named}
    unit = TALLEST / max(sum(reach) for reach in reaches.values())
    scale = Scale(unit, (WIDTH - LEFT) / len(shown), {period: date_words(period) for period in shown})
    rows, height = [], 0.0
    for side in named:
        up, down = reaches[side][0] * unit, reaches[side][1] * unit
        spare = max(0.0, LEAST - up - down) / 2
        rows.append(_row(side, counts, height + GAP / 2 + spare + up, scale))
        height += GAP + up + down + 2 * spare
    ticks = tuple(Tick(round(LEFT + (at + 0.5) * scale.step, 2), said) for at, said in periods.labelled(shown))
    return Chart(
        width=WIDTH,
        height=round(height + AXIS),
        left=LEFT,
        rows=tuple(rows),
        ticks=ticks,
        periods=shown,
        span=_span(shown),
        unplaced=sum(bar.count for bar in bars if not bar.period),
        before=sum(bar.count for period, bar in dated if period < shown[0]),
        after=sum(bar.count for period, bar in dated if period > shown[-1]),
    )


def bars_svg(row: ChartRow, base: str, colour: str) -> Markup:
    """A row's bars as SVG, a link for each period: ``base`` is the timeline's address without side and period.

    A chart has thousands of bars, so that they are not written by a template.
    """
    link = escape(f"{base}&side={quote(row.side)}" if row.side else base)
    pieces = [f'<g class="{escape(colour)}">']
    for period, rects in groupby(row.rects, key=lambda rect: rect.period):
        parts = list(rects)
        counts = ", ".join(f"{rect.count} {rect.family}" for rect in reversed(parts))
        drawn = "".join(
            f'<rect class="bar {rect.family.replace(" ", "-")}" x="{rect.x}" y="{rect.y}" width="{rect.width}" '
            f'height="{rect.height}"/>'
            for rect in parts
        )
        title = escape(f"{parts[0].words}: {counts}")
        pieces.append(f'<a href="{link}&amp;since={period}&amp;until={period}"><title>{title}</title>{drawn}</a>')
    return Markup("\n".join([*pieces, "</g>"]))


def _by_period(bars: Iterable[Bar]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for bar in bars:
        if bar.period:
            counts[bar.period] += bar.count
    return counts


def _counts(bars: Iterable[Bar], named: tuple[str, ...]) -> Counts:
    """Counts by side, period and family; a joint side counts for each of its members once."""
    counts: Counts = defaultdict(int)
    for bar in bars:
        members = {side if side in named else OTHERS for side in (bar.side or "").split(";")}
        for side in sorted(members):
            counts[side, str(bar.period), family(bar.type)] += bar.count
    return counts


def _reach(counts: Counts, side: str, direction: str) -> int:
    """The longest bar of a side in a direction."""
    sums: Counter[str] = Counter()
    for (who, period, kind), count in counts.items():
        if who == side and kind.endswith(direction):
            sums[period] += count
    return max(sums.values(), default=0)


def _row(side: str, counts: Counts, base: float, scale: Scale) -> ChartRow:
    """A side's row over a base line."""
    bar = min(scale.step * 0.8, 26)
    code = None if side == OTHERS else side
    rects: list[Rect] = []
    for place, period in enumerate(scale.said):
        x = round(LEFT + place * scale.step + (scale.step - bar) / 2, 2)
        reach = {"against": base, "for": base}
        for kind in reversed(FAMILIES):
            count = counts.get((side, period, kind), 0)
            if not count:
                continue
            direction, size = kind.split(" ")[1], round(count * scale.unit, 2)
            y = reach[direction] - size if direction == "against" else reach[direction]
            reach[direction] += -size if direction == "against" else size
            words = f"{side}, {scale.said[period]}"
            rects.append(Rect(x, round(y, 2), round(bar, 2), size, code, kind, period, count, words))
    return ChartRow(code, side, round(base, 2), tuple(rects), _labels(rects, scale.step >= WIDE))


def _labels(rects: list[Rect], every: bool) -> tuple[Tick, ...]:
    """Counts at the ends of bars: of all, or of the row's longest alone."""
    ends: dict[tuple[str, bool], list[Rect]] = defaultdict(list)
    for rect in rects:
        ends[rect.period, rect.family.endswith("against")].append(rect)
    longest = max(ends, key=lambda end: sum(rect.count for rect in ends[end]), default=None)
    found = []
    for end, parts in ends.items():
        if every or end == longest:
            y = min(part.y for part in parts) - 3 if end[1] else max(part.y + part.height for part in parts) + 11
            x = parts[0].x + parts[0].width / 2
            found.append(Tick(round(x, 2), str(sum(part.count for part in parts)), round(y, 2)))
    return tuple(found)


def _span(shown: tuple[str, ...]) -> str:
    """The drawn periods in words: "March 2018 to April 2019"."""
    first, last = date_words(shown[0]), date_words(shown[-1])
    return first if first == last else f"{first} to {last}"
