"""Links that are not what linking gives are named, whatever was changed in them; nothing is mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_linking import readings

from onrecord.run.linking import link_record, wrong_links
from onrecord.store import Record

TAMPERED = [
    ("title of a story", "UPDATE stories SET title = 'Nothing happened'", "stories"),
    ("lost place", "DELETE FROM story_documents", "story_documents"),
    ("telling", "UPDATE account_rows SET telling = 'absent'", "account_rows"),
    ("day of a thread", "UPDATE threads SET date_latest = '2001-01-01'", "threads"),
    ("order of a thread", "UPDATE thread_moves SET ordinal = 100 - ordinal", "thread_moves"),
    ("state", "UPDATE open_items SET state = 'withdrawn'", "open_items"),
    ("kind of an answer", "UPDATE move_answers SET kind = 'supports' WHERE scope = 'record'", "move_answers"),
    ("what neighbours say", "UPDATE neighbour_dates SET earliest = '2001-01-01'", "neighbour_dates"),
]


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("linked") / "r.db"
    with Record.create_or_open(path) as record:
        for page in readings(0, 14):
            record.write(page)
        link_record(record)
    return path


@pytest.mark.parametrize(("change", "table"), [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED])
def test_changed_link_is_named(linked: Path, tmp_path: Path, change: str, table: str) -> None:
    copied = tmp_path / "copy.db"
    copied.write_bytes(linked.read_bytes())
    with Record.open(copied) as record:
        assert record.connection.execute(change).rowcount
    with Record.open(copied, read_only=True) as record:
        assert {fault.table for fault in wrong_links(record)} == {table}


def test_untouched_links_hold_on_a_record_that_is_only_read(linked: Path) -> None:
    with Record.open(linked, read_only=True) as record:
        assert list(wrong_links(record)) == []
