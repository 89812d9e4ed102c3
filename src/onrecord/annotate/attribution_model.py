"""The learnt finder of attributions: which words are cues, which words belong to each, how sure.

In comes a tree; out come tagged cues with scores. Three models work one after the other: trees weigh every candidate
cue, a tagger marks source, cue and content around the likely ones, trees weigh the result against its rivals. The
model card in ``weights/attributions-v1`` says what each was trained on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord import weights
from onrecord.annotate.attribution_features import Tagged, attribution_features
from onrecord.annotate.cue_features import Learnt, cue_features, frames_of
from onrecord.annotate.frames import Frame
from onrecord.annotate.span_features import Scene, scene_of, span_features, window_of
from onrecord.annotate.tree import Tree

MODEL = "attributions-v1"
# Below this chance a candidate is not tagged: it costs time and is hardly ever kept.
LEAST_CHANCE = 0.12


@dataclass(frozen=True, slots=True)
class Words:
    """What training text taught of words, and the lemmas that the tagger knows by themselves."""

    learnt: Learnt
    common: frozenset[str]


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
    return Words(Learnt(shares, raw["codes"]), frozenset(raw["common"]))


def read_cues(tree: Tree) -> Cues:
    """All candidate cues of a tree, and the likely ones tagged and scored."""
    words = load_words()
    frames = frames_of(tree, words.learnt)
    rows = cue_features(tree, frames, words.learnt)
    chances = predict("cues.txt", rows)
    likely = np.flatnonzero(chances >= LEAST_CHANCE)
    scene = scene_for(tree, frames, chances, words.common)
    tagged = tag(scene, [frames[number] for number in likely], weights.load_tagger(MODEL))
    scores = predict("attributions.txt", attribution_features(tree, tagged, rows[likely], words.learnt))
    return Cues(tuple(frames), rows, scene, tuple(tagged), scores)


def tag_again(cues: Cues, frames: Sequence[Frame]) -> list[Tagged]:
    """More of a tree's candidates, tagged."""
    return tag(cues.scene, frames, weights.load_tagger(MODEL))


def predict(name: str, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chances that one model gives to rows."""
    if not len(rows):
        return np.zeros(0)
    return np.asarray(weights.load_trees(MODEL, name).predict(rows, num_threads=1), dtype=np.float64)


def scene_for(tree: Tree, frames: Sequence[Frame], chances: Iterable[float], common: frozenset[str]) -> Scene:
    """The scene of a tree, given the chance of each candidate."""
    by_anchor = {frame.anchor: float(chance) for frame, chance in zip(frames, chances, strict=True)}
    return scene_of(tree, frames, by_anchor, common)


def tag(scene: Scene, frames: Sequence[Frame], tagger: Any) -> list[Tagged]:
    """Cues with the words that the tagger gives them."""
    found = []
    for frame in frames:
        window = window_of(scene.tree, frame.anchor)
        labels = tagger.tag(span_features(scene, frame, window))
        found.append(_tagged(frame, scene.shares[frame.anchor], window, labels, tagger))
    return found


def _tagged(frame: Frame, chance: float, window: range, labels: Sequence[str], tagger: Any) -> Tagged:
    parts: dict[str, list[int]] = {"S": [], "Q": [], "C": []}
    sure: dict[str, list[float]] = {"S": [], "Q": [], "C": []}
    for at, label in enumerate(labels):
        if label in parts:
            parts[label].append(window.start + at)
            sure[label].append(tagger.marginal(label, at))
    sureness = tuple((min(v), sum(v) / len(v)) if v else (-1.0, -1.0) for v in (sure["C"], sure["S"], sure["Q"]))
    source, cue, content = (tuple(parts[label]) for label in "SQC")
    return Tagged(frame, chance, source, cue, content, sureness, tagger.probability(labels), len(window))
