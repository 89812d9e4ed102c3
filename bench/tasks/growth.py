"""Growth: what linking costs as a record grows, all at once and one page more.

Records of a hundred to ten thousand pages are made at run time from a few articles that are read once: each time their
long words are changed and their days moved by some weeks, so that stories and threads keep their size. What is measured
is process time and memory, as ratios between sizes: ten times the pages should cost ten times as much together, and one
page more hardly more than before.
"""

from __future__ import annotations

import tempfile
import time
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from bench import corpora
from bench.measures.counts import PLACES
from bench.system import Item, Options, mapped, page_of, reader, sampled
from bench.tasks.base import Outcome, Task
from onrecord.ids import make_id
from onrecord.model import Document, Move, Published, Reading, When
from onrecord.run.linking import link_anew, link_one
from onrecord.store import Record

ARTICLES = 40
SIZES = (100, 1_000, 10_000)
ADDED = 5
WEEKS = timedelta(weeks=7)
ENDINGS = "abcdefghijklmnopqrstuvwxyz"


def run(options: Options) -> Outcome:
    """Seconds of process time and peak memory at each size, and the ratios from size to size."""
    rows = [row for row in corpora.russia_articles() if row[2]]
    picked = sampled(rows, Options(ARTICLES))
    items = [(Item(name, text.encode(), plain=True), day) for name, text, day in picked]
    readings = list(mapped(_read, items, options))
    sizes = SIZES[: 2 if options.sample else len(SIZES)]
    cases = [_measured(readings, size) for size in sizes]
    figures = {}
    for before, after in pairwise(cases):
        for name in ("anew", "one", "memory"):
            figures[f"{name}_ratio_{after['size']}"] = round(float(after[name]) / float(before[name]), PLACES)
    return Outcome(figures, [{"case": str(c["size"]), "score": 1.0, **c} for c in cases])


def _measured(readings: Sequence[Reading], size: int) -> dict[str, float]:
    """Process time to link ``size`` pages anew and to add one more, and the peak of Python's memory."""
    with tempfile.TemporaryDirectory() as folder, Record.create_or_open(Path(folder) / "growth.db") as record:
        made = list(_made(readings, size + ADDED))
        record.connection.execute("PRAGMA synchronous = OFF")
        for reading in made[:size]:
            record.write(reading)
        started = time.process_time()
        link_anew(record)
        anew = time.process_time() - started
        for reading in made[size:]:
            record.write(reading)
        started = time.process_time()
        for reading in made[size:]:
            link_one(record, reading.document.id)
        one = (time.process_time() - started) / ADDED
        tracemalloc.start()
        link_anew(record)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    print(f"growth: {size} pages: anew {anew:.1f} s, one more {one:.3f} s, memory {peak / 2**20:.0f} MiB", flush=True)
    return {"size": size, "anew": anew, "one": one, "memory": peak}


def _made(readings: Sequence[Reading], count: int) -> Iterator[Reading]:
    for number in range(count):
        turn, at = divmod(number, len(readings))
        yield _changed(readings[at], turn)


def _changed(reading: Reading, turn: int) -> Reading:
    """A reading with its long words changed, its days moved and its ids its own."""
    own = make_id("growth", reading.document.id, turn)
    names = {move.id: make_id("move", move.id, turn) for move in reading.moves}
    document = reading.document
    text = _words(document.text, turn)
    changed: Document = replace(
        document, id=f"document-{own}", page_id=f"page-{own}", locator=f"{document.locator}-{turn}", text=text,
        title=_words(document.title or "", turn) or None,
    )  # fmt: skip
    moves = tuple(_moved(move, turn, names) for move in reading.moves)
    page = replace(reading.page, id=f"page-{own}", locator=changed.locator)
    published = reading.published
    when = _later(published.when, turn)
    dated: Published = replace(published, value=when.value, earliest=when.earliest, latest=when.latest, basis=())
    return replace(
        reading, page=page, document=changed, published=dated, moves=moves, attributions=(), mentions=(), times=()
    )


def _moved(move: Move, turn: int, names: dict[str, str]) -> Move:
    answers = tuple(replace(answer, move=names[answer.move]) for answer in move.answers if answer.move in names)
    return replace(
        move, id=names[move.id], voice="outlet", answers=answers, date=_later(move.date, turn),
        actor_side=_side(move.actor_side, turn), recipient_side=_side(move.recipient_side, turn),
    )  # fmt: skip


def _side(side: str | None, turn: int) -> str | None:
    """Every turn is the dispute of other sides."""
    return ";".join(f"{part}{turn}" for part in side.split(";")) if side and turn else side


def _words(text: str, turn: int) -> str:
    """A text of the same length in which two long words in three end otherwise: no copy, and in no other's story."""
    ending = ENDINGS[turn % len(ENDINGS)] + ENDINGS[turn // len(ENDINGS) % len(ENDINGS)]
    return " ".join(
        word[:-2] + ending if turn and len(word) > 3 and zlib.crc32(f"{word} {turn}".encode()) % 3 else word
        for word in text.split(" ")
    )


def _later(when: When, turn: int) -> When:
    return When(*(_day(text, turn) for text in (when.value, when.earliest, when.latest)))


def _day(text: str | None, turn: int) -> str | None:
    if text is None or len(text) < 10:
        return text
    # A record of many turns goes round in the span that a date can hold.
    return (date.fromisoformat(text[:10]) + WEEKS * (turn % 2_000)).isoformat()


def _read(item: tuple[Item, str]) -> Reading:
    page, day = item
    return reader().read(page_of(page), plain=True, published=day)


TASK = Task("growth", ("russia_articles",), ("anew_ratio_1000", "one_ratio_1000", "memory_ratio_1000"), run)
