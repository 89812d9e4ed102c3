"""Slopes of a linear chain: how the chance of the marked labels in a row changes with each emission and each step.

In come emissions of windows one after the other, the longest first, and their labels; out come slopes of the loss. The
loss is the negative logarithm of the chance of a window's labels; windows with a label below zero teach nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def chain_slopes(net: dict[str, Any], emissions: Any, labels: Any, sizes: Any) -> tuple[dict[str, Any], Any, float]:
    """Slopes in start, end and steps; slope in the emissions (for each window); the loss in all."""
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    taught = labels[starts] >= 0
    running = [int(np.searchsorted(-sizes, -step, side="left")) for step in range(int(sizes[0]))]
    grid = np.zeros((len(running), len(sizes), emissions.shape[1]))
    for step, n in enumerate(running):
        grid[step, :n] = emissions[starts[:n] + step]
    top = grid.max(axis=2, keepdims=True)
    weight, go, end = np.exp(grid - top), np.exp(net["steps"].astype(float)), np.exp(net["end"].astype(float))
    before, total = _before(net, weight, top, running, go)
    final = before[sizes - 1, np.arange(len(sizes))]
    total += np.log((final * end).sum(axis=1))
    slope = np.zeros(emissions.shape)
    slopes = {name: np.zeros(net[name].shape) for name in ("start", "end", "steps")}
    scale = taught / max(1, taught.sum())
    after = np.tile(end, (len(sizes), 1))
    closing = final * end
    slopes["end"] += (closing / closing.sum(axis=1, keepdims=True) * scale[:, None]).sum(axis=0)
    for step in range(len(running) - 1, -1, -1):
        n = running[step]
        share = before[step, :n] * after[:n]
        share /= share.sum(axis=1, keepdims=True)
        slope[starts[:n] + step] = share * scale[:n, None]
        ahead = weight[step, :n] * after[:n]
        if step:
            prior = before[step - 1, :n]
            whole = ((prior @ go) * ahead).sum(axis=1)
            slopes["steps"] += go * (prior.T @ (ahead * (scale[:n] / whole)[:, None]))
        else:
            slopes["start"] += (share * scale[:n, None]).sum(axis=0)
        after[:n] = ahead @ go.T
        after[:n] /= after[:n].sum(axis=1, keepdims=True)
    score = _take_gold((net, emissions, labels), (starts, sizes), scale, slope, slopes)
    return (
        {k: v.astype(np.float32) for k, v in slopes.items()},
        slope.astype(np.float32),
        float(((total - score) * taught).sum() * len(sizes) / max(1, taught.sum())),
    )


def _before(net: dict[str, Any], weight: Any, top: Any, running: list[int], go: Any) -> tuple[Any, Any]:
    before, total = np.zeros(weight.shape), np.zeros(weight.shape[1])
    state = np.exp(net["start"].astype(float)) * weight[0]
    for step, n in enumerate(running):
        if step:
            state = (before[step - 1, :n] @ go) * weight[step, :n]
        size = state[:n].sum(axis=1, keepdims=True)
        before[step, :n] = state[:n] / size
        total[:n] += np.log(size[:, 0]) + top[step, :n, 0]
    return before, total


def _take_gold(what: Any, where: Any, scale: Any, slope: Any, slopes: dict[str, Any]) -> Any:
    """Takes the marked labels off the slopes; gives the weight of each window's marked labels."""
    net, emissions, labels = what
    starts, sizes = where
    gold = np.maximum(labels, 0)
    window = np.repeat(np.arange(len(sizes)), sizes)
    every = np.arange(len(gold))
    slope[every, gold] -= scale[window]
    inner = np.flatnonzero(window[1:] == window[:-1])
    np.subtract.at(slopes["steps"], (gold[inner], gold[inner + 1]), scale[window[inner]])
    last = starts + sizes - 1
    np.subtract.at(slopes["start"], gold[starts], scale)
    np.subtract.at(slopes["end"], gold[last], scale)
    weights = emissions[every, gold].astype(float)
    weights[inner + 1] += net["steps"][gold[inner], gold[inner + 1]]
    return np.add.reduceat(weights, starts) + net["start"][gold[starts]] + net["end"][gold[last]]
