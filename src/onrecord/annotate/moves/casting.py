"""Who plays which role in a move, by what the words mean: "accused" beside "the embassy" says more than its place.

In come the scenes of an article; out comes, for each role of each, the chance of every side, and of none. Small nets
weigh each party around a candidate by the words of both (``states``), the places in which the party stands, and what it
is; a large encoder taught them too (see the card), which is not needed to read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log2

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.states import NOWHERE, Array, Nets, gelu
from onrecord.weights import load_arrays

CASTING = "moves-casting-v1"
ROLES = ("actor", "recipient")
FORMS = ("passive", "verb", "noun")
# Numbers that say how far, in tokens and in sentences, a party stands from the candidate.
STEPS, FARTHEST = 12, 2
_FLAGS = 6
# The products of a net: a pair by the words of its candidate, of its party, and by the party's traits, then bent and
# told; what the candidate's words ask of each trait; last, nobody.
LAYERS = ("move", "party", "traits", "bent", "told", "asked", "offered", "alone", "nobody")
Cast = Mapping[str | None, float]


@dataclass(frozen=True)
class Known:
    """What the nets know by name, each in the order of their columns: types, places, kinds of actors."""

    types: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]

    @cached_property
    def place_columns(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.places)}

    @cached_property
    def kind_columns(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.kinds)}

    @property
    def traits(self) -> int:
        """The number of columns of a party's traits."""
        return len(self.places) + 2 * STEPS + 2 * FARTHEST + 1 + len(self.kinds) + _FLAGS


@dataclass(frozen=True, eq=False)
class Stage:
    """What the nets see of the scenes of an article, a row for each scene, party, and pair of both."""

    # The words at the candidate, its governor and its subject, and its traits.
    scenes: Array
    # The words at the parties' heads and their governors, a row for each party of the article that is around any scene.
    parties: Array
    traits: Array
    # For each pair the row of its scene and of its party, and the party's side.
    scene_of: NDArray[np.intp]
    party_of: NDArray[np.intp]
    sides: tuple[str | None, ...]


def cast(scenes: Sequence[Scene]) -> list[dict[str, Cast]]:
    """For each scene and role the chances of the sides; no role where the parse bears no vectors that the nets know."""
    found: list[dict[str, Cast]] = [{} for _ in scenes]
    if not scenes or scenes[0].layers.meant is None:
        return found
    stage = staged(scenes, known())
    for role in ROLES:
        parties, nobody = _sums(role, stage)
        for n, shares in enumerate(chances(stage, parties, nobody)):
            found[n][role] = shares
    return found


def staged(scenes: Sequence[Scene], names: Known) -> Stage:
    """What the nets see of the scenes of one article, whose parse bears vectors."""
    layers = scenes[0].layers
    assert layers.meant is not None
    pairs = [(n, party) for n, scene in enumerate(scenes) for party in scene.places]
    heads = sorted({party.head for _, party in pairs})
    rows = {head: row for row, head in enumerate(heads)}
    tokens = np.array([_tokens(layers, scene.head) for scene in scenes], dtype=np.intp)
    governed = np.array([(head, layers.tree.token(head).head) for head in heads], dtype=np.intp).reshape(-1, 2)
    words = layers.meant.at(np.concatenate([tokens, governed], axis=None))
    told = np.stack([_scene_traits(scene, names) for scene in scenes])
    columns = [_party_traits(scenes[n], party, names) for n, party in pairs]
    traits = np.zeros((len(pairs), names.traits), np.float32)
    traits[np.repeat(np.arange(len(pairs)), [len(row) for row in columns]), [at for row in columns for at in row]] = 1
    return Stage(
        np.concatenate([_side_by_side(words, tokens), told], axis=1),
        _side_by_side(words, governed),
        traits,
        np.array([n for n, _ in pairs], dtype=np.intp),
        np.array([rows[party.head] for _, party in pairs], dtype=np.intp),
        tuple(party.side for _, party in pairs),
    )


def _side_by_side(words: Array, tokens: NDArray[np.intp]) -> Array:
    """The words at the tokens of each row, those of all nets beside one another."""
    nets, _, width = words.shape
    found = np.moveaxis(words[:, tokens], 0, -2)
    return np.asarray(found.reshape(len(tokens), tokens.shape[1] * nets * width), dtype=np.float32)


