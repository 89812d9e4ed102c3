"""Threads: pages read into one record and linked; who answers whom against links made by hand.

The gold is ``cases/threads_moves.csv`` (the words that tell each move: document and offsets) and
``cases/threads_links.csv``, marked on the articles before anything was found in them. One set is over the example
pages, the other over nineteen articles of December 2016. ``reach`` is the share of links of which both moves are found.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import corpora
from bench.measures import threads as measure
from bench.measures.threads import Link, Told
from bench.system import Item, Options, mapped, page_of, reader
from bench.tasks.base import Outcome, Task
from onrecord.model import Page, Problem, Reading
from onrecord.pages import read_pages
from onrecord.run.linking import link_record
from onrecord.store import Record

CASES = Path(__file__).parents[1] / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
DECEMBER = "december"


def run(options: Options) -> Outcome:
    """Precision, recall and F1 of the links of each set; ``f1`` is that of the articles."""
    moves, links = _rows("threads_moves.csv"), _rows("threads_links.csv")
    cases: list[dict[str, Any]] = []
    figures: dict[str, float] = {}
    for name, pages in (("examples", list(_examples())), (DECEMBER, _articles(moves))):
        told = [Told(r["document"], int(r["start"]), int(r["end"]), r["move"]) for r in moves if r["set"] == name]
        wanted = [(row["answering"], row["answered"]) for row in links if row["set"] == name]
        links_found, moves_found = _linked(mapped(_read, pages, options))
        found = measure.score(links_found, told, wanted)
        figures |= {f"{name}_{key}": value for key, value in measure.figures(found).items()}
        figures[f"{name}_reach"] = measure.reach(moves_found, told, wanted)
        cases += [{**case, "set": name} for case in found]
    return Outcome({"f1": figures[f"{DECEMBER}_f1"], **figures}, cases)


def _rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _examples() -> Iterable[tuple[Page, bool, str | None]]:
    return ((page, False, None) for page in read_pages([EXAMPLES]) if not isinstance(page, Problem))


def _articles(moves: Iterable[dict[str, str]]) -> list[tuple[Page, bool, str | None]]:
    wanted = {row["document"] for row in moves if row["set"] == DECEMBER}
    rows = [row for row in corpora.russia_articles() if row[0] in wanted]
    return [(page_of(Item(name, text.encode())), True, day) for name, text, day in rows]


def _read(page: tuple[Page, bool, str | None]) -> Reading:
    content, plain, day = page
    return reader().read(content, plain=plain, published=day)


def _linked(readings: Iterable[Reading]) -> tuple[list[Link], list[Told]]:
    """The links of a record of these readings, and its moves."""
    with tempfile.TemporaryDirectory() as folder, Record.create_or_open(Path(folder) / "threads.db") as record:
        for reading in readings:
            record.write(reading)
        link_record(record)
        links = [(_told(row[:3]), _told(row[3:])) for row in record.connection.execute(_LINKS)]
        return links, [_told(row) for row in record.connection.execute(_MOVES)]


def _told(row: Sequence[Any]) -> Told:
    return Told(Path(row[0]).name, row[1], row[2])


_LINKS = """
SELECT d.locator, m.trigger_start, m.trigger_end, e.locator, n.trigger_start, n.trigger_end
FROM move_answers AS a
JOIN moves AS m ON m.id = a.move_id JOIN documents AS d ON d.id = m.document_id
JOIN moves AS n ON n.id = a.answered_move_id JOIN documents AS e ON e.id = n.document_id
WHERE a.scope = 'record' ORDER BY a.move_id, a.answered_move_id
"""
_MOVES = "SELECT d.locator, m.trigger_start, m.trigger_end FROM moves AS m JOIN documents AS d ON d.id = m.document_id"

TASK = Task("threads", ("russia_articles",), ("f1", "december_p", "december_r", "december_reach", "examples_f1"), run)
