"""A record kept up to date: folders are looked at again and again, and what is new is read.

In come paths and an open record; out comes a report for each round that found something. A file is read when it was
written some seconds ago or its size and time stand still between two looks, so that one that is still being written
waits. What is written is what ``read`` would write; a kill at any moment loses nothing, and the next start goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.run.local import Report, read_into
from onrecord.store import Record

# Size and time of change of a file.
Mark = tuple[int, int]
# A file that nobody has written to for so many seconds is whole.
SETTLED = 5.0


class Watch:
    """Paths that are looked at in rounds; remembers which files it has read."""

    def __init__(
        self,
        paths: Sequence[Path],
        record: Record,
        *,
        plain: bool = False,
        workers: int = 1,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._paths = tuple(paths)
        self._record = record
        self._plain = plain
        self._workers = workers
        self._clock = clock
        self._seen: dict[Path, Mark] = {}
        self._done: dict[Path, Mark] = {}

    def look(self) -> Report | None:
        """Read the files that are new or changed and no longer growing; None where there are none."""
        marks = dict(_marks(self._paths))
        new = [path for path, mark in marks.items() if mark != self._done.get(path)]
        settled = (self._clock() - SETTLED) * 1e9
        still = [path for path in new if self._seen.get(path) == marks[path] or marks[path][1] < settled]
        self._seen = marks
        if not still:
            return None
        report = read_into(still, self._record, plain=self._plain, workers=self._workers)
        self._done.update((path, marks[path]) for path in still)
        return report


def watch(look: Callable[[], Report | None], wait: Callable[[], bool], tell: Callable[[Report], None]) -> None:
    """Look, tell what was found and wait, until ``wait`` says that it is enough."""
    while True:
        report = look()
        if report is not None and (report.pages or report.problems):
            tell(report)
        if not wait():
            return


def _marks(paths: Sequence[Path]) -> Iterator[tuple[Path, Mark]]:
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            try:
                found = file.stat()
            except OSError:  # gone since it was listed
                continue
            if file.is_file() and not hidden:
                yield file, (found.st_size, found.st_mtime_ns)
