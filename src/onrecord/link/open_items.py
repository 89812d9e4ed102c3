"""What is still open: the state of every accusation, demand, offer and pledge.

In come the moves and their answers, stated or inferred; out comes for each item what settled it, since when it is open,
and what of the record could hold an answer. Nothing is called unanswered without that line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.link.answers import MADE, rules
from onrecord.link.days import days_of
from onrecord.link.sameness import Moves
from onrecord.link.threads import keys_of, thread_id
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.store.linked import MoveAnswer, OpenItem

KINDS = frozenset({"accuse", "demand", "offer", "pledge"})
PLEDGE = "pledge"
UNANSWERED = "unanswered"
# What an answer that words state does to the item, where no rule of its types says more.
STATE_OF = {"denies": "denied", "rejects": "refused", "accepts": "accepted", "fulfils": "fulfilled"}
Settled = tuple[str, str]


def find_open_items(
    documents: Sequence[SeenDocument],
    moves: Moves,
    matters: Mapping[str, str],
    inferred: Sequence[MoveAnswer],
    threads: frozenset[str],
) -> tuple[OpenItem, ...]:
    """The state of each item, one for all its tellings, in order of their ids."""
    coverage = Coverage(documents)
    settled = _settled(moves, inferred)
    items = []
    for first in sorted(set(moves.first.values())):
        move = moves.by_id[first]
        if not is_item(move):
            continue
        state, by = settled.get(first, (UNANSWERED, None))
        thread = next((t for key in keys_of(move, matters[first]) if (t := thread_id(key)) in threads), None)
        since = move.date.earliest if moves.days[first] else None
        items.append(OpenItem(first, thread, state, by, since, coverage.line(move, state)))
    return tuple(items)


def is_item(move: SeenMove) -> bool:
    """Whether a move waits for somebody: made by one side towards another; a pledge binds its maker alone."""
    if move.type not in KINDS or move.status not in MADE or not move.actor.side:
        return False
    return move.type == PLEDGE or bool(move.recipient.side and move.recipient.side != move.actor.side)


def _settled(moves: Moves, inferred: Sequence[MoveAnswer]) -> dict[str, Settled]:
    """State and answering move of each first telling that is answered; the last answer in time decides."""
    pairs = [(move.id, answer.move, answer.kind) for move in moves.all for answer in move.answers]
    pairs += [(answer.move_id, answer.answered_move_id, answer.kind) for answer in inferred]
    found: dict[str, list[tuple[SeenMove, str]]] = defaultdict(list)
    for answering, answered, kind in pairs:
        if answered in moves.by_id:
            state = _state(moves.by_id[answering], moves.by_id[answered], kind)
            if state:
                found[moves.first[answered]].append((moves.by_id[answering], state))
    last = {first: max(told, key=lambda item: moves.order(item[0])) for first, told in found.items()}
    return {first: (state, moves.first[move.id]) for first, (move, state) in last.items()}


def _state(answering: SeenMove, answered: SeenMove, kind: str) -> str | None:
    if answering.status not in ("done", "denied"):
        return None
    rule = rules().get((answering.type, answered.type))
    if rule and rule.state:
        return rule.state
    state = STATE_OF.get(kind)
    # An accusation is not refused but denied, where it is rejected by the side that it is made against.
    if state == "refused" and answered.type == "accuse":
        return "denied" if answering.type == "deny" else None
    return state if not (state == "denied" and answered.type != "accuse") else None


class Coverage:
    """What the record holds from a day on: pages, outlets, last day."""

    def __init__(self, documents: Sequence[SeenDocument]) -> None:
        self._pages = [(days_of(d.published, widest=None), d.outlet, frozenset(d.actors)) for d in documents]
        # A wide interval says nothing of how far the record reaches.
        self._until = max((d.published.latest or "" for d in documents if days_of(d.published)), default="")

    def line(self, move: SeenMove, state: str) -> str:
        """What was looked through for an answer."""
        asked = {move.actor.id, move.recipient.id} - {None}
        days = days_of(move.date, widest=None)
        since = days[0] if days else 0
        pages = [page for page in self._pages if page[0] is None or page[0][1] >= since]
        near = [page for page in pages if asked & page[2]]
        outlets = {page[1] for page in near if page[1]}
        until = f" up to {self._until}" if self._until else ""
        found = "nothing found" if state == UNANSWERED else f"{state}, as found"
        return f"{found} in {_many(len(near), 'page')} of {_many(len(outlets), 'outlet')} that name the parties{until}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
