"""The day that a page prints as its own without the year: a dateline ("PARIS, Aug 31 (Agency) -"), a line under the
headline ("Updated 4:15 pm, Thursday, March 29").

With its year it is a printed date (``printed``). Without one it still names the very day of each year, with a weekday
of few years, so that whatever tells the year tells the day.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.dating import days, words
from onrecord.dating.grammar import Expression, find_expressions
from onrecord.model import Document

YEARS = range(1990, 2036)
# Letters of a paragraph in which its dateline stands.
_OPENING = 70
# A place, all its words with a capital, parted from the day: "DES MOINES, Iowa, ", "MOSCOW. ", "Ho Chi Minh City, ".
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’/-]*,?\s+){1,6}(?<=[.,]\s)")
_LOUD = re.compile(r"[A-Z]{3,}")
# Lines under the headline that may bear the page's day, above its text; letters that stand beside it there.
_LINES, _BESIDE = 4, 14
_FURNITURE = frozenset({"furniture", "dateline", "byline"})
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_DASH = re.compile(r"\.?\s{0,2}(?:--|[-–—])\s")


@cache
def _sender() -> re.Pattern[str]:
    """Who sent it, in brackets or between strokes, or in capitals before the dash that ends a dateline."""
    name = rf"(?!{words.pattern('weekday')})[A-Z][^()\[\]/\n]{{1,40}}"
    return re.compile(rf"[.,]?\s{{0,2}}(?:[(\[/]\s?{name}[)\]/]|[A-Z]{{2,9}}\s?(?:--|[-–—]))")


def is_dateline(text: str, start: int, e: Expression) -> bool:
    """Whether a day without its year is that of the dateline which opens the paragraph at ``start``."""
    if e.shape != "date" or e.year or e.weekday is not None or not e.day or e.last_day or e.start - start > _OPENING:
        return False
    if e.start > start and not _PLACE.fullmatch(text, start, e.start):
        return False
    loud = e.start > start and _LOUD.match(text, start)
    return bool(_sender().match(text, e.end) or (loud and _DASH.match(text, e.end)))


def stamps_of(document: Document) -> tuple[Expression, ...]:
    """Days without their year that lines between the headline and the text print, with a weekday or an hour.

    A bare "March 29" there may be the day of a game or a sale.
    """
    kinds = [segment.kind for segment in document.segments]
    head = kinds.index("headline") if "headline" in kinds else len(kinds)
    found = []
    for segment in document.segments[head + 1 : head + 1 + _LINES]:
        if segment.kind == "body":
            break
        line = document.text[segment.start : segment.end]
        own = find_expressions(document.text, segment.start, segment.end) if segment.kind in _FURNITURE else ()
        named = [e for e in own if e.shape == "date" and e.day and not e.year and not e.last_day]
        told = line.replace(named[0].text, "") if named else ""
        if named and _letters(told) <= _BESIDE and (_names_its_weekday(named[0]) or _HOUR.search(told)):
            found += named[:1] if days_without_year(named[0]) else []
    return tuple(found)


def days_without_year(e: Expression) -> tuple[days.Interval, ...]:
    """The days that a day without its year may be: with a printed weekday, those that fit it if any do."""
    fits = [d for d in (days.day(year, e.month or 0, e.day or 0) for year in YEARS) if d]
    named = [d for d in fits if d.weekday() == e.weekday]
    return tuple((d, d) for d in (named or fits))


def _names_its_weekday(e: Expression) -> bool:
    return e.weekday is not None and any(first.weekday() == e.weekday for first, _ in days_without_year(e))


def _letters(line: str) -> int:
    return sum(char.isalpha() for char in line)
