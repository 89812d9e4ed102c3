"""Clues from events with known days, also with a time beside them: "Monday's debate", "the vote later this month".

In come a text, the events that it names and its expressions of time; out come clues. A time that stands beside the
event with nothing but words of a schedule between ("elections scheduled to be held later this month") is the event's
own; one elsewhere in the clause often is another thing's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.dating import days, words
from onrecord.dating.clue import Clue, named
from onrecord.dating.grammar import Expression
from onrecord.dating.naming import Naming
from onrecord.dating.tense import tense_in_text
from onrecord.dating.values import PAST

_CLAUSE = 70
_DAYS = {"D": 1, "W": 7, "M": 30.4, "Y": 365.25}
_SCALES = {"W": "week", "M": "month", "Y": "year"}


def from_events(text: str, events: tuple[Naming, ...], expressions: list[Expression]) -> Iterator[Clue]:
    """Clues of the events that a text names: with a time of their clause where one is theirs, else by themselves."""
    for event in events:
        tense = tense_in_text(text, event.start, event.end)
        near = [e for e in expressions if _same_clause(text, event, e)]
        tied = [clue for e in near for clue in _tied(text, event, e, tense)]
        # What nobody foresaw lies behind, whatever the tense.
        tense = PAST if event.kind == "happened" else tense
        tied.sort(key=lambda clue: not clue.kind.endswith("_own"))
        yield from tied[:1] or [named(event.kind, "day", text, event, tense)]


def _same_clause(text: str, event: Naming, e: Expression) -> bool:
    if e.start - event.end > _CLAUSE or event.start - e.end > _CLAUSE:
        return False
    gap = text[event.end : e.start] if event.end <= e.start else text[e.end : event.start]
    return not re.search(r"[.;:!?\n]\s", gap) and not (e.start < event.end and event.start < e.end)


@cache
def _schedule() -> re.Pattern[str]:
    """Nothing but words of a schedule: "scheduled to be held", "due", "is set for"."""
    return re.compile(rf"\W*(?:{words.pattern('schedule')}\W+)*")


@cache
def _possessive() -> re.Pattern[str]:
    """Between a time and the event that it owns: "Monday('s first Democratic) debate", "the Monday debate"."""
    barred = words.pattern("barrier")
    return re.compile(rf"\s+|['’]s?\s+(?:(?!{barred}\b)[\w.’'-]+\s+){{0,3}}")


def _is_own(text: str, event: Naming, e: Expression) -> bool:
    """Whether a time is an event's own: "Monday's debate", "the vote to be held next month".

    Of 31 months of dated news that follow an event so 24 were its own, of 43 elsewhere in the clause 19; most of the
    seven were names ("Mueller") and no events of the calendar. Of 140 weekdays 128 lay within a week of the page's
    day, of 318 elsewhere 219.
    """
    if event.kind != "scheduled":
        return False
    if e.start >= event.end:
        return _schedule().fullmatch(text[event.end : e.start]) is not None
    return _possessive().fullmatch(text[e.end : event.start]) is not None


def _tied(text: str, event: Naming, e: Expression, tense: str) -> Iterator[Clue]:
    """Clues from an event and a time in one clause: its weekday, "tonight", "this month", "three weeks before"."""
    own = "_own" if _is_own(text, event, e) else ""
    if e.shape == "date" and e.day and e.month and not e.year:
        fits = tuple(i for i in event.intervals if _holds_day(i, e.month, e.day))
        if fits:
            yield Clue(
                "event_date",
                "day",
                event.start,
                e.end if e.end > event.end else event.end,
                text[event.start : max(e.end, event.end)],
                tense,
                fits,
            )
    elif e.shape == "weekday" and e.weekday is not None:
        fits = tuple(i for i in event.intervals if _holds_weekday(i, e.weekday))
        if fits:
            yield Clue(f"event_weekday{own}", "day", event.start, event.end, text[event.start : event.end], tense, fits)
    elif e.shape == "day" and not e.count:
        yield named("event_day", "offset", text, event, tense, e.step or 0)
    elif e.shape == "step_unit" and e.unit in ("W", "M", "Y"):
        yield named(f"event_{e.unit.lower()}{own}", _SCALES[e.unit], text, event, tense, e.step or 0)
    elif e.shape in ("ago", "duration") and e.count and e.unit in _DAYS and e.end <= event.start:
        said = re.search(rf"\b{words.pattern('side')}\b", text[e.end - 12 : event.start])
        if said:
            number = int(int(words.value("side", said[0]) or 1) * e.count * _DAYS[e.unit])
            yield named(f"event_ago_{e.unit.lower()}", "shifted", text, event, tense, number)


def _holds_day(interval: days.Interval, month: int, number: int) -> bool:
    first, last = interval
    found = [days.day(year, month, number) for year in {first.year, last.year}]
    return any(day is not None and first <= day <= last for day in found)


def _holds_weekday(interval: days.Interval, weekday: int) -> bool:
    first, last = interval
    return (weekday - first.weekday()) % 7 <= (last - first).days
