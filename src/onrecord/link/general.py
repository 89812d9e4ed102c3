"""Charges that the accused side denies as a whole: "Russia denies any meddling" is said of each that is told.

In come charges that nothing in their own thread answers, and what the accused side denies in general, whatever the
matter and, where it names nobody, whoever accuses it; out comes for each charge the denial of its kind that was made
after it or shortly before, or that its page tells not far from it. Such denials have places of their own beside those
in threads, by kind and by page, so that they are found without a look at every thread of a side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.link.addresses import states_named
from onrecord.link.charges import is_general, is_government, kinds_of
from onrecord.link.days import Days, days_of, gap
from onrecord.link.denials import DENY, LEAST_EACH, SETTLING, TOLD_ANEW, may_deny
from onrecord.link.open_items import UNANSWERED
from onrecord.link.places import Key
from onrecord.link.sameness import KNOWN
from onrecord.link.view import Party, SeenDocument, SeenMove
from onrecord.model import When
from onrecord.store.linked import OpenItem

Places = Mapping[str, tuple[Key, ...]]
DENIED_IN_GENERAL = "denied in general"
# What a denial of a kind stands under, in place of a matter: between nobody and its side.
PLACE, NOBODY = f"{DENIED_IN_GENERAL}: ", ""
# A side speaks as a whole where its state or its government is said to: what one person denies he may deny of himself.
STATE, BODIES = "state", frozenset({"organisation", "group"})
# Letters between a charge and a denial in general by which the page that tells both tells the one of the other.
FAR = 1_500
# Days before a charge within which a denial of its kind is of it too, and after which it is of something else.
BEFORE, AFTER = 60, 730


@dataclass(frozen=True)
class Told:
    """A move with the page's day, and where it is linked. What is read off it is kept: each denial is held against many
    charges."""

    move: SeenMove
    published: When
    home: Key

    @cached_property
    def days(self) -> Days | None:
        """When the move was made; where that is not known, when it was told."""
        return days_of(self.move.date, widest=KNOWN) or days_of(self.published, widest=None)

    @cached_property
    def undated(self) -> bool:
        """Whether only the day is known on which it was told."""
        return days_of(self.move.date, widest=KNOWN) is None

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of deeds that its clause tells of, or points at."""
        return kinds_of(self.move.text, self.home[2])

    @cached_property
    def states(self) -> frozenset[str]:
        """The states that its clause names."""
        return states_named(self.move.text)


def with_general(document: SeenDocument, places: Places) -> Places:
    """The places of a document's moves, with those of what is denied in general."""
    found = dict(places)
    for move in document.moves:
        if _is_general_denial(move):
            keys = places[move.id]
            found[move.id] = (*keys, *_keys(move, move.actor, keys[0][2] if keys else ""))
    return found


def is_place(key: Key) -> bool:
    """Whether a key is that of denials in general, and of no thread."""
    return key[2].startswith(PLACE)


def keys_of_charge(charge: Told) -> tuple[Key, ...]:
    """Where the denials stand that may be of a charge."""
    return _keys(charge.move, charge.move.recipient, charge.home[2])


def may_be_denied(item: OpenItem, move: SeenMove) -> bool:
    """Whether an item is a charge that nothing in its own thread answers."""
    return item.state in (UNANSWERED, DENIED_IN_GENERAL) and move.type in TOLD_ANEW


def in_general(
    items: Iterable[OpenItem], charges: Mapping[str, Told], denials: Mapping[Key, Sequence[Told]]
) -> tuple[OpenItem, ...]:
    """The items, each charge with the denial in general that is of it, or unanswered where there is none."""
    found = []
    for item in items:
        charge = charges.get(item.move_id)
        if charge is not None and may_be_denied(item, charge.move):
            held = (denial for key in keys_of_charge(charge) for denial in denials.get(key, ()))
            fitting = [(_fit(denial, charge), denial.move.id) for denial in held if _is_of(denial, charge)]
            by = min(fitting)[1] if fitting else None
            item = replace(item, state=DENIED_IN_GENERAL if by else UNANSWERED, settled_by_id=by)
        found.append(item)
    return tuple(found)


def _keys(move: SeenMove, party: Party, matter: str) -> tuple[Key, ...]:
    """The places of a charge against a party, or of its denial: by kind, and by page."""
    kinds = sorted(kinds_of(f"{move.text} {move.about}", matter))
    return tuple((NOBODY, side, f"{PLACE}{name}") for side in party.sides for name in (*kinds, move.document_id))


def _is_general_denial(move: SeenMove) -> bool:
    if move.type != DENY or move.status not in SETTLING or move.score < LEAST_EACH:
        return False
    return _speaks_for_side(move.actor) and is_general(move.text)


def _speaks_for_side(party: Party) -> bool:
    return party.kind == STATE or (party.kind in BODIES and is_government(party.name or ""))


def _is_of(denial: Told, charge: Told) -> bool:
    """Whether a denial is by the accused and to nobody else than the accuser, and of the time and place of a charge."""
    if not may_deny(denial.move, charge.move) or charge.move.id in denial.move.refuted:
        return False
    sides = {*charge.move.actor.sides, *charge.move.recipient.sides}
    here, there = denial.states - sides, charge.states - sides
    if here and there and not here & there:
        return False
    if denial.move.document_id == charge.move.document_id:
        return _is_near(denial, charge)
    mine, theirs = denial.days, charge.days
    return mine is None or theirs is None or (theirs[0] - BEFORE <= mine[1] and mine[0] <= theirs[1] + AFTER)


def _is_near(denial: Told, charge: Told) -> bool:
    """Whether a page tells a denial not far from a charge, and not of another kind."""
    apart = max(charge.move.start - denial.move.end, denial.move.start - charge.move.end)
    return apart <= FAR and (not denial.kinds or not charge.kinds or bool(denial.kinds & charge.kinds))


def _fit(denial: Told, charge: Told) -> tuple[bool, bool, bool, int]:
    """How near a denial is to a charge, the nearest first: on its page, or says what is denied, on a known day, not
    before it, soon."""
    unsaid = not denial.kinds & charge.kinds and denial.move.document_id != charge.move.document_id
    mine, theirs = denial.days, charge.days
    if mine is None or theirs is None:
        return unsaid, True, True, 0
    return unsaid, denial.undated, mine[1] < theirs[0], int(gap(mine, theirs) or 0)
