"""What an expression of a longer time names, seen from a day: months, units, quarters, years, and counts of them.

In come an expression and its frame; out comes the interval that the words name. Days, weekdays and hours are known by
``values``, which calls these by shape.
"""

from __future__ import annotations

from datetime import date

from onrecord.dating import days
from onrecord.dating.grammar import Expression
from onrecord.dating.named import FUTURE, PAST, Frame, Named, edged, exact, of
from onrecord.dating.units import (
    CLOCK,
    DAYS_OF,
    MONTHS_OF,
    decade_bounds,
    duration_value,
    many_from,
    quarter_bounds,
    unit_bounds,
)

# An open number ("several weeks") is at least two and, for the interval, at most this many.
_SEVERAL = (2, 10)
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def month(e: Expression, frame: Frame) -> Named:
    """A month, with or without its year."""
    month, anchor = e.month or 0, frame.anchor
    year = anchor.year + (e.step or 0) if e.unit == "Y" else e.year
    if year is None:
        year = anchor.year
        ahead = (month - anchor.month) % 12
        if (
            e.step == -1
            or (frame.tense == PAST and e.step != 1)
            or (not e.step and frame.tense != FUTURE and ahead > 3)
        ):
            year -= month > anchor.month or (e.step == -1 and month == anchor.month)
        else:
            year += month < anchor.month or (e.step == 1 and month == anchor.month)
    return edged(days.month_bounds(year, month), e.edge)


def step_unit(e: Expression, frame: Frame) -> Named:
    """A unit so many steps from the day of writing ("last week")."""
    return _unit(e, frame, frame.anchor)


def context_unit(e: Expression, frame: Frame) -> Named:
    """A unit so many steps from the day last spoken of ("the next week")."""
    return _unit(e, frame, frame.context or frame.anchor)


def edge_unit(e: Expression, frame: Frame) -> Named:
    """The beginning, middle or end of the unit of the day of writing."""
    interval, timex = unit_bounds(e.unit or "", frame.anchor, 0)
    return edged(interval, e.edge, timex)


def _unit(e: Expression, frame: Frame, base: date) -> Named:
    interval, timex = unit_bounds(e.unit or "", base, e.step or 0)
    if interval is None:
        return Named("duration", timex=duration_value(1.0, e.unit or ""))
    if e.step == 0 and e.edge in ("START", "END") and interval[0] <= frame.anchor <= interval[1]:
        # "earlier this month" ends, "later this month" begins, on the day of writing.
        first, last = (interval[0], frame.anchor) if e.edge == "START" else (frame.anchor, interval[1])
        return Named("date", first, last, days.precision(*interval), timex)
    return edged(interval, e.edge, timex)


def quarter(e: Expression, frame: Frame) -> Named:
    """A quarter of a year, with or without its year."""
    number = int(e.count or 0)
    if not 1 <= number <= 4:
        return Named()
    year = e.year
    if year is None:
        year = frame.anchor.year - (number > (frame.anchor.month + 2) // 3 and frame.tense != FUTURE) - (e.step == -1)
    interval, timex = quarter_bounds(year, number)
    return of(interval, timex)


def ago(e: Expression, frame: Frame) -> Named:
    """So many units before or after the day of writing, or the day last spoken of."""
    base = frame.anchor if e.text.lower().endswith(("ago", "now")) else frame.context or frame.anchor
    step, unit = e.step or -1, e.unit or ""
    if e.count is None:
        return _some_ago(step, unit, base)
    if unit in CLOCK:
        return exact(base, base)
    if unit == "Y" and frame.quarter:
        # "A year earlier", told of a quarter, is that quarter of another year.
        interval, timex = unit_bounds("Q", frame.quarter, int(4 * step * e.count))
        return of(interval, timex)
    if unit in DAYS_OF:
        found = days.shift(base, int(step * e.count * DAYS_OF[unit]))
        if unit == "D":
            return exact(found, found)
        year, week, _ = found.isocalendar()
        return Named("date", days.shift(found, -3), days.shift(found, 3), None, f"{year}-W{week:02d}")
    found = days.add_months(base, int(step * e.count * MONTHS_OF.get(unit, 12)))
    if unit in ("M", "Q") or e.count % 1:
        return of(days.month_bounds(found.year, found.month))
    spread = {"Y": 0, "E": 5, "C": 50}.get(unit, 0)
    if spread:
        ends = days.year_bounds(found.year - spread), days.year_bounds(found.year + spread)
        return Named(
            "date", ends[0] and ends[0][0], ends[1] and ends[1][1], None, str(found.year)[: 3 if unit == "E" else 2]
        )
    return of(days.year_bounds(found.year))


def _some_ago(step: int, unit: str, base: date) -> Named:
    """ "Several weeks ago": between two and ten of them, and no value."""
    if unit in CLOCK:
        return Named("date", base, base, None, "PAST_REF" if step < 0 else "FUTURE_REF")
    ends = [many_from(base, step * n, unit) for n in _SEVERAL]
    return Named("date", min(ends), max(ends), None, "PAST_REF" if step < 0 else "FUTURE_REF")


def step_count(e: Expression, frame: Frame) -> Named:
    """The last or next so many units."""
    timex = duration_value(e.count, e.unit or "")
    if e.step not in (-1, 1) or e.unit in CLOCK:
        return Named("duration", timex=timex)
    far = many_from(frame.anchor, e.step * int(e.count or _SEVERAL[1]), e.unit or "")
    return Named("duration", min(far, frame.anchor), max(far, frame.anchor), None, timex)


def duration(e: Expression, frame: Frame) -> Named:
    """A length of time."""
    return Named("duration", timex=duration_value(e.count, e.unit or ""))


def year(e: Expression, frame: Frame) -> Named:
    """A year."""
    return edged(days.year_bounds(e.year or 0), e.edge)


def decade(e: Expression, frame: Frame) -> Named:
    """A decade."""
    interval, timex = decade_bounds(e.year or 0)
    return edged(interval, e.edge, timex)


def season(e: Expression, frame: Frame) -> Named:
    """A season, with or without its year."""
    month = _SEASON_MONTH.get(e.season or "", 0)
    year = e.year
    if year is None:
        year = frame.anchor.year
        begun = frame.anchor.month >= month or (month == 12 and frame.anchor.month < 3)
        if e.step == -1 or (e.step is None and frame.tense != FUTURE and not begun):
            year -= 1 if not begun or frame.anchor.month <= month + 2 or month == 12 else 0
        elif e.step == 1:
            year += 1 if begun else 0
    first, last = days.month_bounds(year, month), None
    if first:
        end = days.add_months(first[0], 2)
        last = days.month_bounds(end.year, end.month)
    return edged((first[0], last[1]) if first and last else None, e.edge, f"{year}-{e.season}")


def the_unit(e: Expression, frame: Frame) -> Named:
    """A unit with its article ("the quarter")."""
    # "The quarter" of a report is the last that ended; "the weekend" the last that began.
    step = (
        e.step if e.step is not None else -1 if e.unit == "Q" or (e.unit == "WE" and frame.anchor.weekday() < 5) else 0
    )
    interval, timex = unit_bounds(e.unit or "", frame.anchor, step)
    return of(interval, timex)
