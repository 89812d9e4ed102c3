"""A clue to a page's date: words of its text, their class, and the days that they may mean."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.dating import days
from onrecord.dating.naming import Naming


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that bear on the date: their class, how they measure (day, month, year, weekday), what they may mean."""

    kind: str
    scale: str
    start: int
    end: int
    text: str
    tense: str = ""
    intervals: tuple[days.Interval, ...] = ()
    number: int = 0


def named(kind: str, scale: str, text: str, naming: Naming, tense: str = "", number: int = 0) -> Clue:
    """The clue that the name of a thing with known dates is."""
    return Clue(kind, scale, naming.start, naming.end, text[naming.start : naming.end], tense, naming.intervals, number)
