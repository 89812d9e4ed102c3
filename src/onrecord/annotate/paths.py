"""How tokens hang together in a tree, for many pairs at once.

In come a tree, tokens and for each an anchor; out come, for each pair, where the way up from the token meets the way
up from the anchor and by which branch it gets there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.tree import Tree

Tokens = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each pair the meeting token (``chain``), how many steps it is above the anchor (-1: the two do not meet),
    the token's branch right below it (the token itself where it is the meeting one), and the step below that."""

    chain: Tokens
    level: Tokens
    branch: Tokens
    second: Tokens
    token: Tokens


def branches_of(tree: Tree, token: Tokens, anchor: Tokens) -> Pairs:
    """Where each token's way up meets its anchor's."""
    head, depth, first = np.array(tree.head), np.array(tree.depth), np.array(tree.first)
    low, branch, second = token.copy(), token.copy(), token.copy()
    high, level = anchor.copy(), np.zeros(len(token), np.intp)
    open_ = np.flatnonzero((low != high) & (first[token] == first[anchor]))
    while len(open_):
        deeper, higher = depth[low[open_]], depth[high[open_]]
        climb = open_[deeper >= higher]
        second[climb], branch[climb] = branch[climb], low[climb]
        low[climb] = head[low[climb]]
        climb = open_[higher >= deeper]
        high[climb] = head[high[climb]]
        level[climb] += 1
        # Two roots never meet.
        lost = (low[open_] != high[open_]) & (depth[low[open_]] == 0) & (depth[high[open_]] == 0)
        level[open_[lost]] = -1
        open_ = open_[(low[open_] != high[open_]) & ~lost]
    level[first[token] != first[anchor]] = -1
    apart = level < 0
    branch[apart], second[apart] = token[apart], token[apart]
    return Pairs(low, level, branch, second, token)
