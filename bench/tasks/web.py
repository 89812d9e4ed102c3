"""The web page over a large record: how long each screen's first answer takes.

A record is made of as many statements as the sample says (a million if it says none). Each screen is asked for by
several addresses, each from an application that has just been started, so that nothing is kept from the one before.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench.big_record import make, world
from bench.system import Options
from bench.tasks.base import Outcome, Task
from onrecord.store import Record

STATEMENTS = 1_000_000
EACH = 5
KEPT = "ONRECORD_BIG_RECORD"
"""A file where the record is kept for the next run; without it, it is made anew and dropped."""

# A word of every rank of the vocabulary: in most sentences, in some, in hardly any.
_SCREENS = {
    "overview": ("/", "/?side=S03", "/?outlet=Outlet 004", "/?type=deny", "/?since=2019-03&until=2019-05"),
    "timeline": ("/timeline", "/timeline?side=S02", "/timeline?kind=move&type=accuse", "/timeline?voice=quoted",
                 "/timeline?since=2018-02&until=2018-03", "/timeline?status=denied", "/timeline?outlet=Outlet 003"),
    "story": ("/story/{story}",),
    "stories": ("/stories", "/stories?offset=400"),
    "thread": ("/thread/{thread}",),
    "threads": ("/threads",),
    "actor": ("/actor/{actor}", "/actor/{rare}"),
    "actors": ("/actors", "/actors?side=S04"),
    "document": ("/document/{document}",),
    "documents": ("/documents", "/documents?outlet=Outlet 002"),
    "page": ("/page/{page}",),
    "search": ("/search?q={common}", "/search?q={some}", "/search?q={seldom}", "/search?q={some} {seldom}",
               "/search?q={some}&kind=statement&outlet=Outlet 001"),
    "network": ("/network", "/network?by=side", "/network?side=S05"),
    "open": ("/open", "/open?state=denied"),
    "judge": ("/judge", "/judge/moves/{move}"),
    "cite": ("/cite/{move}",),
}  # fmt: skip


def run(options: Options) -> Outcome:
    """Milliseconds to the first answer of each screen, at the median of its addresses."""
    statements = options.sample or STATEMENTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(os.environ.get(KEPT) or Path(folder) / "big.db")
        if not path.exists():
            make(path, statements)
        cases = [case for name, addresses in _SCREENS.items() for case in _screen(path, name, addresses)]
    figures = {"statements": float(statements)}
    for kind in ("ms", "cpu_ms"):
        # The processor's time is that of a machine with nothing else to do.
        medians = {name: median(case[kind] for case in cases if case["screen"] == name) for name in _SCREENS}
        figures |= {f"{name}_{kind}": value for name, value in medians.items()}
        figures[f"screens_{kind}"] = median(case[kind] for case in cases)
        figures[f"slowest_{kind}"] = max(medians.values())
    return Outcome(figures, cases)


def _screen(path: Path, name: str, addresses: tuple[str, ...]) -> list[dict[str, Any]]:
    """A case for each address of a screen, with different things in place of the names in braces."""
    found: list[dict[str, Any]] = []
    for things in _things(path):
        for address in addresses:
            if "{" not in address and any(case["case"] == address for case in found):
                continue
            status, wall, cpu = _ask(path, address.format(**things))
            found.append({"case": address.format(**things), "screen": name, "status": status, "ms": wall, "cpu_ms": cpu,
                          "score": float(wall < 300)})  # fmt: skip
    return found


def _ask(path: Path, address: str) -> tuple[int, float, float]:
    """Status and milliseconds (of the clock, of this process) of the first answer of a new application."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient

    from onrecord.web import create_app

    client = TestClient(create_app(path), base_url="http://127.0.0.1")
    client.get("/static/css/base.css")  # The client starts its thread, which is no part of an answer.
    begun, spent = perf_counter(), process_time()
    status = client.get(address).status_code
    return status, round(1000 * (perf_counter() - begun), 1), round(1000 * (process_time() - spent), 1)


def _things(path: Path) -> list[dict[str, str]]:
    """Ids to ask for, spread over the record."""
    with Record.open(path, read_only=True) as record:
        documents = record.connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    found = []
    for at in range(EACH):
        number = at * documents // EACH
        found.append({
            "document": f"document-{number:08d}", "page": f"page-{number:08d}", "story": f"story-{number // 8:06d}",
            "thread": f"thread-{number // 8:06d}", "move": f"move-{number:08d}-1", "actor": f"actor-{at:06d}",
            "rare": f"actor-{1_000 + at:06d}", "common": world().words[at], "some": world().words[300 + at],
            "seldom": world().words[9_000 + at],
        })  # fmt: skip
    return found


TASK = Task("web", (), ("screens_ms", "slowest_ms", "slowest_cpu_ms", "search_ms", "search_cpu_ms"), run)
