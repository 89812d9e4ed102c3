"""Train the nets of ``annotate.moves.meaning`` and write them to ``weights/moves-meaning-v2``.

usage: python train/moves_meaning.py --corpora DIR --encoder DIR [--fold N] [--write]

A large encoder (``moves_encoder``), tuned on the labelled articles, marks unlabelled ones; the nets learn its chances,
and the labels. They learn nothing of the weights over features, with which they are weighed: two judges are worth more
where they do not think alike. With ``--fold`` a fifth of the articles trained on is left out and scored. The held-out
fifth is never seen. Needs torch; the package does not. Takes some two hours of one core.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import moves_encoder as me
import moves_gold as mg
import numpy as np
import torch
from moves_layers import read_corpus, read_labelled, read_unlabelled
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from onrecord.annotate.moves import meaning, states
from onrecord.annotate.moves.candidates import Candidate, find_candidates
from onrecord.annotate.moves.choose import NONE
from onrecord.annotate.moves.layers import Layers

FOLDER = Path(__file__).parents[1] / "src" / "onrecord" / "weights" / states.MEANING
FOLDS, NETS, UNLABELLED = 5, 2, 900
ROUNDS, BATCH, RATE, DECAY = 7, 3, 1.5e-3, 0.02
WIDTH, PLACES = 128, 8
FEWEST_USES = 3
# The products of a net in order: a word by itself, twice with its neighbours, then a candidate.
LAYERS = ("word", "near", "nearer", "seen", "bent", "told")
THRESHOLDS = tuple(round(0.12 + 0.02 * n, 2) for n in range(12))
Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Text:
    """An article with its candidates, and their types where it is labelled."""

    stem: str
    layers: Layers
    candidates: tuple[Candidate, ...]
    types: list[str] | None


def text_of(stem: str, layers: Layers, gold: list[mg.GoldMove] | None) -> Text:
    if gold is None:
        return Text(stem, layers, find_candidates(layers), None)
    found = mg.lay(stem, layers, gold)
    types = [gold[found.labels[n]]["type"] if n in found.labels else NONE for n in range(len(found.candidates))]
    return Text(stem, layers, found.candidates, types)


def told(text: Text, classes: Sequence[str]) -> Array:
    """The labels of a text, as chances of one."""
    return np.eye(len(classes), dtype=np.float32)[[classes.index(kind) for kind in text.types or []]]


def word_table(pieces: me.Pieces, texts: Sequence[Text]) -> tuple[list[str], NDArray[np.int8]]:
    """Words in lower case, with the main directions of their vectors, in whole numbers.

    Words are those that the encoder knows whole, and those that the texts have several times, not as a name.
    """
    uses = Counter(token.text for text in texts for token in text.layers.tree.tokens if token.text.isascii())
    common = {word for word, count in uses.items() if count >= FEWEST_USES and word.islower() and " " not in word}
    words = sorted(common | set(pieces.vocabulary()))
    vectors = pieces.words(words)
    weight = np.sqrt(np.array([1 + uses[word] for word in words], dtype=np.float32))[:, None]
    vectors = vectors - (vectors * weight).sum(0) / weight.sum()
    _, axes = np.linalg.eigh((vectors * weight).T @ vectors)
    vectors = vectors @ axes[:, ::-1][:, : states.OF_WORD]
    scaled = vectors / vectors.std() * states.SPREAD_OF_WORD
    return words, np.clip(np.rint(scaled), -127, 127).astype(np.int8)


class Rows:
    """What the nets see of a text, with a table of words."""

    def __init__(self, words: Sequence[str], vectors: NDArray[np.int8]) -> None:
        self.numbers = {word: n for n, word in enumerate(words)}
        zeros = np.zeros((1, vectors.shape[1]), np.float32)
        self.vectors = np.concatenate([vectors / np.float32(states.SPREAD_OF_WORD), zeros]).astype(np.float32)

    def of(self, text: Text) -> tuple[torch.Tensor, torch.Tensor]:
        """The vectors of its words, and the spots of its candidates."""
        parse, tree = text.layers.parse, text.layers.tree
        words = self.vectors[[self.numbers.get(token.text.lower(), -1) for token in tree.tokens]]
        spots = meaning.spots_of(parse, tree, text.candidates)
        return torch.tensor(states.vectors_of(parse, words)), torch.tensor(spots)


class Net(nn.Module):
    """A net of ``annotate.moves.meaning`` as torch teaches it."""

    def __init__(self, seen: int, classes: int) -> None:
        super().__init__()
        self.word = nn.Linear(seen, WIDTH)
        self.near, self.nearer = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(3 * WIDTH, WIDTH)
        self.seen, self.bent, self.told = nn.Linear(PLACES * WIDTH, 256), nn.Linear(256, 128), nn.Linear(128, classes)
        self.drop = nn.Dropout(0.1)

    def forward(self, vectors: torch.Tensor, spots: torch.Tensor) -> torch.Tensor:
        words = self.drop(_bent(self.word(vectors)))
        for layer in (self.near, self.nearer):
            padded = F.pad(words, (0, 0, 1, 1))
            words = words + _bent(layer(torch.cat([padded[:-2], words, padded[2:]], 1)))
        words = self.drop(words)
        padded = torch.cat([words, torch.zeros(1, WIDTH)])
        grown = torch.cat([torch.zeros(1, WIDTH), torch.cumsum(words, 0)])
        means = [
            (grown[spots[:, at + 1]] - grown[spots[:, at]]) / (spots[:, at + 1] - spots[:, at])[:, None]
            for at in (-4, -2)
        ]
        seen = torch.cat([padded[spots[:, :-4]].reshape(len(spots), -1), *means], 1)
        return torch.as_tensor(self.told(_bent(self.bent(self.drop(_bent(self.seen(self.drop(seen))))))))


def _bent(sums: torch.Tensor) -> torch.Tensor:
    return F.gelu(sums, approximate="tanh")


def marked(labelled: Sequence[Text], others: Sequence[Text], pieces: me.Pieces, classes: list[str]) -> list[Array]:
    """Chances for all texts: the labels, and what the tuned encoder says of the others."""
    chunks = [
        pieces.chunks(text.layers, text.candidates, [classes.index(kind) for kind in text.types or []])
        for text in labelled
    ]
    teacher = me.tuned(pieces, chunks, len(classes), seed=0)
    found = [told(text, classes) for text in labelled]
    for text in others:
        found.append(me.chances(teacher, pieces.chunks(text.layers, text.candidates), len(text.candidates)))
    return found


def student(seen: Sequence[tuple[torch.Tensor, torch.Tensor]], chances: Sequence[Array], seed: int) -> Net:
    """A net taught the chances of all candidates of some texts."""
    torch.manual_seed(seed)
    stir = np.random.default_rng(seed)
    net = Net(seen[0][0].shape[1], chances[0].shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps, done = ROUNDS * (len(seen) // BATCH + 1), 0
    for _ in range(ROUNDS):
        for part in np.array_split(stir.permutation(len(seen)), len(seen) // BATCH + 1):
            done += 1
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, done / 100) * max(0.02, 1 - done / steps)
            losses = [F.cross_entropy(net(*seen[n]), torch.tensor(chances[n]), reduction="sum") for n in part]
            loss = torch.stack(losses).sum() / sum(len(chances[n]) for n in part)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return net.eval()


@torch.no_grad()
def marked_by(nets: Sequence[Net], seen: tuple[torch.Tensor, torch.Tensor]) -> Array:
    """The mean of the nets' chances."""
    return np.asarray(torch.stack([net(*seen).softmax(-1) for net in nets]).mean(0).numpy(), dtype=np.float32)


