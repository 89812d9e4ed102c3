"""What weights found, held to what grammar says (``grammar``): no deed that was not done, no doer who only tells of it.

In come a type, the parties or a status with their candidate; out come the same, mended where a rule is exact. What a
rule takes away stays unknown; nobody is put in his place but whom the words blame.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.bodies import by_bodies
from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.doers import named_doer
from onrecord.annotate.moves.envoys import of_envoys
from onrecord.annotate.moves.grammar import (
    blame_for,
    crime_victims,
    is_asked_for,
    is_by_none,
    is_caused,
    is_crime,
    is_denied_blame,
    is_dismissed,
    is_gerund_of_blame,
    is_not_denied,
    is_not_said,
    is_open,
    is_to_come,
    is_urged,
    is_urged_by,
    is_verbal,
    ruled_out,
    undone_by,
)
from onrecord.annotate.moves.lands import of_land
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.roles import places_of
from onrecord.annotate.moves.second import Pair
from onrecord.annotate.moves.turned_down import by_the_other
from onrecord.annotate.moves.types import is_uttered

_BLAMING = frozenset({"accuse", "criticise"})
# Places that grammar gives to who does what a noun names.
_OWN = frozenset({"noun.by", "noun.at", "noun.poss", "noun.amod", "noun.compound", "noun.nmod"})
# Types that are made by saying so, and not made where that was not said.
_SPOKEN = frozenset({"accuse", "demand", "offer"})
_CHARGING = frozenset({"accuse", "blame"})
_SHARED = frozenset({"consult", "cooperate"})


def is_no_move(layers: Layers, candidate: Candidate, kind: str) -> bool:
    """Whether a candidate tells of what was left undone, unsaid or only asked for, or takes a cause for a demand."""
    if kind == "demand" and is_caused(layers, candidate):
        return True
    if kind in _SPOKEN and is_not_said(layers, candidate):
        return not _denies(layers, candidate)
    if is_uttered(kind):
        return False
    if is_asked_for(layers, candidate) or (is_urged(layers, candidate) and not is_urged_by(layers, candidate)):
        return True
    return undone_by(layers, candidate) != "" and not _reproaches(layers, candidate)


def type_of(layers: Layers, candidate: Candidate, kind: str) -> str:
    """The type of a move: not to be to blame is a denial, not to deny an admission, that neither side will meet a
    refusal, an attack in words blame."""
    kind = _by_idiom(layers, candidate, kind)
    if kind == "deny" and is_not_denied(layers, candidate):
        return "admit"
    if kind == "attack" and is_verbal(layers, candidate):
        return "criticise"
    if (kind in _BLAMING and is_denied_blame(layers, candidate)) or (
        kind in _SPOKEN and is_not_said(layers, candidate) and _denies(layers, candidate)
    ):
        return "deny"
    if kind == "accuse" and is_dismissed(layers, candidate):
        return "deny"
    if not is_uttered(kind) and is_urged_by(layers, candidate):
        return "demand"
    if not is_uttered(kind) and _reproaches(layers, candidate):
        return "criticise"
    return "refuse" if kind in _SHARED and is_by_none(layers, candidate) else kind


def _by_idiom(layers: Layers, candidate: Candidate, kind: str) -> str:
    """The type that an idiom names, where its verb alone would name the given one: "was met with silence"."""
    idioms = [hit.trigger.type for hit in candidate.hits if hit.trigger.idiom]
    here = {hit.trigger.type for hit in candidate.hits}
    alone = {hit.trigger.type for hit in layers.hits.get(candidate.head, ())} - here
    return idioms[0] if idioms and kind in alone else kind


def _denies(layers: Layers, candidate: Candidate) -> bool:
    """Whether a speaker says of his own side that it did not say so."""
    holder, subject = layers.holder[candidate.head], layers.tree.subject(candidate.head)
    party = layers.party_at[subject] if subject is not None else None
    if holder is None or party is None or layers.tree.is_passive(candidate.head) or is_to_come(layers, candidate):
        return False
    return party.actor == holder.speaker or (party.side is not None and party.side == layers.side(holder.speaker))


def _reproaches(layers: Layers, candidate: Candidate) -> bool:
    """Whether a speaker says what somebody should have done."""
    return layers.holder[candidate.head] is not None and undone_by(layers, candidate) in ruled_out("reproach")


def parties_of(scene: Scene, pair: Pair) -> Pair:
    """The parties of a move: the doer of what is held against somebody is he, never who holds it against him."""
    layers, candidate = scene.layers, scene.candidate
    actor, recipient = of_land(scene, by_the_other(scene, of_envoys(scene, by_bodies(scene, named_doer(scene, pair)))))
    blame = blame_for(layers, candidate)
    sides = blame.sides
    ascribed = is_gerund_of_blame(layers, candidate) or (not is_uttered(scene.kind) and blame.kinds & _CHARGING)
    if sides and ascribed and not sides & _sides(actor) and not _is_placed(scene, actor):
        actor = _filled(blame.parties[0], actor)
        recipient = Filled(score=recipient.score) if recipient.actor == actor.actor else recipient
    elif is_crime(layers, candidate) and not _is_placed(scene, actor) and not sides & _sides(actor):
        actor = Filled(score=actor.score)
    if scene.kind in _BLAMING and _is_victim(layers, candidate, recipient):
        recipient = Filled(score=recipient.score)
    return actor, recipient


def status_under(scene: Scene, actor: Filled, status: str, *, told: bool) -> str:
    """The status of a move: what somebody is accused of is alleged, what may yet be done is planned, and not done; what
    none did is denied."""
    if status != "done" or is_uttered(scene.kind):
        return status
    if is_by_none(scene.layers, scene.candidate):
        return "denied"
    blame = blame_for(scene.layers, scene.candidate)
    if blame.sides & _sides(actor) and ("accuse" in blame.kinds or (told and "blame" in blame.kinds)):
        return "alleged"
    return "planned" if is_open(scene.layers, scene.candidate) else status


def _sides(filled: Filled) -> set[str]:
    return set((filled.side or "").split(";")) - {""}


def _filled(party: Party, instead: Filled) -> Filled:
    return replace(instead, actor=party.actor, side=party.side)


def _is_placed(scene: Scene, actor: Filled) -> bool:
    """Whether the phrase of a noun itself names an actor as who does it: "Minsk's attack", "murder by agents"."""
    places = places_of(scene.layers, scene.candidate)
    return any(party.actor == actor.actor and names & _OWN for party, names in places.items())


def _is_victim(layers: Layers, candidate: Candidate, recipient: Filled) -> bool:
    heads = crime_victims(layers, candidate)
    return recipient.actor is not None and any(
        (party := layers.party_at[i]) is not None and party.actor == recipient.actor for i in heads
    )
