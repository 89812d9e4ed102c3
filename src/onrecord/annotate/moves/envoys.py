"""Whose envoys are sent home: a state expels another's, not its own.

In come a scene and its parties; out come the same, or with the state by which the clause calls those who are expelled
("35 Russian diplomats") as who is hit, and never as who expels them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.candidates import VERBS
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Party
from onrecord.annotate.moves.second import Pair
from onrecord.annotate.moves.tree import OBJECTS

_EXPEL, _OF = "expel", "of"
_PASSIVE = frozenset({"nsubjpass"})
_QUALIFYING = frozenset({"amod", "compound", "nmod"})


def of_envoys(scene: Scene, pair: Pair) -> Pair:
    """The parties of an expulsion, with the one state whose envoys are sent home as who is hit."""
    if scene.kind != _EXPEL or scene.layers.tree.lemmas[scene.head] in ruled_out("recalling"):
        return pair
    theirs = {party.side: party for party in _owners(scene) if party.side}
    if len(theirs) != 1:
        return pair
    (side, party), (actor, recipient) = *theirs.items(), pair
    if side not in _sides(actor):
        return pair if side in _sides(recipient) else (actor, replace(recipient, actor=party.actor, side=side))
    # The weights saw who is at odds, and took the one for the other.
    other = recipient if recipient.side and side not in _sides(recipient) else Filled(score=actor.score)
    return replace(actor, actor=other.actor, side=other.side), replace(recipient, actor=party.actor, side=side)


def _owners(scene: Scene) -> Iterator[Party]:
    """By whom those are called who are expelled: a verb's object, the subject of its passive, what a noun is of."""
    tree, head = scene.layers.tree, scene.head
    if tree.token(head).pos in VERBS:
        expelled = tree.with_dep(head, _PASSIVE if scene.form == "passive" else OBJECTS)
    else:
        expelled = [noun for word, noun in tree.prepositional(head) if word == _OF]
    for noun in expelled:
        for child in tree.with_dep(noun, _QUALIFYING):
            if (party := scene.layers.party_at[child]) is not None:
                yield party


def _sides(filled: Filled) -> set[str]:
    return set((filled.side or "").split(";")) - {""}
