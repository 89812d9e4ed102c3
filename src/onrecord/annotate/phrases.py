"""Attributions by a fixed phrase: "in the words of the premier, ...".

In comes a tree; out come source, cue and content of each phrase of ``data/cues/phrases.toml`` whose source the tree
gives. They are too rare in the training text to be learnt.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord import tables
from onrecord.annotate.tree import NO_QUOTATION, Tree

TABLE = "cues/phrases.toml"
# Of the few in the training text, half are marked.
SCORE = 0.5
Parts = tuple[frozenset[int], frozenset[int], frozenset[int]]


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """The phrases as words."""
    return {tuple(row["phrase"].split()): row["phrase"] for row in tables.rows(TABLE, ("phrase", "example", "origin"))}


def find_phrases(tree: Tree) -> Iterator[tuple[str, Parts]]:
    """Phrase, and source, cue and content, of each attribution by a phrase, in order."""
    first = {words[0] for words in phrases()}
    for i, token in enumerate(tree.tokens):
        if token.text.lower() not in first or tree.quotation[i] != NO_QUOTATION:
            continue
        for words, phrase in phrases().items():
            end = i + len(words)
            said = tuple(t.text.lower() for t in tree.tokens[i:end])
            parts = _parts(tree, i, end) if said == words and end <= tree.last[i] else None
            if parts is not None:
                yield phrase, parts


def _parts(tree: Tree, start: int, end: int) -> Parts | None:
    named = tree.child(end - 1, ("pobj",))
    if named is None:
        return None
    source = frozenset(tree.span(named))
    cue = frozenset(range(start, end))
    edges = {i for i in (start - 1, max(source) + 1) if i < len(tree.tokens) and tree.tokens[i].text == ","}
    content = frozenset(range(tree.first[start], tree.last[start])) - source - cue - edges
    closing = max(content, default=-1)
    if closing >= 0 and tree.tokens[closing].text in (".", "!", "?"):
        content -= {closing}
    return (source, cue, content) if any(tree.tokens[i].pos in ("VERB", "AUX") for i in content) else None
