"""Pages into a record on one machine, with one process or several.

In come paths and an open record; out comes a report of what was read. Each page is written in one transaction as soon
as it is read, so that a run that is stopped goes on where it was. A worker that dies takes its batch along; the batch
is read again page by page, and a page that kills its worker twice becomes a problem row.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from onrecord.cores import keep_to_one_core
from onrecord.model import Page, Problem, Reading
from onrecord.pages import read_pages
from onrecord.run.pages import Result, collect_seldom, read_batch

if TYPE_CHECKING:
    from onrecord.store import Record

# Few, so that at the end no worker has long to read while the others are done.
BATCH = 2
# Batches handed to a worker before its first answer is awaited: enough to keep it busy, few enough to keep memory flat.
WAITING_PER_WORKER = 8


@dataclass
class Report:
    """What a run did: counts, and the problems that it met."""

    pages: int = 0
    known: int = 0
    forgotten: int = 0
    articles: int = 0
    attributions: int = 0
    moves: int = 0
    actors: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add(self, result: Result) -> None:
        if isinstance(result, Problem):
            self.problems.append(result)
            return
        self.pages += 1
        self.articles += any(segment.kind == "body" for segment in result.document.segments)
        self.attributions += len(result.attributions)
        self.moves += len(result.moves)
        self.actors.update(actor.id for actor in result.actors)
        self.problems += [Problem(p.step, p.reason, p.locator or result.page.locator) for p in result.problems]


def read_into(
    paths: Iterable[Path],
    record: Record,
    *,
    plain: bool = False,
    again: bool = False,
    workers: int = 1,
    progress: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Read pages into the record and link it; ``again`` also reads the pages that the record holds."""
    # Not loaded with this module: workers load that too, and do not link.
    from onrecord.run.ahead import Ahead

    report = Report()
    ahead = Ahead(record)
    collect_seldom()
    for result in _results(_new_pages(paths, record, report, plain, again, progress), plain, workers):
        if isinstance(result, Reading):
            if record.write(result):
                ahead.add(result.document.id)
        else:
            record.write_problem(result)
        report.add(result)
        progress(report)
    if record.needs_linking:
        from onrecord.run.linking import link_record

        link_record(record, ahead.found())
    return report


def _new_pages(
    paths: Iterable[Path],
    record: Record,
    report: Report,
    plain: bool,
    again: bool,
    progress: Callable[[Report], None],
) -> Iterator[Page]:
    for item in read_pages(paths, plain=plain):
        if isinstance(item, Problem):
            record.write_problem(item)
            report.add(item)
        elif record.was_forgotten(item):
            report.forgotten += 1
        elif not again and record.has_page(item.id):
            report.known += 1
        else:
            yield item
            continue
        progress(report)


def _results(pages: Iterator[Page], plain: bool, workers: int) -> Iterator[Result]:
    if workers <= 1:
        for page in pages:
            yield from read_batch([page], plain)
        return
    yield from _pooled(pages, plain, workers)


def _pooled(pages: Iterator[Page], plain: bool, workers: int) -> Iterator[Result]:
    """Results from worker processes, in the order of the pages."""
    pool = _pool(workers)
    waiting: deque[tuple[list[Page], Future[list[Result]]]] = deque()
    try:
        while True:
            while len(waiting) < workers * WAITING_PER_WORKER and (batch := list(islice(pages, BATCH))):
                waiting.append((batch, pool.submit(read_batch, batch, plain)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                for lost, _ in [(batch, future), *waiting]:
                    yield from _one_by_one(lost, plain)
                waiting.clear()
                pool = _pool(workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(batch: Sequence[Page], plain: bool) -> Iterator[Result]:
    """Results of a batch whose worker died: each page in a process of its own, a page that kills it a problem."""
    for page in batch:
        with _pool(1) as pool:
            try:
                yield from pool.submit(read_batch, [page], plain).result()
            except BrokenProcessPool:
                reason = "the process that read this page was ended (memory, or a fault in a library); page left out"
                yield Problem("reading", reason, page.locator)


def _pool(workers: int) -> ProcessPoolExecutor:
    keep_to_one_core()
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Have a worker end when the process that started it is killed; it would wait for work forever."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
