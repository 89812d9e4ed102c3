"""What is still open: the state of every accusation, demand, offer and pledge of a thread.

In come the moves of a thread and their answers, stated or inferred; out comes for each item what settled it, since when
it is open, and what of the record could hold an answer. Nothing is called unanswered without that line. What one side
puts to the other is one item however often it is told and in however many words; put again later, it is superseded.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.link.answers import MADE
from onrecord.link.days import Days, days_of
from onrecord.link.given import state_of
from onrecord.link.replies import weight_of
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.link.waiting import waits
from onrecord.model import When
from onrecord.store.linked import MoveAnswer, OpenItem

# What is offered and what is pledged on condition that the other does likewise are one thing to wait for.
FAMILIES = {"accuse": "accusation", "demand": "demand", "offer": "offer", "pledge": "offer"}
UNANSWERED, SUPERSEDED, DENIED, DENY = "unanswered", "superseded", "denied", "deny"
# What was answered was put to somebody, whatever its words; what still waits must have been.
WAITING = frozenset({UNANSWERED, SUPERSEDED})
# What is only planned settles nothing.
SETTLING = frozenset({"done", "denied"})
# What a reading takes for an answer with less than this is wrong as often as right: a link to look at, no settlement.
LEAST_SETTLING = 0.4
# An item that is put again in these words, within this many days, is the same matter put anew.
PUT_AGAIN = 0.3
PUT_AGAIN_DAYS = 400
# What is held against a side is told again and again, with the day of the page; what is asked is asked anew.
TOLD_ANEW = frozenset({"accuse"})
# Words in common by which a charge is the one that was denied.
SAME_CHARGE = 0.2
# What is right less often than this is not held against anybody as unanswered. Tellings bear one another out: that none
# of them is right is as likely as all are wrong.
LEAST_SCORE = 0.64
LEAST_EACH = 0.4
# News is of the day that it is told or of the one before: of so many days in a row the last is told.
FEW_DAYS = 3
Settled = tuple[str, str]


def find_open_items(
    documents: Sequence[SeenDocument],
    moves: Moves,
    answers: Sequence[MoveAnswer],
    threads: Mapping[str, str],
    sides: str,
    home: frozenset[str],
) -> tuple[OpenItem, ...]:
    """The state of each item, one for all its tellings, in order of their ids; ``threads`` are those of the
    moves, ``home`` the moves linked here."""
    settled = _settled(moves, answers)
    coverage = Coverage(documents, sides)
    found = []
    items = _items(moves, home)
    denied = _Denied(items, settled, moves)
    for item, later in _in_time(items, moves):
        head = item[0]
        if 1.0 - math.prod(1.0 - move.score for move in item) < LEAST_SCORE:
            continue
        told = [settled[move.id] for move in item if move.id in settled]
        state, by = max(told, key=lambda pair: moves.order(moves.by_id[pair[1]]), default=(UNANSWERED, None))
        if state == UNANSWERED:
            state, by = denied.of(item) or (state, by)
        if state == UNANSWERED and later:
            state, by = SUPERSEDED, later
        if state in WAITING and not waits(head):
            continue
        first = min((move.date.earliest for move in item if move.date.earliest and moves.days[move.id]), default=None)
        since = _since(head.date) if moves.days[head.id] else None
        found.append(OpenItem(head.id, threads.get(head.id), state, by, since, coverage.line(first, state)))
    return tuple(sorted(found, key=lambda row: row.move_id))


def _since(date: When) -> str | None:
    """Since when something is open: the last of a few days; else the month or the year that holds it, if one does."""
    days = days_of(date, widest=None)
    first, last = date.earliest or date.value, date.latest or date.value
    if days is None or first is None or last is None:
        return None
    if len(last) == len("2018-03-12") and days[1] - days[0] <= FEW_DAYS:
        return last
    return next((first[:length] for length in (7, 4) if len(first) >= length and first[:length] == last[:length]), None)


def is_item(move: SeenMove) -> bool:
    """Whether a move may wait for somebody: made by one side, in its own words or the outlet's, towards another."""
    mine, theirs = set(move.actor.sides), set(move.recipient.sides)
    if move.type not in FAMILIES or move.status not in MADE or not mine or not theirs or mine & theirs:
        return False
    return move.own and move.score >= LEAST_EACH


def _items(moves: Moves, home: frozenset[str]) -> list[list[SeenMove]]:
    """First tellings that wait for one thing: those of one story by one side, of one family and of one time."""
    groups: dict[tuple[str | None, ...], list[list[SeenMove]]] = defaultdict(list)
    for move in sorted((moves.by_id[first] for first in set(moves.first.values())), key=moves.order):
        if move.id in home and is_item(move):
            held = groups[FAMILIES[move.type], move.actor.side, move.recipient.side]
            group = next((g for g in held if moves.one_story(g[0], move) and not _days_differ(g[0], move)), None)
            if group is None:
                held.append([move])
            else:
                group.append(move)
    return [_best_dated(group, moves) for held in groups.values() for group in held]


def _best_dated(group: list[SeenMove], moves: Moves) -> list[SeenMove]:
    """Tellings of one thing: first one that asks or blames by name, whose day is known best, the likeliest of those."""
    return sorted(group, key=lambda m: (not waits(m), _width(moves.days[m.id]), -m.score, moves.order(m)))


def _width(days: Days | None) -> float:
    return days[1] - days[0] if days else math.inf


