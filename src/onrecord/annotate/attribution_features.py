"""Features that tell whether a tagged cue is an attribution that a reader would mark.

In come the tagged cues of a tree, all of them, since they compete for the same words; out comes a matrix with one row
a cue and the columns of ``COLUMNS``. The recipe in ``train`` and the finder use the same function.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.cue_columns import COLUMNS as CUE_COLUMNS
from onrecord.annotate.frames import Frame
from onrecord.annotate.learnt import Learnt
from onrecord.annotate.tree import NO_QUOTATION, Tree

_TAKEN = (
    "dep",
    "tag",
    "head_dep",
    "word_share",
    "form_share",
    "pattern_share",
    "preposition_share",
    "around_share",
    "object_share",
    "clause_share",
    "subject_share",
    "depth",
    "in_quotation",
    "headline",
    "shape",
    "class_",
    "subject_person",
    "sieve",
)
_OWN = (
    "chance",
    "verdict",
    "content_least",
    "content_mean",
    "source_least",
    "source_mean",
    "cue_least",
    "cue_mean",
    "sequence",
    "source_size",
    "cue_size",
    "content_size",
    "content_cuts",
    "content_quoted",
    "content_words",
    "source_tag",
    "source_entity",
    "source_distance",
    "content_tag",
    "content_distance",
    "cue_holds_anchor",
    "content_agrees",
    "source_agrees",
    "from_first",
    "to_last",
    "window_size",
    "content_to_end",
    "cue_length",
    "in_other_content",
    "in_other_cue",
    "in_other_source",
    "overlap",
    "cue_inside",
    "same_content",
    "inner_best",
    "inner_count",
    "rank",
    "rivals",
)
COLUMNS = _OWN + tuple("cue_" + name for name in _TAKEN)
CATEGORIES = tuple(
    COLUMNS.index(name)
    for name in (
        "source_tag",
        "source_entity",
        "content_tag",
        "cue_dep",
        "cue_tag",
        "cue_head_dep",
        "cue_shape",
        "cue_class_",
    )
)
_COPIED = [CUE_COLUMNS.index(name) for name in _TAKEN]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A cue with the tokens that the tagger gave it, and how sure the tagger was of each part (least, mean)."""

    frame: Frame
    chance: float
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    sureness: tuple[tuple[float, float], ...]
    sequence: float
    window: int
    verdict: float


def attribution_features(
    tree: Tree, tagged: Sequence[Tagged], cue_rows: NDArray[np.float64], learnt: Learnt
) -> NDArray[np.float64]:
    """One row of ``COLUMNS`` for each tagged cue; ``cue_rows`` are the rows that the cues had as candidates."""
    rivalry = _Rivalry(tree, tagged)
    rows = [
        [*_own(tree, one, learnt), *rivalry.features(number), *cue_rows[number, _COPIED]]
        for number, one in enumerate(tagged)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(COLUMNS))


def _own(tree: Tree, one: Tagged, learnt: Learnt) -> Iterator[float]:
    anchor, content, frame = one.frame.anchor, one.content, one.frame
    yield from (one.chance, one.verdict)
    for least, mean in one.sureness:
        yield from (least, mean)
    yield from (math.log(one.sequence + 1e-9), len(one.source), len(one.cue), len(content))
    yield sum(after != before + 1 for before, after in pairwise(content))
    quoted = sum(tree.quotation[i] != NO_QUOTATION for i in content)
    yield quoted / len(content) if content else -1.0
    yield sum(tree.tokens[i].text[:1].isalnum() for i in content)
    if one.source:
        head = min(one.source, key=lambda i: (tree.depth[i], i))
        token = tree.tokens[head]
        yield from (learnt.code(token.tag), learnt.code(token.ent or "none"), head - anchor)
    else:
        yield from (-1, -1, 99)
    yield from (learnt.code(tree.tokens[content[0]].tag), content[0] - anchor) if content else (-1, 99)
    yield float(anchor in one.cue)
    yield _agreement(content, frame.content)
    yield _agreement(one.source, frame.source)
    yield from (anchor - tree.first[anchor], tree.last[anchor] - anchor, one.window)
    yield tree.last[content[-1]] - content[-1] if content else -1
    yield tree.tokens[one.cue[-1]].end - tree.tokens[one.cue[0]].start if one.cue else 0


def _agreement(tagged: Sequence[int], first_reading: frozenset[int]) -> float:
    both = frozenset(tagged)
    return len(both & first_reading) / max(1, len(both | first_reading))


class _Rivalry:
    """Which tagged cues claim the same words."""

    def __init__(self, tree: Tree, tagged: Sequence[Tagged]) -> None:
        self._tree, self._tagged = tree, tagged
        self._content: dict[int, list[int]] = {}
        self._cue: dict[int, list[int]] = {}
        self._source: dict[int, list[int]] = {}
        self._sentence: dict[int, list[int]] = {}
        for number, one in enumerate(tagged):
            for where, tokens in ((self._content, one.content), (self._cue, one.cue), (self._source, one.source)):
                for i in tokens:
                    where.setdefault(i, []).append(number)
            self._sentence.setdefault(tree.tokens[one.frame.anchor].sentence, []).append(number)

    def features(self, number: int) -> Iterator[float]:
        one = self._tagged[number]
        anchor, size = one.frame.anchor, max(1, len(one.content))
        for where in (self._content, self._cue, self._source):
            yield self._best(where.get(anchor, ()), number)
        shared = Counter(k for i in one.content for k in self._content[i] if k != number)
        yield max((self._tagged[k].chance * count / size for k, count in shared.items()), default=0.0)
        inside = {k for i in one.content for k in self._cue.get(i, ()) if k != number}
        over = {k for i in one.cue for k in self._content.get(i, ()) if k != number}
        yield self._best(over, number)
        same = [k for k, count in shared.items() if count >= 0.5 * min(size, len(self._tagged[k].content))]
        yield self._best(same, number)
        yield self._best(inside, number)
        yield len(inside)
        rivals = self._sentence[self._tree.tokens[anchor].sentence]
        yield sum(self._tagged[k].chance > one.chance for k in rivals)
        yield len(rivals)

    def _best(self, numbers: Sequence[int] | set[int], own: int) -> float:
        return max((self._tagged[k].chance for k in numbers if k != own), default=0.0)
