"""What the names in a start tag say of an element: its groups, whether it is hidden, strong, or speaks of the page.

In come a tag and its raw attributes; out come ``Names``. Which word of a class or an id belongs to which group is a row
of ``data/extract/classes.csv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord import tables
from onrecord.extract.tokens import attributes

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LONGEST_CACHED = 400
LONGEST_NAMES = 2000
MOST_WORDS = 60
_NAMING = ("class", "id", "role", "itemprop", "data-testid")


class Names(NamedTuple):
    """Groups as bits (see ``group_bits``), flags, and the class and id as written."""

    groups: int = 0
    hidden: bool = False
    strong: bool = False
    marks: bool = False
    written: str = ""


@cache
def group_bits() -> dict[str, int]:
    """Bit of each group, in the order in which the table names them."""
    groups = dict.fromkeys(row["group"] for row in _rows())
    return {group: 1 << index for index, group in enumerate(groups)}


@cache
def _words() -> dict[str, int]:
    bits = group_bits()
    found: dict[str, int] = {}
    for row in _rows():
        found[row["word"]] = found.get(row["word"], 0) | bits[row["group"]]
    return found


@cache
def _roles() -> dict[tuple[str, str], str]:
    rows = tables.rows("extract/roles.csv", ("where", "value", "role"))
    return {(row["where"], row["value"]): row["role"] for row in rows}


def _rows() -> tuple[tables.Row, ...]:
    return tables.rows("extract/classes.csv", ("word", "group"))


def names_of(tag: str, raw: str) -> Names:
    """Names of a start tag; the same tag is read once."""
    return _cached(tag, raw) if len(raw) <= LONGEST_CACHED else _read(tag, raw)


@lru_cache(maxsize=8192)
def _cached(tag: str, raw: str) -> Names:
    return _read(tag, raw)


def _read(tag: str, raw: str) -> Names:
    bare = _of_tag(tag)
    if not raw or raw.isspace():
        return bare
    found = attributes(raw)
    written = " ".join([found[name] for name in _NAMING if name in found])
    style = found.get("style")
    hidden = "hidden" in found or (style is not None and bool(_HIDING.search(style)))
    marks = bare.marks or "itemprop" in found or ("rel" in found and "author" in found["rel"].lower().split())
    groups = bare.groups | (groups_in(written[:LONGEST_NAMES]) if written else 0)
    return Names(groups, hidden and tag not in ("html", "body"), bare.strong, marks, written)


@lru_cache(maxsize=1024)
def _of_tag(tag: str) -> Names:
    """Names of a tag without attributes."""
    role = _roles().get(("tag", tag))
    return Names(_words().get(f"<{tag}>", 0), False, role == "strong", role == "mark")


@lru_cache(maxsize=16384)
def groups_in(written: str) -> int:
    """Groups of the words, and of pairs of words, in a class or an id."""
    known = _words()
    words = [word.lower() for word in _WORDS.findall(written)][:MOST_WORDS]
    groups = 0
    for index, word in enumerate(words):
        groups |= known.get(word, 0)
        if index:
            groups |= known.get(words[index - 1] + word, 0)
    return groups
