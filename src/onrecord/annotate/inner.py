"""Attributions told inside the content of another: "the agency reported that a source had said ...".

In come the cues of a tree and the contents already chosen; out come, for each content, the cues of speech inside it
whose source, cue and content it holds whole. The training corpus does not mark these, so they are weighed by trees
that were grown on cues outside all contents and that do not look at what stands around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.annotate.attribution_features import Tagged
from onrecord.annotate.attribution_model import Cues, predict, tagged_of
from onrecord.annotate.cue_columns import CATEGORIES, COLUMNS
from onrecord.annotate.cues import class_of
from onrecord.annotate.tree import NO_QUOTATION, Tree

_AROUND = (
    "in_quotation",
    "in_content",
    "in_source",
    "outer_word",
    "outer_dep",
    "outer_distance",
    "up1_word",
    "up2_word",
    "before_word",
    "after_word",
    "position",
    "sentence_length",
    "from_start",
    "paragraph_position",
    "lead",
    "depth",
    "quotation_before",
    "quotation_after",
    "sieve",
)
# Columns that do not tell whether a cue stands inside another's content.
INNER_COLUMNS = tuple(number for number, name in enumerate(COLUMNS) if name not in _AROUND)
INNER_CATEGORIES = tuple(at for at, number in enumerate(INNER_COLUMNS) if number in CATEGORIES)
# Nothing marks these in the training text, so only what is near certain is told: of those scored .8 to .9 two in three
# were right where they were read.
LEAST_INNER = 0.9
_CLASSES = frozenset({"speech", "question", "belief"})


def find_inner(tree: Tree, cues: Cues, contents: Sequence[frozenset[int]]) -> Iterator[tuple[int, Tagged, float]]:
    """Number of the content that holds it, tagged cue and score, for each inner attribution, in order of the cue."""
    holder = {i: number for number, content in enumerate(contents) for i in content}
    numbers = [
        number
        for number, frame in enumerate(cues.frames)
        if frame.anchor in holder
        and tree.quotation[frame.anchor] == NO_QUOTATION
        and class_of(tree, frame.anchor) in _CLASSES
    ]
    if not numbers:
        return
    chances = predict("inner.txt", cues.rows[np.ix_(numbers, INNER_COLUMNS)])
    likely = {cues.frames[n]: float(c) for n, c in zip(numbers, chances, strict=True) if c >= LEAST_INNER}
    used: set[int] = set()
    for one in tagged_of(cues, list(likely)):
        number = holder[one.frame.anchor]
        words = {*one.source, *one.cue, *one.content}
        whole = bool(one.source and one.cue and one.content) and words <= contents[number]
        if whole and not words & used:
            used |= words
            yield number, one, likely[one.frame]
