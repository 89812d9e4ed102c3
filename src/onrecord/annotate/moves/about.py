"""What a move is about, in at most eight words of the article.

In come the layers and a candidate; out comes a stretch of the text.
"""

from __future__ import annotations

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.tree import OBJECTS

MOST_WORDS = 8
_TOPIC = OBJECTS | {"nsubjpass"}
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "pcomp", "advcl"})
_OPENERS = frozenset({"DET", "CCONJ", "SCONJ", "PUNCT", "PART", "PRON", "ADP"})


def about_of(layers: Layers, candidate: Candidate) -> str:
    """The object, complement or phrase of a candidate, else its clause, cut at eight words."""
    tree = layers.tree
    inside = set(candidate.clause)
    for i in _topics(layers, candidate.head):
        tokens = [t for t in tree.subtree(i) if t in inside]
        if len(tokens) > 1:
            return _cut(layers, tokens)
    return _cut(layers, [i for i in candidate.clause if i >= candidate.head] or list(candidate.clause))


def _topics(layers: Layers, head: int) -> list[int]:
    tree = layers.tree
    found = [c for c in tree.children(head) if tree.token(c).dep in _CLAUSES]
    for child in tree.children(head):
        if tree.token(child).dep in _TOPIC and not layers.party_at[child]:
            found.append(child)
    for child in tree.children(head):
        if tree.token(child).dep == "prep":
            found += [b for b in tree.children(child) if not layers.party_at[b]]
    return found


def _cut(layers: Layers, tokens: list[int]) -> str:
    """The text of the first words of an unbroken run, without what only opens or closes it."""
    tree = layers.tree
    while len(tokens) > 1 and tree.token(tokens[0]).pos in _OPENERS:
        tokens = tokens[1:]
    run = tokens[:1]
    for i in tokens[1:]:
        if i != run[-1] + 1:
            break
        run.append(i)
    start, end = tree.span(run)
    words = layers.parse.text[start:end].split()
    if len(words) > MOST_WORDS:
        end = start
        for _ in range(MOST_WORDS):
            end = _word_end(layers.parse.text, end)
    return layers.parse.text[start:end].strip(" ,;:.\n\t")


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    while at < len(text) and not text[at].isspace():
        at += 1
    return at
