"""Who makes a move, and whom it addresses or hits.

In come the layers, a candidate and its type; out come the actor and the recipient with their sides. Each party around
the candidate is weighed by the places in which it stands; none is taken where none weighs enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.linear import Linear, load_linear, load_thresholds
from onrecord.annotate.moves.roles import parties_at, places_of
from onrecord.annotate.moves.types import is_uttered

ROLES = ("actor", "recipient")
YES = "yes"
# Joint parties of one clause beyond this number are a list, not a move of each.
_MOST_JOINT = 6
_DOER = "prep.by"
_LEADING = frozenset({"clause", "before"})
_ELSEWHERE = frozenset({"near.-2", "near.-1", "near.1", "near.2"})


@dataclass(frozen=True, slots=True)
class Filled:
    """A role filled: the actor, the sides joined with ``;``, and the weight."""

    actor: str | None = None
    side: str | None = None
    score: float = 0.0


def find_arguments(layers: Layers, candidate: Candidate, kind: str, *, own: bool) -> tuple[Filled, Filled]:
    """Actor and recipient of a candidate taken as a move of a type; ``own`` where it is its speaker's own utterance."""
    places = places_of(layers, candidate)
    able = places if own else _able(layers, candidate, places)
    # A clause's own subject with a side acts, whoever else stands near.
    subjects = {p: names for p, names in able.items() if not own and "subject" in names and p.side}
    able = subjects or able
    actor, actors = _best(layers, "actor", role_features(layers, candidate, kind, able, own=own, actor=None))
    recipient, _ = _best(layers, "recipient", role_features(layers, candidate, kind, places, own=own, actor=actors))
    return actor, recipient


def _able(layers: Layers, candidate: Candidate, places: dict[Party, frozenset[str]]) -> dict[Party, frozenset[str]]:
    """The parties that may have done a deed: not who suffers it, nor his side unless named as the doer.

    A party that stands in the clause before its verb goes before those of other sentences.
    """
    suffering = _suffering(layers, candidate, places)
    actors, sides = {p.actor for p in suffering if p.actor}, {p.side for p in suffering if p.side}
    able = {
        p: names
        for p, names in places.items()
        if p not in suffering and p.actor not in actors and (_DOER in names or p.side not in sides)
    }
    if any(p.side and names >= _LEADING for p, names in able.items()):
        able = {p: names for p, names in able.items() if not names <= _ELSEWHERE}
    return able


def _suffering(layers: Layers, candidate: Candidate, places: dict[Party, frozenset[str]]) -> list[Party]:
    """The parties that a passive's subject names, also from within: "reporters from Oslo were held"."""
    tree, subject = layers.tree, layers.tree.subject(candidate.head)
    passive = subject is not None and tree.token(subject).dep == "nsubjpass"
    inside = set(tree.subtree(subject)) if passive and subject is not None else set()
    return [p for p, names in places.items() if "passive" in names or p.head in inside]


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
    standing = _standing(layers, candidate, places, actor)
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
        found += standing[party]
        if actor is not None:
            same = "same" if party.side and party.side == actor.side else "none" if not party.side else "other"
            found += [f"VS={same}", f"VS={same}|{near}", f"VSK={same}|{kind}"]
            found += ["SELF"] if party.actor and party.actor == actor.actor else []
        listed.append((party, sorted(set(found))))
    return listed


def _standing(
    layers: Layers, candidate: Candidate, places: dict[Party, frozenset[str]], actor: Party | None
) -> dict[Party, list[str]]:
    """How each party compares with the others: its side's weight in the article, whether it is the only one near."""
    taken = actor.side if actor else None
    order = [side for side in layers.sides if side != taken]
    inside = {p.side for p, names in places.items() if "clause" in names and p.side and p.side != taken}
    around = {p.side for p, names in places.items() if names & {"clause", "sentence"} and p.side and p.side != taken}
    others = [p for p in places if p.side and p.side != taken]
    near = sorted(others, key=lambda p: (abs(p.head - candidate.head), p.head))
    found = {}
    for party in places:
        side = party.side
        rank = min(order.index(side), 3) if side in order else 4
        alone = "clause" if inside == {side} else "sentence" if around == {side} else "no"
        place = min(next((n for n, p in enumerate(near) if p.side == side), 5), 5)
        where = "in" if side in inside else "by" if side in around else "far"
        empty = "full" if around else "empty"
        found[party] = [
            f"DOC={rank}", f"ALONE={alone}", f"ALONED={alone}|{rank}", f"CLOSE={place}", f"WHERE={where}|{rank}",
            f"EMPTY={empty}|{where}|{rank}", f"TOP={party is (near[0] if near else None)}|{where}",
        ]  # fmt: skip
    return found


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
    best, score = None, load_thresholds()[role]
    for party, found in listed:
        value = float(weights.probabilities(found)[yes])
        if value > score:
            best, score = party, value
    if best is None:
        return Filled(), None
    joint = [p for p in parties_at(layers, best.head) if p.actor][:_MOST_JOINT] or [best]
    sides = list(dict.fromkeys(p.side for p in joint if p.side))
    return Filled(best.actor, ";".join(sides) or None, score), best
