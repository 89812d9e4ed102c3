"""The claims to a role: each party around a candidate, and nobody, with what the weights see of it.

In come a scene (the layers, a candidate, its type) and the parties with their places; out come claims with named
features. An actor named several times has one claim, with the features of all its mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.annotate.moves.candidates import VERBS, Candidate
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.roles import places_of
from onrecord.annotate.moves.tree import OBJECTS
from onrecord.annotate.moves.types import is_uttered

_HERE = frozenset({"clause", "sentence"})
_AROUND = frozenset(
    {"clause", "sentence", "before", "after", "speaker", "cue", "near.-2", "near.-1", "near.1", "near.2"}
)
_FARTHEST = 3
_STEPS = (-2, -1, 1, 2)
# Opposing sides ranked by how often they share a sentence with a side; beyond this rank they are all alike.
_LAST_RANK = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A party that may fill a role, or nobody (None), with its side, features and the names of its places."""

    party: Party | None
    side: str | None
    features: tuple[str, ...]
    names: frozenset[str] = frozenset()


class Scene:
    """A candidate taken as a move of a type, and what all claims to its roles share."""

    def __init__(self, layers: Layers, candidate: Candidate, kind: str, *, own: bool) -> None:
        self.layers, self.candidate, self.kind, self.own = layers, candidate, kind, own
        tree, head = layers.tree, candidate.head
        self.head, self.sentence = head, tree.token(head).sentence
        verb = tree.token(head).pos in VERBS
        self.lemma = tree.token(head).lemma.lower()
        self.form = ("passive" if tree.is_passive(head) else "verb") if verb else "noun"
        self.group = ("uttered" if is_uttered(kind) else "deed") + (".own" if own else "")
        self.holder = layers.holder[head]
        hits = [hit for hit in candidate.hits if hit.trigger.type == kind] or list(candidate.hits)
        self.slots = {slot: rank for hit in hits[::-1] for rank, slot in enumerate(hit.trigger.recipient)}
        self._of_places: dict[str, list[str]] = {}
        # What speaks for a party, however many claims it makes.
        self.of_parties: dict[tuple[Party, int, frozenset[str]], tuple[str, ...]] = {}

    @cached_property
    def places(self) -> dict[Party, frozenset[str]]:
        """The parties around the candidate with their places."""
        return places_of(self.layers, self.candidate)

    @cached_property
    def speaker_side(self) -> str | None:
        return self.layers.side(self.holder.speaker) if self.holder else None

    def of_place(self, name: str) -> list[str]:
        """What speaks for a party that stands in a place; the same for both roles."""
        if name not in self._of_places:
            found = [f"P={name}", f"P={name}|{self.group}", f"P={name}|{self.form}", f"P={name}|{self.kind}"]
            slot = name.rpartition(".")[2]
            if slot in self.slots:
                found += ["SLOT", f"SLOT={min(self.slots[slot], 2)}", f"SLOT={slot}|{self.form}"]
            found += [f"PL={name}|{self.lemma}"] if name not in _AROUND else []
            self._of_places[name] = found
        return self._of_places[name]

    def near(self, party: Party) -> str:
        """How far a party stands: in the sentence by order, else by sentences."""
        heads, there = self.layers.heads, self.layers.tree.token(party.head).sentence
        if self.sentence != there:
            return str(max(-_FARTHEST, min(_FARTHEST, there - self.sentence)))
        low, high = sorted((party.head, self.head))
        between = bisect_left(heads, high) - bisect_left(heads, low + 1)
        return ("b" if party.head < self.head else "a") + str(min(between, 3))

    @cached_property
    def sides_around(self) -> dict[int, frozenset[str | None]]:
        """The sides named in each of the sentences around, by how far it stands."""
        named = self.layers.named_in
        return {step: frozenset(p.side for p in named.get(self.sentence + step, ())) for step in _STEPS}

    @cached_property
    def has_object(self) -> str:
        """Whether the verb has an object, and whether a party stands in it."""
        objects = self.layers.tree.with_dep(self.head, OBJECTS)
        return "none" if not objects else "party" if any(self.layers.party_at[i] for i in objects) else "thing"


def claims_of(scene: Scene, places: Mapping[Party, frozenset[str]], actor: Party | None) -> list[Claim]:
    """The claims to the actor's role, or, where the actor is given (or the places are the recipient's), the other's."""
    grouped: dict[str, list[Party]] = defaultdict(list)
    for party in places:
        if party is not actor and not (actor is not None and actor.actor and party.actor == actor.actor):
            grouped[party.actor or f"{party.first}"].append(party)
    standing = _Standing(scene, places, actor)
    found = [_claim(scene, standing, parties, places) for parties in grouped.values()]
    return [*found, Claim(None, None, tuple(_nobody(scene, standing)))]


