"""A first reading of each cue: who, which words, what, by the shape of the tree around it.

In comes a tree and the token of a cue; out comes a ``Frame`` of token sets. The shapes are few: clause after the cue,
clause or quotation before it, quotation around it, object, "according to". The learnt models take a frame as one of
their features; without weights it is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.annotate.tree import NO_QUOTATION, Tree

_SUBJECTS = ("nsubj", "csubj")
_CLAUSES = ("ccomp", "xcomp")
_CUE_PARTS = ("aux", "auxpass", "neg", "prt")


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens of an attribution's source, cue and content, and the shape that gave them."""

    anchor: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    shape: str


def frame_of(tree: Tree, anchor: int) -> Frame:
    """The first reading of a cue."""
    source = _source(tree, anchor)
    cue = _cue(tree, anchor)
    content, shape = _content(tree, anchor)
    outside = content - cue
    outside = outside if source <= outside else outside - source
    return Frame(anchor, source - outside - cue, cue, frozenset(outside), shape)


def subject_of(tree: Tree, i: int, limit: int = 4) -> int | None:
    """The head of the noun phrase that acts in a verb, through conjunction, control and relative clause."""
    for _ in range(limit):
        found = tree.child(i, _SUBJECTS)
        if found is not None:
            return found
        if tree.child(i, ("nsubjpass",)) is not None:
            agent = tree.child(i, ("agent",))
            return tree.child(agent, ("pobj",)) if agent is not None else None
        dep, head = tree.tokens[i].dep, tree.head[i]
        if dep in ("acl", "relcl"):
            return head
        if dep not in ("conj", "advcl", "xcomp", "ccomp", "pcomp", "prep") or head == i:
            return None
        i = head
    return None


def _source(tree: Tree, anchor: int) -> frozenset[int]:
    token = tree.tokens[anchor]
    if token.pos == "NOUN":
        owner = tree.child(anchor, ("poss",))
        return frozenset(tree.span(owner)) if owner is not None else frozenset()
    if token.dep == "prep" or token.pos in ("ADP", "SCONJ"):
        named = _object_of_preposition(tree, anchor)
        return frozenset(tree.span(named)) if named is not None else frozenset()
    subject = subject_of(tree, anchor)
    if subject is None:
        return frozenset()
    phrase = set(tree.span(subject))
    if anchor in phrase:
        phrase = {i for i in phrase if i < tree.left[anchor]} or {subject}
    for child in tree.children[subject]:
        if tree.tokens[child].dep == "relcl":
            phrase -= set(tree.span(child))
    return frozenset(phrase)


def _object_of_preposition(tree: Tree, anchor: int) -> int | None:
    inner = tree.child(anchor, ("prep",))
    return tree.child(inner if inner is not None else anchor, ("pobj", "pcomp"))


def _cue(tree: Tree, anchor: int) -> frozenset[int]:
    """The cue's token with its auxiliaries, its negation, its particle, and the adverbs between them."""
    parts = {anchor}
    for child in tree.children[anchor]:
        token = tree.tokens[child]
        near = token.dep == "advmod" and 0 < anchor - child <= 2
        second = tree.tokens[anchor].dep == "prep" and token.dep == "prep" and child == anchor + 1
        if token.dep in _CUE_PARTS or near or second:
            parts.add(child)
    run = [anchor]
    while run[0] - 1 in parts:
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in parts:
        run.append(run[-1] + 1)
    return frozenset(run)


def _content(tree: Tree, anchor: int) -> tuple[frozenset[int], str]:
    """The content of a cue and its shape: the first of quotation, clause, frame of a preposition, object."""
    token = tree.tokens[anchor]
    if token.dep == "prep" or token.pos in ("ADP", "SCONJ"):
        return _rest_of_sentence(tree, anchor), "according"
    quoted = _beside(tree, anchor)
    if quoted:
        return quoted, "quotation"
    for dep in _CLAUSES:
        clause = tree.child(anchor, (dep,))
        if clause is not None:
            return _clause(tree, anchor, clause), "before" if clause < anchor else dep
    if token.dep in ("parataxis", "ccomp") and tree.head[anchor] < anchor:
        return frozenset(range(tree.left[tree.head[anchor]], tree.left[anchor])), "parataxis"
    passive = tree.child(anchor, ("nsubjpass",))
    if passive is not None:
        return frozenset(tree.span(passive)), "passive"
    for dep in ("dobj", "prep", "acl"):
        thing = tree.child(anchor, (dep,))
        if thing is not None and thing > anchor:
            return frozenset(tree.span(thing)), dep
    return frozenset(), "none"


def _clause(tree: Tree, anchor: int, clause: int) -> frozenset[int]:
    if clause > anchor:
        return frozenset(range(tree.left[clause], max(tree.right[clause], clause + 1)))
    edge = min([tree.left[c] for c in tree.children[anchor] if c > clause] + [anchor])
    return frozenset(range(tree.left[clause], edge))


def _rest_of_sentence(tree: Tree, anchor: int) -> frozenset[int]:
    """The sentence without the phrase that names the source."""
    own = set(tree.span(anchor))
    return frozenset(i for i in range(tree.first[anchor], tree.last[anchor]) if i not in own)


def _beside(tree: Tree, anchor: int) -> frozenset[int]:
    """The quotations that stand beside a cue: before it, after it, or both, in its paragraph and up to a sentence."""
    if tree.quotation[anchor] != NO_QUOTATION:
        return frozenset()
    begin, end = tree.paragraph_edges[anchor]
    found: set[int] = set()
    before = _next_quoted(tree, range(anchor - 1, max(begin, tree.first[anchor]) - 2, -1), begin, end)
    after = _next_quoted(tree, range(anchor + 1, min(end, tree.last[anchor] + 1)), begin, end)
    for at in (before, after):
        if at is not None and _is_speech(tree, at):
            found |= _quotation_tokens(tree, at)
    return frozenset(found)


def _next_quoted(tree: Tree, steps: range, begin: int, end: int) -> int | None:
    for i in steps:
        if begin <= i < end and tree.quotation[i] != NO_QUOTATION:
            return i
    return None


def _is_speech(tree: Tree, at: int) -> bool:
    """Whether the quotation stands apart: it opens after a comma or colon or the sentence, or ends with a comma."""
    tokens = sorted(_quotation_tokens(tree, at))
    if len(tokens) < 4:
        return False
    before = tree.tokens[tokens[0] - 1].text if tokens[0] > tree.first[tokens[0]] else ""
    inner = [tree.tokens[i].text for i in tokens[-3:]]
    return before in ("", ",", ":") or any(mark in (",", "?", "!", ".") for mark in inner)


def _quotation_tokens(tree: Tree, at: int) -> set[int]:
    number = tree.quotation[at]
    low = high = at
    while low - 1 >= 0 and tree.quotation[low - 1] == number:
        low -= 1
    while high + 1 < len(tree.tokens) and tree.quotation[high + 1] == number:
        high += 1
    return set(range(low, high + 1))
