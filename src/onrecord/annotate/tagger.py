"""A small net that marks the words around a cue as source, cue, content or none, and says whether it is a cue at all.

In come the windows of a tree's cues as numbers; out come a label for each position with its chance, and a verdict for
each window. Each position sees itself, its branch, the cue and nine neighbours on either side; a chain decides on the
best labels in a row. The recipe in ``train`` holds the same net in a form that can learn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.span_features import CUE_COLUMNS, PLACE_COLUMNS, WORD_COLUMNS, Scene, Windows

Array = NDArray[np.float32]
LABELS = "OSQC"
REACHES = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Marked:
    """Best label and chance of each label for each position; for each window the chance of all its labels together,
    and the verdict whether it is an attribution."""

    labels: NDArray[np.intp]
    chances: NDArray[np.float64]
    sequence: NDArray[np.float64]
    verdicts: NDArray[np.float64]


def mark(net: Mapping[str, Any], scene: Scene, windows: Windows) -> Marked:
    """The windows of a scene, marked."""
    hidden = _hidden(net, scene, windows)
    emissions = hidden @ net["out"] + net["out_bias"]
    sizes = np.array([len(span) for span in windows.ranges])
    labels, chances, sequence = decode(net, emissions.astype(np.float64), sizes)
    return Marked(labels, chances, sequence, _verdicts(net, hidden, scene, windows, sizes))


def _hidden(net: Mapping[str, Any], scene: Scene, windows: Windows) -> Array:
    """What the net makes of each position."""
    inner = np.unique(np.concatenate([windows.token, windows.branch]))
    word, branch = scene.vectors[inner] @ net["word_dense"], scene.vectors[inner] @ net["branch_dense"]
    for number, name in enumerate(WORD_COLUMNS):
        codes = scene.words[inner, number]
        word += net[f"word_{name}"][codes]
        branch += net[f"branch_{name}"][codes]
    anchors = np.array(windows.anchors, dtype=np.intp)
    cue = scene.vectors[anchors] @ net["cue_dense"] + net["bias"]
    for number, name in enumerate(CUE_COLUMNS):
        cue += net[f"cue_{name}"][windows.cues[:, number]]
    place = np.zeros(scene.vectors.shape[0], np.intp)
    place[inner] = np.arange(len(inner))
    hidden = word[place[windows.token]] + branch[place[windows.branch]] + cue[windows.window]
    for number, name in enumerate(PLACE_COLUMNS):
        hidden += net[f"place_{name}"][windows.places[:, number]]
    np.maximum(hidden, 0, out=hidden)
    for layer, reach in enumerate(REACHES):
        seen = around(hidden, windows.window, reach) @ net[f"conv{layer}"]
        seen += net[f"conv{layer}_bias"]
        hidden += np.maximum(seen, 0, out=seen)
    return np.asarray(hidden, dtype=np.float32)


def around(hidden: Array, window: NDArray[np.intp], reach: int) -> Array:
    """Each position with the ones so far before and after it in its window, side by side; zeros beyond the edge."""
    size = hidden.shape[1]
    found = np.zeros((len(hidden), 3 * size), np.float32)
    found[:, size : 2 * size] = hidden
    if len(hidden) > reach:
        same = (window[reach:] == window[:-reach])[:, None]
        found[reach:, :size] = hidden[:-reach] * same
        found[:-reach, 2 * size :] = hidden[reach:] * same
    return found


def _verdicts(
    net: Mapping[str, Any], hidden: Array, scene: Scene, windows: Windows, sizes: NDArray[np.intp]
) -> NDArray[np.float64]:
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    at = starts + np.array([a - span.start for a, span in zip(windows.anchors, windows.ranges, strict=True)])
    mean = np.add.reduceat(hidden, starts, axis=0) / sizes[:, None]
    seen = np.concatenate([hidden[at], mean], axis=1)
    inner = np.maximum(seen @ net["verdict1"] + net["verdict1_bias"], 0)
    return np.asarray(1 / (1 + np.exp(-(inner @ net["verdict2"] + net["verdict2_bias"])[:, 0])), dtype=np.float64)


def decode(
    net: Mapping[str, Any], emissions: NDArray[np.float64], sizes: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
    """Best labels, chances of labels, and the chance of the best labels in a row of each window.

    Windows stand side by side, the longest first, so that those still running at a step are always the first few.
    """
    order = np.argsort(-sizes, kind="stable")
    longest = sizes[order]
    steps = int(longest[0])
    running = [int(np.searchsorted(-longest, -step, side="left")) for step in range(steps)]
    # The step and the column of each position.
    place = np.arange(len(emissions)) - np.repeat(np.cumsum(sizes) - sizes, sizes), np.repeat(np.argsort(order), sizes)
    grid = np.zeros((steps, len(sizes), len(LABELS)))
    grid[place] = emissions
    best = _best_path(net, grid, running, longest)
    share, total = _shares(net, grid, running, longest)
    sequence = np.zeros(len(sizes))
    sequence[order] = np.exp(_weight(net, grid, best, longest) - total)
    return best[place], share[place], sequence


def _weight(
    net: Mapping[str, Any], grid: NDArray[np.float64], best: NDArray[np.intp], longest: NDArray[np.intp]
) -> NDArray[np.float64]:
    """The logarithm of the weight of the best labels of each window, added up from its first position to its last."""
    steps, count, _ = grid.shape
    held = np.arange(steps)[:, None] < longest
    terms = np.zeros((2 * steps, count))
    terms[::2] = np.take_along_axis(grid, best[:, :, None], axis=2)[:, :, 0] * held
    terms[1] = net["start"][best[0]]
    terms[3::2] = net["steps"][best[:-1], best[1:]] * held[1:]
    end = net["end"][best[longest - 1, np.arange(count)]]
    return np.asarray(np.add.accumulate(terms)[-1] + end, dtype=np.float64)


def _best_path(
    net: Mapping[str, Any], grid: NDArray[np.float64], running: list[int], longest: NDArray[np.intp]
) -> NDArray[np.intp]:
    steps, count, _ = grid.shape
    back = np.zeros(grid.shape, np.intp)
    score = net["start"] + grid[0]
    for step in range(1, steps):
        n = running[step]
        through = score[:n, :, None] + net["steps"]
        back[step, :n] = through.argmax(axis=1)
        np.add(np.maximum.reduce(through, axis=1), grid[step, :n], out=score[:n])
    best = np.zeros((steps, count), np.intp)
    last, window = (score + net["end"]).argmax(axis=1), np.arange(count)
    for step in range(steps - 1, -1, -1):
        n = running[step]
        best[step, :n] = last[:n]
        last[:n] = back[step, window[:n], last[:n]]
    return best


def _shares(
    net: Mapping[str, Any], grid: NDArray[np.float64], running: list[int], longest: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The chance of each label at each place, and the logarithm of the weight of all labellings of each window."""
    steps, count, _ = grid.shape
    top = grid.max(axis=2, keepdims=True)
    weight, go = np.exp(grid - top), np.exp(net["steps"])
    before, behind, size = np.zeros(grid.shape), np.zeros(grid.shape), np.ones((steps, count, 1))
    state = np.exp(net["start"]) * weight[0]
    for step in range(steps):
        n = running[step]
        if step:
            state[:n] = (state[:n] @ go) * weight[step, :n]
        np.add.reduce(state[:n], axis=1, keepdims=True, out=size[step, :n])
        state[:n] /= size[step, :n]
        before[step, :n] = state[:n]
    total = np.add.accumulate((np.log(size) + top)[:, :, 0])[-1]
    total += np.log((state * np.exp(net["end"])).sum(axis=1))
    after = np.tile(np.exp(net["end"]), (count, 1))
    for step in range(steps - 1, -1, -1):
        n = running[step]
        behind[step, :n] = after[:n]
        after[:n] = (weight[step, :n] * after[:n]) @ go.T
        after[:n] /= np.add.reduce(after[:n], axis=1, keepdims=True)
    share = before * behind
    share /= np.maximum(share.sum(axis=2, keepdims=True), 1e-30)
    return share, total
