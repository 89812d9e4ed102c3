"""What a candidate means, by vectors of words in place of their names.

In come layers and candidates; out come chances of the types. Small nets go over the words of an article, each seen as
the parser's own vector and that of a table, with its neighbours; then they look at the places around a candidate. A
large encoder taught them (see the card), which is not needed to read: words that no labelled article has are known by
the company that they keep.
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

MEANING = "moves-meaning-v2"
# Vectors of another parser mean something else.
PARSER = "en_core_web_sm"
IN_CONTEXT, OF_WORD = 96, 96
SPREAD_IN_CONTEXT, SPREAD_OF_WORD = 0.74, 24.0
# The products of the nets: a word by itself, twice with its neighbours, then a candidate.
LAYERS = ("word", "near", "nearer", "seen", "bent", "told")
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
    words = gelu(net.product("word", vectors_of(parse, word_rows(parse))))
    for name in ("near", "nearer"):
        words += gelu(net.product(name, _with_neighbours(words)))
    hidden = gelu(net.product("seen", _seen(words, spots_of(parse, tree, candidates))))
    sums = net.product("told", gelu(net.product("bent", hidden)))
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


def vectors_of(parse: Parse, words: Array) -> Array:
    """What the nets see of each token: the table's vector of its word, and the parser's own."""
    seen = np.asarray(parse.vectors, dtype=np.float32) / np.float32(SPREAD_IN_CONTEXT)
    return np.concatenate([words, seen], axis=1)


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


def _with_neighbours(words: Array) -> Array:
    """Each word between the one before it and the one after; zeros at the ends of the article."""
    nets, _, width = words.shape
    edge = np.zeros((nets, 1, width), np.float32)
    before = np.concatenate([edge, words[:, :-1]], axis=1)
    return np.concatenate([before, words, np.concatenate([words[:, 1:], edge], axis=1)], axis=2)


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


class _Nets:
    """The nets side by side, a product for each layer."""

    def __init__(self) -> None:
        arrays = load_arrays(MEANING, "net.npz")
        self._held = {
            name: tuple(arrays[f"{name}_{part}"].astype(np.float32) for part in ("weights", "bias")) for name in LAYERS
        }

    def product(self, name: str, rows: Array) -> Array:
        weights, bias = self._held[name]
        return np.asarray(rows @ weights + bias, dtype=np.float32)


@cache
def _net() -> _Nets:
    return _Nets()


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    arrays = load_arrays(MEANING, "words.npz")
    words = arrays["words"].item().decode("ascii").split("\n")
    return {word: number for number, word in enumerate(words)}, arrays["vectors"]
