"""Speed: whole readings against the bare parse of the same bodies by the same parser, in one run.

The two take turns on small batches, so that whatever else the machine does slows both. Times are of this process alone.
"""

from __future__ import annotations

from time import process_time
from typing import Any

from bench import corpora, peers
from bench.system import Item, Options, page_of, sampled
from bench.tasks.base import Outcome, Task
from onrecord.export import reading_json
from onrecord.model import ARTICLE_KINDS, Problem, Reading
from onrecord.parse.door import BATCH_SIZE, plain
from onrecord.run import guarded_read, reader

ARTICLES = 120
BATCH = 10


def run(options: Options) -> Outcome:
    """Articles and words a second of both, and their ratio; above 1 the whole pipeline is faster than a bare parse."""
    articles = sampled(corpora.russia_articles(), Options(options.sample or ARTICLES))
    items = [Item(f"{name}.txt", text.encode()) for name, text, _ in articles]
    # Loading is no part of reading.
    _bare([_paragraphs(reading) for reading in _pipeline(items[:1])])
    cases = [_batch(at, items[at : at + BATCH]) for at in range(0, len(items), BATCH)]
    ours, bare = (sum(case[key] for case in cases) for key in ("seconds", "bare_seconds"))
    words = sum(case["words"] for case in cases)
    figures = {
        "articles": float(len(items)),
        "articles_a_second": round(len(items) / ours, 2),
        "bare_articles_a_second": round(len(items) / bare, 2),
        "words_a_second": round(words / ours),
        "ratio": round(bare / ours, 3),
    }
    return Outcome(figures, cases)


def _batch(at: int, items: list[Item]) -> dict[str, Any]:
    start = process_time()
    found = _pipeline(items)
    middle = process_time()
    bodies = [_paragraphs(reading) for reading in found]
    begin = process_time()
    _bare(bodies)
    end = process_time()
    words = sum(len(paragraph.split()) for body in bodies for paragraph in body)
    seconds, bare = middle - start, end - begin
    return {"case": f"batch-{at}", "seconds": seconds, "bare_seconds": bare, "words": words, "score": bare / seconds}


def _pipeline(items: list[Item]) -> list[Reading]:
    """Readings of the items, each made into JSON as a user would have it."""
    found = []
    for item in items:
        reading = guarded_read(page_of(item), plain=item.plain)
        if isinstance(reading, Problem):
            raise ValueError(f"{item.name}: {reading.reason}")
        reading_json(reading)
        found.append(reading)
    return found


def _paragraphs(reading: Reading) -> list[str]:
    text = reading.document.text
    return [plain(text[s.start : s.end]) for s in reading.document.segments if s.kind in ARTICLE_KINDS]


def _bare(bodies: list[list[str]]) -> None:
    package = reader().parser.name.split()[0]
    for body in bodies:
        for _ in peers.bare_pipeline(package).pipe(body, batch_size=BATCH_SIZE):
            pass


TASK = Task("speed", ("russia_articles",), ("ratio", "articles_a_second", "bare_articles_a_second"), run)
