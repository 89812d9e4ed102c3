"""HTML as a flat run of tokens that know where they stand.

In comes a page's text; out come start tags, end tags, stretches of text and the inside of raw elements (scripts,
styles, titles), each with its offsets. It builds no tree. Every pattern is possessive and every search is made at most
once over the same ground, so that no input costs more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import tables

TEXT, START, END, RAW = range(4)
Token = tuple[int, int, int, str, str]
"""Kind, start, end, name of the tag (lower case), and the raw attributes (of a start tag)."""

# A tag, or else the first two signs of what may be a declaration or a tag that never ends.
_NEXT = re.compile(
    r"<(?:(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)>|[!?/a-zA-Z])",
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+")
# A page with more tags than this that never close is text with angle brackets in it.
MOST_OPEN_TAGS = 50
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ElementKind:
    """What the standard says of an element: how it is shown, whether it is void, which open ones it closes."""

    display: str = "inline"
    void: bool = False
    closes: frozenset[str] = frozenset()


@cache
def element_kinds() -> dict[str, ElementKind]:
    """Elements by tag; one that is not listed is shown inline."""
    return {
        row["tag"]: ElementKind(row["display"], bool(row["void"]), frozenset(row["closes"].split()))
        for row in tables.rows("extract/elements.csv", ("tag", "display"))
    }


def attributes(raw: str) -> dict[str, str]:
    """Attributes of a start tag by name in lower case, references not yet resolved; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(raw):
        found.setdefault(name.lower(), double or single or bare)
    return found


def tokens(source: str) -> Iterator[Token]:
    """Tokens of a page in order; comments and declarations are left out."""
    raw_ends = _RawEnds(source)
    kinds = element_kinds()
    raw_tags = frozenset(name for name, kind in kinds.items() if kind.display == "raw")
    failures = 0
    text_from = at = 0
    while match := _NEXT.search(source, at):
        start, name = match.start(), match[2]
        if name is None:
            after = raw_ends.after_declaration(start)
            if after is None:
                failures += source[start + 1].isalpha()
                if failures > MOST_OPEN_TAGS:
                    break
                at = start + 1
                continue
        else:
            after = match.end()
        if text_from < start:
            yield TEXT, text_from, start, "", ""
        text_from = at = after
        if name is None:
            continue
        name = name[:LONGEST_NAME].lower()
        if match[1]:
            yield END, start, at, name, ""
            continue
        yield START, start, at, name, match[3]
        if name in raw_tags and (close := raw_ends.find(name, at)) >= 0:
            yield RAW, at, close, name, ""
            text_from = at = close
    if text_from < len(source):
        yield TEXT, text_from, len(source), "", ""


class _RawEnds:
    """Finds the ends of raw elements, comments and declarations; what has none further on is looked for once only."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._missing: set[str] = set()

    def find(self, name: str, at: int) -> int:
        if name in self._missing:
            return -1
        found = _end_tag(name).search(self._source, at)
        if found is None:
            self._missing.add(name)
            return -1
        return found.start()

    def after_declaration(self, at: int) -> int | None:
        """Where a comment, declaration or stray end tag at an offset ends; None where it is text."""
        following = self._source[at + 1 : at + 2]
        if following not in ("!", "?", "/") or not following:
            return None
        if self._source.startswith("<!--", at):
            end = self._literal("-->", at + 2)
            if end >= 0:
                return end + 3
        end = self._literal(">", at)
        return end + 1 if end >= 0 else None

    def _literal(self, wanted: str, at: int) -> int:
        found = -1 if wanted in self._missing else self._source.find(wanted, at)
        if found < 0:
            self._missing.add(wanted)
        return found


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE)
