"""The timeline as a drawing: a row for each side, a bar for each period, moves against upwards and moves for downwards.

In come bars as the record counts them; out comes geometry, which ``svg.py`` and the template write down.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product

from onrecord.store.browse_bars import OTHERS, Bar
from onrecord.store.browse_dates import date_words
from onrecord.web import periods
from onrecord.web.chart_shapes import Beside, Chart, ChartRow, Rect, Scale, Tick
from onrecord.web.labels import FAMILIES, family

ROWS = 4
"""Sides with a row of their own; the others share one."""

WIDTH, LEFT, AXIS = 960, 136, 26
TALLEST, LEAST, GAP = 92, 16, 22
"""Heights: the reach of the longest row, up and down together; the least of any row; between rows, for the counts."""

NAMED, FEW = 3, 3
"""Wider periods that are named beside a chart; periods from which a chart tells something."""

WIDE = 30
"""Where a period is so wide, each bar bears its count; elsewhere the longest of its row alone."""


Counts = dict[tuple[str, str, str, bool, bool], int]  # moves by side, period, family, whether near, whether done


def width_for(bars: Iterable[Bar]) -> int:
    """How finely to draw moves that were counted by month."""
    return periods.width_for(_by_period(bars, 7))


def placed(bars: Iterable[Bar], width: int) -> int:
    """How many moves the bars can place in periods of a width."""
    return sum(_by_period(bars, width).values())


def choose(counted: Iterable[tuple[int, tuple[Bar, ...]]], sides: tuple[str, ...]) -> Chart | None:
    """Of bars counted at ever wider periods, the chart of the finest that are not far too fine.

    One that places twice as many is better; but one of a period or two tells little, and must place five times as many.
    Where half of all moves are placed, nothing wider is asked for.
    """
    chosen, held = None, 0
    for width, bars in counted:
        chart, count = draw(bars, sides, width), placed(bars, width)
        times = 2 if chart and len(chart.periods) >= FEW else 5
        if chart and (not chosen or count > times * held):
            chosen, held = chart, count
        if chosen and 2 * held >= sum(bar.count for bar in bars):
            break
    return chosen


def draw(bars: tuple[Bar, ...], sides: tuple[str, ...], width: int) -> Chart | None:
    """The chart of bars counted at one width; None where no move is dated finely enough."""
    window = periods.window(_by_period(bars, width))
    if not window:
        return None
    shown = periods.between(*window)
    dated = [(bar.period, bar) for bar in bars if bar.period and len(bar.period) == width]
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
        unplaced=sum(bar.count for bar in bars) - sum(bar.count for _, bar in dated),
        beside=_beside(bars, width),
        before=sum(bar.count for period, bar in dated if period < shown[0]),
        after=sum(bar.count for period, bar in dated if period > shown[-1]),
        near=sum(bar.count for period, bar in dated if bar.near and shown[0] <= period <= shown[-1]),
        undone=sum(bar.count for period, bar in dated if not bar.done and shown[0] <= period <= shown[-1]),
    )


def _by_period(bars: Iterable[Bar], width: int) -> Counter[str]:
    """Moves by period, of those that are known to periods of a width."""
    counts: Counter[str] = Counter()
    for bar in bars:
        if bar.period and len(bar.period) == width:
            counts[bar.period] += bar.count
    return counts


def _beside(bars: Iterable[Bar], width: int) -> tuple[Beside, ...]:
    """Moves not dated finely enough, by the month or year to which they are known: the most first, the others last."""
    counts: Counter[str] = Counter()
    for bar in bars:
        if len(bar.period or "") < width:
            counts[bar.period or ""] += bar.count
    rest = counts.pop("", 0)
    named = sorted(counts, key=lambda period: (-counts[period], period))
    most = NAMED if len(named) > NAMED + 1 else len(named)
    found = [Beside(period, date_words(period), counts[period]) for period in named[:most]]
    others = sum(counts[period] for period in named[most:])
    found += [Beside(None, "another month or year", others)] if others else []
    return (*found, Beside(None, "no single year", rest)) if rest else tuple(found)


def _counts(bars: Iterable[Bar], named: tuple[str, ...]) -> Counts:
    """Counts by side, period and family; a joint side counts for each of its members once."""
    counts: Counts = defaultdict(int)
    for bar in bars:
        members = {side if side in named else OTHERS for side in (bar.side or "").split(";")}
        for side in sorted(members):
            counts[side, str(bar.period), family(bar.type), bar.near, bar.done] += bar.count
    return counts


def _reach(counts: Counts, side: str, direction: str) -> int:
    """The longest bar of a side in a direction."""
    sums: Counter[str] = Counter()
    for (who, period, kind, _, _), count in counts.items():
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
        for done, kind, near in product((True, False), reversed(FAMILIES), (False, True)):
            count = counts.get((side, period, kind, near, done), 0)
            if not count:
                continue
            direction, size = kind.split(" ")[1], round(count * scale.unit, 2)
            y = reach[direction] - size if direction == "against" else reach[direction]
            reach[direction] += -size if direction == "against" else size
            words = f"{side}, {scale.said[period]}"
            rects.append(Rect(x, round(y, 2), round(bar, 2), size, code, kind, period, count, words, near, done))
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
