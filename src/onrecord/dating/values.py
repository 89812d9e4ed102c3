"""What an expression names, seen from a day.

In come an expression, the day from which the writer looks, the day last spoken of and the tense; out comes the interval
that the words name, with its value as an ISO prefix and in the notation of TIMEX3. Words that name nothing certain
give an empty interval, never a guess.
"""

from __future__ import annotations

from datetime import date

from onrecord.dating import days, longer
from onrecord.dating.grammar import Expression
from onrecord.dating.named import FUTURE, PAST, PRESENT, Frame, Named, exact
from onrecord.dating.units import duration_value

__all__ = ["FUTURE", "PAST", "PRESENT", "Frame", "Named", "name", "nearest_day"]
# A day of the past without its year is seldom older, one ahead seldom further off.
_LONG_AGO, _NEAR_AHEAD = 240, 100


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
    "date": _date, "numeric": _numeric, "weekday": _weekday, "context_day": _context_day, "day": _day,
    "part": _part_of_day, "time": _time, "every": _every, "vague": _vague,
    "month": longer.month, "quarter": longer.quarter, "year": longer.year, "decade": longer.decade,
    "season": longer.season, "unit": longer.the_unit, "edge_unit": longer.edge_unit, "step_unit": longer.step_unit,
    "context_unit": longer.context_unit, "step_count": longer.step_count, "duration": longer.duration,
    "ago": longer.ago,
}  # fmt: skip
