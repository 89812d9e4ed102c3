"""Units of time: the day, week, month, quarter, year or decade so far from a day, and durations in TIMEX3.

Units are the values of ``data/times/words.csv``: D, W, WE (weekend), F (fortnight), M, Q, Y, E (decade), C (century).
"""

from __future__ import annotations

from datetime import date

from onrecord.dating import days

DAYS_OF = {"D": 1, "W": 7, "F": 14, "WE": 7}
MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
CLOCK = {"S": "S", "I": "M", "H": "H"}


def unit_bounds(unit: str, base: date, step: int) -> tuple[days.Interval | None, str]:
    """First and last day of the day, week, month, quarter or year so many steps from a day, and its TIMEX3 value."""
    if unit in ("D",):
        found = days.shift(base, step)
        return (found, found), found.isoformat()
    if unit in ("W", "WE", "F"):
        monday, sunday = days.week_bounds(days.shift(base, 7 * step))
        year, week, _ = monday.isocalendar()
        if unit == "WE":
            return (days.shift(sunday, -1), sunday), f"{year}-W{week:02d}-WE"
        return (monday, sunday), f"{year}-W{week:02d}"
    if unit == "M":
        month = days.add_months(base, step)
        return days.month_bounds(month.year, month.month), month.isoformat()[:7]
    if unit == "Q":
        quarter = days.add_months(base, 3 * step)
        return quarter_bounds(quarter.year, (quarter.month + 2) // 3)
    if unit == "Y":
        return days.year_bounds(base.year + step), str(base.year + step)
    if unit == "E":
        return decade_bounds(base.year // 10 * 10 + 10 * step)
    return None, ""


def quarter_bounds(year: int, number: int) -> tuple[days.Interval | None, str]:
    """First and last day of a quarter of a year, and its TIMEX3 value."""
    first, last = days.month_bounds(year, 3 * number - 2), days.month_bounds(year, min(12, 3 * number))
    return ((first[0], last[1]) if first and last else None), f"{year}-Q{number}"


def decade_bounds(year: int) -> tuple[days.Interval | None, str]:
    """First and last day of a decade, and its TIMEX3 value."""
    first, last = days.year_bounds(year), days.year_bounds(year + 9)
    return ((first[0], last[1]) if first and last else None), str(year)[:3]


def many_from(base: date, number: int, unit: str) -> date:
    """The day so many units from a day."""
    if unit in DAYS_OF:
        return days.shift(base, number * DAYS_OF[unit])
    return days.add_months(base, number * MONTHS_OF.get(unit, 12))


def duration_value(count: float | None, unit: str) -> str:
    """TIMEX3 value of a duration ("P3D"); X where the number is open."""
    letter = {"F": "W", "E": "E", "C": "C", "WE": "WE", "Q": "Q"}.get(unit, unit)
    number = "X" if count is None else f"{count * (2 if unit == 'F' else 1):g}"
    if unit in CLOCK:
        return f"PT{number}{CLOCK[unit]}"
    return f"P{number}{letter}"
