"""Abbreviations that a page explains: "the Northern Liberation Front (NLF)".

In comes a parse; out comes, for each abbreviation, where the name stands that it is short for. Whose name it is, and
where else the abbreviation stands, is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord import tables
from onrecord.model import Parse, Token

_SHORT = re.compile(r"[A-Z][A-Za-z]{1,6}")
_CAPITALS = re.compile(r"[A-Z]")
_OPENS, _CLOSES = "(", ")"
_LEAST, _WORDS, _FARTHEST = 2, 2, 14
# Words and marks that stand in a name without a letter of their own in what is short for it.
_BETWEEN = frozenset(
    ("of", "and", "for", "the", "in", "on", "to", "de", "la", "del", "des", "du", "et", "-", "&", "'s", "’s", "'", "’")
)


def abbreviations(parse: Parse) -> dict[str, tuple[int, int]]:
    """The tokens (half-open) of the name behind which each abbreviation stands in brackets, where it first does."""
    found: dict[str, tuple[int, int]] = {}
    for token in parse.tokens[1:-2]:
        if token.text != _OPENS or parse.tokens[token.i + 2].text != _CLOSES:
            continue
        short = parse.tokens[token.i + 1].text
        if _SHORT.fullmatch(short) and len(_CAPITALS.findall(short)) >= _LEAST and short not in found:
            first = _opening(parse.tokens, token.i, _CAPITALS.findall(short))
            if first is not None:
                found[short] = first, token.i
    return found


def _opening(tokens: Sequence[Token], end: int, letters: Sequence[str]) -> int | None:
    """Where the name before a bracket begins whose words begin with some letters, in any order (other tongues turn
    them round); of an abbreviation from elsewhere, a name that ends in a word for a body."""
    words: list[int] = []
    small: list[int] = []
    for i in range(end - 1, max(end - 1 - _FARTHEST, -1), -1):
        token = tokens[i]
        if token.sentence != tokens[end].sentence or not (token.text[0].isupper() or token.text.lower() in _BETWEEN):
            break
        if token.text.lower() in _BETWEEN:
            small.append(i)
            continue
        words.append(i)
        if any(sorted(tokens[at].text[0].upper() for at in row) == sorted(letters) for row in (words, words + small)):
            return i
    named = len(words) >= _WORDS and words[0] == end - 1 and tokens[words[0]].text.lower() in _bodies()
    return words[-1] if named else None


@cache
def _bodies() -> frozenset[str]:
    """Words that end the name of a body."""
    rows = tables.rows("actors/party_nouns.csv", ("noun", "kind"))
    groups = tables.rows("actors/noun_groups.csv", ("group", "noun"))
    rebels = (row["noun"] for row in groups if row["group"] == "rebel")
    return frozenset((*(row["noun"] for row in rows if row["kind"] == "organisation"), *rebels))
