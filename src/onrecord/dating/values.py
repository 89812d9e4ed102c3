"""What an expression names, seen from a day.

In come an expression, the day from which the writer looks, the day last spoken of and the tense; out comes the interval
that the words name, with its value as an ISO prefix and in the notation of TIMEX3. Words that name nothing certain
give an empty interval, never a guess.
"""

from __future__ import annotations

from datetime import date

from onrecord.dating import days
from onrecord.dating.grammar import Expression
from onrecord.dating.named import FUTURE, PAST, PRESENT, Frame, Named, edged, exact, of
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

__all__ = ["FUTURE", "PAST", "PRESENT", "Frame", "Named", "name", "nearest_day"]
# An open number ("several weeks") is at least two and, for the interval, at most this many.
_SEVERAL = (2, 10)
# A day of the past without its year is seldom older, one ahead seldom further off.
_LONG_AGO, _NEAR_AHEAD = 240, 100
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def name(expression: Expression, frame: Frame) -> Named:
    """What an expression names, seen from its frame."""
    return _SHAPES[expression.shape](expression, frame)


def _date(e: Expression, frame: Frame) -> Named:
    month, number = e.month or 0, e.day or 0
    year = e.year
    if year is None:
        found = nearest_day(month, number, frame, weekday=e.weekday)
        if found is None:
            return Named()
        year = found.year
    first = days.day(year, month, number)
    if first is None:
        return Named()
    last = days.day(year, month, e.last_day) if e.last_day and e.last_day > number else first
    return exact(first, last or first, timex=first.isoformat() + _part(e))


def _numeric(e: Expression, frame: Frame) -> Named:
    if e.word != "order":
        return _date(e, frame)
    first, second = days.day(e.year or 0, e.month or 0, e.day or 0), days.day(e.year or 0, e.day or 0, e.month or 0)
    if not first or not second:
        return Named()
    return Named("date", min(first, second), max(first, second), None, "")


def nearest_day(month: int, number: int, frame: Frame, *, weekday: int | None = None) -> date | None:
    """The day of a month and number that the tense asks for; one with the printed weekday goes before the others."""
    around = [days.day(frame.anchor.year + n, month, number) for n in range(-8, 9)]
    found = [d for d in around if d is not None]
    near = [d for d in found if weekday is not None and d.weekday() == weekday and abs((d - frame.anchor).days) < 700]
    found = near or found
    if frame.tense == PAST:
        found = _behind(found, frame.anchor)
    elif frame.tense == FUTURE:
        found = [d for d in found if d >= frame.anchor] or found
    return min(found, key=lambda d: (abs((d - frame.anchor).days), d)) if found else None


def _behind(found: list[date], anchor: date) -> list[date]:
    """Days not after the anchor, unless the next is near and the last long ago: that one would bear its year."""
    before, after = [d for d in found if d <= anchor], [d for d in found if d > anchor]
    if before and after and (anchor - max(before)).days > _LONG_AGO and (min(after) - anchor).days < _NEAR_AHEAD:
        return after
    return before or found


def _weekday(e: Expression, frame: Frame) -> Named:
    ahead = ((e.weekday or 0) - frame.anchor.weekday()) % 7
    if e.step == -1:
        offset = ahead - 7
    elif e.step == 1:
        offset = ahead or 7
    elif frame.tense == FUTURE or e.step == 0:
        offset = ahead
    else:
        offset = ahead - 7 if ahead else 0
    found = days.shift(frame.anchor, offset)
    return exact(found, found, timex=found.isoformat() + _part(e))


def _day(e: Expression, frame: Frame) -> Named:
    offset = e.step or 0
    if e.count:
        offset *= 2
    found = days.shift(frame.anchor, offset)
    part = _part(e) or ("TNI" if (e.word or "").endswith("night") else "")
    return exact(found, found, kind="time" if part else "date", timex=found.isoformat() + part)


def _context_day(e: Expression, frame: Frame) -> Named:
    found = days.shift(frame.context or frame.anchor, e.step or 0)
    return exact(found, found)


