"""The rows of one page: put into the record's tables and taken out of them; the caller holds the transaction.

In come a connection and rows as ``rows_of`` makes them. What depends on a page but does not go with it by itself (words
in the search index, problems, actors that nothing tells of any more) is seen to here.
"""

from __future__ import annotations

import sqlite3

from onrecord.store.actors import add_actors, drop_actors
from onrecord.store.adding import follow_additions
from onrecord.store.choosing import follow_choices
from onrecord.store.row_checks import write_checks
from onrecord.store.rows import Values, insertion

# Rows of these belong to a document and go with it; search rows and problems are dropped by hand.
_LATER = (
    "segments", "mentions", "times", "attributions", "moves", "move_answers", "move_ties", "problems", "search_rows",
)  # fmt: skip
_DOCUMENT = insertion("documents").replace(") VALUES (", ", reading_sha256) VALUES (").replace("?)", "?, ?)")


def held_digest(connection: sqlite3.Connection, page_id: str) -> str | None:
    """The digest of the reading that the record holds of a page; None where it holds none."""
    row = connection.execute("SELECT reading_sha256 FROM documents WHERE page_id = ?", (page_id,)).fetchone()
    return None if row is None else str(row[0])


def insert_page(connection: sqlite3.Connection, rows: dict[str, list[Values]], digest: str) -> None:
    """Write the rows of a reading, with its digest and that of each row."""
    many = connection.executemany
    many(insertion("pages"), rows["pages"])
    many(_DOCUMENT, [(*row, digest) for row in rows["documents"]])
    add_actors(connection, rows["document_actors"])
    many(insertion("document_actors"), rows["document_actors"])
    for table in _LATER:
        many(insertion(table), rows[table])
    for document in rows["documents"]:
        write_checks(connection, [str(document[0])])
        follow_choices(connection, str(document[0]))
        follow_additions(connection, str(document[0]))


def drop_page(connection: sqlite3.Connection, page_id: str, locator: str) -> None:
    """Take out a page with all its rows, and the problem that an earlier try at its place left."""
    execute = connection.execute
    execute("DELETE FROM problems WHERE page_id = ? OR (page_id IS NULL AND locator = ?)", (page_id, locator))
    documents = "(SELECT id FROM documents WHERE page_id = ?)"
    actors = execute(f"SELECT DISTINCT actor_id FROM document_actors WHERE document_id IN {documents}", (page_id,))
    actor_ids = [str(row[0]) for row in actors]
    execute(f"DELETE FROM search_rows WHERE document_id IN {documents}", (page_id,))
    execute("DELETE FROM pages WHERE id = ?", (page_id,))
    drop_actors(connection, actor_ids)
