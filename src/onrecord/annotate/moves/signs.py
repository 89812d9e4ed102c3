"""What trees see of a side that may fill a role: its claims, its place in the article, what the other moves say of it.

In come a scene and the claims to a role with the chances that the first race gave them; out comes a row of numbers by
name for each side, and for none.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.moves.casting import Cast
from onrecord.annotate.moves.claims import Claim, Scene
from onrecord.annotate.moves.layers import Party
from onrecord.annotate.moves.others import Others, Signs
from onrecord.annotate.moves.types import is_across, is_uttered, move_types

_LEAST, _LEAST_MEANT = 1e-9, 1e-4
_FORMS = {"passive": 0, "verb": 1, "noun": 2}
_OBJECTS = {"none": 0, "party": 1, "thing": 2}
# Unknown, where the number of a known thing is zero or more.
_UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one side (or of none), their chance together, the likeliest of them, the places of all."""

    side: str | None
    chance: float
    claims: tuple[Claim, ...]
    best: Claim
    names: frozenset[str]


def groups_of(claims: Sequence[Claim], chances: Sequence[float]) -> list[Group]:
    """The sides that claim a role, in the order of their first claim."""
    found: dict[str | None, list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        found[claim.side].append(n)
    groups = []
    for side, at in found.items():
        own, best = tuple(claims[n] for n in at), claims[max(at, key=chances.__getitem__)]
        names = frozenset().union(*(claim.names for claim in own))
        groups.append(Group(side, sum(chances[n] for n in at), own, best, names))
    return groups


def signs_of(
    scene: Scene,
    groups: Sequence[Group],
    others: Others,
    actor: Party | None,
    role: str,
    meant: Cast | None,
    *,
    asked: Sequence[Group] | None = None,
) -> list[Signs]:
    """A row of numbers for each side that claims a role, or of those asked for; ``actor`` is who acts, where the
    recipient is sought.

    ``meant`` are the chances of the sides by the meaning of the words; without them the first race's stand for them.
    """
    meant = {group.side: group.chance for group in groups} if meant is None else meant
    shared = _of_scene(scene, groups)
    taken = actor.side if actor else None
    if role == "recipient":
        shared |= {"TAKEN": actor is not None, "TAKENSIDE": taken is not None}
        shared["TAKENSPEAKS"] = _same(taken, scene.speaker_side)
    rows = []
    for group in groups if asked is None else asked:
        row = {
            **shared,
            **_of_chances(group, groups),
            **_of_claims(scene, group),
            **others.of_side(group.side),
            **_of_meaning(group, groups, meant),
        }
        if group.side:
            row |= _of_side(scene, group.side)
        if role == "recipient":
            row |= _of_pair(scene, taken, group.side) | others.of_pair(taken, group.side)
        rows.append(row)
    return rows


def _of_scene(scene: Scene, groups: Sequence[Group]) -> Signs:
    """What all sides share."""
    named = [group.names for group in groups if group.side]
    return {
        "TYPE": _number(scene.kind),
        "UTTERED": is_uttered(scene.kind),
        "ACROSS": is_across(scene.kind),
        "OWN": scene.own,
        "FORM": _FORMS[scene.form],
        "HELD": scene.holder is not None,
        "SPEAKERSIDE": scene.speaker_side is not None,
        "OBJECT": _OBJECTS[scene.has_object],
        "SIDES": len(groups),
        "INCLAUSE": sum("clause" in names for names in named),
        "INSENTENCE": sum("clause" in names or "sentence" in names for names in named),
        "ARTICLE": len(scene.layers.sides),
    }


@cache
def _numbers() -> Mapping[str, int]:
    return {kind: n for n, kind in enumerate(move_types())}


def _number(kind: str) -> int:
    return _numbers()[kind]


def _of_chances(group: Group, groups: Sequence[Group]) -> Signs:
    rival = max((other.chance for other in groups if other is not group), default=0.0)
    own = math.log(group.chance + _LEAST)
    return {"CHANCE": own, "LEADS": own - math.log(rival + _LEAST), "CLAIMS": len(group.claims)}


def _of_meaning(group: Group, groups: Sequence[Group], meant: Cast) -> Signs:
    rival = max((meant.get(other.side, 0.0) for other in groups if other is not group), default=0.0)
    own = math.log(meant.get(group.side, 0.0) + _LEAST_MEANT)
    return {"MEANT": own, "MEANTLEADS": own - math.log(rival + _LEAST_MEANT)}


def _of_claims(scene: Scene, group: Group) -> Signs:
    """Where the side's parties stand, and the likeliest of them."""
    party, names = group.best.party, group.names
    found: Signs = {"NOBODY": party is None, "SIDED": group.side is not None}
    found["SLOT"], found["ANYSLOT"] = _slot(scene, group.best.names), _slot(scene, names)
    for name in group.best.names:
        found[f"AT={name}"] = 1
    for name in names:
        found[f"ANY={name}"] = 1
    if party is None:
        return found
    layers, holder = scene.layers, scene.holder
    found["STEPS"] = party.head - scene.head
    found["SENTENCES"] = layers.tree.token(party.head).sentence - scene.sentence
    found[f"IS={party.actor_kind}"] = found[f"NAMED={party.kind}"] = 1
    if holder is not None:
        found["SPEAKER"] = bool(party.actor and party.actor == holder.speaker)
        found["ADDRESSEE"] = bool(party.actor and party.actor == holder.addressee)
        found["INWORDS"] = layers.holder[party.head] is holder
    return found


def _slot(scene: Scene, names: frozenset[str]) -> int:
    """The rank of the best of the places where the type's row expects its recipient."""
    ranks = [scene.slots[slot] for name in names if (slot := name.rpartition(".")[2]) in scene.slots]
    return min(ranks, default=_UNKNOWN)


def _of_side(scene: Scene, side: str) -> Signs:
    layers = scene.layers
    found: Signs = {
        "SHARE": layers.shares[side],
        "RANK": layers.sides.index(side),
        "LEAD": side in layers.lead,
        "SPEAKS": _same(side, scene.speaker_side),
    }
    for step, sides in scene.sides_around.items():
        found[f"AROUND.{step}"] = side in sides
    return found


def _of_pair(scene: Scene, taken: str | None, side: str | None) -> Signs:
    facing = scene.layers.facing(taken) if taken else ()
    rank = facing.index(side) if side is not None and side in facing else _UNKNOWN
    return {"SAME": _same(side, taken), "FACING": rank}


def _same(a: str | None, b: str | None) -> int:
    return _UNKNOWN if a is None or b is None else int(a == b)
