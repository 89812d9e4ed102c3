"""Train the nets of ``annotate.moves.casting`` and write them to ``weights/moves-casting-v1``.

usage: python train/moves_casting.py --corpora DIR [--write]

The nets learn from the gold moves who acts and who is hit; they see words by the nets of ``moves-meaning-v2``, which is
trained before. Prints how often each role's side is right on a fifth of the articles trained on, left out; the held-out
fifth is never seen. Needs torch; the package does not. Takes some five minutes of one core.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import moves_gold as mg
import numpy as np
import torch
from moves_layers import read_corpus, read_labelled
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from onrecord.annotate.moves import casting
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Party

FOLDER = Path(__file__).parents[1] / "src" / "onrecord" / "weights" / casting.CASTING
FOLDS, NETS = 5, 2
ROUNDS, BATCH, RATE, DECAY, DROP = 6, 3, 1e-3, 0.02, 0.2
WIDTH, BENT, ASKED = 160, 64, 48
FEWEST_PLACES = 40
# Its one reader agrees with another far better than ours do.
OF_CORPUS = 2.0


@dataclass(frozen=True, eq=False)
class Text:
    """An article with its gold moves as scenes, and for each role which pairs of scene and party are right."""

    stem: str
    scenes: list[Scene]
    right: dict[str, NDArray[np.bool_]]
    nobody: dict[str, NDArray[np.bool_]]
    weight: float


def text_of(article: mg.Article, weight: float) -> Text:
    laid = sorted(article.labels.items())
    golds = [article.gold[number] for _, number in laid]
    scenes = [
        Scene(article.layers, article.candidates[n], gold["type"], own=mg.is_own(article, n))
        for (n, _), gold in zip(laid, golds, strict=True)
    ]
    right, nobody = {}, {}
    for role in casting.ROLES:
        rows = [_right(article, scene, gold, role) for scene, gold in zip(scenes, golds, strict=True)]
        right[role] = np.array([yes for row, _ in rows for yes in row], dtype=bool)
        nobody[role] = np.array([none for _, none in rows], dtype=bool)
    return Text(article.stem, scenes, right, nobody, weight)


def texts_of(articles: Sequence[mg.Article], corpus: frozenset[str]) -> list[Text]:
    """The articles that teach: those with a gold move and with vectors; those of the ``corpus`` count more."""
    return [
        text_of(article, OF_CORPUS if article.stem in corpus else 1.0)
        for article in articles
        if article.labels and article.layers.meant is not None
    ]


def _right(article: mg.Article, scene: Scene, gold: mg.GoldMove, role: str) -> tuple[list[bool], bool]:
    """Which parties around a scene fill a role: by name, else by side; and whether nobody does."""
    wanted = mg.sides(gold[f"{role}_side"])
    right = [_fits(party, wanted) for party in scene.places]
    name = mg.name_of(article.layers.parse.text, gold[role])
    named = [yes and mg.is_named(article.layers, party, name) for party, yes in zip(scene.places, right, strict=True)]
    return (named, False) if any(named) else (right, not wanted)


def _fits(party: Party, wanted: set[str]) -> bool:
    return (party.side or "").upper() in wanted if wanted else party.side is None


def names_of(texts: Sequence[Text]) -> casting.Known:
    """The types, the places and the kinds of actors that the texts have, of places those that are not rare."""
    scenes = [scene for text in texts for scene in text.scenes]
    places = Counter(name for scene in scenes for names in scene.places.values() for name in names)
    return casting.Known(
        tuple(sorted({scene.kind for scene in scenes})),
        tuple(sorted(name for name, count in places.items() if count >= FEWEST_PLACES)),
        tuple(sorted({party.actor_kind for scene in scenes for party in scene.places})),
    )


class Net(nn.Module):
    """A net of ``annotate.moves.casting`` for one role as torch teaches it."""

    def __init__(self, scene: int, party: int, traits: int) -> None:
        super().__init__()
        self.move, self.party, self.traits = (nn.Linear(size, WIDTH) for size in (scene, party, traits))
        self.bent, self.told = nn.Linear(WIDTH, BENT), nn.Linear(BENT, 1)
        self.asked, self.offered = nn.Linear(scene, ASKED), nn.Linear(traits, ASKED)
        self.alone, self.nobody = nn.Linear(scene, BENT), nn.Linear(BENT, 1)
        self.drop = nn.Dropout(DROP)
        with torch.no_grad():
            self.offered.weight *= 0.2

    def forward(self, stage: casting.Stage) -> tuple[torch.Tensor, torch.Tensor]:
        """What a net gives each pair, and nobody in each scene."""
        scenes, parties = self.drop(torch.tensor(stage.scenes)), self.drop(torch.tensor(stage.parties))
        traits, of = torch.tensor(stage.traits), torch.tensor(stage.scene_of)
        pairs = self.move(scenes)[of] + self.party(parties)[torch.tensor(stage.party_of)] + self.traits(traits)
        told = self.told(_bent(self.bent(self.drop(_bent(pairs)))))[:, 0]
        told = told + (self.asked(scenes)[of] * self.offered(traits)).sum(1)
        return told, self.nobody(self.drop(_bent(self.alone(scenes))))[:, 0]


def _bent(sums: torch.Tensor) -> torch.Tensor:
    return F.gelu(sums, approximate="tanh")


def lost(net: Net, stage: casting.Stage, text: Text, role: str) -> torch.Tensor:
    """What the right parties of all scenes of a text lack of a chance of one, summed."""
    pairs, nobody = net(stage)
    scenes = len(text.scenes)
    of = torch.cat([torch.tensor(stage.scene_of), torch.arange(scenes)])
    sums = torch.cat([pairs, nobody])
    right = torch.tensor(np.concatenate([text.right[role], text.nobody[role]]))
    top = torch.full((scenes,), -torch.inf).scatter_reduce(0, of, sums.detach(), "amax")
    grown = torch.exp(sums - top[of])
    whole, good = (torch.zeros(scenes).index_add(0, of, grown * part) for part in (torch.ones_like(grown), right))
    known = good > 0
    return (torch.log(whole[known]) - torch.log(good[known])).sum()


def taught(texts: Sequence[Text], stages: Sequence[casting.Stage], role: str, seed: int) -> Net:
    torch.manual_seed(seed)
    stir = np.random.default_rng(seed)
    first = stages[0]
    net = Net(first.scenes.shape[1], first.parties.shape[1], first.traits.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps, done = ROUNDS * (len(texts) // BATCH + 1), 0
    for _ in range(ROUNDS):
        for part in np.array_split(stir.permutation(len(texts)), len(texts) // BATCH + 1):
            done += 1
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, done / 100) * max(0.02, 1 - done / steps)
            losses = [lost(net, stages[n], texts[n], role) * texts[n].weight for n in part]
            loss = torch.stack(losses).sum() / sum(len(texts[n].scenes) * texts[n].weight for n in part)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return net.eval()


def write(nets: Mapping[str, Sequence[Net]], names: casting.Known) -> None:
    """The nets of each role, one above another, and what they know by name."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for role, found in nets.items():
        arrays = {}
        for name in casting.LAYERS:
            layers = [getattr(net, name) for net in found]
            arrays[f"{name}_weights"] = np.stack([x.weight.detach().numpy().T for x in layers]).astype(np.float16)
            arrays[f"{name}_bias"] = np.stack([x.bias.detach().numpy()[None] for x in layers]).astype(np.float16)
        np.savez_compressed(FOLDER / f"{role}.npz", **arrays)
    lists = {name: np.array("\n".join(getattr(names, name)).encode("ascii")) for name in ("types", "places", "kinds")}
    np.savez_compressed(FOLDER / "known.npz", **lists)


