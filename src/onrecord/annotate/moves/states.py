"""The words of an article as vectors: what each means, and in what company it stands.

In comes a parse; out comes, for each of a few small nets, a row of numbers for each token. The nets see a word as the
parser's own vector and that of a table, with its neighbours. A large encoder taught them (see the card), which is not
needed to read: words that no labelled article has are known by the company that they keep.
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
_UNKNOWN = -1
Array = NDArray[np.float32]


def word_states(parse: Parse) -> Array | None:
    """The words as each net sees them (nets, tokens, width); None where the parser gave no vectors that they know."""
    if not has_vectors(parse):
        return None
    net = _net()
    words = gelu(net.product("word", vectors_of(parse, word_rows(parse))))
    for name in ("near", "nearer"):
        words += gelu(net.product(name, _with_neighbours(words)))
    return words


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


def _with_neighbours(words: Array) -> Array:
    """Each word between the one before it and the one after; zeros at the ends of the article."""
    nets, count, width = words.shape
    found = np.empty((nets, count, 3, width), np.float32)
    found[:, 1:, 0], found[:, :, 1], found[:, :-1, 2] = words[:, :-1], words, words[:, 1:]
    found[:, :1, 0] = found[:, -1:, 2] = 0
    return found.reshape(nets, count, 3 * width)


class Nets:
    """The nets side by side, a product for each layer."""

    def __init__(self, model: str, names: tuple[str, ...], file: str = "net.npz") -> None:
        arrays = load_arrays(model, file)
        self._held = {
            name: tuple(arrays[f"{name}_{part}"].astype(np.float32) for part in ("weights", "bias")) for name in names
        }

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
