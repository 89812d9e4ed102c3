"""What is put into a watched folder gets into the record, once, when it is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.run.watching import SETTLED, Watch, watch
from onrecord.store import Record

PAGES = sorted((Path(__file__).parents[2] / "examples" / "pages").iterdir())


def fresh() -> float:
    """A clock by which every file was written just now, however slow the machine is."""
    return 0.0


def test_new_file_is_read_when_it_stands_still(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with Record.create_or_open(tmp_path / "r.db") as record:
        eyes = Watch([folder], record, clock=fresh)
        assert eyes.look() is None
        target = folder / PAGES[0].name
        target.write_bytes(PAGES[0].read_bytes()[:400])
        assert eyes.look() is None
        shutil.copy(PAGES[0], target)
        assert eyes.look() is None, "it has grown since the last look"
        report = eyes.look()
        assert report is not None and report.pages == 1
        assert eyes.look() is None
        assert not record.needs_linking


def test_what_has_stood_for_a_while_is_read_at_the_first_look(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The envoy of Northland left on Monday.\n")
    with Record.create_or_open(tmp_path / "r.db") as record:
        eyes = Watch([page], record, clock=lambda: page.stat().st_mtime + SETTLED + 1)
        report = eyes.look()
        assert report is not None and report.pages == 1
        assert eyes.look() is None


def test_another_start_reads_nothing_twice(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(PAGES[1], folder)
    with Record.create_or_open(tmp_path / "r.db") as record:
        for known in (0, 1):
            eyes = Watch([folder], record, clock=fresh)
            assert eyes.look() is None
            report = eyes.look()
            assert report is not None and (report.pages, report.known) == (1 - known, known)


def test_file_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    shutil.copy(PAGES[1], page)
    with Record.create_or_open(tmp_path / "r.db") as record:
        eyes = Watch([tmp_path / "page.txt"], record, clock=fresh)
        assert eyes.look() is None
        page.unlink()
        assert eyes.look() is None


def test_rounds_go_on_until_told(tmp_path: Path) -> None:
    looks = []
    watch(lambda: looks.append(1), lambda: len(looks) < 3, pytest.fail)
    assert len(looks) == 3
