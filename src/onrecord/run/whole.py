"""A whole record as linking sees it, some documents at a time, so that it need not fit into memory.

In comes an open record's connection; out come its documents, as often as they are asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from onrecord.link.view import SeenDocument
from onrecord.run.viewing import documents_of, side_names

# Documents read at once; a record of so few is held whole.
AT_ONCE, FEW = 200, 2_000


class RecordView:
    """The whole record; its documents are read as often as they are asked for, and held only where they are few."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.ids = tuple(str(row[0]) for row in connection.execute("SELECT id FROM documents ORDER BY id"))
        self.side_names = side_names()
        self._held: dict[str, SeenDocument] = {}

    def read(self, ids: Iterable[str]) -> Iterator[SeenDocument]:
        """Some documents, in order of their ids."""
        wanted = sorted(ids)
        for at in range(0, len(wanted), AT_ONCE):
            some = wanted[at : at + AT_ONCE]
            read = documents_of(self._connection, [name for name in some if name not in self._held])
            found = {document.id: document for document in read}
            if len(self.ids) <= FEW:
                self._held |= found
            yield from (self._held.get(name) or found[name] for name in some)
