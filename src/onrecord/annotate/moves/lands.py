"""Whose land is taken: an annexation hits the state that the land is of, though the clause names the land alone.

In come a scene and its parties; out come the same, or with that state as who is hit. Lands are rows of
``data/moves/lands.csv``; no other place stands for a state here, since much that is bombed or seized in a place is not
its state's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from onrecord import tables
from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.second import Pair
from onrecord.annotate.moves.tree import Tree

_ATTACK = "attack"
# Where a clause names what is taken: "seized Crimea", "Crimea was seized", "Crimea's annexation".
_TAKEN = frozenset({"dobj", "nsubjpass", "poss", "compound", "nmod"})
_BEFORE_TAKEN = frozenset({"of", "into"})


def of_land(scene: Scene, pair: Pair) -> Pair:
    """The parties of an attack, with the state whose land is taken as who is hit, unless it takes it itself."""
    if scene.kind != _ATTACK:
        return pair
    states = {_lands()[land] for land in _taken(scene.layers.tree, scene.head) if land in _lands()}
    actor, recipient = pair
    if len(states) != 1 or states & {*_sides(actor), *_sides(recipient)}:
        return pair
    side = states.pop()
    return actor, replace(recipient, actor=scene.layers.states.get(side), side=side)


def _taken(tree: Tree, head: int) -> Iterator[str]:
    """What may name the land, of one word and of two."""
    named = [i for word, i in tree.prepositional(head) if word in _BEFORE_TAKEN]
    for i in [*tree.with_dep(head, _TAKEN), *named]:
        yield tree.token(i).text
        if i:
            yield f"{tree.token(i - 1).text} {tree.token(i).text}"


@cache
def _lands() -> Mapping[str, str]:
    return {row["land"]: row["state"] for row in tables.rows("moves/lands.csv", ("land", "state", "example", "origin"))}


def _sides(filled: Filled) -> set[str]:
    return set((filled.side or "").split(";")) - {""}
