"""What the record holds of a thread: how many pages could bear an answer, of how many outlets, up to which day.

In come the documents of a thread; out comes for a day a line that says what of the record was looked through. Nothing
is called unanswered without it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.link.days import days_of
from onrecord.link.view import SeenDocument
from onrecord.model import When


class Coverage:
    """What the record holds of a thread from a day on: documents, outlets, last day."""

    def __init__(self, documents: Sequence[SeenDocument], sides: str) -> None:
        pages = [(days_of(d.published, widest=None), d.outlet) for d in documents]
        # What a page of an unknown day tells may be later than anything.
        lasts = sorted(((days[1] if days else math.inf, outlet) for days, outlet in pages), key=lambda page: page[0])
        self._lasts = [last for last, _ in lasts]
        seen: set[str] = set()
        self._outlets = [0]
        for _, outlet in reversed(lasts):
            seen |= {outlet} if outlet else set()
            self._outlets.append(len(seen))
        # A wide interval says nothing of how far the record reaches.
        self._until = max((d.published.latest or "" for d in documents if days_of(d.published)), default="")
        self._sides = sides

    def line(self, since: str | None, *, found: bool) -> str:
        """What was looked through for an answer."""
        first = _ordinal(since)
        near = len(self._lasts) - bisect_left(self._lasts, first)
        outlets = self._outlets[near]
        until = f" up to {self._until}" if self._until else ""
        if not near:
            return f"no answer found: the record holds no document on {self._sides} from {since} on"
        told = "found" if found else "no answer found"
        whose = _many(outlets, "outlet") if outlets else "outlets that it does not name"
        return f"{told} in {_many(near, 'document')} of {whose} on {self._sides}{until}"


def _ordinal(day: str | None) -> int:
    days = days_of(When(day, day, day), widest=None) if day else None
    return days[0] if days else 0


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
