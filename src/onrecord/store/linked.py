"""What linking hands to the record: one frozen type a table, its fields the table's columns.

``None`` is "not said". Ids are hashes of content, so that the same pages give the same rows in any order.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that prints the text of an earlier one; ``note`` says what was cut or changed."""

    document_id: str
    original_id: str
    similarity: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One happening told by ``documents`` articles of ``outlets`` outlets."""

    id: str
    title: str
    published_earliest: str | None
    published_latest: str | None
    documents: int
    outlets: int


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """A document's place in a story."""

    story_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class NeighbourDate:
    """When a page that bears no day of its own was published, by ``documents`` dated pages beside it.

    ``basis`` is ``copy`` or ``story``; ``agrees`` 0 where the page's own evidence speaks against it; ``note`` says in
    words what the neighbours are.
    """

    document_id: str
    story_id: str
    earliest: str
    latest: str
    basis: str
    documents: int
    agrees: int
    note: str


@dataclass(frozen=True, slots=True)
class Account:
    """One outlet's telling of a story: the ids of its documents."""

    id: str
    story_id: str
    outlet: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A cell of a story's table: how one account tells the row ``row_id``, and where.

    ``kind`` is ``move``, ``statement``, ``figure``, ``date`` or ``reason``; ``telling`` ``told``, ``attributed``,
    ``denied``, ``differs`` or ``absent``; ``voice`` names whose words it is told in, ``difference`` says what differs.
    """

    id: str
    account_id: str
    story_id: str
    row_id: str
    ordinal: int
    kind: str
    label: str
    telling: str
    voice: str = ""
    difference: str = ""
    document_id: str | None = None
    move_id: str | None = None
    attribution_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Moves between two sides on one matter."""

    id: str
    title: str
    matter: str
    side_a: str
    side_b: str
    date_earliest: str | None
    date_latest: str | None
    moves: int


@dataclass(frozen=True, slots=True)
class ThreadMove:
    """A move's place in a thread; ``same_as_id`` names the first telling of the same move."""

    thread_id: str
    move_id: str
    ordinal: int
    same_as_id: str | None = None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """The state of an accusation, demand, offer or pledge, and what the record covers."""

    move_id: str
    thread_id: str | None
    state: str
    settled_by_id: str | None
    since: str | None
    coverage: str


@dataclass(frozen=True, slots=True)
class MoveAnswer:
    """A link between moves of different documents, with the evidence for it."""

    move_id: str
    answered_move_id: str
    kind: str
    basis: str
    scope: str = "record"


@dataclass(frozen=True, slots=True)
class Links:
    """All that linking finds, each in order of its key."""

    copies: tuple[Copy, ...] = ()
    stories: tuple[Story, ...] = ()
    story_documents: tuple[StoryDocument, ...] = ()
    neighbour_dates: tuple[NeighbourDate, ...] = ()
    accounts: tuple[Account, ...] = ()
    account_rows: tuple[AccountRow, ...] = ()
    threads: tuple[Thread, ...] = ()
    thread_moves: tuple[ThreadMove, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    move_answers: tuple[MoveAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What some links stand for, where not for the whole record: all others stay as they are.

    ``documents`` are those whose copies were looked for, ``stories`` and ``threads`` ids that were or are, ``moves``
    those whose answers were, ``items`` those whose states were.
    """

    documents: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    threads: frozenset[str] = frozenset()
    moves: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SketchRow:
    """What linking keeps of a document; days as numbers, the heavy half as bytes."""

    document_id: str
    published_first: int | None
    published_last: int | None
    told_first: int | None
    told_last: int | None
    length: int
    content: bytes


@dataclass(frozen=True, slots=True)
class ListRow:
    """A document's place in a list of those that share a word or a run of words."""

    key: int
    day: int
    document_id: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A thread that a move belongs to; ``home`` is 1 where it is linked there."""

    side_a: str
    side_b: str
    matter: str
    move_id: str
    document_id: str
    home: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """What a page itself gives of a move that stands in a thread: its words, and as JSON the answers that hold."""

    move_id: str
    document_id: str
    words: str
    answers: str
