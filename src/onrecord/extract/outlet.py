"""Which outlet a page is from, by what the page itself says.

In come the page, its metadata rows and its pieces; out comes a name with its basis, or nothing: an agency's credit
under a photograph or a source in the text ("told the agency") names no outlet. "The Harbour Courier" and "Harbour
Courier" are one: a listed outlet bears the list's name, any other no article before several words; what the page prints
stays in the basis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import urlsplit

from onrecord import tables
from onrecord.extract.draft import Piece
from onrecord.extract.shapes import bare_words
from onrecord.model import Metadatum, Page

# Rows of metadata that name the outlet, best first.
_NAMING = ("meta:og:site_name", "jsonld:publisher", "meta:publisher", "meta:application-name", "meta:twitter:site")
LONGEST_NAME = 60
# A dateline stands in the article's first blocks.
FIRST_BLOCKS = 4


def find_outlet(
    page: Page, url: str | None, metadata: Sequence[Metadatum], pieces: Sequence[Piece]
) -> Metadatum | None:
    """The outlet as a row with its basis; None where the page does not say."""
    stated = dict(page.stated).get("outlet")
    if stated:
        return _named(stated, "stated by the carrier of the page")
    by_domain = outlet_name(_host(url or ""))
    if by_domain:
        return Metadatum("outlet", by_domain, "domain of the page's address")
    for name in _NAMING:
        row = next((row for row in metadata if row.name == name and _may_name(row.value)), None)
        if row is not None:
            return _named(row.value.lstrip("@"), f"{row.name}; {row.basis}")
    return _by_words(pieces)


def _host(url: str) -> str:
    """The host of an address; '' where it is none."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def outlet_name(written: str) -> str | None:
    """The listed name of an outlet that is written as a name, an alias or a domain."""
    bare = written.strip().lower().removeprefix("www.").split(":")[0]
    while bare:
        found = _names().get(bare) or _folded_names().get(_folded(bare))
        if found:
            return found
        if bare.count(".") < 2:
            return None
        bare = bare.partition(".")[2]
    return None


def plain_name(written: str) -> str:
    """The name of an outlet that no list has: single spaces, no article before a name of several words."""
    words = written.split()
    return " ".join(words[1:] if words[:1] in (["The"], ["THE"], ["the"]) and len(words) > 2 else words)


def _named(written: str, basis: str) -> Metadatum:
    name = outlet_name(written) or plain_name(written)
    return Metadatum("outlet", name, basis if name == written else f'{basis}; printed as "{written}"')


def clean_title(title: str, outlet: str | None) -> str:
    """A title without the outlet's name at its end."""
    found = re.fullmatch(r"(.{10,}?)\s+[|–—«»·:-]{1,2}\s+([^|–—]{2,40})", title)
    if not found:
        return title
    tail = found.group(2).strip()
    same = outlet and bare_words(tail) and set(bare_words(tail)) <= set(bare_words(outlet)) | {"the", "news"}
    return clean_title(found.group(1), outlet) if same or outlet_name(tail) else title


def _may_name(value: str) -> bool:
    return 1 < len(value) <= LONGEST_NAME and not value.startswith("http")


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in tables.rows("outlets/domains.csv", ("domain", "name", "origin")):
        for written in (row["domain"], row["name"], *filter(None, row["aliases"].split(";"))):
            found.setdefault(written.lower(), row["name"])
    return found


def _folded(written: str) -> str:
    return " ".join(written.lower().split()).removeprefix("the ")


@cache
def _folded_names() -> dict[str, str]:
    """Listed names of several words without their article; one that two outlets share is left out."""
    found: dict[str, set[str]] = {}
    for written, name in _names().items():
        found.setdefault(_folded(written), set()).add(name)
    return {written: names.pop() for written, names in found.items() if " " in written and len(names) == 1}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    rows = tables.rows("extract/outlet_cues.toml", ("where", "pattern", "example", "origin"))
    return tuple((re.compile(row["pattern"]), row["where"], bool(row.get("known"))) for row in rows)


def _by_words(pieces: Sequence[Piece]) -> Metadatum | None:
    parts: dict[str, list[Piece]] = {
        "furniture": [piece for piece in pieces if piece.kind == "furniture"],
        "title": [piece for piece in pieces if piece.kind == "headline"],
        "body": [piece for piece in pieces if piece.kind == "body"][:FIRST_BLOCKS],
    }
    for pattern, where, known in _patterns():
        found = _first(pattern, parts[where], known)
        if found is not None:
            return found
    return None


def _first(pattern: re.Pattern[str], pieces: Iterable[Piece], known: bool) -> Metadatum | None:
    for piece in pieces:
        match = pattern.search(piece.line[:600].replace("\u00a0", " "))
        if match is None:
            continue
        name = match.group("name").strip(" .")
        listed = outlet_name(name)
        if listed or not known:
            start = piece.start + match.start("name")
            return Metadatum(
                "outlet", listed or plain_name(name), "the page's own words", start, start + len(match.group("name"))
            )
    return None
