"""The first, cheap look at the words of a tree: which are worth a closer one as the head of a cue.

In come a tree and the vectors of its tokens; out come the tokens that a small net, or the share of cues among a word's
uses in training text, does not rule out, with the net's chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.cues import class_of
from onrecord.annotate.learnt import Learnt
from onrecord.annotate.tree import NO_QUOTATION, Tree

Array = NDArray[np.float32]
# Below this chance a word is not looked at again, unless its share of cues says otherwise.
LEAST = 0.05
LEAST_SHARE = 0.35
_CLAUSES = ("ccomp", "xcomp", "dobj", "pobj", "acl", "attr", "prep", "nsubjpass")
_SUBJECTS = ("nsubj", "csubj", "poss", "agent")


def may_be_cue(tree: Tree, i: int, learnt: Learnt) -> bool:
    """Whether a token is worth a look: a verb, or a word that has been a cue."""
    token = tree.tokens[i]
    if token.pos == "VERB":
        return True
    return f"{token.lemma}|{token.pos}" in learnt.shares["word"] or class_of(tree, i) is not None


def sieve_rows(tree: Tree, vectors: Array, candidates: Sequence[int], learnt: Learnt) -> Array:
    """What the net sees of each candidate: the vectors of the word, its head, its subject, its clause; its share."""
    at = np.array(candidates, dtype=np.intp).reshape(-1)
    head = np.array(tree.head, dtype=np.intp)[at]
    padded = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.float32)])
    subject = _child(tree, candidates, _SUBJECTS)
    clause = _child(tree, candidates, _CLAUSES)
    quoted = np.array([number != NO_QUOTATION for number in tree.quotation], dtype=np.float32)
    few = np.zeros((len(at), 6), np.float32)
    for row, i in enumerate(candidates):
        share = learnt.word_share(tree, i)
        few[row, 0], few[row, 1] = max(share, 0.0) * 3, share < 0
        few[row, 2] = quoted[max(0, i - 3) : i].any()
        few[row, 3] = quoted[i + 1 : i + 4].any()
    if len(at):
        few[:, 4] = quoted[at]
        few[:, 5] = head == at
    return np.concatenate([vectors[at], padded[head], padded[subject], padded[clause], few], axis=1)


def _child(tree: Tree, candidates: Sequence[int], deps: tuple[str, ...]) -> NDArray[np.intp]:
    """The first child of each candidate with one of the relations; -1 where there is none."""
    found = [tree.child(i, deps) for i in candidates]
    return np.array([-1 if i is None else i for i in found], dtype=np.intp).reshape(-1)


def chances(rows: Array, net: Mapping[str, Array]) -> Array:
    """The net's chance for each row."""
    hidden = np.maximum(rows @ net["w1"] + net["b1"], 0)
    hidden = np.maximum(hidden @ net["w2"] + net["b2"], 0)
    return np.asarray(1 / (1 + np.exp(-(hidden @ net["w3"] + net["b3"])[:, 0])))


def kept(tree: Tree, candidates: Sequence[int], chance: Array, learnt: Learnt) -> list[int]:
    """The numbers of the candidates that are worth a closer look."""
    return [
        number
        for number, i in enumerate(candidates)
        if chance[number] >= LEAST or learnt.word_share(tree, i) >= LEAST_SHARE
    ]
