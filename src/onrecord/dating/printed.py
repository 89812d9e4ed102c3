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
from onrecord.dating.grammar import Expression, find_expressions
from onrecord.dating.outside import Stated
from onrecord.dating.values import Frame, name
from onrecord.model import DateEvidence, Document, Segment

TABLE = "times/printed.csv"
_LONGEST_LINE = 160
# Lines so far below the headline may still bear its date; a paragraph of the body ends the head of the page sooner.
_LINES_ABOVE, _LINES_BELOW = 4, 8
# Letters that may stand beside the date of a line: a section, an author, an hour.
_MOST_BESIDE = 45
_PARAGRAPH = 200
_GLUED_ZONE = re.compile(r"(?<=GMT [+-]\d)(?=\d{1,2} [A-Z])|(?<=UTC[+-]\d)(?=\d{1,2} [A-Z])")
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\b")
_ZONE = re.compile(r"\b(?:GMT|UTC)\b")
_ANY_DAY = date(2000, 1, 1)
_OLDEST = date(1990, 1, 1)
# Ranks continue those of the metadata table.
_RANK = {"published": 3, "dateline": 4, "beside": 5, "modified": 9, "elsewhere": 7}


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
    """Dates printed around the article, best first: by what the words beside them say, then by how near they stand."""
    middle = _headline(document)
    found: list[tuple[int, int, Stated]] = []
    opened = False
    for place, segment in enumerate(document.segments):
        below = place - middle
        long = segment.end - segment.start > _PARAGRAPH
        near = -_LINES_ABOVE <= below <= _LINES_BELOW and not opened
        if long and below > 0 and not opened:
            found += [(below, place, item) for item in _in_paragraph(document, segment)]
        elif segment.end - segment.start <= _LONGEST_LINE:
            found += [(abs(below), place, item) for item in _in_line(document, segment, near=near, above=below)]
        opened = opened or (long and below > 0 and segment.kind == "body")
    found.sort(key=lambda item: (item[2].rank, item[0], item[1]))
    return tuple(item for _, _, item in found)


def _headline(document: Document) -> int:
    """Place of the headline among the segments; without one, of the first paragraph of the body."""
    kinds = [s.kind for s in document.segments]
    return next((kinds.index(kind) for kind in ("headline", "body") if kind in kinds), 0)


def clocks(document: Document) -> tuple[DateEvidence, ...]:
    """Clocks of the page, set by the crawl: an hour, a zone and a day in the first lines, above the headline."""
    found = [_clock_evidence(m.value, m.start, m.end) for m in document.metadata if m.name == "clock"]
    headline = next((s.start for s in document.segments if s.kind == "headline"), 400)
    for start, end, line in _lines(document.text, min(max(headline, _LONGEST_LINE), 1500)):
        if len(line) <= _LONGEST_LINE and _is_clock(line):
            found.append(_clock_evidence(line, start, end))
    return tuple({e.latest: e for e in found if e is not None}.values())


def _is_clock(line: str) -> bool:
    """Whether a line shows an hour with its zone and no word that says what of."""
    return bool(_HOUR.search(line) and _ZONE.search(line)) and not _cues().search(line)


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
    return next((day for e in find_expressions(line) if (day := _whole_day(e))), None)


def _in_line(document: Document, segment: Segment, *, near: bool, above: int) -> Iterator[Stated]:
    """Dates of a short line; one with much else to say is not about its own date, one far off needs a word for it."""
    line = document.text[segment.start : segment.end]
    if segment.kind == "comment" or (above <= 0 and _is_clock(line)):
        return
    for e in find_expressions(document.text, segment.start, segment.end):
        day = _whole_day(e)
        if day is None:
            continue
        means = _meaning(line[: e.start - segment.start]) or _meaning(line[e.end - segment.start :])
        rank = _rank(document, segment, means, near=near, others=_letters(line) - _letters(e.text))
        if rank is not None:
            iso = day.isoformat()
            evidence = DateEvidence("printed", line.strip()[:80], e.start, e.end, iso, iso)
            yield Stated("modified" if means == "modified" else "published", rank + (above < 0), evidence)


def _rank(document: Document, segment: Segment, means: str | None, *, near: bool, others: int) -> int | None:
    """How much a printed date is to be believed; None where it is not the page's own."""
    heading = segment.kind in ("dateline", "byline")
    if means in ("copyright", "captured") or (segment.kind == "related" and not near):
        return None
    if means is not None:
        return _RANK[means] + (0 if near or heading else 3)
    if others > (_MOST_BESIDE if not heading else _LONGEST_LINE):
        return None
    if near:
        return _RANK["dateline" if heading else "beside"]
    # Elsewhere on the page of a site, not in a text of its own.
    return _RANK["elsewhere"] + (0 if heading else 1) if document.metadata and segment.kind != "tag" else None


def _letters(words: str) -> int:
    return len(re.sub(r"[\W\d_]+", "", words))


def _whole_day(e: Expression) -> date | None:
    """The day of an expression that gives a year; None for all others."""
    if e.shape not in ("date", "numeric") or not e.year or not e.day:
        return None
    named = name(e, Frame(_ANY_DAY))
    return named.first if named.first and named.first == named.last and named.first >= _OLDEST else None


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
        day = _whole_day(e)
        if day:
            iso = day.isoformat()
            yield Stated(
                "published", _RANK["dateline"], DateEvidence("printed", dash[0][:80], e.start, e.end, iso, iso)
            )
