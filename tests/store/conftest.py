"""Hand-made readings: small pages with one statement and one move each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from readings_by_hand import reading_of

from onrecord.store import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create_or_open(tmp_path / "record.db") as made:
        made.write(reading_of("one"))
        made.write(reading_of("two", name="ALVA REN"))
        yield made
