"""Growth: what linking costs as a record grows, all at once and one page more.

Records of three sizes, the largest ``--sample`` pages, are made at run time from a few articles that are read once:
each time their long words are changed and their days moved by some weeks, so that stories keep their size; sides come
again every thousand pages, so that threads grow as they do where the same states quarrel for years. What is measured
is process time and memory, each size in a process of its own, and the exponents by which they grow: 1 is linear, and
n log n between a thousand and four thousand pages is 1.13.
"""

from __future__ import annotations

import math
import re
import resource
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TypeVar

from bench import corpora
from bench.measures.counts import PLACES
from bench.system import Item, Options, mapped, page_of, reader, sampled
from bench.tasks.base import Outcome, Task
from onrecord.ids import make_id
from onrecord.link.linking import link_view
from onrecord.model import Document, Move, Published, Reading, When
from onrecord.run.linking import link_some
from onrecord.run.shelf import index_of
from onrecord.run.whole import RecordView
from onrecord.store import Record

ARTICLES = 40
LARGEST, PARTS = 4_000, (4, 2, 1)
# Pages added one by one: a turn of all articles, of which some tell of the longest threads.
ADDED = 40
WEEKS = timedelta(weeks=7)
# After so many turns sides come again.
DISPUTES = 25
ENDINGS = "abcdefghijklmnopqrstuvwxyz"
# One page more, with what it adds to the counts: the median page, and the one of the longest threads.
STEPS = ("link", "write", "one", "longest", "keep", "memory")
STATUS = Path("/proc/self/status")
Figures = dict[str, float]
T = TypeVar("T")


def run(options: Options) -> Outcome:
    """Seconds of process time and memory at each size, by step, and the exponents from the smallest to the largest."""
    rows = [row for row in corpora.russia_articles() if row[2]]
    picked = sampled(rows, Options(ARTICLES))
    items = [(Item(name, text.encode(), plain=True), day) for name, text, day in picked]
    readings = list(mapped(_read, items, options))
    cases = [_alone(readings, (options.sample or LARGEST) // part) for part in PARTS]
    figures = {f"{name}_exponent": _exponent(cases[0], cases[-1], name) for name in ("anew", *STEPS)}
    return Outcome(figures, [{"case": str(c["size"]), "score": 1.0, **c} for c in cases])


def _exponent(small: Figures, large: Figures, name: str) -> float:
    grown = max(large[name], 1e-9) / max(small[name], 1e-9)
    return round(math.log(grown) / math.log(large["size"] / small["size"]), PLACES)


def _alone(readings: Sequence[Reading], size: int) -> Figures:
    """What a size costs, in a process of its own: nothing that was held before hides what it holds."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        case = pool.submit(measured, readings, size).result()
    told = ", ".join(f"{name} {case[name]:.2f} s" for name in ("anew", *STEPS[:-1]))
    print(f"growth: {size} pages: {told}, memory {case['memory']:.0f} MiB", flush=True)
    return case


def measured(readings: Sequence[Reading], size: int) -> Figures:
    """Process time to link ``size`` pages anew, by step, and to add one more; and the memory that linking takes."""
    with tempfile.TemporaryDirectory() as folder, Record.create_or_open(Path(folder) / "growth.db") as record:
        record.connection.execute("PRAGMA synchronous = OFF")
        made = _made(readings, size + ADDED)
        with record.bulk():
            for reading in islice(made, size):
                record.write(reading)
        before = _peak()
        found: Figures = {"size": size}
        found["link"], linked = _timed(link_view, RecordView(record.connection))
        index = (index_of([entry]) for entry in linked.entries)
        found["write"], _ = _timed(record.write_links, linked.links, index)
        found["anew"] = found["link"] + found["write"]
        found["memory"] = _peak() - before
        more = [reading for reading in made if record.write(reading)]
        alone = sorted(_timed(link_some, record, [reading.document.id])[0] for reading in more)
        found["one"], found["longest"] = median(alone), alone[-1]
        found["keep"], _ = _timed(record.keep_answers)
    return found


def _timed(function: Callable[..., T], *given: object) -> tuple[float, T]:
    started = time.process_time()
    result = function(*given)
    return time.process_time() - started, result


def _peak() -> float:
    """The most memory that this process has held, in MiB."""
    # What getrusage says of a process on Linux begins with what the one that started it held.
    held = re.search(r"VmHWM:\s*(\d+) kB", STATUS.read_text()) if STATUS.exists() else None
    return int(held[1]) / 1024 if held else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


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
    """The sides of a turn: those of another dispute than in the turns before it."""
    dispute = turn % DISPUTES
    return ";".join(f"{part}{dispute}" for part in side.split(";")) if side and dispute else side


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


TASK = Task("growth", ("russia_articles",), ("anew_exponent", "one_exponent", "memory_exponent"), run)