def _tokens(layers: Layers, head: int) -> tuple[int, int, int]:
    """A candidate's word, its governor and its subject; ``NOWHERE`` for none."""
    subject = layers.tree.subject(head)
    return head, layers.tree.token(head).head, NOWHERE if subject is None else subject


def _scene_traits(scene: Scene, names: Known) -> Array:
    found = np.zeros(len(names.types) + len(FORMS) + 2, np.float32)
    if scene.kind in names.types:
        found[names.types.index(scene.kind)] = 1
    found[len(names.types) + FORMS.index(scene.form)] = 1
    found[-2:] = scene.own, scene.holder is not None
    return found


def _party_traits(scene: Scene, party: Party, names: Known) -> list[int]:
    """The columns of what a party is and where it stands."""
    places, kinds, at = names.place_columns, names.kind_columns, len(names.places)
    found = [places[name] for name in scene.places[party] if name in places]
    found.append(at + step_of(party.head - scene.head))
    at += 2 * STEPS + FARTHEST
    far = scene.layers.tree.token(party.head).sentence - scene.sentence
    found.append(at + max(-FARTHEST, min(FARTHEST, far)))
    at += FARTHEST + 1
    if party.actor_kind in kinds:
        found.append(at + kinds[party.actor_kind])
    return found + [at + len(kinds) + n for n in _flags(scene, party)]


def _flags(scene: Scene, party: Party) -> list[int]:
    """Which hold: speaks, is spoken to, named in the words told, without a side, of the speaker's, words are told."""
    holder, side = scene.holder, party.side
    found = [3] if side is None else [4] if side == scene.speaker_side else []
    if holder is None:
        return found
    if party.actor is not None:
        found += [n for n, actor in enumerate((holder.speaker, holder.addressee)) if actor == party.actor]
    if scene.layers.holder[party.head] is holder:
        found.append(2)
    return [*found, 5]


@lru_cache(maxsize=4096)
def step_of(steps: int) -> int:
    """The column of a distance in tokens: finer where it is short, another half of them backward."""
    far = abs(steps)
    column = min(STEPS - 1, int(log2(far) * 1.5) + 1) if far else 0
    return column if steps >= 0 else column + STEPS


def _sums(role: str, stage: Stage) -> tuple[Array, Array]:
    """What each net gives each pair (nets, pairs), and nobody in each scene (nets, scenes)."""
    net = _net(role)
    pairs = net.product("move", stage.scenes)[:, stage.scene_of]
    pairs = pairs + net.product("party", stage.parties)[:, stage.party_of]
    pairs += net.product("traits", stage.traits)
    told = net.product("told", gelu(net.product("bent", gelu(pairs))))[:, :, 0]
    told += (net.product("asked", stage.scenes)[:, stage.scene_of] * net.product("offered", stage.traits)).sum(axis=2)
    nobody = net.product("nobody", gelu(net.product("alone", stage.scenes)))
    return told, nobody[:, :, 0]


def chances(stage: Stage, parties: Array, nobody: Array) -> list[Cast]:
    """The chance of each side in each scene, the mean of the nets; parties without a side stand with nobody."""
    nets, scenes = nobody.shape
    top = nobody.copy()
    for net in range(nets):
        np.maximum.at(top[net], stage.scene_of, parties[net])
    alone, grown = np.exp(nobody - top), np.exp(parties - top[:, stage.scene_of])
    whole = alone.copy()
    for net in range(nets):
        np.add.at(whole[net], stage.scene_of, grown[net])
    shares = (grown / whole[:, stage.scene_of]).mean(axis=0).tolist()
    found: list[dict[str | None, float]] = [defaultdict(float) for _ in range(scenes)]
    for n, share in enumerate((alone / whole).mean(axis=0).tolist()):
        found[n][None] = share
    for n, side, share in zip(stage.scene_of.tolist(), stage.sides, shares, strict=True):
        found[n][side] += share
    return [dict(chances) for chances in found]


@cache
def known() -> Known:
    """What the nets were taught by name."""
    arrays = load_arrays(CASTING, "known.npz")
    return Known(*(tuple(arrays[name].item().decode("ascii").split("\n")) for name in ("types", "places", "kinds")))


@cache
def _net(role: str) -> Nets:
    return Nets(CASTING, LAYERS, file=f"{role}.npz")
