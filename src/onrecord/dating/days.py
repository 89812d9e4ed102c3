"""Arithmetic on days, weeks, months and years that never raises: what is off the calendar is None or is clipped."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

FIRST, LAST = date(1800, 1, 1), date(2100, 12, 31)
Interval = tuple[date, date]


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has no such day (31 September, year 0)."""
    try:
        found = date(year, month, number)
    except (ValueError, OverflowError):
        return None
    return found if FIRST <= found <= LAST else None


def parse(text: str | None) -> date | None:
    """The day that an ISO text begins with ("2016-10-22T03:55"), or None."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def bounds(prefix: str | None) -> Interval | None:
    """First and last day of an ISO prefix: a day, a month or a year."""
    if not prefix:
        return None
    if prefix[4:5] == prefix[7:8] == "-" and (whole := parse(prefix)):
        return whole, whole
    parts = prefix[:10].split("-")
    if not all(part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(numbers) == 3:
        found = parse(prefix)
        return (found, found) if found else None
    if len(numbers) == 2:
        return month_bounds(*numbers)
    return year_bounds(numbers[0])


def month_bounds(year: int, month: int) -> Interval | None:
    """First and last day of a month."""
    first = day(year, month, 1)
    return (first, first.replace(day=monthrange(year, month)[1])) if first else None


def year_bounds(year: int) -> Interval | None:
    """First and last day of a year."""
    first, last = day(year, 1, 1), day(year, 12, 31)
    return (first, last) if first and last else None


def week_bounds(anchor: date) -> Interval:
    """Monday and Sunday of the week of a day."""
    monday = shift(anchor, -anchor.weekday())
    return monday, shift(monday, 6)


def shift(anchor: date, days: int) -> date:
    """The day so many days on, clipped to the years that are dealt with."""
    try:
        found = anchor + timedelta(days=days)
    except OverflowError:
        return FIRST if days < 0 else LAST
    return min(max(found, FIRST), LAST)


def add_months(anchor: date, months: int) -> date:
    """The same day so many months on, or the month's last where it is shorter."""
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(index, 12)
    if not FIRST.year <= year <= LAST.year:
        return FIRST if months < 0 else LAST
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def precision(first: date, last: date) -> str | None:
    """ISO prefix that names exactly the days from first to last: a day, a month, a year; None where none does."""
    if first == last:
        return first.isoformat()
    if month_bounds(first.year, first.month) == (first, last):
        return first.isoformat()[:7]
    if year_bounds(first.year) == (first, last):
        return first.isoformat()[:4]
    return None
