"""When undated pages were published by the pages beside them: what linking found, as the views show it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.browse_dates import date_words


@dataclass(frozen=True, slots=True)
class NeighbourDate:
    """What its dated neighbours say of when a document was published; ``agrees`` whether its own evidence allows it."""

    document_id: str
    earliest: str
    latest: str
    basis: str
    agrees: bool
    note: str

    @property
    def line(self) -> str:
        """It in a line: the interval, and what it rests on."""
        when = date_words(None, self.earliest, self.latest)
        against = "" if self.agrees else "; its own words speak against it"
        return f"by its neighbours: {when} ({self.note}{against})"


def neighbour_dates(
    connection: sqlite3.Connection, *, story: str | None = None, document: str | None = None
) -> tuple[NeighbourDate, ...]:
    """What neighbours say of the documents of a story, or of one document, in order of the documents' ids."""
    column, value = ("story_id", story) if story is not None else ("document_id", document)
    sql = f"""SELECT document_id, earliest, latest, basis, agrees, note FROM neighbour_dates
        WHERE {column} = ? ORDER BY document_id"""
    rows = connection.execute(sql, (value,))
    return tuple(NeighbourDate(row[0], row[1], row[2], row[3], bool(row[4]), row[5]) for row in rows)
