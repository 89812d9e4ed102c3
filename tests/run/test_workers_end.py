"""A reader that is killed takes its workers along: none is left waiting with the memory of a parser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# A pool with a worker that says who it is, and then waits to be killed.
PARENT = """
import os, time
from onrecord.run.local import _pool
if __name__ == "__main__":
    pool = _pool(1)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""
PATIENCE = 20.0


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_ends_with_the_reader(tmp_path: Path, by: signal.Signals) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.send_signal(by)
    parent.wait()
    until = time.monotonic() + PATIENCE
    while _lives(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(worker)


def _lives(pid: int) -> bool:
    """Whether a process still runs; one that has ended and is not yet fetched does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
