"""Features that tell whether a word is the cue of an attribution.

In come a tree, the shares of words learnt from training text, and the candidates; out comes a matrix with one row a
candidate. The columns are named in ``cue_columns``; the recipe in ``train`` and the finder use the same function.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.cue_columns import COLUMNS, COMPLEMENTS, OTHERS, SHARES
from onrecord.annotate.cues import class_of
from onrecord.annotate.frames import Frame, subject_of
from onrecord.annotate.learnt import UNSEEN, Learnt
from onrecord.annotate.tree import NO_QUOTATION, Tree

_FAR = 30
_HELPING = frozenset({"aux", "auxpass"})
_PLACE_OF = {dep: place for place, dep in enumerate(COMPLEMENTS + OTHERS)}


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
            if share > content[i]:
                content[i] = share
        for i in frame.source:
            if share > source[i]:
                source[i] = share
    return content, source


def _context(
    tree: Tree, frame: Frame, learnt: Learnt, words: list[float], held: tuple[list[float], list[float]]
) -> list[float]:
    i = frame.anchor
    head, quotation = tree.head[i], tree.quotation
    first, last = tree.first[i], tree.last[i]
    quoted = sum(quotation[c] != NO_QUOTATION for c in frame.content)
    return [
        *_grammar(tree, i, learnt.codes),
        learnt.code(frame.shape),
        quotation[i] != NO_QUOTATION,
        _quotation_distance(tree, i, -1),
        _quotation_distance(tree, i, 1),
        len(frame.content),
        len(frame.source),
        quoted / len(frame.content) if frame.content else -1.0,
        held[0][i],
        held[1][i],
        *_outer(tree, i, learnt, words),
        words[head] if head != i else -1,
        words[tree.head[head]],
        max(words[first:i], default=0.0),
        max(words[i + 1 : last], default=0.0),
        *_place(tree, i),
        learnt.code(class_of(tree, i) or "none"),
        *_beside(tree, i),
        *_content_start(tree, frame, learnt),
        *_object(tree, i, learnt),
        tree.left[i] - first,
        tree.depth[i],
    ]


def _grammar(tree: Tree, i: int, codes: Mapping[str, int]) -> tuple[float, ...]:
    """What a token, its head and its subject are; how far the subject stands, and whether it may be a person."""
    token, head, subject = tree.tokens[i], tree.tokens[tree.head[i]], subject_of(tree, i)
    own = codes.get(token.pos, 0), codes.get(token.tag, 0), codes.get(token.dep, 0)
    above = codes.get(head.pos, 0), codes.get(head.dep, 0)
    if subject is None:
        return *own, *above, -1, -1, 99, -1
    actor = tree.tokens[subject]
    who = codes.get(actor.tag, 0), codes.get(actor.ent or "none", 0)
    return *own, *above, *who, i - subject, _personhood(actor.tag, actor.ent)


def _place(tree: Tree, i: int) -> tuple[float, ...]:
    """Where a token stands in its sentence, in the article and in its paragraph, and whether in a headline."""
    first, last = tree.first[i], tree.last[i]
    begin, end = tree.paragraph_edges[i]
    headline = tree.parse.sentences[tree.tokens[i].sentence].segment == "headline"
    return (i - first) / (last - first), last - first, i / len(tree.tokens), headline, (i - begin) / (end - begin)


def _beside(tree: Tree, i: int) -> tuple[float, ...]:
    """Whether a token has a modal and an auxiliary, and whether a colon or a comma follows in its paragraph."""
    children = [tree.tokens[child] for child in tree.children[i]]
    modal, helped = "MD" in [c.tag for c in children], not _HELPING.isdisjoint([c.dep for c in children])
    following = tree.tokens[i + 1].text if i + 1 < tree.paragraph_edges[i][1] else ""
    return modal, helped, following == ":", following == ","


def _object(tree: Tree, i: int, learnt: Learnt) -> tuple[float]:
    thing = tree.child(i, ("dobj", "pobj", "attr"))
    return (learnt.code(tree.tokens[thing].tag) if thing is not None else -1,)


def _personhood(tag: str, entity: str) -> float:
    """3 a name of a person or body, 2 a pronoun, 1 a common noun, 0 other."""
    if entity in ("PERSON", "ORG", "NORP", "GPE"):
        return 3.0
    if tag in ("PRP", "WP"):
        return 2.0
    return 1.0 if tag in ("NN", "NNS") else 0.0


def _quotation_distance(tree: Tree, i: int, step: int) -> float:
    if not tree.quotations:
        return _FAR
    begin, end = tree.paragraph_edges[i]
    edge = min(i + _FAR, end) if step > 0 else max(i - _FAR, begin - 1)
    quotation, own = tree.quotation, tree.quotation[i]
    for at in range(i + step, edge, step):
        if quotation[at] != NO_QUOTATION and quotation[at] != own:
            return abs(at - i)
    return _FAR


def _outer(tree: Tree, i: int, learnt: Learnt, words: list[float]) -> tuple[float, ...]:
    """The nearest likely cue above a token: its share, the relation of the branch to it, how far up."""
    below = i
    for distance, above in enumerate(tree.ancestors(i), 1):
        if words[above] > 0.15:
            return words[above], learnt.code(tree.tokens[below].dep), distance
        below = above
    return -1, -1, 99


def _content_start(tree: Tree, frame: Frame, learnt: Learnt) -> tuple[float, ...]:
    if not frame.content:
        return -1, 99
    first = min(frame.content)
    return learnt.code(tree.tokens[first].tag), first - frame.anchor


def _relations(tree: Tree, i: int) -> list[float]:
    """For each relation where the child stands: 1 after, -1 before, 0 none."""
    found = [0.0] * len(_PLACE_OF)
    for child in tree.children[i]:
        place = _PLACE_OF.get(tree.tokens[child].dep)
        if place is not None:
            found[place] = 1.0 if child > i else -1.0
    return found


def _shares(tree: Tree, frame: Frame, learnt: Learnt) -> list[float]:
    keys = keys_of(tree, frame.anchor, frame)
    found: list[float] = []
    for kind in SHARES:
        share, count = learnt.share(kind, keys[kind]) if kind in keys else UNSEEN
        found += (share, min(count, 200))
    return found
