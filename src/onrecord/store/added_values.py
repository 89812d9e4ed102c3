"""What a person says of a move that the machine missed: checked, and as one line of the log.

In come words of a document's text with what they tell; out comes the value of a judgement ``added``, by which the row
is made on every record that holds the document. Nothing is written here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from onrecord.errors import RecordError
from onrecord.ids import make_id
from onrecord.store.judged_values import check_value

LONGEST = 2_000
"""Code points that a move's words may have: a sentence or a few, no article."""


@dataclass(frozen=True, slots=True)
class AddedMove:
    """A move that a person adds: the document, where its words stand there and what they are, its type, status, day
    (empty where not known), the sides of those who are no actors of the record, and which of the words name the move
    (empty where nobody says so)."""

    document: str
    start: int
    end: int
    words: str
    type: str
    status: str = "done"
    date: str = ""
    actor_side: str = ""
    recipient_side: str = ""
    trigger: str = ""

    @property
    def id(self) -> str:
        """The id of the move, the same wherever and by whomever it is added."""
        return make_id("move", self.document, self.type, self.start, self.end, "added")

    @property
    def value(self) -> str:
        """The value of the judgement."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def check_added(move: AddedMove) -> None:
    """Raise an error where a move is none."""
    check_value("type", move.type)
    check_value("status", move.status)
    for verdict, value in (("date", move.date), ("side", move.actor_side), ("side", move.recipient_side)):
        if value:
            check_value(verdict, value)
    if not 0 <= move.start < move.end or move.end - move.start != len(move.words):
        raise RecordError(f"{move.start}..{move.end} is not where its {len(move.words)} letters may stand")
    if move.trigger not in move.words:
        raise RecordError(f"“{move.trigger[:60]}” does not stand in “{move.words[:60]}”; give words of it as they are")
    if len(move.words) > LONGEST:
        raise RecordError(f"{len(move.words)} letters are too many for one move; choose its sentence")


def added_of(value: str, target_id: str) -> AddedMove:
    """The move of such a value, whose id must fit."""
    try:
        found = json.loads(value)
        move = AddedMove(**found)
        fits = all(isinstance(found[name], int if name in ("start", "end") else str) for name in found)
    except (ValueError, TypeError) as error:
        raise RecordError(f"no move is told by this value of the verdict added: {value[:80]}") from error
    if not fits or move.id != target_id:
        raise RecordError(f"{target_id} is not the id of the move that is added")
    check_added(move)
    return move
