"""A large run on one machine: slices, parts, and a record loaded from them equal to one that was read at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

from onrecord.columns import batch_of, batches_of, rows_of
from onrecord.errors import InputError
from onrecord.export.tables import write_jsonl
from onrecord.model import Page, Reading
from onrecord.pages import read_pages
from onrecord.run import read_into
from onrecord.run.conditions import parse_condition
from onrecord.run.half import PAGES, READINGS, PageHalf, page_of, page_row, result_of
from onrecord.run.loading import load_into
from onrecord.run.pages import guarded_read
from onrecord.run.parts import missing, part_files, read_slice, slices_of
from onrecord.store import Record

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE_PATHS = [EXAMPLES / "pages", EXAMPLES / "broken"]


def digest_of(record: Record, folder: Path) -> str:
    """One digest of everything that the record exports."""
    found = hashlib.sha256()
    for path, _ in write_jsonl(record, folder):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, read slice by slice."""
    made = tmp_path_factory.mktemp("large")
    for part in slices_of(PAGE_PATHS, size=2_500):
        read_slice(part, made, PageHalf())
    return made


def test_every_page_is_in_one_slice(folder: Path) -> None:
    slices = slices_of(PAGE_PATHS, size=2_500)
    assert any(part.count > 1 for part in slices)
    pages = [item for item in read_pages(PAGE_PATHS) if isinstance(item, Page)]
    with Record.create_or_open(folder / "count.db") as record:
        assert load_into(folder, record).pages == len({page.id for page in pages})


def test_record_loaded_from_parts_equals_one_read_at_once(folder: Path, tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "at_once.db") as record:
        read_into(PAGE_PATHS, record)
        expected = digest_of(record, tmp_path / "at_once")
    with Record.create_or_open(tmp_path / "loaded.db") as record:
        load_into(folder, record)
        assert digest_of(record, tmp_path / "loaded") == expected


def test_only_what_is_missing_is_read_again(folder: Path) -> None:
    slices = slices_of(PAGE_PATHS, size=2_500)
    assert missing(slices, folder) == []
    lost = part_files(folder)[0]
    content = lost.read_bytes()
    lost.unlink()
    try:
        todo = missing(slices, folder)
        assert [part.name for part in todo] == [lost.name]
        read_slice(todo[0], folder, PageHalf())
        assert lost.read_bytes() == content
    finally:
        lost.write_bytes(content)


def test_condition_loads_one_dispute(folder: Path, tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "some.db") as record:
        some = load_into(folder, record, parse_condition("published <= 2018-03-14"))
        days = [row[0] for row in record.connection.execute("SELECT published_value FROM documents")]
    assert 0 < some.pages < 15
    assert all(day[:10] <= "2018-03-14" for day in days)


def test_class_takes_and_gives_arrow_batches() -> None:
    pages = [item for item in read_pages([EXAMPLES / "pages"]) if isinstance(item, Page)][:3]
    batches = list(batches_of(PAGES, [page_row(page) for page in pages], size=2))
    assert [page_of(row) for batch in batches for row in rows_of(batch)] == pages
    found = [result_of(row) for batch in PageHalf()(batches) for row in rows_of(batch)]
    assert found == [guarded_read(page) for page in pages]
    assert all(isinstance(result, Reading) for result in found)


def test_what_a_row_lacks_is_null() -> None:
    assert next(rows_of(batch_of(READINGS, [{"locator": "a"}])))["reading"] is None


def test_folder_without_readings_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no readings"):
        part_files(tmp_path)


def test_damaged_part_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "readings").mkdir()
    (tmp_path / "readings" / "part-0.parquet").write_bytes(b"no parquet")
    with Record.create_or_open(tmp_path / "r.db") as record, pytest.raises(InputError, match="not a Parquet file"):
        load_into(tmp_path, record)


def test_missing_path_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        slices_of([tmp_path / "none"])
