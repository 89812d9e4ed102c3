"""Deeds of a state's bodies: no person who is only named near them did them or was hit by them.

In come a scene and its parties; out come the same, or in a person's place his state, and nobody where the page does not
name it. Sides stay as they are; so does everybody whom grammar itself puts there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.candidates import VERBS
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.roles import DOING, SUFFERING, parties_at
from onrecord.annotate.moves.second import Pair
from onrecord.annotate.moves.tree import SUBJECTS, Tree
from onrecord.annotate.moves.types import is_by_bodies

_PERSON = "person"
# Where grammar puts who does what a noun names, or who says it.
_OWNING = frozenset({"noun.at", "noun.poss", "noun.amod", "noun.compound", "noun.nmod", "cue"})
# Where a person stands of whom a clause says nothing.
_AROUND = ("clause", "sentence", "before", "after", "speaker", "near.", "verb.subject")
_HITTING, _ACCUSING = "interfere", "accuse"
# Utterances that a plural subject makes, whoever tells of them: "the states, which refused to".
_ANSWERING = frozenset({"refuse", "accept"})
_PLURAL, _RELATIVE = "NNS", frozenset({"WP", "WDT"})
_HANGING = frozenset({"conj", "pobj", "prep", "appos"})


def by_bodies(scene: Scene, pair: Pair) -> Pair:
    """The parties, with a state in place of a person of it who is only named near the deed of its bodies."""
    actor, recipient = _not_the_offender(scene, pair)
    doing = is_by_bodies(scene.kind) and not _stands(scene, actor, DOING | _OWNING)
    if doing or (_has_plural_subject(scene) and not _stands(scene, actor, DOING | _OWNING)):
        actor = _state_of(scene.layers, actor)
    if scene.kind == _HITTING and _is_only_near(scene, recipient):
        recipient = _state_of(scene.layers, recipient)
    return actor, recipient


def _state_of(layers: Layers, filled: Filled) -> Filled:
    """The state of a person in his place."""
    who = layers.actors.get(filled.actor or "")
    if who is None or who.kind != _PERSON or who.side is None:
        return filled
    return replace(filled, actor=layers.states.get(who.side))


def _stands(scene: Scene, filled: Filled, places: frozenset[str]) -> bool:
    return bool(_places(scene, filled) & places)


def _is_only_near(scene: Scene, filled: Filled) -> bool:
    return not _stands(scene, filled, SUFFERING) and all(name.startswith(_AROUND) for name in _places(scene, filled))


def _places(scene: Scene, filled: Filled) -> set[str]:
    return {name for party, names in scene.places.items() if party.actor == filled.actor for name in names}


def _has_plural_subject(scene: Scene) -> bool:
    """Whether a verb's subject is several whom no list has ("the authorities of"): no one person does it."""
    if scene.form != "verb" or (scene.own and scene.kind not in _ANSWERING):
        return False
    tree, own = scene.layers.tree, scene.layers.tree.with_dep(scene.head, SUBJECTS)
    if not own:
        return False
    subjects, token = own[-1:], tree.token(scene.head)
    if tree.token(own[-1]).tag in _RELATIVE and token.dep == "relcl":
        # "The authorities of Riga and Daugavpils, who refused": the parser hangs the clause on any of these nouns.
        subjects = [token.head, *_over(tree, token.head)]
    named = any(party.actor for i in subjects for party in parties_at(scene.layers, i))
    return not named and any(tree.token(i).tag == _PLURAL for i in subjects)


def _over(tree: Tree, i: int) -> Iterator[int]:
    """The nouns on which a noun hangs by "of" or by being joined to another."""
    for at in tree.ancestors(i):
        if tree.token(i).dep not in _HANGING or (tree.token(at).pos == "ADP" and tree.lemmas[at] != "of"):
            return
        if tree.token(at).pos != "ADP":
            yield at
        i = at


def _not_the_offender(scene: Scene, pair: Pair) -> Pair:
    """The parties of an accusation by a word for the offence: who offends is accused, by whom the sentence names."""
    actor, recipient = pair
    if scene.kind != _ACCUSING or scene.form != "verb" or scene.lemma not in ruled_out("offence"):
        return pair
    who, side = _accuser(scene)
    if side == actor.side or (side is None and not _stands(scene, actor, DOING)):
        return pair
    if recipient.side in (None, side):
        recipient = replace(recipient, actor=actor.actor, side=actor.side)
    return replace(actor, actor=who, side=side), recipient


def _accuser(scene: Scene) -> tuple[str | None, str | None]:
    """Who holds an offence against somebody, with his side: who speaks, else the subject of a verb above."""
    layers = scene.layers
    if scene.holder and scene.holder.speaker:
        return scene.holder.speaker, layers.side(scene.holder.speaker)
    above = [party for i in layers.tree.ancestors(scene.head) for party in _subjects(layers, i)]
    return (above[0].actor, above[0].side) if above else (None, None)


def _subjects(layers: Layers, i: int) -> list[Party]:
    """The parties in the subject of a verb."""
    if layers.tree.token(i).pos not in VERBS:
        return []
    return [p for s in layers.tree.with_dep(i, SUBJECTS) for p in parties_at(layers, s) if p.side]