def _claim(scene: Scene, standing: _Standing, parties: list[Party], places: Mapping[Party, frozenset[str]]) -> Claim:
    best = min(parties, key=lambda p: (not places[p] & _HERE, abs(p.head - scene.head), p.head))
    names = places[best] if len(parties) == 1 else frozenset().union(*(places[p] for p in parties))
    key = best, len(parties), names
    if key not in scene.of_parties:
        scene.of_parties[key] = _of_parties(scene, *key)
    return Claim(best, best.side, (*scene.of_parties[key], *standing.of_side(best.side)), names)


def _of_parties(scene: Scene, best: Party, count: int, names: frozenset[str]) -> tuple[str, ...]:
    """What speaks for a party, named so many times in these places, whichever role and whoever else claims it."""
    found = [f"KIND={best.kind}", f"ACTOR={best.actor_kind}", f"SIDE={best.side is not None}|{best.actor_kind}"]
    near = scene.near(best)
    found += [f"NEAR={near}", f"NEAR={near}|{scene.group}", f"TIMES={min(count, 3)}"]
    for name in names:
        found += scene.of_place(name)
    found += _relations(scene, best)
    return tuple(dict.fromkeys(found))


def _relations(scene: Scene, party: Party) -> list[str]:
    """How a party stands to the speaker in whose words the candidate is."""
    holder = scene.holder
    if holder is None:
        return [f"OUT|{scene.group}"]
    same = "who" if party.actor and party.actor == holder.speaker else ""
    if not same:
        same = "?" if not party.side or not scene.speaker_side else "=" if party.side == scene.speaker_side else "x"
    held = scene.layers.holder[party.head] is holder
    found = [f"SPK={same}|{scene.group}", f"SPK={same}|{scene.kind}", f"HELD={held}|{same}|{scene.own}"]
    if party.actor and party.actor == holder.addressee:
        found.append("ADDRESSEE")
    return found


def _nobody(scene: Scene, standing: _Standing) -> list[str]:
    """What speaks for a role that the text leaves open."""
    clause, sentence = min(len(standing.inside), 2), min(len(standing.around), 3)
    return [
        "NOBODY", f"NO={scene.kind}", f"NO={scene.group}", f"NO={scene.form}", f"NO={scene.form}|{scene.group}",
        f"NOIN={clause}", f"NOIN={clause}|{scene.group}", f"NOBY={sentence}", f"NOL={scene.lemma}",
        f"NOOBJ={scene.has_object}", f"NOOBJ={scene.has_object}|{scene.group}", f"NOACTOR={standing.taken is None}",
        f"NOHOLD={scene.holder is None}", f"NOSPK={scene.speaker_side is None}",
    ]  # fmt: skip


class _Standing:
    """How the parties around a candidate compare: whose side weighs most in the article, who is alone or nearest."""

    def __init__(self, scene: Scene, places: Mapping[Party, frozenset[str]], actor: Party | None) -> None:
        self.scene, self.actor = scene, actor
        self.taken = actor.side if actor else None
        layers = scene.layers
        others = [p for p in places if p.side and p.side != self.taken]
        self.order = [side for side in layers.sides if side != self.taken]
        self.inside = {p.side for p in others if "clause" in places[p]}
        self.around = {p.side for p in others if places[p] & _HERE}
        self.nearest = min(others, key=lambda p: (abs(p.head - scene.head), p.head), default=None)
        self.facing = layers.facing(self.taken) if self.taken else ()
        self._of_sides: dict[str | None, list[str]] = {}

    def of_side(self, side: str | None) -> list[str]:
        """What speaks for the parties of a side."""
        if side not in self._of_sides:
            self._of_sides[side] = self._features(side)
        return self._of_sides[side]

    def _features(self, side: str | None) -> list[str]:
        scene = self.scene
        rank = min(self.order.index(side), _LAST_RANK) if side in self.order else _LAST_RANK + 1
        where = "in" if side and side in self.inside else "by" if side and side in self.around else "far"
        alone = where if {"in": self.inside, "by": self.around}.get(where) == {side} else "no"
        full = "full" if self.around else "empty"
        top = self.nearest is not None and self.nearest.side == side
        found = [
            f"DOC={rank}", f"ALONE={alone}", f"ALONE={alone}|{rank}", f"WHERE={where}|{rank}", f"TOP={top}|{where}",
            f"EMPTY={full}|{where}|{rank}", f"WHERE={where}|{scene.kind}", f"OPEN={scene.has_object}|{where}",
        ]  # fmt: skip
        if side:
            found += [f"LEAD={side in scene.layers.lead}", f"MAIN={side in scene.layers.sides[:2]}|{where}|{full}"]
        if self.actor is not None:
            same = "?" if not side or not self.taken else "=" if side == self.taken else "x"
            found += [f"VS={same}", f"VS={same}|{where}", f"VS={same}|{scene.kind}"]
            if side in self.facing:
                facing = min(self.facing.index(side), 2)
                found += [f"FACING={facing}", f"FACING={facing}|{where}"]
        else:
            found.append(f"ALL|{side is None}|{where}")
        return found
