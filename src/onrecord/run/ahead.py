"""What documents give by themselves, found as soon as they are written.

In come the ids of documents that a run writes into a record of which nothing is linked yet; out comes what linking
needs of each alone. While workers read, the process that writes has time for it; later all would wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.link.entries import Own, own_of
from onrecord.run.viewing import documents_of
from onrecord.store import Record
from onrecord.store.browse_judgements import has_judgements

# Documents found together, and held at most: what is held of one takes some 60 KB.
TOGETHER, MOST = 20, 2_000


class Ahead:
    """What documents of a record give by themselves. Where some are linked already, or something was judged, nothing:
    new ones are linked with their neighbours alone, and judgements change what a page says."""

    def __init__(self, record: Record) -> None:
        self._connection = record.connection
        is_linked = self._connection.execute("SELECT EXISTS (SELECT 1 FROM link_sketches)").fetchone()[0]
        self._is_wanted = not is_linked and not has_judgements(self._connection)
        self._waiting: set[str] = set()
        self._found: dict[str, Own] = {}

    def add(self, document_id: str) -> None:
        """Take in a document that was written, be it again."""
        if self._is_wanted and len(self._found) + len(self._waiting) < MOST:
            self._waiting.add(document_id)
        else:
            self._found.pop(document_id, None)
        if len(self._waiting) >= TOGETHER:
            self._find()

    def found(self) -> Mapping[str, Own]:
        """What the documents give, by their ids."""
        self._find()
        return self._found

    def _find(self) -> None:
        self._found.update((found.id, own_of(found)) for found in documents_of(self._connection, self._waiting))
        self._waiting.clear()
