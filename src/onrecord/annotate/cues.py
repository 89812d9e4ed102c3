"""The words that may be cues, from ``data/cues``.

In comes a tree; out come the tokens that could be the head of a cue. Whether one is a cue is decided by its frame.
"""

from __future__ import annotations

from functools import cache

from onrecord import tables
from onrecord.annotate.tree import Tree

TABLE = "cues/en.toml"
_COLUMNS = ("lemma", "pos", "class", "example", "origin")
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADV": "adverb", "ADJ": "adjective"}


@cache
def lexicon() -> dict[tuple[str, str], str]:
    """Class of each cue by (lemma, pos)."""
    return {(row["lemma"], row["pos"]): row["class"] for row in tables.rows(TABLE, _COLUMNS)}


def class_of(tree: Tree, i: int) -> str | None:
    """The class of a token as a cue by its lemma, None where it is not in the table."""
    token = tree.tokens[i]
    kind = _KINDS.get(token.pos)
    return lexicon().get((token.lemma, kind)) if kind else None
