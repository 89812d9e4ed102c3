"""Dates that stand outside the article's text: what the page's head, its address and its crawler state.

In comes a document; out come rows of evidence with a rank (the lower the more it is to be believed). What a name of a
field means is a row in ``data/times/metadata.csv``; which evidence decides is settled in ``solve``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord import tables
from onrecord.dating import days
from onrecord.dating.grammar import find_expressions
from onrecord.dating.values import Frame, name
from onrecord.model import DateEvidence, Document, Metadatum

TABLE = "times/metadata.csv"
_OLDEST = date(1990, 1, 1)
_PATH_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2]|[1-9](?=[/_.-]))[/_.-]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_.-]|$))(?!\d)"
)
_PATH_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:/|$)")
_MODIFIED, _URL = "modified", "url:path"
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|NewsArticle|Report|Posting", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A day that stands somewhere as the page's own: what it is (published, printed, modified), its rank, the row."""

    means: str
    rank: int
    evidence: DateEvidence


@cache
def _fields() -> dict[str, tuple[str, int]]:
    found = tables.rows(TABLE, ("name", "means", "rank", "example", "origin"))
    return {row["name"]: (row["means"], int(row["rank"])) for row in found}


def stated_outside(document: Document) -> tuple[Stated, ...]:
    """Dates of the metadata and of the address, best first."""
    found = [item for row in document.metadata for item in _of_row(row)]
    found += _of_address(document)
    headline = next((s.start for s in document.segments if s.kind == "headline"), 0)
    return tuple(
        sorted(found, key=lambda s: (s.rank, _distance(s.evidence.start, headline), s.evidence.earliest or ""))
    )


def _distance(start: int | None, headline: int) -> int:
    """How far words stand from the headline; what has no place on the page counts as near."""
    return 0 if start is None else abs(start - headline)


def _of_row(row: Metadatum) -> Iterator[Stated]:
    known = _fields().get(row.name) or _fields().get(row.name.lower())
    if known is None:
        return
    means, rank = known
    day = read_day(row.value)
    if day is None:
        return
    if row.name.startswith("jsonld:") and not _ARTICLE_TYPES.search(row.basis):
        rank += 1
    if means == "printed" and ("in aside" in row.basis or "footer" in row.basis or "nav" in row.basis):
        rank += 6
    iso = day.isoformat()
    evidence = DateEvidence("metadata", f"{row.name}: {row.value[:80]}", row.start, row.end, iso, iso)
    yield Stated(means, rank, evidence)


def read_day(text: str) -> date | None:
    """The day that a field gives, in ISO order, in digits or in words; None where it is no day after 1989."""
    compact = re.match(
        r"\s*((?:19|20)\d\d)[-/.]?(\d\d)[-/.]?(\d\d)(?!\d)|\s*((?:19|20)\d\d)[-/.](\d\d?)[-/.](\d\d?)", text
    )
    if compact:
        year, month, number = (int(g) for g in compact.groups() if g)
        found = days.day(year, month, number)
    elif dashed := re.match(r"\s*(\d\d?)-(\d\d?)-((?:19|20)\d\d)(?!\d)", text):
        found = days.day(int(dashed[3]), int(dashed[2]), int(dashed[1]))
    else:
        found = _in_words(text)
    return found if found and found >= _OLDEST else None


def _in_words(text: str) -> date | None:
    for expression in find_expressions(text[:200]):
        if expression.shape in ("date", "numeric") and expression.year and expression.day:
            named = name(expression, Frame(_OLDEST))
            if named.first and named.first == named.last:
                return named.first
    return None


def _of_address(document: Document) -> Iterator[Stated]:
    addresses = [m.value for m in document.metadata if m.name in ("url:canonical", "meta:og:url")]
    addresses += [a for a in (document.url, document.locator) if a]
    seen = set()
    for address in addresses:
        if not re.match(r"https?://", address) or address in seen:
            continue
        seen.add(address)
        yield from _of_path(address)


def _of_path(address: str) -> Iterator[Stated]:
    rank = _fields()[_URL][1]
    path = re.sub(r"^https?://[^/]*", "", address)
    for match in _PATH_DAY.finditer(path):
        found = days.day(int(match[1]), int(match[2]), int(match[3]))
        if found and found >= _OLDEST:
            iso = found.isoformat()
            yield Stated("published", rank, DateEvidence("url", match[0], None, None, iso, iso))
            return
    if month := _PATH_MONTH.search(path):
        bounds = days.month_bounds(int(month[1]), int(month[2]))
        if bounds and bounds[0] >= _OLDEST:
            first, last = bounds[0].isoformat(), bounds[1].isoformat()
            yield Stated("published", rank + 20, DateEvidence("url", month[0].strip("/"), None, None, first, last))
