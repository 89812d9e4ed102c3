"""Dates that stand outside the article's text: what the page's head, its address and its crawler state.

In comes a document; out come rows of evidence with a rank (the lower the more it is to be believed). What a name of a
field means is a row in ``data/times/metadata.csv``; which evidence decides is settled in ``solve``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from onrecord import tables
from onrecord.dating import days
from onrecord.dating.whole import OLDEST, day_in, order_of
from onrecord.model import DateEvidence, Document, Metadatum

TABLE = "times/metadata.csv"
_PATH_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2]|[1-9](?=[/_.-]))[/_.-]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_.-]|$))(?!\d)"
)
_PATH_DAY_FIRST = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-((?:19|20)\d\d)(?!\d)")
_PATH_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:/|$)")
_URL = "url:path"
# So many different days in visible tags are a list; letters above and below the headline that are the article's own.
_A_LIST, _FAR_ABOVE, _FAR_BELOW = 3, 400, 1200
_CHANGED, _MADE = re.compile(r"(?i)class=\"[^\"]*(?:updated|modified)"), re.compile(r"(?i)class=\"[^\"]*publi|pubdate")
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|NewsArticle|Report|Posting", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A day that stands somewhere as the page's own: what it is (published, printed, modified), its rank, the row.

    ``place`` is the byte of its tag, ``shown`` whether it stands where readers look for the date of the article.
    """

    means: str
    rank: int
    evidence: DateEvidence
    place: int = 0
    shown: bool = False


@cache
def _fields() -> dict[str, tuple[str, int]]:
    found = tables.rows(TABLE, ("name", "means", "rank", "example", "origin"))
    return {_folded(row["name"]): (row["means"], int(row["rank"])) for row in reversed(found)}


def _folded(name: str) -> str:
    """A field's name without the marks in which sites differ: ``og:pubdate`` and ``pub-date`` fold alike."""
    group, _, field = name.partition(":")
    return group + ":" + re.sub(r"[^a-z]", "", field.lower().removeprefix("og:"))


def stated_outside(document: Document) -> tuple[Stated, ...]:
    """Dates of the metadata and of the address, best first."""
    headline = next((s.start for s in document.segments if s.kind == "headline"), 0)
    order = order_of(document)
    found = _apart([item for row in document.metadata for item in _of_row(row, order)], headline)
    found += _of_address(document)
    return tuple(sorted(found, key=lambda s: (s.rank, _distance(s.evidence.start, headline), s.place)))


def _apart(found: list[Stated], headline: int) -> list[Stated]:
    """Days of a list of articles believed less: several days in visible tags, far from the headline."""
    visible = [s for s in found if s.means == "printed"]
    if len({s.evidence.earliest for s in visible}) < _A_LIST:
        return found
    return [replace(s, rank=s.rank + 4) if s in visible and _is_far(s, headline) else s for s in found]


def _is_far(stated: Stated, headline: int) -> bool:
    start = stated.evidence.start
    return start is not None and not -_FAR_ABOVE <= start - headline <= _FAR_BELOW


def _distance(start: int | None, headline: int) -> int:
    """How far words stand from the headline; what has no place on the page counts as near."""
    return 0 if start is None else abs(start - headline)


def _of_row(row: Metadatum, order: str | None) -> Iterator[Stated]:
    known = _fields().get(_folded(row.name))
    if known is None:
        return
    means, rank = known
    # Fields that no reader sees keep the order of whatever program wrote them.
    day = read_day(row.value, None if row.start is None else order)
    if day is None:
        return
    if row.name.startswith("jsonld:") and not _ARTICLE_TYPES.search(row.basis):
        rank += 1
    if means == "printed" and _CHANGED.search(row.basis) and not _MADE.search(row.basis):
        means, rank = "modified", rank + 4
    if means == "printed" and ("in aside" in row.basis or "footer" in row.basis or "nav" in row.basis):
        rank += 6
    iso = day.isoformat()
    evidence = DateEvidence("metadata", f"{row.name}: {row.value[:80]}", row.start, row.end, iso, iso)
    place = re.match(r"byte (\d+)", row.basis)
    yield Stated(means, rank, evidence, int(place[1]) if place else 0)


def read_day(text: str, order: str | None = None) -> date | None:
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
        found = day_in(text[:200], order)
    return found if found and found >= OLDEST else None


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
    rank = _fields()[_folded(_URL)][1]
    path = re.sub(r"^https?://[^/]*", "", address)
    named = [(m[0], days.day(int(m[1]), int(m[2]), int(m[3]))) for m in _PATH_DAY.finditer(path)]
    named += [(m[0], days.day(int(m[3]), int(m[2]), int(m[1]))) for m in _PATH_DAY_FIRST.finditer(path)]
    for words, found in named:
        if found and found >= OLDEST:
            iso = found.isoformat()
            yield Stated("published", rank, DateEvidence("url", words, None, None, iso, iso))
            return
    if month := _PATH_MONTH.search(path):
        bounds = days.month_bounds(int(month[1]), int(month[2]))
        if bounds and bounds[0] >= OLDEST:
            first, last = bounds[0].isoformat(), bounds[1].isoformat()
            yield Stated("published", rank + 20, DateEvidence("url", month[0].strip("/"), None, None, first, last))
