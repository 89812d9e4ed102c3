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
from onrecord.dating import words
from onrecord.dating.grammar import find_expressions
from onrecord.dating.outside import Stated
from onrecord.dating.whole import day_in, order_of, whole_day
from onrecord.model import DateEvidence, Document, Segment

TABLE = "times/printed.csv"
_LONGEST_LINE = 160
# Lines so far below the headline may still bear its date; a paragraph of the body ends the head of the page sooner.
_LINES_ABOVE, _LINES_BELOW = 4, 8
# Letters that may stand beside the date of a line: a section, an author, an hour.
_MOST_BESIDE = 45
_PARAGRAPH = 200
_GLUED_ZONE = re.compile(r"(?<=GMT [+-]\d)(?=\d{1,2} [A-Z])|(?<=UTC[+-]\d)(?=\d{1,2} [A-Z])")
# An hour right after the day is a stamp, whatever else the line holds: "Stars (1/3) 12.10.2018 13:30 by Ann Berg".
_STAMP = re.compile(r",?\s\d\d:\d\d(?![\d:]*\s*(?:to|-|–))")
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\b")
_ZONE = re.compile(r"\b(?:GMT|UTC)\b")
# Ranks continue those of the metadata table.
_RANK = {"published": 3, "dateline": 4, "beside": 5, "modified": 9, "elsewhere": 7, "copyright": 14, "listed": 6}
# In running text a line with more letters than these beside its day is a sentence, unless it is a credit in parts.
_BESIDE_DAY, _BESIDE_SIGN = 14, 20
# Between a word such as "posted" and its day stand an author, an hour, a weekday; two words of a sentence do not.
_TOLD = re.compile(r"(?<!\w)[^\W\d_A-Z]{4,}(?!\w)")
_POST, _PARTED = re.compile(r"(?<!\w)@\w"), re.compile(r"\s[|•·]\s")
# Letters in which a dateline or a credit names its day; a place before it, what closes it.
_OPENING = 90
_PLACE = re.compile(r"(?:[^\W\d_a-z][^\s.!?]*[\s,/(]*|\([^)]{1,30}\)[\s,]*|[-–—/(]\s*){0,6}")
_CLOSED = re.compile(r"\s*\)?\s*(?:[-–—/|:.„“«\"]|\([A-Z][^)]{1,40}\))")
# Letters of a line that may be a title, lines with the title that are looked at.
_TITLE, _TITLES = 18, 3


@cache
def _cues() -> re.Pattern[str]:
    cues = sorted(
        (row["words"] for row in tables.rows(TABLE, ("words", "means", "example", "origin"))), key=lambda w: -len(w)
    )
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in cues) + r")(?!\w)", re.IGNORECASE
    )


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"\s*{words.pattern('credit')}\b")


@cache
def _meanings() -> dict[str, str]:
    return {row["words"]: row["means"] for row in tables.rows(TABLE)}


def printed_dates(document: Document) -> tuple[Stated, ...]:
    """Dates printed around the article, best first: by what the words beside them say, then by how near they stand."""
    middles, order = _middles(document), order_of(document)
    found: list[tuple[int, int, Stated]] = []
    opened = False
    for place, segment in enumerate(document.segments):
        below = min((place - middle for middle in middles), key=lambda n: (abs(n + 0.5 * (n < 0)), n))
        long = segment.end - segment.start > _PARAGRAPH
        near = -_LINES_ABOVE <= below <= _LINES_BELOW and not opened
        if segment.end - segment.start <= _LONGEST_LINE:
            found += [(abs(below), place, item) for item in _in_line(document, segment, order, near=near, above=below)]
        if below > 0 and not opened and segment.kind == "body":
            found += [(below, place, item) for item in _in_paragraph(document, segment, order)]
        if long:
            found += [(abs(below), place, item) for item in _in_credit(document, segment, order)]
        opened = opened or (long and place > middles[0] and segment.kind == "body")
    found.sort(key=lambda item: (item[2].rank, item[0], item[1]))
    return tuple(item for _, _, item in found)


def _middles(document: Document) -> tuple[int, ...]:
    """Places of the headline among the segments, and of lines that print the page's title; else of the body."""
    kinds = [s.kind for s in document.segments]
    first = next((kinds.index(kind) for kind in ("headline", "body") if kind in kinds), 0)
    titles = {m.value for m in document.metadata if m.name in ("html:title", "meta:og:title", "jsonld:headline")}
    lines = [document.text[s.start : s.end].strip() for s in document.segments]
    named = [
        i for i, line in enumerate(lines) if len(line) >= _TITLE and any(title.startswith(line) for title in titles)
    ]
    return (first, *named[:_TITLES])


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
    day = day_in(_GLUED_ZONE.sub(" ", line))
    iso = day.isoformat() if day else None
    return DateEvidence("clock", line.strip()[:60], start, end, None, iso) if iso else None


def _lines(text: str, stop: int) -> Iterator[tuple[int, int, str]]:
    at = 0
    for line in text[:stop].splitlines(keepends=True):
        yield at, at + len(line.rstrip()), line
        at += len(line)


