"""Features of the words around a cue, from which a net tells source, cue and content.

In come a tree, the first readings of cues and the stretch of tokens around each; out come numbers for each word: what
it is by itself, and how it stands to the cue. Words count by themselves only where they are of a closed class or common
in cues; names count by their tag.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.cues import class_of
from onrecord.annotate.frames import Frame
from onrecord.annotate.paths import Pairs, branches_of
from onrecord.annotate.tree import NO_QUOTATION, Tree
from onrecord.model import Token

Codes = NDArray[np.int32]
_CLOSED = frozenset({"DET", "ADP", "PART", "SCONJ", "PRON", "AUX", "CCONJ", "PUNCT", "SYM"})
# A window never holds more tokens than this: it bounds the time that one cue may take.
LONGEST_WINDOW = 400
_NEAR = 6
_LIKELY = 0.3
_SHAPES = ("none", "quotation", "before", "ccomp", "xcomp", "parataxis", "passive", "dobj", "prep", "acl", "according")
_MARKS = frozenset((",", ";", "-", "--"))
_LONG_QUOTATION = 30
# The kinds of numbers of a token by itself, of a cue, and of a token as it stands to a cue (with how many values).
WORD_COLUMNS = ("word", "tag", "dep", "ent")
CUE_COLUMNS = ("name", "class", "voice", "shape")
PLACE_COLUMNS = {
    "up": None, "branch": 600, "second": 280, "role": 4 * len(_SHAPES), "near": 26, "quoted": 14, "commas": 8,
    "other": 7, "share": 20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """What the windows of a tree share: its words as numbers, the frames of likely cues in order, each cue's chance."""

    tree: Tree
    words: Codes
    vectors: NDArray[np.float32]
    likely: tuple[Frame, ...]
    shares: NDArray[np.float64]
    codes: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of a tree one after the other: for each position the token, its branch, its window, its numbers."""

    anchors: tuple[int, ...]
    ranges: tuple[range, ...]
    cues: Codes
    token: NDArray[np.intp]
    branch: NDArray[np.intp]
    window: NDArray[np.intp]
    places: Codes


def scene_of(
    tree: Tree,
    frames: Sequence[Frame],
    chances: Sequence[float],
    vectors: NDArray[np.float32],
    codes: Mapping[str, Mapping[str, int]],
) -> Scene:
    """The scene of a tree: ``chances`` gives how likely each frame's cue is, ``codes`` the numbers of words."""
    shares = np.zeros(len(tree.tokens))
    for frame, chance in zip(frames, chances, strict=True):
        shares[frame.anchor] = chance
    likely = tuple(frame for frame, chance in zip(frames, chances, strict=True) if chance > _LIKELY)
    return Scene(tree, _word_codes(tree, codes), vectors, likely, shares, codes)


def word_values(tree: Tree, i: int, common: Any) -> tuple[str, str, str, str]:
    """The values of ``WORD_COLUMNS`` of a token; ``common`` holds the lemmas that count by themselves."""
    token = tree.tokens[i]
    return _word_of(token, common), token.tag, token.dep, token.ent


def _word_of(token: Token, common: Any) -> str:
    return token.lemma if token.lemma in common else token.text.lower() if token.pos in _CLOSED else token.tag


def cue_values(tree: Tree, frame: Frame, common: Any) -> tuple[str, str, str, str]:
    """The values of ``CUE_COLUMNS`` of a cue."""
    token = tree.tokens[frame.anchor]
    name = token.lemma if token.lemma in common else token.pos
    name = name if token.pos != "PUNCT" else token.text
    voice = "passive" if tree.child(frame.anchor, ("nsubjpass", "auxpass")) is not None else token.tag
    return name, (class_of(tree, frame.anchor) or "none") + token.tag, voice, frame.shape


def up_values(tree: Tree, anchor: int) -> list[str]:
    """The relations on the way up from a cue, one string for each level from none to four, three names at most."""
    ups = [""]
    path: list[str] = []
    i = anchor
    while tree.head[i] != i and len(path) < 3:
        path.append(tree.tokens[i].dep)
        ups.append("/".join(path))
        i = tree.head[i]
    return [*ups, *[ups[-1]] * (5 - len(ups))]


