"""What the other moves of an article say of a side: who mostly acts, who is hit, by whom, and in the move before.

In come the scenes of an article, in order, with the first answers to who acts and who is hit; out come numbers by
name for a side in a role of one of them, its own answer left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.claims import Scene

# Sentences around a candidate whose moves are its neighbours.
_NEAR = 2
# Moves on either side that are heard: a page with more is several articles, and must not take the square of its time.
_HEARD = 150
Sides = frozenset[str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A move of the article as it was first answered: its scene, and the sides that act and are hit, or None."""

    scene: Scene
    actors: Sides
    recipients: Sides


Signs = dict[str, float]


def told_of(scene: Scene, actor: Filled, recipient: Filled) -> Told:
    """A move with its first answers."""
    return Told(scene, sides_of(actor), sides_of(recipient))


def sides_of(filled: Filled) -> Sides:
    """The sides that fill a role, each by itself; None alone where it is open."""
    return frozenset((filled.side or "").split(";")) if filled.side else frozenset({None})


@dataclass(frozen=True, slots=True)
class Shares:
    """In which share of some moves each side acts and is hit; unknown of no moves."""

    moves: int
    actors: Mapping[str | None, float]
    recipients: Mapping[str | None, float]

    def acts(self, side: str | None) -> float:
        return self.actors.get(side, 0.0) if self.moves else nan

    def hit(self, side: str | None) -> float:
        return self.recipients.get(side, 0.0) if self.moves else nan


def shares_of(moves: Sequence[Told]) -> Shares:
    """The shares of the sides in some moves."""
    if not moves:
        return _OF_NONE
    acts: dict[str | None, int] = {}
    hit: dict[str | None, int] = {}
    for move in moves:
        for side in move.actors:
            acts[side] = acts.get(side, 0) + 1
        for side in move.recipients:
            hit[side] = hit.get(side, 0) + 1
    whole = len(moves)
    return Shares(whole, *({side: count / whole for side, count in counts.items()} for counts in (acts, hit)))


_OF_NONE = Shares(0, {}, {})


class Others:
    """The other moves around one of an article's, by what they share with it."""

    def __init__(self, told: Sequence[Told], at: int) -> None:
        scene = self.scene = told[at].scene
        others = self._all = [*told[max(0, at - _HEARD) : at], *told[at + 1 : at + 1 + _HEARD]]
        self._groups = {
            "all": shares_of(others),
            "kin": shares_of([move for move in others if move.scene.kind == scene.kind]),
            "same": shares_of([move for move in others if scene.holder and move.scene.holder is scene.holder]),
            "near": shares_of([move for move in others if abs(move.scene.sentence - scene.sentence) <= _NEAR]),
            "prev": shares_of(_before(others, scene)),
            "next": shares_of(_after(others, scene)),
        }
        self._of_side: dict[str | None, Signs] = {}
        self._of_actor: dict[str | None, dict[str, Shares]] = {}

    def of_side(self, side: str | None) -> Signs:
        """How often a side acts and is hit in the other moves."""
        if side not in self._of_side:
            found: Signs = {"OTHERS": len(self._all)}
            for name, shares in self._groups.items():
                found[f"ACTS.{name}"], found[f"HIT.{name}"] = shares.acts(side), shares.hit(side)
            self._of_side[side] = found
        return self._of_side[side]

    def of_pair(self, actor: str | None, side: str | None) -> Signs:
        """How often a side is hit where an actor's side acts, and acts where that is hit."""
        if actor not in self._of_actor:
            self._of_actor[actor] = self._moves_of(actor)
        groups = self._of_actor[actor]
        found: Signs = {"BY": groups["by"].moves, "BACK": groups["on"].acts(side)}
        return found | {f"HIT.{name}": groups[name].hit(side) for name in ("by", "kinby", "prevby", "nextby")}

    def _moves_of(self, actor: str | None) -> dict[str, Shares]:
        by = [move for move in self._all if actor in move.actors]
        return {
            "by": shares_of(by),
            "on": shares_of([move for move in self._all if actor in move.recipients]),
            "kinby": shares_of([move for move in by if move.scene.kind == self.scene.kind]),
            "prevby": shares_of(_before(by, self.scene)),
            "nextby": shares_of(_after(by, self.scene)),
        }


def _before(moves: Sequence[Told], scene: Scene) -> Sequence[Told]:
    """The last of the moves before a scene, if any."""
    return next(([move] for move in reversed(moves) if move.scene.head < scene.head), ())


def _after(moves: Sequence[Told], scene: Scene) -> Sequence[Told]:
    """The first of the moves after a scene, if any."""
    return next(([move] for move in moves if move.scene.head > scene.head), ())
