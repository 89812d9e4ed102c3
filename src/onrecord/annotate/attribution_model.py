"""The learnt finder of attributions: which words are cues, which words belong to each, how sure.

In comes a tree; out come tagged cues with scores. Four models work one after the other: a small net rules words out,
trees weigh every candidate cue that is left, a second net marks source, cue and content around the likely ones, trees
weigh the result against its rivals. The model card in ``weights/attributions-v2`` says what each was trained on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord import weights
from onrecord.annotate.attribution_features import Tagged, attribution_features
from onrecord.annotate.cue_features import cue_features
from onrecord.annotate.frames import Frame, frame_of
from onrecord.annotate.learnt import Learnt
from onrecord.annotate.sieve import chances as sieve_chances
from onrecord.annotate.sieve import kept, may_be_cue, sieve_rows
from onrecord.annotate.span_features import Scene, scene_of, windows_of
from onrecord.annotate.tagger import LABELS, mark
from onrecord.annotate.tree import Tree
from onrecord.annotate.word_vectors import word_vectors

MODEL = "attributions-v2"
# Below this chance a candidate is not tagged: it costs time and is hardly ever kept.
LEAST_CHANCE = 0.12


@dataclass(frozen=True, slots=True)
class Words:
    """What training text taught of words, and the numbers that the nets have for them."""

    learnt: Learnt
    codes: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Cues:
    """The candidates of a tree with their rows of features, and the likely ones, tagged, with their scores."""

    frames: tuple[Frame, ...]
    rows: NDArray[np.float64]
    scene: Scene
    tagged: tuple[Tagged, ...]
    scores: NDArray[np.float64]


@cache
def load_words() -> Words:
    """The tables of the model."""
    raw = json.loads(weights.read_weights(MODEL, "words.json"))
    shares = {
        kind: {key: (share, count) for key, (share, count) in table.items()} for kind, table in raw["shares"].items()
    }
    return Words(Learnt(shares, raw["codes"]), raw["net_codes"])


def read_cues(tree: Tree) -> Cues:
    """All candidate cues of a tree, and the likely ones tagged and scored."""
    words = load_words()
    vectors = word_vectors(tree.parse, MODEL)
    anchors, sieved = sift(tree, vectors, words.learnt, weights.load_arrays(MODEL, "sieve.npz"))
    frames = [frame_of(tree, i) for i in anchors]
    rows = cue_features(tree, frames, words.learnt, sieved)
    chances = predict("cues.txt", rows)
    likely = np.flatnonzero(chances >= LEAST_CHANCE)
    scene = scene_of(tree, frames, chances.tolist(), vectors, words.codes)
    tagged = tag(scene, [frames[number] for number in likely], weights.load_arrays(MODEL, "tagger.npz"))
    scores = predict("attributions.txt", attribution_features(tree, tagged, rows[likely], words.learnt))
    return Cues(tuple(frames), rows, scene, tuple(tagged), scores)


def sift(
    tree: Tree, vectors: NDArray[np.float32], learnt: Learnt, net: Mapping[str, Any]
) -> tuple[list[int], list[float]]:
    """The words that may be heads of cues, and how likely each is at first sight."""
    candidates = [i for i in range(len(tree.tokens)) if may_be_cue(tree, i, learnt)]
    seen = sieve_chances(sieve_rows(tree, vectors, candidates, learnt), net)
    numbers = kept(tree, candidates, seen, learnt)
    return [candidates[number] for number in numbers], [float(seen[number]) for number in numbers]


def tagged_of(cues: Cues, frames: Sequence[Frame]) -> list[Tagged]:
    """Some of a tree's candidates, tagged; those that are not yet, now."""
    known = {one.frame.anchor: one for one in cues.tagged}
    left = [frame for frame in frames if frame.anchor not in known]
    known |= {one.frame.anchor: one for one in tag(cues.scene, left, weights.load_arrays(MODEL, "tagger.npz"))}
    return [known[frame.anchor] for frame in frames]


def predict(name: str, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chances that one model gives to rows."""
    if not len(rows):
        return np.zeros(0)
    return np.asarray(weights.load_trees(MODEL, name).predict(rows, num_threads=1), dtype=np.float64)


def _least_and_mean(chances: Sequence[float]) -> tuple[float, float]:
    return (min(chances), fsum(chances) / len(chances)) if chances else (-1.0, -1.0)


def tag(scene: Scene, frames: Sequence[Frame], net: Mapping[str, Any]) -> list[Tagged]:
    """Cues with the words that the net gives them."""
    if not frames:
        return []
    windows = windows_of(scene, frames)
    marked = mark(net, scene, windows)
    labels = marked.labels.tolist()
    chances = marked.chances[np.arange(len(labels)), marked.labels].tolist()
    found, start = [], 0
    for number, (frame, window) in enumerate(zip(frames, windows.ranges, strict=True)):
        tokens: list[list[int]] = [[] for _ in LABELS]
        of_label: list[list[float]] = [[] for _ in LABELS]
        stop = start + len(window)
        for i, label, chance in zip(window, labels[start:stop], chances[start:stop], strict=True):
            tokens[label].append(i)
            of_label[label].append(chance)
        _, source, cue, content = map(tuple, tokens)
        sure = [_least_and_mean(chosen) for chosen in of_label[1:]]
        found.append(
            Tagged(
                frame, float(scene.shares[frame.anchor]), source, cue, content, (sure[2], sure[0], sure[1]),
                float(marked.sequence[number]), len(window), float(marked.verdicts[number]),
            )
        )  # fmt: skip
        start = stop
    return found
