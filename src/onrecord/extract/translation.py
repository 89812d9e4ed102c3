"""Whether a page says that its article was translated: from which language, by whom.

In come the rows of what the page says of itself and its settled pieces; out come facts with their spans. A page that
says nothing of it gives none, whatever its English reads like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord import tables
from onrecord.extract.draft import Piece
from onrecord.model import ARTICLE_KINDS, Metadatum

LONGEST_LINE = 400
# An article's own lines say so at its beginning or its end.
EDGE = 3


def find_translation(rows: Sequence[Metadatum], pieces: Sequence[Piece]) -> list[Metadatum]:
    """The language and the translator that the page names, each at most once."""
    facts: dict[str, Metadatum] = {}
    for fact in [*_stated(rows), *_told(pieces)]:
        facts.setdefault(fact.name, fact)
    return list(facts.values())


def _stated(rows: Sequence[Metadatum]) -> Iterator[Metadatum]:
    for row in rows:
        if row.name == "jsonld:translator":
            yield Metadatum("translator", row.value, f"{row.name}; {row.basis}")
        elif row.name == "jsonld:translationOfWork":
            yield Metadatum("translation_of", row.value, f"{row.name}; {row.basis}")


def _told(pieces: Sequence[Piece]) -> Iterator[Metadatum]:
    own = [piece for piece in pieces if piece.kind in ARTICLE_KINDS]
    edges = {id(piece) for piece in (*own[:EDGE], *own[-EDGE:])}
    for piece in pieces:
        if len(piece.line) > LONGEST_LINE or piece.kind == "comment":
            continue
        if piece.kind not in ARTICLE_KINDS or id(piece) in edges:
            yield from _in_line(piece)


def _in_line(piece: Piece) -> Iterator[Metadatum]:
    if "ransl" not in piece.line and "riginal" not in piece.line and "RANSL" not in piece.line:
        return
    for number, pattern in enumerate(_patterns(), 1):
        found = pattern.search(piece.line)
        if found is None:
            continue
        groups = {name: value for name, value in found.groupdict().items() if value}
        code = _languages().get(groups.get("language", ""))
        if "language" in groups and code is None:
            continue
        told = (("translated_from", code, "language"), ("translator", groups.get("translator"), "translator"))
        for name, value, group in told:
            if value:
                start, end = piece.start + found.start(group), piece.start + found.end(group)
                yield Metadatum(name, value.strip(), f"translation row {number}", start, end)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rows = tables.rows("extract/translation_cues.toml", ("pattern", "example", "origin"))
    return tuple(re.compile(row["pattern"]) for row in rows)


@cache
def _languages() -> dict[str, str]:
    return {row["name"]: row["code"] for row in tables.rows("extract/languages.csv", ("name", "code"))}
