"""The record: one SQLite file that readings and links are written to, and that everything is shown from.

Each reading, each linking and each judgement is one transaction: a kill at any moment leaves a record that opens. One
process writes at a time, any number read. What the rows mean stands in ``docs/record.md``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from onrecord.model import Page, Problem, Reading
from onrecord.store import connection as files
from onrecord.store.answering import touches_links
from onrecord.store.browse import Browse
from onrecord.store.browse_kept import forget, holds_answers
from onrecord.store.counting_in import count_in
from onrecord.store.forgetting import (
    Tombstone,
    bury,
    count_rows,
    drop_actor,
    drop_judgements_of_page,
    is_forgotten,
    page_tombstone,
    remembered,
    scrub,
)
from onrecord.store.judged import Judged
from onrecord.store.keeping import keep_answers
from onrecord.store.link_index import LinkIndex, replace_index
from onrecord.store.linked import Links
from onrecord.store.pages import drop_page, held_digest, insert_page
from onrecord.store.relinking import replace_links
from onrecord.store.rows import digest_of, insertion, problem_rows, rows_of
from onrecord.store.unlinked import UNLINKED, forget_pending, is_pending, mark_unlinked
from onrecord.store.verify import Fault, verify

# What the record remembers of itself: that pages are kept as digests alone.
_DIGESTS = "pages"


class Record(Judged):
    """A record, open. Use it in a ``with`` block, or ``close`` it."""

    @classmethod
    def create_or_open(cls, path: str | Path, *, keep_pages: bool = True) -> Record:
        """The record at a path, made if there is none.

        With ``keep_pages=False`` it keeps digests of pages from now on, not their bytes, and remembers that.
        """
        made = cls(Path(path), files.create_or_open(Path(path)))
        if not keep_pages and made.keeps_pages:
            with files.transaction(made.path, made.connection):
                made.connection.execute("INSERT INTO meta VALUES (?, 'digests')", (_DIGESTS,))
        return made

    @classmethod
    def open(cls, path: str | Path, read_only: bool = False) -> Record:
        """The record at a path."""
        return cls(Path(path), files.open_existing(Path(path), read_only=read_only))

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def write(self, reading: Reading) -> bool:
        """Keep a reading, in one transaction; whether anything changed.

        A reading that the record holds already changes nothing; a newer one of the same page takes its place whole.
        What was forgotten stays out.
        """
        with files.told_as_sentences(self.path):
            if is_forgotten(self.connection, reading.page):
                return False
            reading = remembered(self.connection, reading)
        rows = rows_of(reading, keep_page=self.keeps_pages)
        found = digest_of(rows)
        if self._held_digest(reading.page.id) == found:
            return False
        try:
            with files.transaction(self.path, self.connection):
                known = self._held_digest(reading.page.id) is not None
                drop_page(self.connection, reading.page.id, reading.page.locator)
                insert_page(self.connection, rows, found)
                # What stood in the place of a page is linked with others: all is linked anew.
                alone = not known and not touches_links(self.connection, reading.document.id)
                mark_unlinked(self.connection, reading.document.id if alone else None)
                if not alone:
                    forget(self.connection)
        except UnicodeEncodeError:
            reason = "the page holds letters that no file can hold (half of a pair); page left out"
            return self.write_problem(Problem("store", reason, reading.page.locator))
        return True

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """One transaction for all readings that are written within: quicker, and all or none."""
        with files.transaction(self.path, self.connection):
            yield

    def write_problem(self, problem: Problem) -> bool:
        """Keep a problem of a page that gave no reading; whether it is new."""
        with files.transaction(self.path, self.connection):
            rows = problem_rows([problem], None, problem.locator)
            statement = insertion("problems").replace("INSERT", "INSERT OR IGNORE")
            return self.connection.execute(statement, rows[0]).rowcount > 0

    def write_links(self, links: Links, index: Iterable[LinkIndex] = ()) -> bool:
        """Put what linking found in place of what it found before; whether anything changed.

        ``index`` is what linking keeps of documents, some at a time, so that later ones can be linked alone.
        """
        with files.transaction(self.path, self.connection):
            known = holds_answers(self.connection)
            changed = replace_links(self.connection, links)
            self.connection.execute("DELETE FROM meta WHERE key = ?", (UNLINKED,))
            self.connection.execute("DELETE FROM link_queue")
            forget_pending(self.connection)
            replace_index(self.connection, index)
            if changed or not known:
                keep_answers(self.connection)
        return changed

    @contextmanager
    def adding_links(self, document_ids: Sequence[str]) -> Iterator[sqlite3.Connection]:
        """One transaction in which documents are linked into what is linked already, and counted in."""
        with files.transaction(self.path, self.connection):
            yield self.connection
            self.connection.executemany(
                "DELETE FROM link_queue WHERE document_id = ?", ((name,) for name in document_ids)
            )
            count_in(self.connection, document_ids)

    def keep_answers(self) -> None:
        """Keep what screens ask of the whole record."""
        with files.transaction(self.path, self.connection):
            keep_answers(self.connection)

    def forget_page(self, page_id: str, why: str, by: str = "", at: str = "") -> int:
        """Remove a page for good, with all its rows; how many went. It is not taken in again."""
        before = self.count_rows()
        with files.transaction(self.path, self.connection):
            tombstone, locator = page_tombstone(self.connection, page_id, at, by, why)
            drop_judgements_of_page(self.connection, page_id)
            drop_page(self.connection, page_id, locator)
            return self._bury(tombstone, before)

    def forget_actor(self, actor_id: str, why: str, by: str = "", at: str = "") -> int:
        """Remove an actor's rows for good, whatever page they stand on; how many went. The pages' texts stay."""
        before = self.count_rows()
        with files.transaction(self.path, self.connection):
            drop_actor(self.connection, actor_id)
            return self._bury(Tombstone(actor_id, "actor", None, None, at, by, why), before)

    def scrub(self) -> None:
        """Take what was forgotten out of the file itself; to be called once after the last of it."""
        with files.told_as_sentences(self.path):
            scrub(self.connection)

    def _bury(self, tombstone: Tombstone, before: int) -> int:
        forget(self.connection)
        bury(self.connection, tombstone, gone := before - self.count_rows())
        mark_unlinked(self.connection)
        return gone

    @property
    def browse(self) -> Browse:
        """What every screen and command asks of the record: timeline, story, thread, actor, document, search."""
        return Browse(self.connection)

    def has_page(self, page_id: str) -> bool:
        """Whether the record holds the reading of a page, or was told to forget it."""
        gone = self.connection.execute("SELECT 1 FROM forgotten WHERE id = ?", (page_id,)).fetchone()
        return gone is not None or self._held_digest(page_id) is not None

    def was_forgotten(self, page: Page) -> bool:
        """Whether the record was told to forget a page: this one, its bytes, or what stood at its address."""
        return is_forgotten(self.connection, page)

    @property
    def keeps_pages(self) -> bool:
        """Whether the bytes of pages are kept, and not their digests alone."""
        with files.told_as_sentences(self.path):
            return self.connection.execute("SELECT 1 FROM meta WHERE key = ?", (_DIGESTS,)).fetchone() is None

    @property
    def pages_without_bytes(self) -> int:
        """How many pages are kept as digests alone, so that their texts cannot be checked against them."""
        return int(self.connection.execute("SELECT count(*) FROM pages WHERE content IS NULL").fetchone()[0])

    @property
    def needs_linking(self) -> bool:
        """Whether pages came in since links were last written."""
        return self.needs_linking_anew or bool(self.unlinked) or is_pending(self.connection)

    @property
    def needs_linking_anew(self) -> bool:
        """Whether something has changed on which any link may depend: a page read again, a judgement."""
        return self.connection.execute("SELECT 1 FROM meta WHERE key = ?", (UNLINKED,)).fetchone() is not None

    @property
    def unlinked(self) -> tuple[str, ...]:
        """Documents that came in since links were last written, by their ids."""
        rows = self.connection.execute("SELECT document_id FROM link_queue ORDER BY document_id")
        return tuple(str(row[0]) for row in rows)

    def count_rows(self) -> int:
        """How many rows the record's tables hold, the index for search left out."""
        return count_rows(self.connection)

    def verify(self) -> Iterator[Fault]:
        """What no longer holds: each row against the kept page, its hash and its neighbours."""
        return verify(self.path, self.connection)

    def _held_digest(self, page_id: str) -> str | None:
        with files.told_as_sentences(self.path):
            return held_digest(self.connection, page_id)