@torch.no_grad()
def score(nets: Mapping[str, Sequence[Net]], texts: Sequence[Text], names: casting.Known) -> str:
    """How often the likeliest party of a scene is a right one, for each role, by the nets alone."""
    told = []
    for role, found in nets.items():
        hits = scenes = 0
        for text in texts:
            stage = casting.staged(text.scenes, names)
            pairs, nobody = (torch.stack(sums).mean(0) for sums in zip(*(net(stage) for net in found), strict=True))
            for n in range(len(text.scenes)):
                at = np.flatnonzero(stage.scene_of == n)
                right = [*text.right[role][at], text.nobody[role][n]]
                hits += bool(right[int(torch.cat([pairs[at], nobody[n : n + 1]]).argmax())])
                scenes += 1
        told.append(f"{role} {hits / scenes:.3f}")
    return ", ".join(told)


@torch.enable_grad()
def train(texts: Sequence[Text], names: casting.Known) -> dict[str, list[Net]]:
    stages = [casting.staged(text.scenes, names) for text in texts]
    return {role: [taught(texts, stages, role, seed) for seed in range(NETS)] for role in casting.ROLES}


@torch.no_grad()
def crossed(texts: Sequence[Text], names: casting.Known, folds: int) -> dict[str, list[dict[str, casting.Cast]]]:
    """What nets that were taught on the other folds say of the scenes of each text, by its name."""
    found: dict[str, list[dict[str, casting.Cast]]] = {}
    for fold in range(folds):
        nets = train([text for text in texts if mg.fold_of(text.stem, folds) != fold], names)
        for text in (text for text in texts if mg.fold_of(text.stem, folds) == fold):
            stage = casting.staged(text.scenes, names)
            told: list[dict[str, casting.Cast]] = [{} for _ in text.scenes]
            for role in casting.ROLES:
                sums = (torch.stack(parts).numpy() for parts in zip(*(net(stage) for net in nets[role]), strict=True))
                for n, shares in enumerate(casting.chances(stage, *sums)):
                    told[n][role] = shares
            found[text.stem] = told
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    torch.set_num_threads(1)
    corpus = read_corpus(given.corpora)
    laid = [mg.lay(stem, *found) for stem, found in sorted({**corpus, **read_labelled(given.corpora)}.items())]
    texts = texts_of([article for article in laid if not mg.is_aside(article.stem)], frozenset(corpus))
    names = names_of(texts)
    if given.write:
        write(train(texts, names), names)
        return
    aside = [text for text in texts if mg.fold_of(text.stem, FOLDS) == 0]
    print(score(train([text for text in texts if text not in aside], names), aside, names))


if __name__ == "__main__":
    main()
