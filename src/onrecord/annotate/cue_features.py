"""Features that tell whether a word is the cue of an attribution.

In come a tree, the shares of words learnt from training text, and the candidates; out comes a matrix with one row a
candidate. The columns are named in ``cue_columns``; the recipe in ``train`` and the finder use the same function.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.cue_columns import COLUMNS, COMPLEMENTS, OTHERS, SHARES
from onrecord.annotate.cues import class_of
from onrecord.annotate.frames import Frame, subject_of
from onrecord.annotate.learnt import Learnt
from onrecord.annotate.tree import NO_QUOTATION, Tree

_FAR = 30


def keys_of(tree: Tree, i: int, frame: Frame) -> dict[str, str]:
    """The keys under which the shares of a candidate are kept. Names count by their tag alone."""
    token = tree.tokens[i]
    word = f"{token.lemma}|{token.pos}"
    thing = tree.child(i, ("dobj", "pobj", "attr", "acomp", "oprd"))
    preposition = tree.child(i, ("prep", "prt", "agent"))
    below = tree.child(i, ("xcomp", "ccomp", "acl", "pcomp"))
    subject = subject_of(tree, i)
    keys = {
        "word": word,
        "form": f"{token.text.lower()}|{token.tag}",
        "pattern": f"{word}|{frame.shape}",
        "object": f"{word}|{_word(tree, thing)}",
        "preposition": f"{word}|{_word(tree, preposition)}",
        "subject": f"{_word(tree, subject)}",
        "below": f"{_word(tree, thing)}|{token.pos}",
        "clause": f"{word}|{_word(tree, below)}",
        "around": f"{_word(tree, tree.head[i])}|{token.dep}|{token.pos}",
    }
    return {kind: key for kind, key in keys.items() if token.pos != "PROPN" or kind in ("subject", "around")}


def _word(tree: Tree, i: int | None) -> str:
    if i is None:
        return "-"
    token = tree.tokens[i]
    if token.pos == "PROPN" or token.ent:
        return f"NAME:{token.ent}"
    return token.lemma if token.pos != "NUM" else "NUM"


def cue_features(tree: Tree, frames: Sequence[Frame], learnt: Learnt, sieved: Sequence[float]) -> NDArray[np.float64]:
    """One row of ``COLUMNS`` for the first reading of each candidate; ``sieved`` are the chances of the first look."""
    words = [0.0] * len(tree.tokens)
    for frame in frames:
        token = tree.tokens[frame.anchor]
        words[frame.anchor] = max(0.0, learnt.share("word", f"{token.lemma}|{token.pos}")[0])
    held = _held(len(tree.tokens), frames, words)
    rows = [
        [
            *_context(tree, frame, learnt, words, held),
            sieve,
            *_relations(tree, frame.anchor),
            *_shares(tree, frame, learnt),
        ]
        for frame, sieve in zip(frames, sieved, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(COLUMNS))


def _held(size: int, frames: Sequence[Frame], words: list[float]) -> tuple[list[float], list[float]]:
    """For each token the highest share of a cue whose first reading has it in its content, or in its source."""
    content, source = [0.0] * size, [0.0] * size
    for frame in frames:
        share = words[frame.anchor]
        for i in frame.content:
            content[i] = max(content[i], share)
        for i in frame.source:
            source[i] = max(source[i], share)
    return content, source


def _context(
    tree: Tree, frame: Frame, learnt: Learnt, words: list[float], held: tuple[list[float], list[float]]
) -> Iterator[float]:
    i = frame.anchor
    token = tree.tokens[i]
    head = tree.tokens[tree.head[i]]
    subject = subject_of(tree, i)
    actor = tree.tokens[subject] if subject is not None else None
    first, last = tree.first[i], tree.last[i]
    begin, end = tree.paragraph_edges[i]
    code = learnt.code
    yield from (code(token.pos), code(token.tag), code(token.dep), code(head.pos), code(head.dep))
    yield from (code(actor.tag), code(actor.ent or "none")) if actor else (-1, -1)
    yield i - subject if subject is not None else 99
    yield _personhood(actor.tag, actor.ent) if actor else -1
    yield code(frame.shape)
    yield float(tree.quotation[i] != NO_QUOTATION)
    yield _quotation_distance(tree, i, -1)
    yield _quotation_distance(tree, i, 1)
    yield from (len(frame.content), len(frame.source))
    quoted = sum(tree.quotation[c] != NO_QUOTATION for c in frame.content)
    yield quoted / len(frame.content) if frame.content else -1.0
    yield from (held[0][i], held[1][i])
    yield from _outer(tree, i, learnt, words)
    yield from (words[tree.head[i]] if head.i != i else -1, words[tree.head[tree.head[i]]])
    yield max(words[first:i], default=0.0)
    yield max(words[i + 1 : last], default=0.0)
    yield from ((i - first) / (last - first), last - first, i / len(tree.tokens))
    yield float(tree.parse.sentences[token.sentence].segment == "headline")
    yield (i - begin) / (end - begin)
    yield code(class_of(tree, i) or "none")
    yield float(any(tree.tokens[c].tag == "MD" for c in tree.children[i]))
    yield float(any(tree.tokens[c].dep in ("aux", "auxpass") for c in tree.children[i]))
    following = tree.tokens[i + 1].text if i + 1 < end else ""
    yield from (float(following == ":"), float(following == ","))
    yield from _content_start(tree, frame, learnt)
    thing = tree.child(i, ("dobj", "pobj", "attr"))
    yield code(tree.tokens[thing].tag) if thing is not None else -1
    yield tree.left[i] - first
    yield tree.depth[i]


def _personhood(tag: str, entity: str) -> float:
    """3 a name of a person or body, 2 a pronoun, 1 a common noun, 0 other."""
    if entity in ("PERSON", "ORG", "NORP", "GPE"):
        return 3.0
    if tag in ("PRP", "WP"):
        return 2.0
    return 1.0 if tag in ("NN", "NNS") else 0.0


def _quotation_distance(tree: Tree, i: int, step: int) -> float:
    begin, end = tree.paragraph_edges[i]
    for distance in range(1, _FAR):
        at = i + step * distance
        if not begin <= at < end:
            return _FAR
        if tree.quotation[at] != NO_QUOTATION and tree.quotation[at] != tree.quotation[i]:
            return distance
    return _FAR


def _outer(tree: Tree, i: int, learnt: Learnt, words: list[float]) -> Iterator[float]:
    """The nearest likely cue above a token: its share, the relation of the branch to it, how far up."""
    below = i
    for distance, above in enumerate(tree.ancestors(i), 1):
        if words[above] > 0.15:
            yield from (words[above], learnt.code(tree.tokens[below].dep), distance)
            return
        below = above
    yield from (-1, -1, 99)


def _content_start(tree: Tree, frame: Frame, learnt: Learnt) -> Iterator[float]:
    if not frame.content:
        yield from (-1, 99)
        return
    first = min(frame.content)
    yield from (learnt.code(tree.tokens[first].tag), first - frame.anchor)


def _relations(tree: Tree, i: int) -> Iterator[float]:
    """For each relation where the child stands: 1 after, -1 before, 0 none."""
    found: dict[str, float] = {}
    for child in tree.children[i]:
        found[tree.tokens[child].dep] = 1.0 if child > i else -1.0
    for dep in COMPLEMENTS + OTHERS:
        yield found.get(dep, 0.0)


def _shares(tree: Tree, frame: Frame, learnt: Learnt) -> Iterator[float]:
    keys = keys_of(tree, frame.anchor, frame)
    for kind in SHARES:
        share, count = learnt.share(kind, keys[kind]) if kind in keys else (-1.0, 0)
        yield share
        yield min(count, 200)