def _in_line(document: Document, segment: Segment, order: str | None, *, near: bool, above: int) -> Iterator[Stated]:
    """Dates of a short line; one with much else to say is not about its own date, one far off needs a word for it."""
    line = document.text[segment.start : segment.end]
    if segment.kind == "comment" or (above <= 0 and _is_clock(line)):
        return
    for e in find_expressions(document.text, segment.start, segment.end):
        day = whole_day(e, order)
        if day is None:
            continue
        before, after = line[: e.start - segment.start], line[e.end - segment.start :]
        means = _meaning(before) or _meaning(after)
        if _tells_of_another(segment, before, after, means):
            continue
        opens = segment.kind == "headline" and not line[: e.start - segment.start].rpartition("\n")[2].strip()
        rank = _rank(document, segment, means, near=near, others=0 if opens else _letters(line) - _letters(e.text))
        if rank is not None:
            own = "modified" if means in ("modified", "copyright") else "published"
            shown = near and own == "published" and above >= -1
            yield _stated(own, rank + (above < 0), line, (e.start, e.end), day, shown=shown)


def _tells_of_another(segment: Segment, before: str, after: str, means: str | None) -> bool:
    """Whether a line is a sentence, a caption or somebody's post, and its date not the page's own."""
    if means == "copyright" and _letters(before) > _BESIDE_SIGN:
        return True
    if _POST.search(before + after):
        return True
    text = segment.kind in ("body", "caption", "heading")
    if means in ("published", "modified"):
        return text and not _stands_by(before, after)
    told = text and _letters(before + after) > _BESIDE_DAY and not _STAMP.match(after)
    return told and not _credit().match(before) and not _PARTED.search(before + after)


def _stands_by(before: str, after: str) -> bool:
    """Whether the words that say which date it is stand beside the day: "Posted by Ann Berg on", not across a sentence.

    In a sentence the last such word may be its verb: "published 40 letters stolen from the ministry on May 3, 2019".
    """
    cues = list(_cues().finditer(before))
    if cues:
        between = before[cues[-1].end() :]
        return _letters(between) <= _MOST_BESIDE and len(_TOLD.findall(between)) <= 1
    first = _cues().search(after)
    return first is not None and _letters(after[: first.start()]) <= _BESIDE_DAY and _letters(after) <= _MOST_BESIDE


def _stated(means: str, rank: int, line: str, span: tuple[int, int], day: date, *, shown: bool = False) -> Stated:
    iso = day.isoformat()
    return Stated(means, rank, DateEvidence("printed", line.strip()[:80], *span, iso, iso), shown=shown)


def _rank(document: Document, segment: Segment, means: str | None, *, near: bool, others: int) -> int | None:
    """How much a printed date is to be believed; None where it is not the page's own."""
    heading = segment.kind in ("dateline", "byline")
    if means in ("captured", "event"):
        return None
    if segment.kind == "related" and not near:
        return _RANK[means] + _RANK["listed"] if means and document.metadata else None
    if means is not None:
        return _RANK[means] + (0 if near or heading else 3)
    if others > (_MOST_BESIDE if not heading else _LONGEST_LINE):
        return None
    if near:
        return _RANK["dateline" if heading else "beside"]
    # Elsewhere on the page of a site, not in a text of its own.
    marked = any(":" in m.name for m in document.metadata)
    return _RANK["elsewhere"] + (0 if heading else 1) if marked and segment.kind != "tag" else None


def _letters(line: str) -> int:
    return len(re.sub(r"[\W\d_]+", "", line))


def _meaning(beside: str) -> str | None:
    """What the words beside a date say that it is."""
    found = [m[0] for m in _cues().finditer(beside)]
    return _meanings().get(re.sub(r"\s+", " ", found[-1].lower())) if found else None


def _in_paragraph(document: Document, segment: Segment, order: str | None) -> Iterator[Stated]:
    """A dateline that opens a paragraph: "MOSCOW, October 12, 2018 (Agency) -", "12.10.2018. Der Minister"."""
    stop = min(segment.start + _OPENING, segment.end)
    for e in find_expressions(document.text, segment.start, stop):
        day = whole_day(e, order)
        before, after = document.text[segment.start : e.start], document.text[e.end : segment.end][:40]
        if day and _PLACE.fullmatch(before) and _CLOSED.match(after):
            yield _stated("published", _RANK["dateline"], before + e.text, (e.start, e.end), day, shown=True)


def _in_credit(document: Document, segment: Segment, order: str | None) -> Iterator[Stated]:
    """A line that opens with a word for its date: "This entry was posted on October 12, 2018 at 9 and filed under"."""
    opening = document.text[segment.start : min(segment.start + _OPENING, segment.end)]
    cue = _cues().match(opening)
    means = _meaning(cue[0]) if cue else None
    if cue is None or means not in ("published", "modified"):
        return
    for e in find_expressions(document.text, segment.start + cue.end(), segment.start + len(opening)):
        day = whole_day(e, order)
        if day:
            yield _stated(means, _RANK[means] + 4, opening, (e.start, e.end), day)
            return
