"""The vectors that the parser gives each token in its context, by its own weights, for a whole batch of paragraphs.

In come docs that are parted into tokens; out comes one array with a row a token. The products of matrices are those of
spaCy; what stands between them (the windows, the best of each three pieces, the norms) is done in place, and what words
alone decide is reckoned once for each word of a page, so that the last digits differ from spaCy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
_WINDOW = 3
# What keeps a norm from being divided by nothing.
_LEAST = np.float32(1e-8)
_NODES = ("expand_window", "maxout", "layernorm")


def largest(sums: Vectors, pieces: int) -> Vectors:
    """The largest of each columns that stand side by side."""
    best: Vectors = np.maximum(sums[:, ::pieces], sums[:, pieces - 1 :: pieces])
    for piece in range(1, pieces - 1):
        np.maximum(best, sums[:, piece::pieces], out=best)
    return best


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer that takes the best of some pieces and norms it: weights, their bias, scale and shift of the norm."""

    weights: Vectors
    bias: Vectors
    pieces: int
    scale: Vectors
    shift: Vectors

    def __call__(self, rows: Vectors) -> Vectors:
        sums = rows @ self.weights
        sums += self.bias
        best = largest(sums, self.pieces)
        width = np.float32(best.shape[1])
        best -= np.add.reduce(best, axis=1, keepdims=True) / width
        spread = np.add.reduce(best * best, axis=1, keepdims=True) / width
        spread += _LEAST
        best *= spread**-0.5
        best *= self.scale
        best += self.shift
        return best


def vectors_with(model: Any, common: Any = None) -> Callable[[list[Any]], Vectors]:
    """What gives the vectors of docs: a model whose layers are known goes the shorter way. ``common`` is a doc of words
    that most texts have, which are then reckoned once for all texts."""
    return Seen(model, common).of if _is_known(model) else lambda docs: np.concatenate(model.predict(docs))


def _is_known(model: Any) -> bool:
    """Whether a model hashes features of words, mixes them, and looks at windows of three tokens a few times."""
    if not (model.has_ref("embed") and model.has_ref("encode")):
        return False
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    names = [layer.name.partition("(")[0] for layer in embed.layers]
    if names != ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]:
        return False
    inner = [[node for node in layer.walk() if node.name in _NODES] for layer in encode.layers[0].layers]
    return (
        len(embed.layers[0].attrs["columns"]) > 1
        and encode.layers[0].layers[0].name.startswith("residual")
        and all([node.name for node in nodes] == list(_NODES) for nodes in inner)
        and all(nodes[0].attrs["window_size"] == 1 for nodes in inner)
    )


class Seen:
    """A model of vectors, with its weights at hand, and what it makes of common words."""

    def __init__(self, model: Any, common: Any = None) -> None:
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        self._columns = embed.layers[0].attrs["columns"]
        self._hashed, self._mixed = embed.layers[2].layers[0].predict, _layer_of(embed.layers[3])
        self._layers = [_layer_of(layer) for layer in encode.layers[0].layers]
        self._gap = encode.attrs["pad"]
        # The words that are reckoned beforehand, each with its row.
        features = (
            common.to_array(self._columns) if common is not None else np.zeros((0, len(self._columns)), np.uint64)
        )
        self._places = {key: n for n, key in enumerate(dict.fromkeys(_keys_of(features)))}
        self._common = self._reckoned(self._places, features.dtype)

    def of(self, docs: list[Any]) -> Vectors:
        """The vectors of all tokens of docs, one row a token."""
        words = self._words(docs)
        sizes, width = [len(doc) for doc in docs], words.shape[1]
        # Rows of nothing part the docs, and one stands at either end for the windows.
        places = 1 + np.arange(len(words)) + np.repeat(self._gap * np.arange(1, len(docs) + 1), sizes)
        count = len(words) + self._gap * (len(docs) + 1)
        rows = np.zeros((count + 2, width), dtype=np.float32)
        rows[places] = words
        step, item = rows.strides
        windows = as_strided(rows, (count, _WINDOW * width), (step, item), writeable=False)
        for layer in self._layers:
            rows[1:-1] += layer(np.ascontiguousarray(windows))
        found: Vectors = rows[places]
        return found

    def _words(self, docs: list[Any]) -> Vectors:
        """The vectors of the tokens by themselves."""
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])
        own: dict[bytes, int] = {}
        common, first = self._places, len(self._places)
        keys = _keys_of(features)
        places = np.array(
            [common[key] if key in common else own.setdefault(key, first + len(own)) for key in keys], dtype=np.intp
        )
        found = np.empty((len(places), self._common.shape[1]), np.float32)
        listed = places < first
        found[listed] = self._common[places[listed]]
        if own:
            found[~listed] = self._reckoned(own, features.dtype)[places[~listed] - first]
        return found

    def _reckoned(self, keys: Iterable[bytes], dtype: Any) -> Vectors:
        """The vectors of words by their features."""
        features = np.frombuffer(b"".join(keys), dtype=dtype).reshape(-1, len(self._columns))
        return self._mixed(self._hashed(features))


def _keys_of(features: Any) -> list[bytes]:
    """The features of each token as one key."""
    found: list[bytes] = features.view(f"V{features.strides[0]}").reshape(-1).tolist()
    return found


def _layer_of(node: Any) -> Layer:
    parts = {part.name: part for part in node.walk() if part.name in _NODES}
    maxout, norm = parts["maxout"], parts["layernorm"]
    weights = maxout.get_param("W")
    count, pieces, width = weights.shape
    return Layer(
        weights.reshape(count * pieces, width).T,
        maxout.get_param("b").reshape(-1),
        pieces,
        norm.get_param("G"),
        norm.get_param("b"),
    )
