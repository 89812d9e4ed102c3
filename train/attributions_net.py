"""The nets of the attributions in a form that can learn, by hand-written slopes over numpy.

In come windows as numbers and what is marked in them; out come the arrays that ``annotate.sieve`` and
``annotate.tagger`` read. The way forward is the tagger's own, step for step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from attributions_chain import chain_slopes
from scipy.sparse import csr_matrix
from sklearn.neural_network import MLPClassifier

from onrecord.annotate.span_features import CUE_COLUMNS, PLACE_COLUMNS, WORD_COLUMNS, Scene, Windows
from onrecord.annotate.tagger import LABELS, REACHES, around
from onrecord.annotate.word_vectors import SIZE

WIDTH = 64
POSITIONS = 4096
KEPT = 0.8
DECAY = 0.01
Net = dict[str, Any]


@dataclass
class Sheet:
    """The windows of one article: scene, windows, a label for each position (-1: not to be learnt), verdicts."""

    scene: Scene
    windows: Windows
    labels: Any
    verdicts: Any


def start_tagger(codes: dict[str, dict[str, int]]) -> Net:
    """A tagger that knows nothing."""
    draw = np.random.default_rng(1)

    def table(rows: int, columns: int, spread: float) -> Any:
        return draw.normal(0, spread, (rows, columns)).astype(np.float32)

    net: Net = {f"{part}_dense": table(SIZE, WIDTH, 0.05) for part in ("word", "branch", "cue")}
    for name in WORD_COLUMNS:
        for part in ("word", "branch"):
            net[f"{part}_{name}"] = table(len(codes[name]) + 1, WIDTH, 0.1)
    for name in CUE_COLUMNS:
        net[f"cue_{name}"] = table(len(codes[name]) + 1, WIDTH, 0.1)
    for name, size in PLACE_COLUMNS.items():
        net[f"place_{name}"] = table(size or 8 + len(codes["up"]), WIDTH, 0.15)
    for layer in range(len(REACHES)):
        net[f"conv{layer}"] = table(3 * WIDTH, WIDTH, (1.2 / (3 * WIDTH)) ** 0.5)
        net[f"conv{layer}_bias"] = np.zeros(WIDTH, np.float32)
    net["out"] = table(WIDTH, len(LABELS), WIDTH**-0.5)
    net["verdict1"], net["verdict2"] = table(2 * WIDTH, 32, (1 / WIDTH) ** 0.5), table(32, 1, 0.2)
    sizes = {"bias": WIDTH, "out_bias": 4, "start": 4, "end": 4, "verdict1_bias": 32, "verdict2_bias": 1}
    net |= {name: np.zeros(size, np.float32) for name, size in sizes.items()}
    net["steps"] = np.zeros((len(LABELS), len(LABELS)), np.float32)
    return net


def train_tagger(sheets: Sequence[Sheet], codes: dict[str, dict[str, int]], *, epochs: int, rate: float = 3e-3) -> Net:
    """A tagger that has seen the sheets so many times."""
    net, draw, pool = start_tagger(codes), np.random.default_rng(7), _pool(sheets)
    first = {key: np.zeros_like(value) for key, value in net.items()}
    second = {key: np.zeros_like(value) for key, value in net.items()}
    total = epochs * (int(pool["sizes"].sum()) // POSITIONS + 1)
    step = 0
    for epoch in range(epochs):
        losses = []
        for rows in _batches(pool["sizes"], draw):
            step += 1
            pace = rate * min(1.0, step / 60) * max(0.02, 1 - step / total)
            slopes, loss = _slopes(net, _take(pool, rows), draw)
            losses.append(loss)
            _adam(net, (first, second), slopes, step, pace)
        print(f"epoch {epoch} loss {np.mean(losses):.4f}", flush=True)
    return net


def _adam(net: Net, moments: tuple[Net, Net], slopes: Net, step: int, pace: float) -> None:
    first, second = moments
    near, far = 1 - 0.9**step, 1 - 0.99**step
    for key, slope in slopes.items():
        first[key] += 0.1 * (slope - first[key])
        second[key] += 0.01 * (slope * slope - second[key])
        net[key] *= 1 - DECAY * pace
        net[key] -= pace / near * first[key] / (np.sqrt(second[key] / far) + 1e-8)


def _pool(sheets: Sequence[Sheet]) -> dict[str, Any]:
    """All windows of the sheets one after the other."""
    before = np.cumsum([0, *(len(sheet.scene.words) for sheet in sheets)])
    sizes = np.array([len(span) for sheet in sheets for span in sheet.windows.ranges])
    anchors = [a - span.start for s in sheets for a, span in zip(s.windows.anchors, s.windows.ranges, strict=True)]
    return {
        "words": np.concatenate([sheet.scene.words for sheet in sheets]),
        "vectors": np.concatenate([sheet.scene.vectors.astype(np.float16) for sheet in sheets]),
        "token": np.concatenate([s.windows.token + at for s, at in zip(sheets, before, strict=False)]),
        "branch": np.concatenate([s.windows.branch + at for s, at in zip(sheets, before, strict=False)]),
        "places": np.concatenate([s.windows.places for s in sheets]),
        "labels": np.concatenate([s.labels for s in sheets]),
        "cues": np.concatenate([s.windows.cues.reshape(-1, len(CUE_COLUMNS)) for s in sheets]),
        "verdicts": np.concatenate([s.verdicts for s in sheets]),
        "anchors": np.array(anchors),
        "sizes": sizes,
        "starts": np.concatenate([[0], np.cumsum(sizes)[:-1]]),
    }


def _batches(sizes: Any, draw: Any) -> Iterator[Any]:
    """Windows of about the same number of positions in all, those of like length together, in random order."""
    order = np.argsort(sizes * np.exp(draw.normal(0, 0.15, len(sizes))))
    number = np.cumsum(sizes[order]) // POSITIONS
    batches = np.split(order, np.flatnonzero(np.diff(number)) + 1)
    for at in draw.permutation(len(batches)):
        yield batches[at][np.argsort(-sizes[batches[at]], kind="stable")]


def _take(pool: dict[str, Any], rows: Any) -> dict[str, Any]:
    """The arrays of some windows, the longest first."""
    sizes = pool["sizes"][rows]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    place = np.concatenate([np.arange(s, s + n) for s, n in zip(pool["starts"][rows], sizes, strict=True)])
    token, branch = pool["token"][place], pool["branch"][place]
    tokens, back = np.unique(np.concatenate([token, branch]), return_inverse=True)
    token, branch = back[: len(token)], back[len(token) :]
    at = starts + pool["anchors"][rows]
    return {
        "words": pool["words"][tokens], "vectors": pool["vectors"][tokens].astype(np.float32), "token": token,
        "branch": branch, "places": pool["places"][place], "labels": pool["labels"][place].astype(np.intp),
        "cues": pool["cues"][rows], "verdicts": pool["verdicts"][rows], "at": at, "sizes": sizes, "starts": starts,
        "window": np.repeat(np.arange(len(rows)), sizes),
    }  # fmt: skip


def _sums(codes: Any, size: int) -> Any:
    """A matrix that adds up the rows of a table by their numbers; its transpose gives slopes back to them."""
    codes = codes.reshape(len(codes), -1)
    ends = np.arange(0, codes.size + 1, codes.shape[1])
    return csr_matrix((np.ones(codes.size, np.float32), codes.ravel(), ends), shape=(len(codes), size))


def _slopes(net: Net, batch: dict[str, Any], draw: Any) -> tuple[Net, float]:
    """Slopes of the loss in all arrays of the net, and the loss for each window."""
    words = [_sums(batch["words"][:, n], len(net[f"word_{name}"])) for n, name in enumerate(WORD_COLUMNS)]
    cues = [_sums(batch["cues"][:, n], len(net[f"cue_{name}"])) for n, name in enumerate(CUE_COLUMNS)]
    places = [_sums(batch["places"][:, n], len(net[f"place_{name}"])) for n, name in enumerate(PLACE_COLUMNS)]
    vectors, anchors = batch["vectors"], batch["token"][batch["at"]]
    word, branch = vectors @ net["word_dense"], vectors @ net["branch_dense"]
    cue = vectors[anchors] @ net["cue_dense"] + net["bias"]
    for name, sums in zip(WORD_COLUMNS, words, strict=True):
        word += sums @ net[f"word_{name}"]
        branch += sums @ net[f"branch_{name}"]
    for name, sums in zip(CUE_COLUMNS, cues, strict=True):
        cue += sums @ net[f"cue_{name}"]
    sum_ = word[batch["token"]] + branch[batch["branch"]] + cue[batch["window"]]
    for name, sums in zip(PLACE_COLUMNS, places, strict=True):
        sum_ += sums @ net[f"place_{name}"]
    open_ = (draw.random(sum_.shape, np.float32) < KEPT) * (sum_ > 0) / np.float32(KEPT)
    slopes, slope, loss = _upper(net, sum_ * open_, batch, draw)
    slope = slope * open_
    by_word, by_branch = (_sums(batch[k], len(vectors)).T @ slope for k in ("token", "branch"))
    by_window = np.add.reduceat(slope, batch["starts"], axis=0)
    slopes["word_dense"], slopes["branch_dense"] = vectors.T @ by_word, vectors.T @ by_branch
    slopes["cue_dense"], slopes["bias"] = vectors[anchors].T @ by_window, by_window.sum(axis=0)
    for name, sums in zip(WORD_COLUMNS, words, strict=True):
        slopes[f"word_{name}"], slopes[f"branch_{name}"] = sums.T @ by_word, sums.T @ by_branch
    slopes |= {f"cue_{name}": sums.T @ by_window for name, sums in zip(CUE_COLUMNS, cues, strict=True)}
    slopes |= {f"place_{name}": sums.T @ slope for name, sums in zip(PLACE_COLUMNS, places, strict=True)}
    return slopes, loss


def _upper(net: Net, hidden: Any, batch: dict[str, Any], draw: Any) -> tuple[Net, Any, float]:
    """Slopes of the upper layers, the slope in their input, and the loss."""
    seen, window = [], batch["window"]
    for layer, reach in enumerate(REACHES):
        beside = around(hidden, window, reach)
        raised = np.maximum(beside @ net[f"conv{layer}"] + net[f"conv{layer}_bias"], 0)
        seen.append((beside, raised > 0))
        hidden = hidden + raised
    open_ = (draw.random(hidden.shape, np.float32) < KEPT) / np.float32(KEPT)
    emissions = (hidden * open_) @ net["out"] + net["out_bias"]
    slopes, fall, loss = chain_slopes(net, emissions, batch["labels"], batch["sizes"])
    slopes["out"], slopes["out_bias"] = (hidden * open_).T @ fall, fall.sum(axis=0)
    slope = (fall @ net["out"].T) * open_
    slope, judged = _judge(net, hidden, slope, batch, slopes)
    for layer in range(len(REACHES) - 1, -1, -1):
        beside, raised = seen[layer]
        fall = slope * raised
        slopes[f"conv{layer}"], slopes[f"conv{layer}_bias"] = beside.T @ fall, fall.sum(axis=0)
        slope = slope + _gathered(fall @ net[f"conv{layer}"].T, window, REACHES[layer])
    return slopes, slope, (loss + judged) / len(batch["sizes"])


def _gathered(slope: Any, window: Any, reach: int) -> Any:
    """The slopes of positions side by side, given back to the positions."""
    found = slope[:, WIDTH : 2 * WIDTH].copy()
    same = (window[reach:] == window[:-reach])[:, None]
    found[:-reach] += slope[reach:, :WIDTH] * same
    found[reach:] += slope[:-reach, 2 * WIDTH :] * same
    return found


def _judge(net: Net, hidden: Any, slope: Any, batch: dict[str, Any], slopes: Net) -> tuple[Any, float]:
    """The slope with that of the verdicts added, and their loss; their own slopes go into ``slopes``."""
    sizes = batch["sizes"][:, None].astype(np.float32)
    seen = np.concatenate([hidden[batch["at"]], np.add.reduceat(hidden, batch["starts"], axis=0) / sizes], axis=1)
    inner = np.maximum(seen @ net["verdict1"] + net["verdict1_bias"], 0)
    odds = (inner @ net["verdict2"] + net["verdict2_bias"])[:, 0]
    chance = 1 / (1 + np.exp(-odds))
    wrong = (chance - batch["verdicts"])[:, None].astype(np.float32) / len(sizes)
    slopes["verdict2"], slopes["verdict2_bias"] = inner.T @ wrong, wrong.sum(axis=0)
    below = (wrong @ net["verdict2"].T) * (inner > 0)
    slopes["verdict1"], slopes["verdict1_bias"] = seen.T @ below, below.sum(axis=0)
    back = below @ net["verdict1"].T
    slope = slope + (back[:, WIDTH:] / sizes)[batch["window"]]
    slope[batch["at"]] += back[:, :WIDTH]
    right = np.where(batch["verdicts"] > 0, chance, 1 - chance)
    return slope, float(-np.log(np.maximum(right, 1e-9)).sum())


def train_sieve(rows: Any, marks: Any, *, epochs: int = 5) -> Net:
    """A sieve that has seen the rows so many times."""
    net = MLPClassifier((48, 24), alpha=1e-3, batch_size=256, learning_rate_init=1e-3, max_iter=epochs, random_state=3)
    net.fit(rows.astype(np.float32), marks)
    arrays = {f"w{n}": w.astype(np.float32) for n, w in enumerate(net.coefs_, 1)}
    return arrays | {f"b{n}": b.astype(np.float32) for n, b in enumerate(net.intercepts_, 1)}
