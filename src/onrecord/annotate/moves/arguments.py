"""Who makes a move, and whom it addresses or hits.

In come the layers, a candidate and its type; out come the actor and the recipient with their sides. Each party around
the candidate is weighed by the places in which it stands; none is taken where none weighs enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.linear import Linear, load_linear
from onrecord.annotate.moves.roles import parties_at, places_of
from onrecord.annotate.moves.types import is_uttered

ROLES = ("actor", "recipient")
YES = "yes"
# Joint parties of one clause beyond this number are a list, not a move of each.
_MOST_JOINT = 6
_FAR = ("near.-2", "near.-1", "near.1", "near.2")


@dataclass(frozen=True, slots=True)
class Filled:
    """A role filled: the actor, the sides joined with ``;``, and the weight."""

    actor: str | None = None
    side: str | None = None
    score: float = 0.0


def find_arguments(layers: Layers, candidate: Candidate, kind: str, *, own: bool) -> tuple[Filled, Filled]:
    """Actor and recipient of a candidate taken as a move of a type; ``own`` where it is its speaker's own utterance."""
    places = places_of(layers, candidate)
    actor, actors = _best(layers, "actor", role_features(layers, candidate, kind, places, own=own, actor=None))
    recipient, _ = _best(layers, "recipient", role_features(layers, candidate, kind, places, own=own, actor=actors))
    return actor, recipient


def role_features(
    layers: Layers,
    candidate: Candidate,
    kind: str,
    places: dict[Party, frozenset[str]],
    *,
    own: bool,
    actor: Party | None,
) -> list[tuple[Party, list[str]]]:
    """Each party with the features under which it is weighed; ``actor`` is given when the recipient is sought."""
    slots = {slot: rank for hit in candidate.hits[::-1] for rank, slot in enumerate(hit.trigger.recipient)}
    group = ("uttered" if is_uttered(kind) else "deed") + (".own" if own else "")
    pos = layers.tree.token(candidate.head).pos
    listed = []
    for party, names in places.items():
        if actor is not None and party is actor:
            continue
        found = ["BIAS", f"KIND={party.kind}", f"ACTOR={party.actor_kind}", f"SIDE={party.side is not None}"]
        near = _nearest(layers, candidate, party)
        found.append(f"NEAR={near}")
        for name in sorted(names):
            found += [f"P={name}", f"PG={name}|{group}", f"PP={name}|{pos}", f"PK={name}|{kind}"]
            slot = name.rpartition(".")[2]
            if slot in slots:
                found += [f"SLOT={min(slots[slot], 2)}", "SLOT"]
        if actor is not None:
            same = "same" if party.side and party.side == actor.side else "none" if not party.side else "other"
            found += [f"VS={same}", f"VS={same}|{near}", f"VSK={same}|{kind}"]
            found += ["SELF"] if party.actor and party.actor == actor.actor else []
        listed.append((party, sorted(set(found))))
    return listed


def _nearest(layers: Layers, candidate: Candidate, party: Party) -> str:
    """How far a party stands: in the sentence by order, else by sentences."""
    here = layers.tree.token(candidate.head).sentence
    there = layers.tree.token(party.head).sentence
    if here != there:
        return str(max(-3, min(3, there - here)))
    between = sum(
        1
        for other in layers.parties
        if other.actor and min(party.head, candidate.head) < other.head < max(party.head, candidate.head)
    )
    return ("b" if party.head < candidate.head else "a") + str(min(between, 3))


def _best(layers: Layers, role: str, listed: list[tuple[Party, list[str]]]) -> tuple[Filled, Party | None]:
    weights: Linear = load_linear(role)
    yes = weights.classes.index(YES)
    best, score = None, weights_threshold(role)
    for party, found in listed:
        value = float(weights.probabilities(found)[yes])
        if value > score:
            best, score = party, value
    if best is None:
        return Filled(), None
    joint = [p for p in parties_at(layers, best.head) if p.actor][:_MOST_JOINT] or [best]
    sides = list(dict.fromkeys(p.side for p in joint if p.side))
    return Filled(best.actor, ";".join(sides) or None, score), best


def weights_threshold(role: str) -> float:
    """Least probability for a party to fill a role."""
    return {"actor": 0.2, "recipient": 0.3}[role]
