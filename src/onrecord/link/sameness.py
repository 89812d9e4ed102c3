"""The same move, told several times.

Two rows are tellings of one move where type and sides are the same, the days agree and the words are alike: the more so
where nothing else holds them together, the less within one story. What each type asks for are rows of
``data/link/tellings.csv``. Of the tellings the earliest stands for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord import tables
from onrecord.link.days import Days, days_of, gap
from onrecord.link.pairs import Listed
from onrecord.link.view import Party, SeenDocument, SeenMove
from onrecord.link.words import dot, rarity, unit, words

# A day may be told with a slip of one: time zones, "on Monday" printed on Tuesday.
SLIP = 1
# Wider than this, a date does not tell one move from the next.
WIDEST = 3
# Words in common that make two rows one move where no day tells them apart.
NO_DAY_MORE = 0.25
# Wider than a year, it tells nothing.
KNOWN = 400
UNDATED = 10**7
# Where two persons make it, it is said twice; a deed is told of the minister and of the ministry.
PERSON = "person"
OTHER_TYPES = "*"
# Letters between two clauses that a sentence tells one beside the other.
BESIDE = 6
# Letters of a word that can name a deed.
SHORTEST_VERB = 4


class Moves:
    """The moves of some documents, each with its day, its words and the move that stands for all its tellings.

    ``stories`` names the story of each document, where it is known.
    """

    def __init__(self, documents: Sequence[SeenDocument], stories: Mapping[str, str] | None = None) -> None:
        self._stories = stories or {}
        published = {document.id: days_of(document.published, widest=None) for document in documents}
        self.all: tuple[SeenMove, ...] = tuple(move for document in documents for move in document.moves)
        self.by_id = {move.id: move for move in self.all}
        self.days: dict[str, Days | None] = {move.id: days_of(move.date, widest=KNOWN) for move in self.all}
        self._published = {move.id: published[move.document_id] for move in self.all}
        self._order = {move.id: self._place(move) for move in self.all}
        self.vectors = {move.id: vector_of_move(move) for move in self.all}
        self.first = self._first_tellings()
        self.tellings: dict[str, list[SeenMove]] = defaultdict(list)
        for move in sorted(self.all, key=self.order):
            self.tellings[self.first[move.id]].append(move)
        self.told_days = {name: self._days_of_all(name) for name in self.tellings}

    def order(self, move: SeenMove) -> tuple[int, int, str, int, str]:
        """Place in time: by the day of the move; where it has none, by the day on which it was told."""
        return self._order[move.id]

    def _days_of_all(self, first: str) -> Days | None:
        """The days of a move that all its tellings leave: one page knows a month, another the day; where they
        disagree, those of the first."""
        held = [days for move in self.tellings[first] if (days := self.days[move.id])]
        both = (max(days[0] for days in held), min(days[1] for days in held)) if held else None
        return both if both and both[0] <= both[1] else self.days[first]

    def day_of(self, move: SeenMove) -> int:
        """The day that a move is taken to be of: that on which it was told where it may be; else the middle."""
        days, told = self.days[move.id], middle(self._published[move.id])[0]
        return told if days is None or days[0] <= told <= days[1] else middle(days)[0]

    def likeness(self, one: SeenMove, other: SeenMove) -> float:
        """How alike the words of two moves are."""
        return dot(self.vectors[one.id], self.vectors[other.id])

    def one_story(self, one: SeenMove, other: SeenMove) -> bool:
        """Whether two moves are told by one page, or by pages of one story."""
        return self.story_of(one) == self.story_of(other)

    def story_of(self, move: SeenMove) -> str:
        """The story of the page that tells a move; the page itself where it has none."""
        return self._stories.get(move.document_id, move.document_id)

    def one_time(self, one: SeenMove, other: SeenMove) -> bool | None:
        """Whether two moves may be of one time; None where a date is missing or too wide to tell."""
        mine, theirs = self.days[one.id], self.days[other.id]
        apart = gap(mine, theirs)
        if apart is not None and apart > SLIP:
            return False
        if mine is None or theirs is None or max(mine[1] - mine[0], theirs[1] - theirs[0]) > WIDEST:
            return None
        return True

    def _place(self, move: SeenMove) -> tuple[int, int, str, int, str]:
        days = self.days[move.id] or middle(self._published[move.id])
        return (*days, move.document_id, move.start, move.id)

    def _first_tellings(self) -> dict[str, str]:
        first = {move.id: move.id for move in self.all}
        kinds: dict[tuple[str | None, ...], list[SeenMove]] = defaultdict(list)
        for move in sorted(self.all, key=self.order):
            kinds[move.type, move.actor.side, move.recipient.side, str(move.status == "denied")].append(move)
        for moves in kinds.values():
            self._put_first(moves, first)
        return first

    def _put_first(self, moves: Sequence[SeenMove], first: dict[str, str]) -> None:
        """Give each of some moves, in order of time, the earliest that it is a telling of.

        A telling is like the first one, not like another telling: a chain of slips never makes two deeds one.
        """
        heads = _Heads(self)
        told: dict[str, list[SeenMove]] = defaultdict(list)
        for move in moves:
            near = (head for head in heads.near(move) if self._same(head, move))
            same = next((head for head in near if not any(_two(other, move) for other in told[head.id])), move)
            if same is move:
                heads.add(move)
            first[move.id] = same.id
            told[same.id].append(move)

    def _same(self, one: SeenMove, other: SeenMove) -> bool:
        one_time = self.one_time(one, other)
        if one_time is False or not _may_be_one(one, other):
            return False
        apart, in_story = asked_of(one.type)
        least = in_story if self.one_story(one, other) else apart
        return self.likeness(one, other) >= (least if one_time else least + NO_DAY_MORE)


class _Heads:
    """Moves of one type and the same sides that stand for others, in order of time: those of its story and those that
    share telling words with a move are found without a look at all."""

    def __init__(self, moves: Moves) -> None:
        self._moves = moves
        self._all: list[SeenMove] = []
        self._listed: Listed | None = None
        self._of_story: dict[str, list[int]] = defaultdict(list)

    def add(self, move: SeenMove) -> None:
        """Take in a move that is later than all before."""
        number = len(self._all)
        self._all.append(move)
        self._listed = self._listed or Listed(asked_of(move.type)[0])
        self._listed.add(number, self._moves.vectors[move.id])
        self._of_story[self._moves.story_of(move)].append(number)

    def near(self, move: SeenMove) -> Iterator[SeenMove]:
        """Those of which a move may be a telling, in order of time; what is over for it is over for all after it."""
        start = self._moves.order(move)[0] - SLIP - WIDEST
        found = set(self._of_story.get(self._moves.story_of(move), ()))
        if self._listed:
            found |= self._listed.near(self._moves.vectors[move.id], lambda number: self._ends(number) < start)
        return (self._all[number] for number in sorted(found) if self._ends(number) >= start)

    def _ends(self, number: int) -> int:
        return self._moves.order(self._all[number])[1]


@cache
def asked_of(kind: str) -> tuple[float, float]:
    """Words in common that make two rows of a type one move: anywhere, and within one story."""
    asked = {
        row["type"]: (float(row["apart"]), float(row["in_story"]))
        for row in tables.rows("link/tellings.csv", ("type", "apart", "in_story", "example"))
    }
    return asked.get(kind, asked[OTHER_TYPES])


@cache
def is_told_of_one_actor(kind: str) -> bool:
    """Whether what one actor does to one side at one time is one move of this type, whoever of that side is named."""
    rows = tables.rows("link/tellings.csv", ("type", "example"))
    return any(row["type"] == kind and row.get("one_actor") == "yes" for row in rows)


def one_verb(one: str, other: str) -> bool:
    """Whether two triggers share a word in any of its forms: "expelling", "will expel"."""
    mine, theirs = ([word for word in words(trigger) if len(word) >= SHORTEST_VERB] for trigger in (one, other))
    return any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


def middle(days: Days | None) -> Days:
    """The middle of an interval, as the best place for what has no day; after all else where nothing is known."""
    return ((days[0] + days[1]) // 2,) * 2 if days else (UNDATED, UNDATED)


def _may_be_one(one: SeenMove, other: SeenMove) -> bool:
    return not two_persons(one.actor, other.actor) and not two_persons(one.recipient, other.recipient)


def _two(one: SeenMove, other: SeenMove) -> bool:
    """Whether a page tells two rows side by side, of a type of which these are two: "expelled nine envoys and closed a
    consulate"."""
    if one.document_id != other.document_id or one.type not in _side_by_side():
        return False
    return max(one.start - other.end, other.start - one.end) <= BESIDE


@cache
def _side_by_side() -> frozenset[str]:
    """Types of which a sentence tells several moves one beside the other."""
    rows = tables.rows("link/tellings.csv", ("type", "example"))
    return frozenset(row["type"] for row in rows if row.get("side_by_side") == "two")


def two_persons(one: Party, other: Party) -> bool:
    """Whether two parties are two persons: neither is the other's state or office."""
    return one.kind == other.kind == PERSON and one.id != other.id


def vector_of_move(move: SeenMove) -> dict[str, float]:
    """The words by which a move is compared, as a vector of length one."""
    return unit({word: rarity(word) for word in (words_of_move(move) if move.words is None else move.words)})


def words_of_move(move: SeenMove) -> tuple[str, ...]:
    """The words of a move without those that rows of one type between the same parties share anyway, in order."""
    common = set(words(f"{move.actor.name or ''} {move.recipient.name or ''} {move.trigger}"))
    return tuple(sorted(set(words(f"{move.text} {move.about}")) - common))
