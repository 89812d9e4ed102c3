"""``onrecord read`` with faults to order, for ``bench/faults.py``: it reads a folder of pages into a record.

The deadly switches work in worker processes, too: those are started anew and find their orders in the environment.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.model import Page
from onrecord.run import local
from onrecord.run.pages import Result
from onrecord.run.pages import read_batch as sound_read_batch
from onrecord.store import Record

ORDER = "ONRECORD_FAULT"
DEADLY = b"The process that parses this sentence ends here."


def read_batch(pages: list[Page], plain: bool) -> list[Result]:
    """``run.pages.read_batch``, but for the fault that was ordered."""
    order = os.environ.get(ORDER, "")
    if order.startswith("worker:") and not (mark := Path(order.partition(":")[2])).exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "deadly" and any(DEADLY in page.content for page in pages):
        os.kill(os.getpid(), signal.SIGKILL)
    return sound_read_batch(pages, plain)


def main() -> int:
    """Reads; 2 with a sentence where the record cannot be written."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("record", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--shuffle", type=int)
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--kill-worker", action="store_true")
    parser.add_argument("--deadly", action="store_true")
    given = parser.parse_args()
    os.environ[ORDER] = "deadly" if given.deadly else f"worker:{given.record}.killed" if given.kill_worker else ""
    setattr(local, "read_batch", read_batch)  # noqa: B010
    pages = sorted(given.folder.iterdir())
    if given.shuffle is not None:
        random.Random(given.shuffle).shuffle(pages)
    return read(pages, given.record, workers=given.workers, read_only=given.read_only)


def read(pages: list[Path], path: Path, *, workers: int = 1, read_only: bool = False) -> int:
    """Reads pages into a record; 2 with a sentence on standard error where it cannot be written."""
    try:
        with Record.create_or_open(path) as record:
            if read_only:
                record.connection.execute("PRAGMA query_only = ON")
            local.read_into(pages, record, workers=workers)
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
