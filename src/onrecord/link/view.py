"""What linking sees of a record: frozen types that somebody else fills.

Offsets are code points of a document's text. Ids are the record's; names are for titles and labels only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.model import OUTLET_VOICE, Answer, When


@dataclass(frozen=True, slots=True)
class Block:
    """A segment of the article itself: its kind, where it starts, its text."""

    kind: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """One end of a move: an actor's id, name and kind, the side that it acts for; each None where not said."""

    id: str | None = None
    name: str | None = None
    side: str | None = None
    kind: str | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides, in order; several where a move is made jointly."""
        return tuple(sorted(filter(None, (self.side or "").split(";"))))


@dataclass(frozen=True, slots=True)
class SeenMove:
    """A move as the record holds it; ``told_by`` is the actor whose words it is told in, None for the outlet's own.

    ``answers`` are the reading's; ``refuted`` are moves that a person says it does not answer, ``given`` answers that a
    person says it gives, on whatever page. ``words`` are those by which it is compared, where they were found before.
    """

    id: str
    document_id: str
    type: str
    actor: Party
    recipient: Party
    start: int
    end: int
    text: str
    trigger: str
    about: str
    voice: str
    status: str
    date: When
    answers: tuple[Answer, ...] = ()
    told_by: str | None = None
    score: float = 1.0
    refuted: tuple[str, ...] = ()
    given: tuple[Answer, ...] = ()
    words: tuple[str, ...] | None = None

    @property
    def own(self) -> bool:
        """Whether the outlet itself tells it, or the one who made it: not somebody else's claim."""
        return self.voice == OUTLET_VOICE or (self.told_by is not None and self.told_by == self.actor.id)


@dataclass(frozen=True, slots=True)
class SeenStatement:
    """An attribution as the record holds it; ``speaker`` is the actor's name, ``source`` the words of the page."""

    id: str
    document_id: str
    speaker_id: str | None
    speaker: str | None
    source: str
    cue: str
    text: str
    start: int
    end: int

    @property
    def voice(self) -> str:
        """Whose words they are, as a reader would name them."""
        return self.speaker or self.source


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A document with its article text and its layers; ``actors`` are ids, ``sides`` those that it names actors of."""

    id: str
    outlet: str | None
    title: str | None
    published: When
    blocks: tuple[Block, ...]
    actors: tuple[str, ...] = ()
    moves: tuple[SeenMove, ...] = ()
    statements: tuple[SeenStatement, ...] = ()
    sides: tuple[str, ...] = ()

    @property
    def account(self) -> str:
        """Whose telling this is: the outlet, or where none is known the document alone."""
        return self.outlet or ""


class Whole(Protocol):
    """All documents of a record, read as often as linking asks for some; the names of sides by their codes."""

    @property
    def ids(self) -> Sequence[str]: ...

    @property
    def side_names(self) -> Sequence[tuple[str, str]]: ...

    def read(self, ids: Iterable[str]) -> Iterator[SeenDocument]:
        """Some documents, in order of their ids."""


@dataclass(frozen=True, slots=True)
class View:
    """All documents of a record, at hand."""

    documents: tuple[SeenDocument, ...] = field(default=())
    side_names: tuple[tuple[str, str], ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(document.id for document in self.documents)

    def read(self, ids: Iterable[str]) -> Iterator[SeenDocument]:
        wanted = set(ids)
        return iter(sorted((found for found in self.documents if found.id in wanted), key=lambda found: found.id))
