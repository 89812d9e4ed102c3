"""The words of an article as vectors: what each means, and in what company it stands.

In comes a parse; out comes, for each of a few small nets, a row of numbers for each token that is asked for. The nets
see a word as the parser's own vector and that of a table, with its neighbours. A large encoder taught them (see the
card), which is not needed to read: words that no labelled article has are known by the company that they keep.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Parse
from onrecord.weights import load_arrays

MEANING = "moves-meaning-v2"
# Vectors of another parser mean something else.
PARSER = "en_core_web_sm"
IN_CONTEXT, OF_WORD = 96, 96
SPREAD_IN_CONTEXT, SPREAD_OF_WORD = 0.74, 24.0
# The products that words go through: a word by itself, twice with its neighbours.
_OF_WORDS = ("word", "near", "nearer")
_AROUND = np.array((-1, 0, 1))
_UNKNOWN = -1
# The token of a place where nothing stands.
NOWHERE = -1
Array = NDArray[np.float32]


class States:
    """The words of an article as each net sees them, each reckoned when it is first asked for."""

    def __init__(self, parse: Parse) -> None:
        self._seen = vectors_of(parse, word_rows(parse))
        net = _net()
        self._table = np.zeros((net.count, len(self._seen) + 1, net.width(_OF_WORDS[-1])), np.float32)
        self._known = np.zeros(len(self._table[0]), dtype=bool)
        # Where nothing stands is no word to reckon.
        self._known[NOWHERE] = True

    def at(self, tokens: NDArray[np.intp]) -> Array:
        """The words (nets, tokens, width), those at the given tokens at the least, and last a row of zeros, for
        ``NOWHERE``."""
        wanted = np.zeros(len(self._known), dtype=bool)
        wanted[tokens] = True
        wanted &= ~self._known
        if wanted.any():
            self._known |= wanted
            self._table[:, wanted] = self._reckoned(wanted[:-1])
        return self._table

    def _reckoned(self, wanted: NDArray[np.bool_]) -> Array:
        """The wanted words, by themselves and twice with their neighbours."""
        net, (alone, *together) = _net(), _OF_WORDS
        near = _widened(wanted)
        at = np.flatnonzero(_widened(near)) + 1
        # A row of zeros stands at either end of the article.
        words = np.zeros((net.count, len(wanted) + 2, net.width(alone)), np.float32)
        words[:, at] = gelu(net.product(alone, self._seen[at - 1]))
        for name, tokens in zip(together, (near, wanted), strict=True):
            at = np.flatnonzero(tokens) + 1
            around = words[:, at[:, None] + _AROUND].reshape(net.count, len(at), -1)
            words[:, at] += gelu(net.product(name, around))
        return words[:, at]


def has_vectors(parse: Parse) -> bool:
    """Whether the parse bears the vectors that the nets were taught with."""
    seen = parse.vectors
    return parse.basis.startswith(PARSER) and seen is not None and seen.shape == (len(parse.tokens), IN_CONTEXT)


def word_rows(parse: Parse) -> Array:
    """The table's vector of each token's word; zeros where it has no such word."""
    numbers, vectors = _table()
    found = np.zeros((len(parse.tokens), OF_WORD), dtype=np.float32)
    rows = np.array([numbers.get(token.text.lower(), _UNKNOWN) for token in parse.tokens], dtype=np.intp)
    known = rows >= 0
    found[known] = vectors[rows[known]] / np.float32(SPREAD_OF_WORD)
    return found


def vectors_of(parse: Parse, words: Array) -> Array:
    """What the nets see of each token: the table's vector of its word, and the parser's own."""
    seen = np.asarray(parse.vectors, dtype=np.float32) / np.float32(SPREAD_IN_CONTEXT)
    return np.concatenate([words, seen], axis=1)


def gelu(sums: Array) -> Array:
    """The bend of the hidden layers."""
    bent = np.float32(0.044715) * sums
    bent *= sums
    bent *= sums
    bent += sums
    bent *= np.float32(0.7978845608)
    np.tanh(bent, out=bent)
    bent += 1
    half = np.float32(0.5) * sums
    half *= bent
    return half


def _widened(tokens: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The tokens with the one before and the one after each."""
    found = tokens.copy()
    found[1:] |= tokens[:-1]
    found[:-1] |= tokens[1:]
    return found


class Nets:
    """The nets side by side, a product for each layer."""

    def __init__(self, model: str, names: tuple[str, ...], file: str = "net.npz") -> None:
        arrays = load_arrays(model, file)
        self._held = {
            name: tuple(arrays[f"{name}_{part}"].astype(np.float32) for part in ("weights", "bias")) for name in names
        }

    @property
    def count(self) -> int:
        """How many nets there are."""
        return len(next(iter(self._held.values()))[0])

    def width(self, name: str) -> int:
        """How many numbers a product gives a row."""
        return int(self._held[name][0].shape[-1])

    def product(self, name: str, rows: Array) -> Array:
        weights, bias = self._held[name]
        sums = np.asarray(rows @ weights, dtype=np.float32)
        sums += bias
        return sums


@cache
def _net() -> Nets:
    return Nets(MEANING, _OF_WORDS)


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    arrays = load_arrays(MEANING, "words.npz")
    words = arrays["words"].item().decode("ascii").split("\n")
    return {word: number for number, word in enumerate(words)}, arrays["vectors"]
