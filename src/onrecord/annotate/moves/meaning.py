"""What a candidate means, by vectors of words in place of their names.

In come layers and candidates; out come chances of the types. Three small nets see the parser's own vectors and a table
of word vectors at the places around a candidate. A large encoder taught them (see the card), which is not needed to
read: words that no labelled article has are known by the company that they keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.tree import Tree
from onrecord.model import Parse
from onrecord.weights import load_arrays

MEANING = "moves-meaning-v1"
# Vectors of another parser mean something else.
PARSER = "en_core_web_sm"
IN_CONTEXT, OF_WORD = 96, 96
SPREAD_IN_CONTEXT, SPREAD_OF_WORD = 0.74, 24.0
_GIVEN = frozenset({"dobj", "nsubjpass", "attr", "acomp", "oprd", "dative"})
_PREPOSITIONS = frozenset({"prep", "agent"})
_BELOW = frozenset({"pobj", "pcomp"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl"})
_NOBODY = -1
Array = NDArray[np.float32]


def classes() -> tuple[str, ...]:
    """The types in the order of the nets' chances."""
    return tuple(str(load_arrays(MEANING, "net.npz")["classes"].item().decode("ascii")).split("\n"))


def chances(parse: Parse, tree: Tree, candidates: Sequence[Candidate]) -> Array | None:
    """The chance of each type for each candidate; None where the parser gave no vectors that the nets know."""
    if not candidates or not has_vectors(parse):
        return None
    net = _net()
    hidden = gelu(rows_of(parse, tree, candidates, word_rows(parse)) @ net["w1"] + net["b1"])
    hidden = gelu(hidden @ net["w2"] + net["b2"])
    sums = hidden @ net["w3"] + net["b3"]
    grown = np.exp(sums - sums.max(axis=2, keepdims=True))
    return np.asarray((grown / grown.sum(axis=2, keepdims=True)).mean(axis=0), dtype=np.float32)


def has_vectors(parse: Parse) -> bool:
    """Whether the parse bears the vectors that the nets were taught with."""
    seen = parse.vectors
    return parse.basis.startswith(PARSER) and seen is not None and seen.shape == (len(parse.tokens), IN_CONTEXT)


def word_rows(parse: Parse) -> Array:
    """The table's vector of each token's word; zeros where it has no such word."""
    numbers, vectors = _table()
    found = np.zeros((len(parse.tokens), OF_WORD), dtype=np.float32)
    rows = np.array([numbers.get(token.text.lower(), _NOBODY) for token in parse.tokens], dtype=np.intp)
    known = rows >= 0
    found[known] = vectors[rows[known]] / np.float32(SPREAD_OF_WORD)
    return found


def rows_of(parse: Parse, tree: Tree, candidates: Sequence[Candidate], words: Array) -> Array:
    """What the nets see of each candidate: vectors at its places, the means of its clause and of its sentence."""
    seen = np.asarray(parse.vectors, dtype=np.float32) / np.float32(SPREAD_IN_CONTEXT)
    vectors = np.concatenate([words, seen], axis=1)
    padded = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.float32)])
    places = np.array([places_of(tree, candidate.head) for candidate in candidates], dtype=np.intp)
    clauses = [_mean(vectors, candidate.first, candidate.last + 1) for candidate in candidates]
    spoken = [tree.token(candidate.head).sentence for candidate in candidates]
    means = {n: _mean(vectors, parse.sentences[n].first, parse.sentences[n].last) for n in sorted(set(spoken))}
    sentences = [means[n] for n in spoken]
    return np.concatenate([padded[places].reshape(len(places), -1), clauses, sentences], axis=1, dtype=np.float32)


def _mean(vectors: Array, first: int, last: int) -> Array:
    return np.asarray(np.add.reduce(vectors[first:last]) / np.float32(last - first), dtype=np.float32)


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


def gelu(sums: Array) -> Array:
    """The bend of the hidden layers."""
    bent = np.float32(0.044715) * sums
    bent *= sums
    bent *= sums
    bent += sums
    bent *= np.float32(0.7978845608)
    np.tanh(bent, out=bent)
    bent += 1
    return np.asarray(np.float32(0.5) * sums * bent, dtype=np.float32)


def _first(tree: Tree, i: int, deps: frozenset[str]) -> int:
    return next((child for child in tree.children(i) if tree.token(child).dep in deps), _NOBODY)


@cache
def _net() -> dict[str, Array]:
    arrays = load_arrays(MEANING, "net.npz")
    return {name: arrays[name].astype(np.float32) for name in ("w1", "b1", "w2", "b2", "w3", "b3")}


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    arrays = load_arrays(MEANING, "words.npz")
    words = arrays["words"].item().decode("ascii").split("\n")
    return {word: number for number, word in enumerate(words)}, arrays["vectors"]
