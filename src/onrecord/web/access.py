"""The record behind the web page: one short-lived connection a request, bounded in time, and the door for judgements.

Answers that need the whole record (counts, sides, bars of the chart) are kept until the file changes.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from onrecord.store import Record
from onrecord.store.added_values import AddedMove
from onrecord.store.browse import Browse

SECONDS = 10.0
"""A question that takes longer is given up, so that no address can keep the server busy."""

STEPS = 20_000
KEPT_ANSWERS = 64

Answer = TypeVar("Answer")

Relink = Callable[[Record], object]
"""Links a record's threads anew of which a link was judged."""


class Access:
    """A record's path, opened for each request."""

    def __init__(self, path: Path, *, read_only: bool, relink: Relink | None = None) -> None:
        self.path = path
        self.read_only = read_only
        self._relink = relink
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._stamp: tuple[int, ...] = ()
        self._lock = Lock()

    @contextmanager
    def browse(self) -> Iterator[Browse]:
        """The record for reading, within the time that a question may take."""
        with Record.open(self.path, read_only=True) as record:
            deadline = time.monotonic() + SECONDS
            record.connection.set_progress_handler(lambda: time.monotonic() > deadline, STEPS)
            yield Browse(record.connection)

    def judge(self, target: str, target_id: str, verdict: str, value: str, reason: str, by: str) -> str:
        """Write a judgement with the present moment, and work out what it changes of threads; its id."""
        with Record.open(self.path) as record:
            made = record.judge(target, target_id, verdict, value, reason, by, _now())
            self._link(record)
            return made

    def choose(self, document: str, words: str, actor: str, reason: str, by: str) -> None:
        """Write whom words of a document mean that lie open, with the present moment; no actor takes it back."""
        with self.browse() as browse:
            key = browse.document(document).line.id
        with Record.open(self.path) as record:
            record.choose(key, words, actor, reason, by, _now())

    def add(self, move: AddedMove, actor: str, recipient: str, said: tuple[str, str]) -> None:
        """Write a move that the machine missed, with the present moment; ``said``: reason, by."""
        with Record.open(self.path) as record:
            record.add_move(move, actor, recipient, (*said, _now()))
            self._link(record)

    def withdraw(self, move_id: str, said: tuple[str, str]) -> None:
        """Take back a move that somebody added."""
        with Record.open(self.path) as record:
            record.withdraw_move(move_id, (*said, _now()))
            self._link(record)

    def _link(self, record: Record) -> None:
        if self._relink:
            self._relink(record)

    def kept(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer to a question over the whole record, made again only when the file has changed."""
        stamp = self._present_stamp()
        with self._lock:
            if stamp != self._stamp:
                self._kept.clear()
                self._stamp = stamp
            if key in self._kept:
                self._kept.move_to_end(key)
                found: Answer = self._kept[key]
                return found
        made = make()
        with self._lock:
            if stamp == self._stamp:
                self._kept[key] = made
                if len(self._kept) > KEPT_ANSWERS:
                    self._kept.popitem(last=False)
        return made

    def _present_stamp(self) -> tuple[int, ...]:
        found: list[int] = []
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            if path.exists():
                status = path.stat()
                found += [status.st_mtime_ns, status.st_size]
        return tuple(found)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
