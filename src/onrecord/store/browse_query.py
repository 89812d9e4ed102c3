"""What a person types into a search, in the engine's language.

Whatever is typed becomes a valid query: words are quoted, so that no operator of the engine can be reached but the few
that are promised: phrases, the beginning of a word, a word that must not be there.
"""

from __future__ import annotations

import re

MAX_QUERY = 300
MAX_WORDS = 24
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


def understood(query: str) -> str:
    """The query in the engine's language: words joined by AND, phrases in quotes, ``-word`` left out."""
    wanted, unwanted = terms(query)
    if not wanted:
        return ""
    joined = " AND ".join(wanted)
    return f"({joined}) NOT ({' OR '.join(unwanted)})" if unwanted else joined


def terms(query: str) -> tuple[list[str], list[str]]:
    """Terms that must stand in a hit, and terms that must not."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for piece in list(_PIECE.finditer(query[:MAX_QUERY]))[:MAX_WORDS]:
        term = _term(piece["phrase"] if piece["phrase"] is not None else piece["word"], piece["phrase"] is None)
        if term:
            (unwanted if piece["minus"] else wanted).append(term)
    return wanted, unwanted


def _term(words: str, may_be_prefix: bool) -> str:
    """A quoted term; a word that ends in a star asks for all words that begin so. Signs alone ask for nothing."""
    if not any(character.isalnum() for character in words):
        return ""
    prefix = may_be_prefix and words.endswith("*")
    cleaned = words.rstrip("*").replace('"', " ").replace("\x00", " ")
    return f'"{cleaned}"*' if prefix else f'"{cleaned}"'
