"""Title, outlet, authors, section, language, address and clock of a page, each with its basis.

In come the page, the rows of what it says of itself, and its settled pieces; out come the facts, best first, and then
all other rows, so that the floors above read one list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord import tables
from onrecord.extract.draft import Piece
from onrecord.extract.language import find_language
from onrecord.extract.outlet import clean_title, find_outlet
from onrecord.extract.section import find_section
from onrecord.extract.translation import find_translation
from onrecord.model import ARTICLE_KINDS, Metadatum, Page

MOST_AUTHORS = 12


def metadata_of(rows: Sequence[Metadatum], fact: str) -> list[str]:
    """Values of the rows that state a fact, best first (``data/extract/facts.csv``)."""
    return [row.value for row in _stating(rows, fact)]


def find_facts(page: Page, rows: Sequence[Metadatum], pieces: Sequence[Piece]) -> list[Metadatum]:
    """Facts of a page, then all its other rows."""
    facts: list[Metadatum] = []
    url = page.url or next(iter(metadata_of(rows, "url")), None)
    outlet = find_outlet(page, url, rows, pieces)
    title = _title(page, rows, pieces, outlet.value if outlet else None)
    facts += [fact for fact in (title, outlet) if fact is not None]
    facts += _authors(rows, pieces)
    for name in ("section", "url"):
        facts += [Metadatum(name, row.value, f"{row.name}; {row.basis}") for row in _stating(rows, name)[:1]]
    printed = find_section(pieces)
    if printed is not None and all(fact.name != "section" for fact in facts):
        facts.append(printed)
    body = "\n".join(piece.line for piece in pieces if piece.kind in ARTICLE_KINDS)
    language = find_language(body or "\n".join(piece.line for piece in pieces))
    facts += [language] if language else []
    facts += find_translation(rows, pieces)
    facts += [
        Metadatum("clock", piece.line, piece.basis, piece.start, piece.end)
        for piece in pieces
        if piece.basis.endswith(" clock")
    ]
    facts += [Metadatum(f"stated:{name}", value, "stated by the carrier of the page") for name, value in page.stated]
    return [*facts, *rows]


def _stating(rows: Sequence[Metadatum], fact: str) -> list[Metadatum]:
    wanted = [row["name"] for row in tables.rows("extract/facts.csv", ("fact", "name")) if row["fact"] == fact]
    return [row for name in wanted for row in rows if row.name == name]


def _title(page: Page, rows: Sequence[Metadatum], pieces: Sequence[Piece], outlet: str | None) -> Metadatum | None:
    stated = dict(page.stated).get("title")
    if stated and page.media_type == "text/plain":
        # Text that a carrier hands over is a body more often than not: its first line is no headline of its own.
        return Metadatum("title", clean_title(stated, outlet), "stated by the carrier of the page")
    headline = next((piece for piece in pieces if piece.kind == "headline"), None)
    if headline is not None:
        shown = clean_title(" ".join(headline.line.split()), outlet)
        return Metadatum("title", shown, headline.basis, headline.start, headline.end)
    if stated:
        return Metadatum("title", clean_title(stated, outlet), "stated by the carrier of the page")
    row = next(iter(_stating(rows, "title")), None)
    return Metadatum("title", clean_title(row.value, outlet), f"{row.name}; {row.basis}") if row else None


def _authors(rows: Sequence[Metadatum], pieces: Sequence[Piece]) -> list[Metadatum]:
    stated = [row for row in _stating(rows, "author") if not row.value.startswith("http")]
    if stated:
        names = dict.fromkeys(row.value for row in stated)
        first = {row.value: row for row in reversed(stated)}
        return [Metadatum("author", name, f"{first[name].name}; {first[name].basis}") for name in names][:MOST_AUTHORS]
    bylines = [piece for piece in pieces if piece.kind == "byline" and len(piece.line) <= 120]
    return [_author_in(piece) for piece in bylines[:2]]


def _author_in(piece: Piece) -> Metadatum:
    """What a byline says after its first words ("By", "Written by")."""
    found = _byline().match(piece.line)
    start = found.end() if found and found.end() < len(piece.line) else 0
    return Metadatum("author", piece.line[start:], piece.basis, piece.start + start, piece.end)


@cache
def _byline() -> re.Pattern[str]:
    words = [re.escape(row["words"]) for row in tables.rows("extract/byline_words.csv", ("words",))]
    return re.compile(rf"(?:{'|'.join(sorted(words, key=len, reverse=True))})(?:\s*:\s*|\s+)", re.IGNORECASE)
