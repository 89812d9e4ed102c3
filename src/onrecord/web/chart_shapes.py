"""What a drawing of the timeline consists of: bars, rows, marks and what stands beside them.

``chart`` measures them, ``svg`` and the template write them down.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """A stretch of a bar: moves of a side in a period and a family; those that are ``near`` bear a dashed
    edge, those that are not ``done`` (alleged, denied, planned, conditional) are hollow and stand outermost."""

    x: float
    y: float
    width: float
    height: float
    side: str | None
    family: str
    period: str
    count: int
    words: str
    near: bool
    done: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Moves that stand beside the drawing: known to a wider ``period`` (None: to no single year, or to another)."""

    period: str | None
    words: str
    count: int


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
    """A drawing. ``periods`` are in order, ``span`` says them in words; ``unplaced`` moves are not dated finely enough,
    ``beside`` says how finely; ``before`` and ``after`` are the few that lie far from all others; ``near`` are those
    that were made on their day or shortly before, ``undone`` those that nobody tells as done."""

    width: int
    height: int
    left: int
    rows: tuple[ChartRow, ...]
    ticks: tuple[Tick, ...]
    periods: tuple[str, ...]
    span: str
    unplaced: int
    beside: tuple[Beside, ...]
    before: int
    after: int
    near: int
    undone: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How a chart is measured: units of height a move, of width a period, the periods with their words."""

    unit: float
    step: float
    said: dict[str, str]
