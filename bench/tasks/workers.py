"""Workers: one process against two on the same articles, by the clock, from the command to the linked record.

Loading, writing and linking are in it, as a user waits for them; the machine should have two cores and no other work.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import corpora
from bench.system import Options, sampled
from bench.tasks.base import Outcome, Task

ARTICLES = 400
WORKERS = (1, 2)


def run(options: Options) -> Outcome:
    """Seconds with one and with two workers; ``ratio`` is the one over the other, at best 2."""
    articles = sampled(corpora.russia_articles(), Options(options.sample or ARTICLES))
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages.jsonl"
        rows = ({"url": f"https://page.example/{name}", "date": day, "text": text} for name, text, day in articles)
        pages.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        seconds = [_seconds(pages, workers) for workers in WORKERS]
    cases = [
        {"case": f"workers-{workers}", "score": seconds[0] / took / workers, "seconds": took}
        for workers, took in zip(WORKERS, seconds, strict=True)
    ]
    figures = {
        "articles": float(len(articles)),
        "one": round(seconds[0], 1),
        "two": round(seconds[1], 1),
        "ratio": round(seconds[0] / seconds[1], 3),
    }
    return Outcome(figures, cases)


def _seconds(pages: Path, workers: int) -> float:
    """How long the command takes to read the pages into a record of their own."""
    record = pages.with_name(f"{workers}.db")
    command = ["read", str(pages), "--plain", "--into", str(record), "--workers", str(workers)]
    alone = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    start = time.monotonic()
    subprocess.run([sys.executable, "-m", "onrecord", *command], check=True, env=alone, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


TASK = Task("workers", ("russia_articles",), ("ratio", "one", "two", "articles"), run)
