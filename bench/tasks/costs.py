"""Costs of a page: what ``docs/scale.md`` multiplies. Process time to read, to write and to link; bytes kept; keys.

Sixty real articles are read once into a part of a distributed run, and that part is loaded into a record, so that the
figures are those of the very code that a large run uses.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import fmean

from bench import corpora
from bench.system import Item, Options, page_of, sampled
from bench.tasks.base import Outcome, Task
from onrecord.columns import read_parquet, write_parquet
from onrecord.run.half import READINGS, PageHalf, Row
from onrecord.run.linking import link_anew
from onrecord.run.loading import load_into
from onrecord.run.parts import PARTS, part_files
from onrecord.store import Record

ARTICLES = 60


def run(options: Options) -> Outcome:
    """Seconds, KiB and keys a page; ``words`` is the mean length of those that were read."""
    articles = sampled(corpora.russia_articles(), Options(options.sample or ARTICLES))
    items = [Item(f"{name}.txt", text.encode(), plain=True) for name, text, _ in articles]
    half = PageHalf(plain=True)
    # Loading weights is no part of reading.
    half.row(page_of(items[0]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        read = _parts(items, half, folder)
        rows = [row for path in part_files(folder) for row in read_parquet(path)]
        written, linked, record = _recorded(folder)
        figures = {
            "pages": float(len(items)),
            "words": round(fmean(len(item.content.split()) for item in items)),
            "read_s": round(read / len(items), 3),
            "write_s": round(written / len(items), 4),
            "link_s": round(linked / len(items), 4),
            "part_kib": round(sum(path.stat().st_size for path in part_files(folder)) / 1024 / len(items), 1),
            "record_kib": round(record / 1024 / len(items), 1),
            "sketch_kib": round(fmean(len(row["sketch"]) for row in rows) / 1024, 2),
            "keys": round(fmean(len(row["keys"]) for row in rows), 1),
        }
    return Outcome(figures, [{"case": row["locator"], "score": 1.0, **_sizes(row)} for row in rows])


def _parts(items: list[Item], half: PageHalf, folder: Path) -> float:
    """Process time to read the items into one part."""
    started = time.process_time()
    rows = [half.row(page_of(item)) for item in items]
    spent = time.process_time() - started
    (folder / PARTS).mkdir()
    write_parquet(folder / PARTS / "part-costs.parquet", READINGS, iter(rows))
    return spent


def _recorded(folder: Path) -> tuple[float, float, int]:
    """Process time to write the part into a record and to link it, and the bytes of the record."""
    place = folder / "costs.db"
    with Record.create_or_open(place) as record:
        started = time.process_time()
        load_into(folder, record)
        both = time.process_time() - started
        started = time.process_time()
        link_anew(record)
        linked = time.process_time() - started
    return both - linked, linked, place.stat().st_size


def _sizes(row: Row) -> dict[str, int]:
    return {name: len(row[name]) for name in ("content", "reading", "sketch", "keys")}


TASK = Task(
    "costs", ("russia_articles",), ("words", "read_s", "write_s", "link_s", "part_kib", "record_kib", "keys"), run
)