def score(texts: Sequence[Text], marked: Sequence[Array], classes: list[str]) -> str:
    """F1 of finding a move and of its type, at the best threshold of type."""
    none, best = classes.index(NONE), (0.0, 0.0, 0.0)
    for threshold in THRESHOLDS:
        found = hits = typed = gold = 0
        for text, table in zip(texts, marked, strict=True):
            likely = table.copy()
            likely[:, none] = 0.0
            taken = (1 - table[:, none] + likely.max(axis=1)) / 2 >= threshold
            kinds = np.array(text.types)
            found, gold = found + int(taken.sum()), gold + int((kinds != NONE).sum())
            hits += int((taken & (kinds != NONE)).sum())
            typed += int((taken & (kinds == np.array(classes)[likely.argmax(axis=1)])).sum())
        best = max(best, (2 * typed / (found + gold), 2 * hits / (found + gold), threshold))
    return "typed {:.3f}, found {:.3f} at {:.2f}".format(*best)


def write(nets: Sequence[Net], classes: list[str], words: list[str], vectors: NDArray[np.int8]) -> None:
    """The nets, one above another, and the table."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    arrays = {"classes": np.array("\n".join(classes).encode("ascii"))}
    for name in LAYERS:
        layers = [getattr(net, name) for net in nets]
        arrays[f"{name}_weights"] = np.stack([layer.weight.detach().numpy().T for layer in layers]).astype(np.float16)
        arrays[f"{name}_bias"] = np.stack([layer.bias.detach().numpy()[None] for layer in layers]).astype(np.float16)
    np.savez_compressed(FOLDER / "net.npz", **arrays)
    np.savez_compressed(FOLDER / "words.npz", words=np.array("\n".join(words).encode("ascii")), vectors=vectors)


def train(labelled: list[Text], others: list[Text], pieces: me.Pieces, *, fold: int | None, write_it: bool) -> None:
    words, vectors = word_table(pieces, [*labelled, *others])
    rows = Rows(words, vectors)
    aside = [text for text in labelled if fold is not None and mg.fold_of(text.stem, FOLDS) == fold]
    taught = [text for text in labelled if text not in aside]
    classes = sorted({kind for text in taught for kind in text.types or []})
    chances = marked(taught, others, pieces, classes)
    seen = [rows.of(text) for text in (*taught, *others)]
    nets = [student(seen, chances, seed) for seed in range(NETS)]
    if aside:
        alone = [marked_by(nets, rows.of(text)) for text in aside]
        print(f"fold {fold}: the nets alone {score(aside, alone, classes)}")
    if write_it:
        write(nets, classes, words, vectors)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--fold", type=int)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    torch.set_num_threads(1)
    known = {**read_corpus(given.corpora), **read_labelled(given.corpora)}
    labelled = [text_of(stem, *found) for stem, found in sorted(known.items()) if not mg.is_aside(stem)]
    others = [text_of(stem, layers, None) for stem, layers in read_unlabelled(given.corpora, UNLABELLED)]
    # A text without any candidate teaches nothing.
    labelled, others = ([text for text in texts if text.candidates] for texts in (labelled, others))
    train(labelled, others, me.Pieces(given.encoder), fold=given.fold, write_it=given.write)


if __name__ == "__main__":
    main()