def _word_codes(tree: Tree, codes: Mapping[str, Mapping[str, int]]) -> Codes:
    common, tokens = codes["common"], tree.tokens
    words, tags, deps, ents = (codes[name] for name in WORD_COLUMNS)
    columns = (
        [words.get(_word_of(token, common), 0) for token in tokens],
        [tags.get(token.tag, 0) for token in tokens],
        [deps.get(token.dep, 0) for token in tokens],
        [ents.get(token.ent, 0) for token in tokens],
    )
    return np.array(columns, dtype=np.int32).T


def window_of(tree: Tree, anchor: int) -> range:
    """The tokens to look at: the cue's sentence, with the sentences that a quotation beside it runs through."""
    begin, end = tree.paragraph_edges[anchor]
    first, last = tree.first[anchor], tree.last[anchor]
    while first > begin and (_runs_over(tree, first) or (first == tree.first[anchor] and _quoted_at(tree, first - 1))):
        first = tree.first[first - 1]
    while last < end and _quoted_at(tree, last):
        last = tree.last[last]
    if last == end and tree.tokens[end - 1].text in (":", ",") and end < len(tree.tokens) and _quoted_at(tree, end):
        last = tree.paragraph_edges[end][1]
    if last - first > LONGEST_WINDOW:
        first = max(first, anchor - LONGEST_WINDOW // 2)
        last = min(last, first + LONGEST_WINDOW)
    return range(first, last)


def _runs_over(tree: Tree, at: int) -> bool:
    """Whether a quotation runs over the border before a token."""
    return tree.quotation[at] != NO_QUOTATION and tree.quotation[at - 1] == tree.quotation[at]


def _quoted_at(tree: Tree, at: int) -> bool:
    return tree.quotation[at] != NO_QUOTATION


def windows_of(scene: Scene, frames: Sequence[Frame]) -> Windows:
    """The windows of cues, with the numbers of each position."""
    anchors = tuple(frame.anchor for frame in frames)
    if not frames:
        none = np.zeros(0, np.intp)
        cues, places = (np.zeros((0, len(columns)), np.int32) for columns in (CUE_COLUMNS, PLACE_COLUMNS))
        return Windows((), (), cues, none, none, none, places)
    ranges = tuple(window_of(scene.tree, anchor) for anchor in anchors)
    token = np.concatenate([np.arange(span.start, span.stop) for span in ranges])
    window = np.repeat(np.arange(len(ranges)), [len(span) for span in ranges])
    pairs = branches_of(scene.tree, token, np.array(anchors, dtype=np.intp)[window])
    places = _places(scene, frames, ranges, (token, window), pairs)
    return Windows(anchors, ranges, _cue_codes(scene, frames), token, pairs.branch, window, places)


def _cue_codes(scene: Scene, frames: Sequence[Frame]) -> Codes:
    tables, common = [scene.codes[name] for name in CUE_COLUMNS], scene.codes["common"]
    values = [cue_values(scene.tree, frame, common) for frame in frames]
    return np.array([[t.get(v, 0) for t, v in zip(tables, row, strict=True)] for row in values], np.int32)


def _places(
    scene: Scene,
    frames: Sequence[Frame],
    ranges: Sequence[range],
    where: tuple[NDArray[np.intp], NDArray[np.intp]],
    pairs: Pairs,
) -> Codes:
    """The numbers of ``PLACE_COLUMNS`` for each position."""
    tree = scene.tree
    token, window = where
    anchor = np.array([frame.anchor for frame in frames], dtype=np.intp)[window]
    ups = np.array([[scene.codes["up"].get(up, 0) for up in up_values(tree, f.anchor)] for f in frames], np.int32)
    after = (token > anchor).astype(np.int32)
    dep = scene.words[:, WORD_COLUMNS.index("dep")]
    level = np.minimum(pairs.level, 4)
    same = pairs.level >= 0
    steps = np.array([t.sentence for t in tree.tokens])
    outside = np.clip(steps[token] - steps[anchor], -3, 3) + 3
    up = np.where(same, 7 + ups[window, np.maximum(level, 0)], outside)
    on_chain = same & (pairs.branch == token) & (pairs.chain == token)
    branch_dep = np.where(on_chain, 0, 1 + dep[pairs.branch])
    branch = np.where(same, 1 + (branch_dep * 5 + np.maximum(level, 0)) * 2 + after, 0)
    left, right = np.array(tree.left), np.array(tree.right)
    edge = (token == left[pairs.branch]) + 2 * (token + 1 == right[pairs.branch])
    second_dep = np.where(token == pairs.branch, 0, 1 + dep[pairs.second])
    second = np.where(same, 1 + second_dep * 4 + edge, 0)
    role, other = _roles(frames, ranges), _other_roles(scene, frames, ranges)
    shape = np.array([_SHAPES.index(frame.shape) for frame in frames])[window]
    far = token - anchor
    tens = np.minimum(np.abs(far) // 10, 5)
    near = np.where(np.abs(far) <= _NEAR, far + _NEAR, 2 * _NEAR + 1 + tens + 6 * (far > 0))
    marks = np.cumsum([t.text in _MARKS for t in tree.tokens])
    commas = np.minimum(3, np.abs(marks[token] - marks[anchor]))
    share = np.digitize(scene.shares[token], (0.02, 0.1, 0.3, 0.6))
    columns = (
        up, np.minimum(branch, 599), np.minimum(second, 279), role * len(_SHAPES) + shape, near,
        _quoted(tree, token, anchor), commas * 2 + after, other, share * 4 + role,
    )  # fmt: skip
    return np.stack(columns, axis=1).astype(np.int32)


def _roles(frames: Sequence[Frame], ranges: Sequence[range]) -> Codes:
    """The part of each position in the first reading: 0 none, 1 source, 2 cue, 3 content."""
    found = []
    for frame, span in zip(frames, ranges, strict=True):
        part = np.zeros(len(span), np.int32)
        for number, tokens in ((3, frame.content), (1, frame.source), (2, frame.cue)):
            part[[i - span.start for i in tokens if i in span]] = number
        found.append(part)
    return np.concatenate(found) if found else np.zeros(0, np.int32)


def _other_roles(scene: Scene, frames: Sequence[Frame], ranges: Sequence[range]) -> Codes:
    """The part of each position in the first readings of other likely cues, and whether these hold the cue."""
    likely = [(f, [np.array(sorted(part), np.intp) for part in (f.content, f.source, f.cue)]) for f in scene.likely]
    anchors = [frame.anchor for frame in scene.likely]
    found = []
    for frame, span in zip(frames, ranges, strict=True):
        part = np.zeros(len(span), np.int32)
        for other, parts in likely[bisect_left(anchors, span.start) : bisect_left(anchors, span.stop)]:
            inside = 1 if frame.anchor in other.content else 4
            for number, tokens in enumerate(parts if other.anchor != frame.anchor else ()):
                kept = tokens[(tokens >= span.start) & (tokens < span.stop)]
                part[kept - span.start] = inside + number
        found.append(part)
    return np.concatenate(found) if found else np.zeros(0, np.int32)


def _quoted(tree: Tree, token: NDArray[np.intp], anchor: NDArray[np.intp]) -> Codes:
    """Where a token stands: 0 outside all quotations, 1 in the cue's own, else before or after it, long, at an edge."""
    quotation = np.array(tree.quotation)
    kinds = np.zeros(len(tree.tokens), np.int32)
    for i, number in enumerate(tree.quotation):
        if number != NO_QUOTATION:
            held = tree.quotations[number]
            edge = 1 if tree.tokens[i].start == held.start else 2 if tree.tokens[i].end == held.end else 0
            kinds[i] = 3 * (held.end - held.start > _LONG_QUOTATION) + edge
    apart = 2 + kinds[token] + 6 * (token > anchor)
    quoted = quotation[token]
    return np.where(quoted == NO_QUOTATION, 0, np.where(quoted == quotation[anchor], 1, apart)).astype(np.int32)
