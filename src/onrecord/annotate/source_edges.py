"""The edges of a source: what stands before a name and is no part of it, what belongs to a name and was cut off.

In come the tokens of a source; out come those that name who says it, without the marks, the day and the conjunction
before them, with the noun to which they only stand in apposition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from onrecord.annotate.tree import Tree

DAYS = frozenset({"DATE", "TIME"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
# Verbs through which a subject may be shared, nouns through which a source may be joined.
JOINED_STEPS = 3
# Tags of words that name nobody.
_EMPTY = frozenset({"IN", "TO", "CC", "POS"})
_BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})


def named_source(tree: Tree, source: Iterable[int]) -> frozenset[int]:
    """A source without the conjunction, the marks or the day that stand before it; empty where nobody is named."""
    kept = sorted(source)
    while kept and (tree.tokens[kept[0]].dep in ("mark", "punct", "cc") or tree.tokens[kept[0]].pos == "SCONJ"):
        kept = kept[1:]
    kept = _without_day(tree, kept)
    names = any(tree.tokens[i].text[:1].isalnum() and _names(tree, i) for i in kept)
    return frozenset(kept) if names else frozenset()


def _without_day(tree: Tree, kept: list[int]) -> list[int]:
    """A source without the day before it ("3 May | the highest court"), not of "Monday's report", "a week of talks"."""
    after = next((at for at, i in enumerate(kept) if tree.tokens[i].ent not in DAYS), 0)
    head = min(kept, key=lambda i: (tree.depth[i], i), default=0)
    named = after > 1 and head >= kept[after] and tree.tokens[kept[after]].pos not in ("PUNCT", "ADP", "PART")
    return kept[after:] if named else kept


def _names(tree: Tree, i: int) -> bool:
    """Whether a word can name somebody: no preposition, no day, and no article that is cut off from its noun."""
    token = tree.tokens[i]
    return (
        token.tag not in _EMPTY
        and token.ent not in DAYS
        and not (token.tag == "DT" and token.dep == "det" and token.head != i)
    )


def whole_source(tree: Tree, source: frozenset[int], content: Collection[int]) -> frozenset[int]:
    """A source with the words at the end of the content before it that belong to its noun: "police and other"."""
    whole = source
    for _ in range(JOINED_STEPS if source else 0):
        low = min(whole)
        head = min(whole, key=lambda i: (tree.depth[i], i))
        joint = tree.head[low - 1] if low and tree.tokens[low - 1].dep == "cc" else head
        conjoined = any(tree.head[i] == joint and tree.tokens[i].dep == "conj" for i in whole)
        noun = joint if conjoined and tree.tokens[joint].pos in NOUNS else head
        begin = min([noun, *(tree.left[c] for c in tree.children[noun] if c < low and tree.tokens[c].dep in _BEFORE)])
        more = frozenset(range(begin, low))
        if not more or not more <= frozenset(content):
            break
        whole |= more
    return whole


def apposed_to(tree: Tree, source: frozenset[int]) -> frozenset[int]:
    """The name before a source that only stands in apposition to it: "Malta | , another claimant, called on"."""
    low = min(source, default=0)
    head = tree.head[min(source, key=lambda i: (tree.depth[i], i))] if source else 0
    begin = min([head, *(tree.left[c] for c in tree.children[head] if c < head and tree.tokens[c].dep in _BEFORE)])
    apposed = source and any(tree.head[i] == head and tree.tokens[i].dep == "appos" for i in source)
    named = apposed and head < low and tree.tokens[head].pos == "PROPN"
    near = all(tree.tokens[i].pos == "PUNCT" for i in range(head + 1, low))
    return frozenset(range(begin, low)) if named and near else frozenset()
