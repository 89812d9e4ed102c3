"""Where a name stands that takes a role of a move but lies open between namesakes.

In come a scene and the parties with their places; out comes the place of the name, so that the role is filled when a
person says whom it means. Nobody is put in the role here.
"""

from __future__ import annotations

from onrecord.annotate.moves.arguments import Filled, Places
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.roles import DOING, SUFFERING
from onrecord.model import Span


def open_name(scene: Scene, places: Places, role: str, filled: Filled) -> Span | None:
    """The place of a name without an actor that grammar puts in a role for which no actor was found."""
    if filled.actor is not None:
        return None
    for party, names in places.items():
        at = scene.layers.tie_at(party)
        if at and filled.side in (None, party.side) and _takes(scene, names, role):
            return at
    return None


def _takes(scene: Scene, names: frozenset[str], role: str) -> bool:
    if role == "actor":
        return bool(names & DOING)
    # What words take for their recipient ("complained to", "sanctions against") stands with their row.
    return bool(names & SUFFERING) or any(name.rpartition(".")[2] in scene.slots for name in names)
