"""Train the net of ``annotate.moves.meaning`` and write it to ``weights/moves-meaning-v1``.

usage: python train/moves_meaning.py --corpora DIR --encoder DIR [--fold N] [--write]

A large encoder (``moves_encoder``) with a layer on top, taught by the labelled articles, and the weights over features
mark unlabelled articles together; the net learns from their chances, and from the labels. With ``--fold`` a fifth of
the articles trained on is left out and scored. The held-out fifth is never seen. Needs torch; the package does not.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import moves_gold as mg
import numpy as np
import torch
from moves import fit_types
from moves_encoder import Encoder
from moves_layers import read_corpus, read_labelled, read_unlabelled
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from onrecord.annotate.moves import meaning
from onrecord.annotate.moves.candidates import Candidate, find_candidates
from onrecord.annotate.moves.choose import NONE
from onrecord.annotate.moves.features import features_of
from onrecord.annotate.moves.layers import Layers

FOLDER = Path(__file__).parents[1] / "src" / "onrecord" / "weights" / meaning.MEANING
FOLDS, TEACHERS, NETS, UNLABELLED = 5, 3, 3, 900
FEWEST_USES = 3
THRESHOLDS = tuple(round(0.12 + 0.02 * n, 2) for n in range(12))
Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Text:
    """An article with its candidates, their features, what the encoder makes of them, and their types if labelled."""

    stem: str
    layers: Layers
    candidates: tuple[Candidate, ...]
    features: list[list[str]]
    vectors: NDArray[np.float16]
    types: list[str] | None


def text_of(encoder: Encoder, stem: str, layers: Layers, gold: list[mg.GoldMove] | None) -> Text:
    if gold is None:
        candidates = find_candidates(layers)
        features = [features_of(layers, candidate) for candidate in candidates]
        return Text(stem, layers, candidates, features, encoder.vectors(layers, candidates), None)
    found = mg.lay(stem, layers, gold)
    types = [gold[found.labels[n]]["type"] if n in found.labels else NONE for n in range(len(found.candidates))]
    return Text(stem, layers, found.candidates, found.features, encoder.vectors(layers, found.candidates), types)


def learnt_rates(net: nn.Module, steps: int, rate: float, decay: float) -> tuple[torch.optim.AdamW, Callable[[], None]]:
    """An optimiser, and a call that turns its rate down a step, after a short rise."""
    optimiser, done = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay), [0]

    def turn() -> None:
        done[0] += 1
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, done[0] / 100) * max(0.02, 1 - done[0] / steps)

    return optimiser, turn


def learn(net: nn.Module, rows: torch.Tensor, chances: torch.Tensor, rounds: int, batch: int, decay: float) -> None:
    """Teach a net the chances of rows."""
    optimiser, turn = learnt_rates(net, rounds * (len(rows) // batch + 1), 1.5e-3, decay)
    net.train()
    for _ in range(rounds):
        for part in torch.randperm(len(rows)).split(batch):
            turn()
            loss = F.cross_entropy(net(rows[part].float()), chances[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    net.eval()


def teacher(texts: Sequence[Text], classes: Sequence[str], seed: int) -> Callable[[NDArray[np.float16]], Array]:
    """Chances of types from the encoder's vectors, learnt from labelled texts."""
    torch.manual_seed(seed)
    rows = torch.tensor(np.concatenate([text.vectors for text in texts]).astype(np.float32))
    middle, spread = rows.mean(0), rows.std(0) + 1e-2
    net = nn.Sequential(
        nn.Dropout(0.3), nn.Linear(rows.shape[1], 128), nn.GELU(), nn.Dropout(0.3), nn.Linear(128, len(classes))
    )
    learn(net, (rows - middle) / spread, torch.tensor(told(texts, classes)), 14, 192, 0.05)

    def mark(vectors: NDArray[np.float16]) -> Array:
        with torch.no_grad():
            sums = net((torch.tensor(vectors.astype(np.float32)) - middle) / spread)
            return np.asarray(sums.softmax(-1).numpy(), dtype=np.float32)

    return mark


def told(texts: Sequence[Text], classes: Sequence[str]) -> Array:
    """The labels of texts, as chances of one."""
    return np.eye(len(classes), dtype=np.float32)[[classes.index(kind) for text in texts for kind in text.types or []]]


def word_table(encoder: Encoder, texts: Sequence[Text]) -> tuple[list[str], NDArray[np.int8]]:
    """Words in lower case, with the main directions of their vectors, in whole numbers.

    Words are those that the encoder knows whole, and those that the texts have several times, not as a name.
    """
    uses = Counter(token.text for text in texts for token in text.layers.tree.tokens if token.text.isascii())
    common = {word for word, count in uses.items() if count >= FEWEST_USES and word.islower() and " " not in word}
    words = sorted(common | set(encoder.vocabulary()))
    vectors = encoder.words(words)
    weight = np.sqrt(np.array([1 + uses[word] for word in words], dtype=np.float32))[:, None]
    vectors = vectors - (vectors * weight).sum(0) / weight.sum()
    _, axes = np.linalg.eigh((vectors * weight).T @ vectors)
    vectors = vectors @ axes[:, ::-1][:, : meaning.OF_WORD]
    scaled = vectors / vectors.std() * meaning.SPREAD_OF_WORD
    return words, np.clip(np.rint(scaled), -127, 127).astype(np.int8)


