"""Stories: the list, and one with its accounts side by side, and what its pages say of one another's dates."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from onrecord.errors import NotFound
from onrecord.model import When
from onrecord.store.browse_documents import document_lines
from onrecord.store.browse_neighbours import NeighbourDate, neighbour_dates
from onrecord.store.browse_rows import DocumentLine, Listing, StoryLine
from onrecord.store.browse_sources import id_of
from onrecord.store.browse_spans import listed


@dataclass(frozen=True, slots=True)
class AccountColumn:
    """One outlet's telling of a story: the column of the table, and the documents that it was made from."""

    id: str
    outlet: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How an account tells a row: ``telling`` is told, attributed, denied, differs or absent; where, in whose voice."""

    account: str
    telling: str
    voice: str
    difference: str
    document_id: str | None
    move_id: str | None
    attribution_id: str | None
    start: int | None
    end: int | None
    words: str


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One thing that a story's accounts tell or leave out; ``cells`` stand in the order of the accounts."""

    id: str
    kind: str
    label: str
    cells: tuple[Cell | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the accounts do not all tell it alike."""
        return len({cell.telling if cell else "absent" for cell in self.cells}) > 1

    @property
    def shared(self) -> bool:
        """Whether more than one account tells it."""
        return self.tellers > 1

    @property
    def tellers(self) -> int:
        """How many accounts tell it."""
        return sum(cell is not None and cell.telling != "absent" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as its screen shows it; ``former`` are ids of stories that went into it.

    ``asked`` is the former id by which it was asked for, ``dates`` what its pages say of one another's publication.
    """

    line: StoryLine
    documents: tuple[DocumentLine, ...]
    accounts: tuple[AccountColumn, ...]
    rows: tuple[StoryRow, ...]
    former: tuple[str, ...] = ()
    asked: str | None = None
    dates: tuple[NeighbourDate, ...] = ()

    @property
    def merged(self) -> str:
        """That the story asked for is part of this one, in a sentence; empty where it is this one."""
        return f"The story {self.asked} was merged into this one." if self.asked else ""


_STORIES = "SELECT id, title, published_earliest, published_latest, documents, outlets FROM stories"


def stories(connection: sqlite3.Connection, *, limit: int = 50, offset: int = 0) -> Listing[StoryLine]:
    """Stories told by several outlets, newest first; then the others likewise.

    By the day before which no page of it was published: a page that may be of any year makes no story new.
    """
    total = connection.execute("SELECT count(*) FROM stories").fetchone()[0]
    order = "ORDER BY outlets > 1 DESC, published_earliest DESC NULLS LAST, documents DESC, title, id LIMIT ? OFFSET ?"
    rows = connection.execute(f"{_STORIES} {order}", (limit, offset))
    return Listing(tuple(_story_line(row) for row in rows), total, limit, offset)


def story(connection: sqlite3.Connection, wanted: str) -> StoryView:
    """The story with an id (or the beginning of one): its documents, accounts, and the table of what each tells."""
    key, asked = _story_of(connection, wanted)
    line = _story_line(connection.execute(f"{_STORIES} WHERE id = ?", (key,)).fetchone())
    found = connection.execute("SELECT document_id FROM story_documents WHERE story_id = ? ORDER BY 1", (key,))
    lines = document_lines(connection, tuple(row[0] for row in found))
    place = {document.id: number for number, document in enumerate(lines)}
    accounts = [
        AccountColumn(row[0], row[1], tuple(listed(row[2])))
        for row in connection.execute(
            "SELECT id, outlet, documents FROM accounts WHERE story_id = ? ORDER BY id", (key,)
        )
    ]
    accounts.sort(key=lambda a: (min((place.get(d, len(place)) for d in a.documents), default=len(place)), a.outlet))
    former = connection.execute("SELECT id FROM former_stories WHERE story_id = ? ORDER BY id", (key,))
    rows = _story_rows(connection, key, tuple(accounts))
    dates = neighbour_dates(connection, story=key)
    return StoryView(line, lines, tuple(accounts), rows, tuple(row[0] for row in former), asked, dates)


def _story_rows(connection: sqlite3.Connection, key: str, accounts: tuple[AccountColumn, ...]) -> tuple[StoryRow, ...]:
    sql = """SELECT r.row_id, r.kind, r.label, r.account_id, r.telling, r.voice, r.difference, r.document_id, r.move_id,
        r.attribution_id, r.start, r."end", coalesce(substr(d.text, r.start + 1, min(r."end" - r.start, 400)), '')
        FROM account_rows r LEFT JOIN documents d ON d.id = r.document_id
        WHERE r.story_id = ? ORDER BY r.ordinal, r.row_id, r.id"""
    heads: dict[str, tuple[str, str]] = {}
    cells: dict[tuple[str, str], Cell] = {}
    for row in connection.execute(sql, (key,)):
        heads.setdefault(row[0], (row[1], row[2]))
        cells.setdefault((row[0], row[3]), Cell(*row[3:]))
    return tuple(
        StoryRow(row_id, kind, label, tuple(cells.get((row_id, account.id)) for account in accounts))
        for row_id, (kind, label) in heads.items()
    )


def _story_of(connection: sqlite3.Connection, wanted: str) -> tuple[str, str | None]:
    """The one story whose id begins so, or that holds what a story of that id held, with this former id."""
    try:
        return id_of(connection, "stories", wanted), None
    except NotFound:
        sql = """SELECT story_id, id FROM former_stories WHERE id = ?1 OR substr(id, 1, length(?1)) = ?1
            ORDER BY id = ?1 DESC, id LIMIT 2"""
        found = connection.execute(sql, (wanted.strip(),)).fetchall()
        if not found or (len(found) > 1 and found[0][1] != wanted.strip()):
            raise
        return str(found[0][0]), str(found[0][1])


def _story_line(row: Any) -> StoryLine:
    return StoryLine(row[0], row[1], When(None, row[2], row[3]), row[4], row[5])
