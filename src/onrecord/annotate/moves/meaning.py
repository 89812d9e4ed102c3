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
from onrecord.annotate.moves.states import MEANING, NOWHERE, Array, Nets, States, gelu
from onrecord.annotate.moves.tree import Tree
from onrecord.model import Parse
from onrecord.weights import load_arrays

# The products of the nets, from the words at a candidate's places to the sums of the types.
_OF_CANDIDATES = ("seen", "bent", "told")
_GIVEN = frozenset({"dobj", "nsubjpass", "attr", "acomp", "oprd", "dative"})
_PREPOSITIONS = frozenset({"prep", "agent"})
_BELOW = frozenset({"pobj", "pcomp"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl"})


def classes() -> tuple[str, ...]:
    """The types in the order of the nets' chances."""
    return tuple(str(load_arrays(MEANING, "net.npz")["classes"].item().decode("ascii")).split("\n"))


def chances(layers: Layers, candidates: Sequence[Candidate]) -> Array | None:
    """The chance of each type for each candidate; None where the parser gave no vectors that the nets know."""
    if not candidates or layers.meant is None:
        return None
    net, spots = _net(), spots_of(layers.parse, layers.tree, candidates)
    hidden = gelu(net.product("seen", _seen(layers.meant, spots)))
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
        head if head != i else NOWHERE,
        NOWHERE if subject is None else subject,
        _first(tree, i, _GIVEN),
        _first(tree, preposition, _BELOW) if preposition != NOWHERE else NOWHERE,
        _first(tree, i, _CLAUSES),
    )


def _first(tree: Tree, i: int, deps: frozenset[str]) -> int:
    return next((child for child in tree.children(i) if tree.token(child).dep in deps), NOWHERE)


def _seen(states: States, spots: NDArray[np.intp]) -> Array:
    """The words at the places of each candidate, and the means of its clause and of its sentence."""
    places, clauses, sentences = spots[:, :-4], spots[:, -4:-2], spots[:, -2:]
    tokens = [np.arange(first, last) for first, last in {tuple(row) for row in sentences.tolist()}]
    words = states.at(np.concatenate([places.reshape(-1), *tokens]))
    at_places = words[:, places].reshape(len(words), len(spots), -1)
    return np.concatenate([at_places, _means(words, clauses), _means(words, sentences)], axis=2, dtype=np.float32)


def _means(words: Array, stretches: NDArray[np.intp]) -> Array:
    """The mean of the words of each stretch."""
    rows = [tuple(row) for row in stretches.tolist()]
    once = {row: n for n, row in enumerate(dict.fromkeys(rows))}
    sums = np.stack([np.add.reduce(words[:, first:last], axis=1) for first, last in once], axis=1)
    sums /= np.array([last - first for first, last in once], dtype=np.float32)[:, None]
    return np.asarray(sums[:, [once[row] for row in rows]], dtype=np.float32)


@cache
def _net() -> Nets:
    return Nets(MEANING, _OF_CANDIDATES)