class Rows:
    """What the net sees of a text, with a table of words."""

    def __init__(self, words: Sequence[str], vectors: NDArray[np.int8]) -> None:
        self.numbers = {word: n for n, word in enumerate(words)}
        zeros = np.zeros((1, vectors.shape[1]), np.float32)
        self.vectors = np.concatenate([vectors / np.float32(meaning.SPREAD_OF_WORD), zeros]).astype(np.float32)

    def of(self, text: Text) -> NDArray[np.float16]:
        rows = [self.numbers.get(token.text.lower(), -1) for token in text.layers.tree.tokens]
        return meaning.rows_of(text.layers.parse, text.layers.tree, text.candidates, self.vectors[rows]).astype(
            np.float16
        )


def article_of(text: Text) -> mg.Article:
    """A labelled text as the recipe of the features takes it, with the types of its moves alone."""
    kinds = text.types or []
    gold = [{"type": kind} for kind in kinds]
    moves = {n: n for n, kind in enumerate(kinds) if kind != NONE}
    return mg.Article(text.stem, text.layers, gold, text.candidates, text.features, moves)


def students(labelled: Sequence[Text], others: Sequence[Text], rows: Rows) -> tuple[list[nn.Sequential], list[str]]:
    """The nets, taught by the labels of some texts and by what teacher and weights say of the others; the types."""
    classes = sorted({kind for text in labelled for kind in text.types or []})
    linear = fit_types([article_of(text) for text in labelled])
    teachers = [teacher(labelled, classes, seed) for seed in range(TEACHERS)]
    order = [linear.classes.index(kind) for kind in classes]
    seen = torch.tensor(np.concatenate([rows.of(text) for text in (*labelled, *others)]))
    marked = [told(labelled, classes)]
    for text in others:
        by_vectors = sum(mark(text.vectors) for mark in teachers) / TEACHERS
        marked.append(both(by_vectors, linear.table(text.features)[:, order]))
    return [student(seen, torch.tensor(np.concatenate(marked)), seed) for seed in range(NETS)], classes


def student(seen: torch.Tensor, marked: torch.Tensor, seed: int) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Dropout(0.1), nn.Linear(seen.shape[1], 256), nn.GELU("tanh"), nn.Dropout(0.1),
        nn.Linear(256, 128), nn.GELU("tanh"), nn.Linear(128, marked.shape[1]),
    )  # fmt: skip
    learn(net, seen, marked, 6, 384, 0.02)
    return net


@torch.no_grad()
def marked_by(nets: Sequence[nn.Sequential], rows: NDArray[np.float16]) -> Array:
    """The mean of the nets' chances."""
    seen = torch.tensor(rows).float()
    return np.asarray(torch.stack([net(seen).softmax(-1) for net in nets]).mean(0).numpy(), dtype=np.float32)


def both(one: NDArray[np.floating], other: NDArray[np.floating]) -> Array:
    """The chances that two judges give together."""
    found = np.sqrt(one * (other + 1e-6))
    return np.asarray(found / found.sum(axis=1, keepdims=True), dtype=np.float32)


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


def write(nets: Sequence[nn.Sequential], classes: list[str], words: list[str], vectors: NDArray[np.int8]) -> None:
    """The nets, one above another, and the table."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    dense = [[layer for layer in net if isinstance(layer, nn.Linear)] for net in nets]
    arrays = {"classes": np.array("\n".join(classes).encode("ascii"))}
    for n, layers in enumerate(zip(*dense, strict=True), 1):
        arrays[f"w{n}"] = np.stack([layer.weight.detach().numpy().T for layer in layers]).astype(np.float16)
        arrays[f"b{n}"] = np.stack([layer.bias.detach().numpy()[None] for layer in layers]).astype(np.float16)
    np.savez_compressed(FOLDER / "net.npz", **arrays)
    np.savez_compressed(FOLDER / "words.npz", words=np.array("\n".join(words).encode("ascii")), vectors=vectors)


def train(labelled: list[Text], others: list[Text], encoder: Encoder, *, fold: int | None, write_it: bool) -> None:
    words, vectors = word_table(encoder, [*labelled, *others])
    rows = Rows(words, vectors)
    aside = [text for text in labelled if fold is not None and mg.fold_of(text.stem, FOLDS) == fold]
    nets, classes = students([text for text in labelled if text not in aside], others, rows)
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
    encoder = Encoder(given.encoder)
    known = {**read_corpus(given.corpora), **read_labelled(given.corpora)}
    labelled = [text_of(encoder, stem, *found) for stem, found in sorted(known.items()) if not mg.is_aside(stem)]
    others = [text_of(encoder, stem, layers, None) for stem, layers in read_unlabelled(given.corpora, UNLABELLED)]
    train(labelled, others, encoder, fold=given.fold, write_it=given.write)


if __name__ == "__main__":
    main()
