"""What is forgotten is gone from every table and from the file itself, and reading again does not bring it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from readings_by_hand import reading_of

from onrecord.store import Record
from onrecord.store.forgetting import without


def contents(record: Record) -> list[str]:
    names = [row[0] for row in record.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    kept = [name for name in names if name not in ("forgotten", "meta") and not name.startswith(("search", "link_"))]
    return sorted(f"{name} {tuple(row)}" for name in kept for row in record.connection.execute(f"SELECT * FROM {name}"))


def test_forgotten_page_is_gone_from_the_file_and_stays_out(record: Record) -> None:
    secret = reading_of("three", said="Norvia hid the quicksilver ledger")
    record.write(secret)
    record.judge("documents", secret.document.id, "date", value="2019", reason="quicksilver", by="eve", at="2026")
    assert record.forget_page(secret.page.id, "asked for by the publisher", "eve", "2026-01-01") > 10
    record.scrub()
    record.connection.close()
    files = [path.read_bytes() for path in record.path.parent.glob(f"{record.path.name}*")]
    assert not any(b"quicksilver" in content for content in files)
    with Record.open(record.path) as again:
        assert again.has_page(secret.page.id) and again.write(secret) is False
        assert list(again.verify()) == []
        row = again.connection.execute("SELECT kind, reason, forgotten_by FROM forgotten").fetchone()
        assert tuple(row) == ("page", "asked for by the publisher", "eve")


def test_same_bytes_or_a_new_state_of_the_address_stay_out_too(record: Record) -> None:
    first = reading_of("three")
    first = replace(first, page=replace(first.page, url="https://north.example/3"))
    record.write(first)
    record.forget_page(first.page.id, "wrong person named", "eve", "2026")
    edited = reading_of("three", said="Norvia kept the treaty")
    assert record.write(replace(edited, page=replace(edited.page, url="https://north.example/3"))) is False
    elsewhere = reading_of("three")
    assert record.write(replace(elsewhere, page=replace(elsewhere.page, id="page-other", url=None))) is False
    assert record.write(edited) is True, "another page with another address is read"


def test_forgotten_actor_leaves_what_a_reading_without_it_would_write(tmp_path: Path) -> None:
    readings = [reading_of("one"), reading_of("two", name="ALVA REN")]
    actor = readings[0].actors[0].id
    with Record.create_or_open(tmp_path / "a.db") as forgot, Record.create_or_open(tmp_path / "b.db") as never:
        for reading in readings:
            forgot.write(reading)
            never.write(without(reading, frozenset({actor})))
        forgot.judge("actors", actor, "name", value="Alva R.", by="eve", at="2026")
        assert forgot.forget_actor(actor, "a private person", "eve", "2026") > 0
        for reading in readings:
            forgot.write(reading)
        assert contents(forgot) == contents(never)
        assert list(forgot.verify()) == []
        assert forgot.connection.execute("SELECT count(*) FROM judgements").fetchone()[0] == 0


def test_state_that_is_accused_can_be_forgotten_and_the_accusation_stays(record: Record) -> None:
    state = reading_of("one").actors[1].id
    record.forget_actor(state, "test", "eve", "2026")
    rows = record.connection.execute("SELECT recipient_id, recipient_side FROM moves").fetchall()
    assert {tuple(row) for row in rows} == {(None, "NOR")}
    assert list(record.verify()) == []