def _part_of_day(e: Expression, frame: Frame) -> Named:
    found = days.shift(frame.anchor, 0 if e.part != "NI" or e.step == 0 else -1)
    return exact(found, found, kind="time", timex=found.isoformat() + _part(e))


def _part(e: Expression) -> str:
    return f"T{e.part}" if e.part else ""


def _time(e: Expression, frame: Frame) -> Named:
    named = _weekday(e, frame) if e.weekday is not None else exact(frame.anchor, frame.anchor)
    hour = f"T{e.hour[0]:02d}:{e.hour[1]:02d}" if e.hour else ""
    return Named("time", named.first, named.last, named.value, f"{named.value}{hour}")


def _month(e: Expression, frame: Frame) -> Named:
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


def _step_unit(e: Expression, frame: Frame) -> Named:
    return _unit(e, frame, frame.anchor)


def _context_unit(e: Expression, frame: Frame) -> Named:
    return _unit(e, frame, frame.context or frame.anchor)


def _edge_unit(e: Expression, frame: Frame) -> Named:
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


def _quarter(e: Expression, frame: Frame) -> Named:
    number = int(e.count or 0)
    if not 1 <= number <= 4:
        return Named()
    year = e.year
    if year is None:
        year = frame.anchor.year - (number > (frame.anchor.month + 2) // 3 and frame.tense != FUTURE) - (e.step == -1)
    interval, timex = quarter_bounds(year, number)
    return of(interval, timex)


def _ago(e: Expression, frame: Frame) -> Named:
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


def _step_count(e: Expression, frame: Frame) -> Named:
    timex = duration_value(e.count, e.unit or "")
    if e.step not in (-1, 1) or e.unit in CLOCK:
        return Named("duration", timex=timex)
    far = many_from(frame.anchor, e.step * int(e.count or _SEVERAL[1]), e.unit or "")
    return Named("duration", min(far, frame.anchor), max(far, frame.anchor), None, timex)


def _duration(e: Expression, frame: Frame) -> Named:
    return Named("duration", timex=duration_value(e.count, e.unit or ""))


def _year(e: Expression, frame: Frame) -> Named:
    return edged(days.year_bounds(e.year or 0), e.edge)


def _decade(e: Expression, frame: Frame) -> Named:
    interval, timex = decade_bounds(e.year or 0)
    return edged(interval, e.edge, timex)


def _season(e: Expression, frame: Frame) -> Named:
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


def _unit_the(e: Expression, frame: Frame) -> Named:
    # "The quarter" of a report is the last that ended; "the weekend" the last that began.
    step = (
        e.step if e.step is not None else -1 if e.unit == "Q" or (e.unit == "WE" and frame.anchor.weekday() < 5) else 0
    )
    interval, timex = unit_bounds(e.unit or "", frame.anchor, step)
    return of(interval, timex)


def _every(e: Expression, frame: Frame) -> Named:
    if e.weekday is not None:
        return Named("set", timex=f"XXXX-WXX-{e.weekday + 1}{_part(e)}")
    if e.unit:
        return Named("set", timex=duration_value(1.0, e.unit))
    return Named("set", timex=e.word if e.word and e.word.startswith("P") else "P1D")


def _vague(e: Expression, frame: Frame) -> Named:
    if e.word == "PRESENT_REF":
        return Named("date", None, None, None, "PRESENT_REF")
    return Named("date", None, None, None, e.word or "")


_SHAPES = {
    "date": _date, "numeric": _numeric, "month": _month, "every": _every, "weekday": _weekday,
    "context_day": _context_day, "day": _day, "part": _part_of_day, "quarter": _quarter, "step_count": _step_count,
    "ago": _ago, "edge_unit": _edge_unit, "step_unit": _step_unit, "context_unit": _context_unit, "season": _season,
    "decade": _decade, "time": _time, "duration": _duration, "year": _year, "unit": _unit_the, "vague": _vague,
}  # fmt: skip
