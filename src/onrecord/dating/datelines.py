"""The day on which an agency sent its text: "PARIS, Aug 31 (Agency) -", printed without its year.

A dateline that prints its year is a printed date (``printed``). One without a year still names the very day of each
year, so that whatever tells the year tells the day.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.dating import words
from onrecord.dating.grammar import Expression

# Letters of a paragraph in which its dateline stands.
_OPENING = 70
# A place, all its words with a capital, parted from the day: "DES MOINES, Iowa, ", "MOSCOW. ", "Ho Chi Minh City, ".
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’/-]*,?\s+){1,6}(?<=[.,]\s)")
_LOUD = re.compile(r"[A-Z]{3,}")
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
