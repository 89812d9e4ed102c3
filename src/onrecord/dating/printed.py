"""Dates printed around the article: beside the headline or the byline, in the dateline, and the page's own clock.

A line that is little more than a day with its year is a printed date; the words beside it say which (published,
updated, captured, copyright). A bare clock above the headline is the time of the crawl: an upper bound and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from onrecord import tables
from onrecord.dating import days
from onrecord.dating.grammar import find_expressions
from onrecord.dating.outside import Stated
from onrecord.dating.values import Frame, name
from onrecord.model import DateEvidence, Document, Segment

TABLE = "times/printed.csv"
_LONGEST_LINE = 160
# Lines so far below the headline may still bear its date; a paragraph of the body ends the head of the page sooner.
_LINES_BELOW = 8
_PARAGRAPH = 200
_GLUED_ZONE = re.compile(r"(?<=GMT [+-]\d)(?=\d{1,2} [A-Z])|(?<=UTC[+-]\d)(?=\d{1,2} [A-Z])")
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\b")
_ZONE = re.compile(r"\b(?:GMT|UTC)\b")
_ANY_DAY = date(2000, 1, 1)
# Ranks continue those of the metadata table.
_RANK = {"published": 3, "dateline": 4, "beside": 5, "modified": 9}


@cache
def _cues() -> re.Pattern[str]:
    words = sorted(
        (row["words"] for row in tables.rows(TABLE, ("words", "means", "example", "origin"))), key=lambda w: -len(w)
    )
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")(?!\w)", re.IGNORECASE
    )


@cache
def _meanings() -> dict[str, str]:
    return {row["words"]: row["means"] for row in tables.rows(TABLE)}


def printed_dates(document: Document) -> tuple[Stated, ...]:
    """Dates printed around the article, best first."""
    headline = next((i for i, s in enumerate(document.segments) if s.kind == "headline"), 0)
    found = []
    below = 0
    for place, segment in enumerate(document.segments):
        if place > headline:
            below += 1
        long = segment.end - segment.start > _PARAGRAPH
        if place > headline and (below > _LINES_BELOW or long) and segment.kind not in ("dateline", "byline"):
            found += list(_in_paragraph(document, segment)) if long and below <= _LINES_BELOW else []
            if long:
                below = _LINES_BELOW + 1
            continue
        if segment.end - segment.start <= _LONGEST_LINE:
            found += list(_in_line(document, segment, above=place < headline))
    return tuple(sorted(found, key=lambda s: (s.rank, s.evidence.start or 0)))


def clocks(document: Document) -> tuple[DateEvidence, ...]:
    """Clocks of the page, set by the crawl: an hour, a zone and a day in the first lines, above the headline."""
    found = [_clock_evidence(m.value, m.start, m.end) for m in document.metadata if m.name == "clock"]
    headline = next((s.start for s in document.segments if s.kind == "headline"), 400)
    for start, end, line in _lines(document.text, min(headline + 1, 1500)):
        if len(line) <= _LONGEST_LINE and _HOUR.search(line) and _ZONE.search(line) and not _cues().search(line):
            found.append(_clock_evidence(line, start, end))
    return tuple({e.latest: e for e in found if e is not None}.values())


def _clock_evidence(line: str, start: int | None, end: int | None) -> DateEvidence | None:
    day = _day_in(_GLUED_ZONE.sub(" ", line))
    iso = day.isoformat() if day else None
    return DateEvidence("clock", line.strip()[:60], start, end, None, iso) if iso else None


def _lines(text: str, stop: int) -> Iterator[tuple[int, int, str]]:
    at = 0
    for line in text[:stop].splitlines(keepends=True):
        yield at, at + len(line.rstrip()), line
        at += len(line)


def _day_in(line: str) -> date | None:
    for e in find_expressions(line):
        if e.shape in ("date", "numeric") and e.year and e.day:
            named = name(e, Frame(_ANY_DAY))
            if named.first and named.first == named.last:
                return named.first
    return None


def _in_line(document: Document, segment: Segment, *, above: bool) -> Iterator[Stated]:
    """Dates of a short line of the page's head; a line with much else to say is not about its own date."""
    line = document.text[segment.start : segment.end]
    clocked = above and _HOUR.search(line) and _ZONE.search(line)
    for e in find_expressions(document.text, segment.start, segment.end):
        if e.shape not in ("date", "numeric") or not e.year or not e.day or clocked:
            continue
        named = name(e, Frame(_ANY_DAY))
        if named.first is None or named.last != named.first or named.first < days.day(1990, 1, 1):  # type: ignore[operator]
            continue
        means = _meaning(line[: e.start - segment.start]) or _meaning(line[e.end - segment.start :])
        others = len(re.sub(r"[\W\d_]+", "", line)) - len(re.sub(r"[\W\d_]+", "", e.text))
        if means in ("copyright", "captured") or (means is None and segment.kind in ("related", "comment", "tag")):
            continue
        if means is None and others > 45 and segment.kind not in ("byline", "dateline"):
            continue
        label = means or ("dateline" if segment.kind in ("dateline", "byline") else "beside")
        iso = named.first.isoformat()
        yield Stated(
            "modified" if means == "modified" else "published",
            _RANK[label] + (2 if above and means is None else 0),
            DateEvidence("printed", line.strip()[:80], e.start, e.end, iso, iso),
        )


def _meaning(words: str) -> str | None:
    """What the words beside a date say that it is."""
    found = [m[0] for m in _cues().finditer(words)]
    return _meanings().get(re.sub(r"\s+", " ", found[-1].lower())) if found else None


def _in_paragraph(document: Document, segment: Segment) -> Iterator[Stated]:
    """A dateline that opens a paragraph: "MOSCOW, October 12, 2018 (Agency) -"."""
    opening = document.text[segment.start : segment.start + 80]
    dash = re.match(r"[A-Z][^.!?\n]{0,70}?\s*(?:--|—|–|/|-\s)", opening)
    if not dash:
        return
    for e in find_expressions(document.text, segment.start, segment.start + dash.end()):
        named = name(e, Frame(_ANY_DAY))
        if e.shape == "date" and e.year and e.day and named.first and named.first == named.last:
            iso = named.first.isoformat()
            yield Stated(
                "published", _RANK["dateline"], DateEvidence("printed", dash[0][:80], e.start, e.end, iso, iso)
            )
