"""What a candidate means, by vectors of words in place of their names.

In come layers and candidates; out come chances of the types. Small nets, which have gone over the words of the article
(``states``), look at the places around a candidate.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.states import MEANING, Array, Nets, gelu
from onrecord.annotate.moves.tree import Tree
from onrecord.model import Parse
from onrecord.weights import load_arrays

# The products of the nets, from the words at a candidate's places to the sums of the types.
_OF_CANDIDATES = ("seen", "bent", "told")
_GIVEN = frozenset({"dobj", "nsubjpass", "attr", "acomp", "oprd", "dative"})
_PREPOSITIONS = frozenset({"prep", "agent"})
_BELOW = frozenset({"pobj", "pcomp"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl"})
_NOBODY = -1


def classes() -> tuple[str, ...]:
    """The types in the order of the nets' chances."""
    return tuple(str(load_arrays(MEANING, "net.npz")["classes"].item().decode("ascii")).split("\n"))


def chances(layers: Layers, candidates: Sequence[Candidate]) -> Array | None:
    """The chance of each type for each candidate; None where the parser gave no vectors that the nets know."""
    if not candidates or layers.vectors is None:
        return None
    net, words = _net(), layers.vectors
    hidden = gelu(net.product("seen", _seen(words, spots_of(layers.parse, layers.tree, candidates))))
    sums = net.product("told", gelu(net.product("bent", hidden)))
    grown = np.exp(sums - sums.max(axis=2, keepdims=True))
    return np.asarray((grown / grown.sum(axis=2, keepdims=True)).mean(axis=0), dtype=np.float32)


def spots_of(parse: Parse, tree: Tree, candidates: Sequence[Candidate]) -> NDArray[np.intp]:
    """A row for each candidate: the tokens at its places, the first and last of its clause, those of its sentence.

    Lasts are half-open, and -1 is a place where nothing stands.
    """
    rows = []
    for candidate in candidates:
        sentence = parse.sentences[tree.token(candidate.head).sentence]
        stretches = (candidate.first, candidate.last + 1, sentence.first, sentence.last)
        rows.append((*places_of(tree, candidate.head), *stretches))
    return np.array(rows, dtype=np.intp)


def places_of(tree: Tree, i: int) -> tuple[int, ...]:
    """A token, its governor, its subject, what it is said of, what follows its preposition, its clause; -1 for none."""
    head, subject = tree.token(i).head, tree.subject(i)
    preposition = _first(tree, i, _PREPOSITIONS)
    return (
        i,
        head if head != i else _NOBODY,
        _NOBODY if subject is None else subject,
        _first(tree, i, _GIVEN),
        _first(tree, preposition, _BELOW) if preposition != _NOBODY else _NOBODY,
        _first(tree, i, _CLAUSES),
    )


def _first(tree: Tree, i: int, deps: frozenset[str]) -> int:
    return next((child for child in tree.children(i) if tree.token(child).dep in deps), _NOBODY)


def _seen(words: Array, spots: NDArray[np.intp]) -> Array:
    """The words at the places of each candidate, and the means of its clause and of its sentence."""
    nets, _, width = words.shape
    padded = np.concatenate([words, np.zeros((nets, 1, width), np.float32)], axis=1)
    places, stretches = spots[:, :-4], spots[:, -4:]
    means = {s: _mean(words, *s) for row in stretches.tolist() for s in (tuple(row[:2]), tuple(row[2:]))}
    clauses = np.stack([means[first, last] for first, last, _, _ in stretches.tolist()], axis=1)
    sentences = np.stack([means[first, last] for _, _, first, last in stretches.tolist()], axis=1)
    at_places = padded[:, places].reshape(nets, len(spots), -1)
    return np.concatenate([at_places, clauses, sentences], axis=2, dtype=np.float32)


def _mean(words: Array, first: int, last: int) -> Array:
    return np.asarray(np.add.reduce(words[:, first:last], axis=1) / np.float32(last - first), dtype=np.float32)


@cache
def _net() -> Nets:
    return Nets(MEANING, _OF_CANDIDATES)