def _days_differ(one: SeenMove, other: SeenMove) -> bool:
    mine, theirs = one.date, other.date
    return bool(mine.latest and theirs.earliest and mine.latest < theirs.earliest) or bool(
        theirs.latest and mine.earliest and theirs.latest < mine.earliest
    )


def _in_time(items: list[list[SeenMove]], moves: Moves) -> list[tuple[list[SeenMove], str | None]]:
    """Items with the first telling of the one that puts the same again later, where there is one."""
    found = []
    latest: dict[tuple[str | None, ...], list[list[SeenMove]]] = defaultdict(list)
    for item in sorted(items, key=lambda held: moves.order(held[0]), reverse=True):
        key = FAMILIES[item[0].type], item[0].actor.side, item[0].recipient.side
        again = next((later for later in reversed(latest[key]) if _put_again(item, later, moves)), None)
        latest[key].append(item)
        found.append((item, again[0].id if again else None))
    return found


def _put_again(item: Sequence[SeenMove], later: Sequence[SeenMove], moves: Moves) -> bool:
    mine, theirs = moves.days[item[0].id], moves.days[later[0].id]
    if mine is None or theirs is None or not 0 < theirs[0] - mine[1] <= PUT_AGAIN_DAYS:
        return False
    return any(moves.likeness(one, other) >= PUT_AGAIN for one in item for other in later)


def _settled(moves: Moves, answers: Sequence[MoveAnswer]) -> Mapping[str, Settled]:
    """State and answering move of each first telling that is answered; the last answer in time decides."""
    found: dict[str, list[tuple[SeenMove, str]]] = defaultdict(list)
    for answer in answers:
        if answer.move_id in moves.by_id and answer.answered_move_id in moves.by_id:
            move, answered = moves.by_id[answer.move_id], moves.by_id[answer.answered_move_id]
            state = state_of(move, answered)
            if state and move.status in SETTLING and _is_likely(answer):
                found[moves.first[answered.id]].append((move, state))
    last = {first: max(told, key=lambda item: moves.order(item[0])) for first, told in found.items()}
    return {first: (state, moves.first[move.id]) for first, (move, state) in last.items()}


def _is_likely(answer: MoveAnswer) -> bool:
    weighed = weight_of(answer.basis)
    return weighed is None or weighed >= LEAST_SETTLING


class _Denied:
    """Accusations that were denied or admitted: told anew, as pages do for years, they are not unanswered; nor is one
    that a later denial takes up in its words, however long after."""

    def __init__(self, items: Sequence[Sequence[SeenMove]], settled: Mapping[str, Settled], moves: Moves) -> None:
        self._moves = moves
        self._held = [
            (move, settled[move.id]) for item in items for move in item if move.type in TOLD_ANEW and move.id in settled
        ]
        self._denials = [
            move
            for move in moves.all
            if move.type == DENY and move.status in SETTLING and move.score >= LEAST_EACH and move.actor.sides
        ]

    def of(self, item: Sequence[SeenMove]) -> Settled | None:
        """State and settling move of the charge that says most nearly the same, or the denial, where one does."""
        told = [(one, other, how) for one in item for other, how in self._held if _is_one_charge(one, other)]
        told += [
            (one, denial, (DENIED, self._moves.first[denial.id]))
            for one in item
            if one.type in TOLD_ANEW
            for denial in self._denials
            if _may_deny(denial, one) and not self._is_before(denial, one)
        ]
        alike = [(self._moves.likeness(one, other), other.id, how) for one, other, how in told]
        fit, _, how = max(alike, default=(0.0, "", None))
        return how if fit >= SAME_CHARGE else None

    def _is_before(self, one: SeenMove, other: SeenMove) -> bool:
        mine, theirs = self._moves.days[one.id], self._moves.days[other.id]
        return bool(mine and theirs and mine[1] < theirs[0])


def _is_one_charge(one: SeenMove, other: SeenMove) -> bool:
    """Whether two accusations are by one side against one other."""
    return (one.type, one.actor.side, one.recipient.side) == (other.type, other.actor.side, other.recipient.side)


def _may_deny(denial: SeenMove, charge: SeenMove) -> bool:
    """Whether a denial is by the side that is accused, and to nobody else than its accuser."""
    theirs = set(denial.recipient.sides)
    return bool(set(denial.actor.sides) & set(charge.recipient.sides)) and (
        not theirs or bool(theirs & set(charge.actor.sides))
    )


class Coverage:
    """What the record holds of a thread from a day on: documents, outlets, last day."""

    def __init__(self, documents: Sequence[SeenDocument], sides: str) -> None:
        self._pages = [(days_of(d.published, widest=None), d.outlet) for d in documents]
        # A wide interval says nothing of how far the record reaches.
        self._until = max((d.published.latest or "" for d in documents if days_of(d.published)), default="")
        self._sides = sides

    def line(self, since: str | None, state: str) -> str:
        """What was looked through for an answer."""
        first = _ordinal(since)
        near = [outlet for days, outlet in self._pages if days is None or days[1] >= first]
        outlets = {outlet for outlet in near if outlet}
        until = f" up to {self._until}" if self._until else ""
        if not near:
            return f"no answer found: the record holds no document on {self._sides} from {since} on"
        found = "no answer found" if state == UNANSWERED else "found"
        whose = _many(len(outlets), "outlet") if outlets else "outlets that it does not name"
        return f"{found} in {_many(len(near), 'document')} of {whose} on {self._sides}{until}"


def _ordinal(day: str | None) -> int:
    days = days_of(When(day, day, day), widest=None) if day else None
    return days[0] if days else 0


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
