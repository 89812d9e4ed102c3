"""The same move, told several times.

Two rows are tellings of one move where type and sides are the same, the days agree and the words are alike. Of the
tellings the earliest stands for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.link.days import Days, days_of, gap
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.link.words import Rarity, dot, unit, words

# Words in common that make two rows with one day one move, and two rows of which one bears no day.
ALIKE_SAME_DAY = 0.25
ALIKE_NO_DAY = 0.5
# A day may be told with a slip of one: time zones, "on Monday" printed on Tuesday.
SLIP = 1
# Wider than this, a date does not tell one move from the next.
WIDEST = 3
UNDATED = 10**7


class Moves:
    """The moves of a record, each with its day, its words and the move that stands for all its tellings."""

    def __init__(self, documents: Sequence[SeenDocument]) -> None:
        published = {document.id: days_of(document.published, widest=None) for document in documents}
        self.all: tuple[SeenMove, ...] = tuple(move for document in documents for move in document.moves)
        self.by_id = {move.id: move for move in self.all}
        self.days: dict[str, Days | None] = {move.id: days_of(move.date, widest=400) for move in self.all}
        self._published = {move.id: published[move.document_id] for move in self.all}
        self.vectors = _vectors(self.all)
        self.first = self._first_tellings()
        self.tellings: dict[str, list[SeenMove]] = defaultdict(list)
        for move in sorted(self.all, key=self.order):
            self.tellings[self.first[move.id]].append(move)

    def order(self, move: SeenMove) -> tuple[int, int, str, int, str]:
        """Place in time: by the day of the move; where it has none, by the day on which it was told."""
        days = self.days[move.id] or middle(self._published[move.id])
        return (*days, move.document_id, move.start, move.id)

    def likeness(self, one: SeenMove, other: SeenMove) -> float:
        """How alike the words of two moves are."""
        return dot(self.vectors[one.id], self.vectors[other.id])

    def _first_tellings(self) -> dict[str, str]:
        kinds: dict[tuple[str, ...], list[SeenMove]] = defaultdict(list)
        for move in sorted(self.all, key=self.order):
            if move.actor.side:
                kinds[move.type, ";".join(move.actor.sides), ";".join(move.recipient.sides)].append(move)
        first = {move.id: move.id for move in self.all}
        for moves in kinds.values():
            self._put_first(moves, first)
        return first

    def _put_first(self, moves: Sequence[SeenMove], first: dict[str, str]) -> None:
        """Give each of some moves, in order of time, the earliest that it is a telling of.

        A telling is like the first one, not like another telling: a chain of slips never makes two deeds one.
        """
        heads: list[SeenMove] = []
        for move in moves:
            start = self.order(move)[0] - SLIP - WIDEST
            heads = [head for head in heads if self.order(head)[1] >= start]
            same = next((head for head in heads if self._same(head, move)), None)
            if same is None:
                heads.append(move)
            else:
                first[move.id] = same.id

    def _same(self, one: SeenMove, other: SeenMove) -> bool:
        mine, theirs = self.days[one.id], self.days[other.id]
        if mine is None or theirs is None or max(mine[1] - mine[0], theirs[1] - theirs[0]) > WIDEST:
            return self.likeness(one, other) >= ALIKE_NO_DAY
        apart = gap(mine, theirs)
        return apart is not None and apart <= SLIP and self.likeness(one, other) >= ALIKE_SAME_DAY


def middle(days: Days | None) -> Days:
    """The middle of an interval, as the best place for what has no day; after all else where nothing is known."""
    return ((days[0] + days[1]) // 2,) * 2 if days else (UNDATED, UNDATED)


def _common(move: SeenMove) -> set[str]:
    """Words that rows of one type between the same parties share anyway: the parties' names and the trigger."""
    return set(words(f"{move.actor.name or ''} {move.recipient.name or ''} {move.trigger}"))


def _vectors(moves: Sequence[SeenMove]) -> dict[str, dict[str, float]]:
    told = [set(words(f"{move.text} {move.about}")) - _common(move) for move in moves]
    rarity = Rarity(told)
    return {move.id: unit({word: rarity.of(word) for word in found}) for move, found in zip(moves, told, strict=True)}
