"""The days that a document tells of: from the freshest deeds in it to its publication.

A page of Thursday that tells of a summons on Monday may be one story with Monday's pages; deeds of years ago are
background and say nothing.
"""

from __future__ import annotations

from onrecord.link.days import WIDEST, Days, days_of
from onrecord.link.view import SeenDocument

# Deeds this many days before publication are still the news.
FRESH = 7


def told_days(document: SeenDocument) -> Days | None:
    """First and last day of what a document tells as news; None where nothing is known of its day.

    An interval of months stays as it is: it says little of the day, but keeps the page from the stories of other years.
    """
    published = days_of(document.published, widest=None)
    if published is None:
        return None
    first, last = published
    if last - first > WIDEST:
        return published
    moves = [days for move in document.moves if (days := days_of(move.date, widest=1)) is not None]
    return min([first, *(day for day, _ in moves if first - FRESH <= day <= last)]), last
