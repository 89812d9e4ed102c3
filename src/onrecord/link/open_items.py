"""What is still open: the state of every accusation, demand, offer and pledge of a thread.

In come the moves of a thread and their answers, stated or inferred; out comes for each item what settled it, since when
it is open, and what of the record could hold an answer. Nothing is called unanswered without that line. What one side
puts to the other is one item however often it is told and in however many words; put again later, it is superseded.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.link.aftermath import is_of_page
from onrecord.link.answers import MADE
from onrecord.link.coverage import Coverage
from onrecord.link.days import Days, days_of
from onrecord.link.denials import LEAST_EACH, SETTLING, Denied, Settled
from onrecord.link.given import state_by, state_of
from onrecord.link.pairs import Listed
from onrecord.link.replies import weight_of
from onrecord.link.sameness import KNOWN, Moves
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.link.waiting import waits
from onrecord.model import When
from onrecord.store.linked import MoveAnswer, OpenItem

# What is offered and what is pledged on condition that the other does likewise are one thing to wait for.
FAMILIES = {"accuse": "accusation", "demand": "demand", "offer": "offer", "pledge": "offer"}
UNANSWERED, SUPERSEDED = "unanswered", "superseded"
# What was answered was put to somebody, whatever its words; what still waits must have been.
WAITING = frozenset({UNANSWERED, SUPERSEDED})
# What a reading takes for an answer with less than this is wrong as often as right: a link to look at, no settlement.
LEAST_SETTLING = 0.4
# An item that is put again in these words, within this many days, is the same matter put anew.
PUT_AGAIN = 0.3
PUT_AGAIN_DAYS = 400
# What is right less often than this is not held against anybody as unanswered. Tellings bear one another out: that none
# of them is right is as likely as all are wrong.
LEAST_SCORE = 0.64
# News is of the day that it is told or of the one before: of so many days in a row the last is told.
FEW_DAYS = 3


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
    denied = Denied(items, settled, moves)
    for item, later in _in_time(items, moves):
        head = item[0]
        if 1.0 - math.prod(1.0 - move.score for move in item) < LEAST_SCORE:
            continue
        told = [settled[move.id] for move in item if move.id in settled]
        state, by = max(told, key=lambda pair: moves.order(moves.by_id[pair[1]]), default=(UNANSWERED, None))
        if state == UNANSWERED:
            state, by = denied.of(item) or _of_page(item, moves) or (state, by)
        if state == UNANSWERED and later:
            state, by = SUPERSEDED, later
        if state in WAITING and not waits(head):
            continue
        first = min((move.date.earliest for move in item if move.date.earliest and moves.days[move.id]), default=None)
        since = _since(head.date) if moves.days[head.id] else None
        line = coverage.line(first, found=state != UNANSWERED)
        found.append(OpenItem(head.id, threads.get(head.id), state, by, since, line))
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
            held = groups[FAMILIES[move.type], move.actor.side, move.recipient.side, moves.story_of(move)]
            group = next((g for g in held if not _days_differ(g[0], move)), None)
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
    latest: dict[tuple[str | None, ...], _Later] = defaultdict(lambda: _Later(moves))
    for item in sorted(items, key=lambda held: moves.order(held[0]), reverse=True):
        held = latest[FAMILIES[item[0].type], item[0].actor.side, item[0].recipient.side]
        again = next((later for later in held.near(item) if _put_again(item, later, moves)), None)
        held.add(item)
        found.append((item, again[0].id if again else None))
    return found


class _Later:
    """Items of one family by one side, from the last to the first: those in words like an item's are found without a
    look at all."""

    def __init__(self, moves: Moves) -> None:
        self._moves = moves
        self._held: list[Sequence[SeenMove]] = []
        self._listed = Listed(PUT_AGAIN)

    def add(self, item: Sequence[SeenMove]) -> None:
        """Take in an item that is earlier than all before."""
        for move in item if self._moves.days[item[0].id] else ():
            self._listed.add(len(self._held), self._moves.vectors[move.id])
        self._held.append(item)

    def near(self, item: Sequence[SeenMove]) -> Iterator[Sequence[SeenMove]]:
        """Those in which an item may be put again, the first in time first."""
        # An item of a known time lies within KNOWN days from its first: what is later than this is so for all others.
        end = self._moves.order(item[0])[0] + KNOWN + PUT_AGAIN_DAYS
        found = set()
        for move in item:
            found |= self._listed.near(self._moves.vectors[move.id], lambda number: self._begins(number) > end)
        return (self._held[number] for number in sorted(found, reverse=True))

    def _begins(self, number: int) -> int:
        return self._moves.order(self._held[number][0])[0]


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


def _of_page(item: Sequence[SeenMove], moves: Moves) -> Settled | None:
    """What the page of the last telling that goes on to say so tells became of an item; the telling stands for it."""
    tellings = (told for move in item for told in moves.tellings[move.id])
    for told in sorted(tellings, key=moves.order, reverse=True):
        for answer in (answer for answer in told.answers if is_of_page(answer, told)):
            state = state_by(answer.kind, told)
            if state:
                return state, told.id
    return None


def _is_likely(answer: MoveAnswer) -> bool:
    weighed = weight_of(answer.basis)
    return weighed is None or weighed >= LEAST_SETTLING
