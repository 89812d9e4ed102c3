"""What was denied or admitted: accusations told anew, and those that a later denial takes up.

In come the items of a thread with what settled them; out comes for an item what settles it in other words than its own.
Pages tell a charge for years: what was denied once is not unanswered when it is told again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.link.given import refuted
from onrecord.link.pairs import Listed
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenMove

DENIED, DENY = "denied", "deny"
# What is only planned settles nothing.
SETTLING = frozenset({"done", "denied"})
# What is held against a side is told again and again, with the day of the page; what is asked is asked anew.
TOLD_ANEW = frozenset({"accuse"})
# Words in common by which a charge is the one that was denied.
SAME_CHARGE = 0.2
# Letters between a charge and a denial by which a page tells the one as the answer to the other.
BESIDE = 600
# A row that is likelier wrong than this neither waits for an answer nor denies.
LEAST_EACH = 0.4
Settled = tuple[str, str]


class Denied:
    """Accusations that were denied or admitted: told anew, as pages do for years, they are not unanswered; nor is one
    that a later denial takes up in its words, however long after."""

    def __init__(self, items: Sequence[Sequence[SeenMove]], settled: Mapping[str, Settled], moves: Moves) -> None:
        self._moves = moves
        self._held = [
            (move, settled[move.id]) for item in items for move in item if move.type in TOLD_ANEW and move.id in settled
        ]
        self._charges: dict[tuple[str | None, ...], Listed] = defaultdict(lambda: Listed(SAME_CHARGE))
        for number, (move, _) in enumerate(self._held):
            self._charges[_charge(move)].add(number, moves.vectors[move.id])
        self._denials = [
            move
            for move in moves.all
            if move.type == DENY and move.status in SETTLING and move.score >= LEAST_EACH and move.actor.sides
        ]
        self._refuted = refuted(moves)
        self._taken_up = Listed(SAME_CHARGE)
        self._told: dict[str, list[SeenMove]] = defaultdict(list)
        for number, move in enumerate(self._denials):
            self._told[move.document_id].append(move)
            self._taken_up.add(number, moves.vectors[move.id])

    def of(self, item: Sequence[SeenMove]) -> Settled | None:
        """State and settling move of the charge that says most nearly the same, or the denial, where one does."""
        told = [
            (one, *self._held[number])
            for one in item
            if _charge(one) in self._charges
            for number in self._charges[_charge(one)].near(self._moves.vectors[one.id])
        ]
        told += [
            (one, denial, (DENIED, self._moves.first[denial.id]))
            for one in item
            if one.type in TOLD_ANEW
            for denial in self._denials_of(one)
            if may_deny(denial, one) and not self._is_before(denial, one) and not self._is_refuted(denial, one)
        ]
        alike = [(self._likeness(one, other), other.id, how) for one, other, how in told]
        fit, _, how = max(alike, default=(0.0, "", None))
        return how if fit >= SAME_CHARGE else None

    def _denials_of(self, charge: SeenMove) -> list[SeenMove]:
        """Denials in words like a charge's, and those that its page tells beside it."""
        alike = [self._denials[number] for number in self._taken_up.near(self._moves.vectors[charge.id])]
        return alike + [denial for denial in self._told[charge.document_id] if _is_beside(charge, denial)]

    def _likeness(self, one: SeenMove, other: SeenMove) -> float:
        """How alike the words of two moves are; a denial beside a charge is for it in any words."""
        return self._moves.likeness(one, other) + (SAME_CHARGE if _is_beside(one, other) else 0.0)

    def _is_refuted(self, denial: SeenMove, charge: SeenMove) -> bool:
        """Whether a person says that the one does not answer the other."""
        return (self._moves.first[denial.id], self._moves.first[charge.id]) in self._refuted

    def _is_before(self, one: SeenMove, other: SeenMove) -> bool:
        mine, theirs = self._moves.days[one.id], self._moves.days[other.id]
        return bool(mine and theirs and mine[1] < theirs[0])


def _is_beside(charge: SeenMove, denial: SeenMove) -> bool:
    """Whether one page tells a denial close to a charge, and does not say what else it answers."""
    apart = max(charge.start - denial.end, denial.start - charge.end)
    one_page = charge.document_id == denial.document_id and apart <= BESIDE
    return one_page and denial.type == DENY and not denial.answers


def _charge(move: SeenMove) -> tuple[str | None, ...]:
    """What is held by whom against whom, words aside."""
    return move.type, move.actor.side, move.recipient.side


def may_deny(denial: SeenMove, charge: SeenMove) -> bool:
    """Whether a denial is by the side that is accused, and to nobody else than its accuser."""
    theirs = set(denial.recipient.sides)
    return bool(set(denial.actor.sides) & set(charge.recipient.sides)) and (
        not theirs or bool(theirs & set(charge.actor.sides))
    )
