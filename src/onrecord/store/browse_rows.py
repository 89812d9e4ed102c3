"""The frozen rows that browsing gives, as screens, commands and files show them.

Every row that stands in a text bears its document, outlet, title, span and sentence, so that nothing is shown without
the place where it is written. Rows hold text as printed, never markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.model import When
from onrecord.store.browse_dates import is_vague, past_words, span_words, thing_words

Row = TypeVar("Row")

DONE = "done"
"""The status of a move that happened, as whoever tells it says."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a timeline is narrowed to; None lets everything through.

    ``kind`` is ``move`` or ``statement``; ``actor`` an id or a name, on either end of a move, and ``side`` likewise a
    code; with a ``recipient`` (or ``recipient_side``), whom a move meets, the actor (or side) is the one who makes it;
    ``voice`` is ``outlet``, ``quoted`` (in somebody's words) or an actor; ``since`` and ``until`` are ISO days, months
    or years; ``words`` must stand in it, as in a search; ``matter`` is that of a thread; ``least`` is the
    least score, from 0 to 1.
    """

    kind: str | None = None
    actor: str | None = None
    side: str | None = None
    type: str | None = None
    voice: str | None = None
    status: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    document: str | None = None
    words: str | None = None
    matter: str | None = None
    recipient: str | None = None
    recipient_side: str | None = None
    least: str | None = None


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """One stretch of a longer list: its rows, how many there are in all, where the stretch begins."""

    rows: tuple[Row, ...]
    total: int
    limit: int
    offset: int

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def next_offset(self) -> int | None:
        following = self.offset + len(self.rows)
        return following if self.rows and following < self.total else None


@dataclass(frozen=True, slots=True)
class Party:
    """One end of a move or a statement's speaker; ``name`` falls back on the side, or is empty where none is known.

    ``office`` is the one held on the day of the document; ``doubt`` the one that the document gives where the list of
    office holders does not know it for that day.
    """

    id: str | None
    name: str
    side: str | None
    kind: str | None = None
    office: str | None = None
    doubt: str | None = None

    def __bool__(self) -> bool:
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word over a row: who, when, verdict, value, reason; ``undone`` where a later one takes it back."""

    id: str
    made_at: str
    made_by: str
    target: str
    target_id: str
    verdict: str
    value: str
    reason: str
    undoes: str | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A move or a statement, where it stands, and who tells it.

    ``type`` is the move's type, or a statement's kind (direct, indirect, mixed). ``text`` is the move's clause or the
    statement's content, ``cue`` the words that name it; ``text_span`` of the document is ``start``, ``end``.
    ``voice_name`` is the outlet, or whoever says so; ``told`` tells which of the two. ``judgements`` hold, newest last.
    """

    id: str
    kind: str
    type: str
    actor: Party
    recipient: Party
    status: str | None
    voice: str
    voice_name: str
    voice_actor: str | None
    when: When
    about: str
    text: str
    cue: str
    start: int
    end: int
    cue_span: tuple[int, int]
    sentence: str
    sentence_start: int
    document_id: str
    outlet: str | None
    title: str | None
    published: When
    score: float
    basis: str
    plover: str | None = None
    cameo: str | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def date_words(self) -> str:
        return thing_words(self.when.value, self.when.earliest, self.when.latest)

    @property
    def undated(self) -> bool:
        """Whether nothing places it in time, or only to within several years."""
        return not self.when.earliest or is_vague(self.when.value, self.when.earliest, self.when.latest)

    @property
    def page_undated(self) -> bool:
        """Likewise of the document that it stands in."""
        when = self.published
        return not when.earliest or is_vague(when.value, when.earliest, when.latest)

    @property
    def told(self) -> str:
        return "outlet" if self.voice == "outlet" else "quoted"

    @property
    def verdict(self) -> str | None:
        """The newest standing word of a person on whether the row is right."""
        return next((j.verdict for j in reversed(self.judgements) if j.verdict in ("right", "wrong")), None)


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as a list shows it."""

    id: str
    locator: str
    outlet: str | None
    title: str | None
    language: str | None
    url: str | None
    published: When
    moves: int
    statements: int
    copy_of: str | None = None

    @property
    def date_words(self) -> str:
        return past_words(self.published.value, self.published.earliest, self.published.latest)

    @property
    def undated(self) -> bool:
        """Whether nothing dates it, or only to within several years."""
        when = self.published
        return not when.earliest or is_vague(when.value, when.earliest, when.latest)


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor as a list shows it: how many moves it makes, how many meet it, how many statements it makes."""

    id: str
    name: str
    kind: str
    side: str | None
    wikidata: str | None
    moves: int
    received: int
    statements: int


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story as a list shows it."""

    id: str
    title: str
    published: When
    documents: int
    outlets: int

    @property
    def date_words(self) -> str:
        return past_words(None, self.published.earliest, self.published.latest)


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A thread as a list shows it; ``open`` counts its moves that nobody has answered."""

    id: str
    title: str
    matter: str
    side_a: str
    side_b: str
    when: When
    moves: int
    open: int

    @property
    def date_words(self) -> str:
        return span_words(self.when.earliest, self.when.latest)


@dataclass(frozen=True, slots=True)
class SideLine:
    """A side, its name where the record knows one, and the moves that it makes or meets."""

    code: str
    name: str
    moves: int
