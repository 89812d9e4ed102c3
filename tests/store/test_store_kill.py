"""A writer killed at any moment leaves a record that opens, holds, and is finished by the next run."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from readings_by_hand import reading_of

from onrecord.store import Record

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {folder!r})
from readings_by_hand import reading_of
from onrecord.store import Record
with Record.create_or_open(Path(sys.argv[1])) as record:
    print("open", flush=True)
    for number in range(400):
        record.write(reading_of(f"page{{number}}"))
"""


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.2])
def test_killed_writer_leaves_whole_pages(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "record.db"
    script = WRITER.format(folder=str(Path(__file__).parent))
    writer = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(wait)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    with Record.create_or_open(path) as record:
        assert list(record.verify()) == []
        assert record.write(reading_of("page0")) or record.has_page(reading_of("page0").page.id)
        record.write(reading_of("page999"))
        assert list(record.verify()) == []
