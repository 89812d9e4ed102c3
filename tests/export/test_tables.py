"""Exports hold what the record holds, in an order that never varies."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.export import FORMATS
from onrecord.export.tables import JSON_COLUMNS, TABLES
from onrecord.model import Problem
from onrecord.store import Record

# Kept answers, made from the other tables: nobody needs them elsewhere.
# And the ids that stories bore before: they tell how pages came in, which no export may show.
COUNTED = ("kept_answers", "actor_tallies", "link_", "former_stories", "row_checks")


def filled(path: Path, problems: list[str]) -> Record:
    record = Record.create_or_open(path)
    for name in problems:
        record.write_problem(Problem("pages", f"{name}: empty", name))
    return record


def test_every_table_of_the_schema_is_exported(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.db") as record:
        names = {row[0] for row in record.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    own = {name for name in names if not name.startswith(("search", "sqlite_", "meta", *COUNTED))}
    assert own == set(TABLES)


def test_json_columns_exist(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.db") as record:
        for name in JSON_COLUMNS:
            table, column = name.split(".")
            assert column in {row[1] for row in record.connection.execute(f'PRAGMA table_info("{table}")')}


def test_order_of_arrival_does_not_show(tmp_path: Path) -> None:
    for format in ("csv", "jsonl"):
        write = FORMATS[format][0]
        for name, order in (("a", ["x", "y", "z"]), ("b", ["z", "x", "y"])):
            with filled(tmp_path / f"{format}-{name}.db", order) as record:
                list(write(record, tmp_path / f"{format}-{name}"))
        first = (tmp_path / f"{format}-a" / f"problems.{format}").read_bytes()
        assert first == (tmp_path / f"{format}-b" / f"problems.{format}").read_bytes()
        assert first.count(b"empty") == 3


def test_text_that_looks_like_json_stays_text(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", ["[1]"]) as record:
        list(FORMATS["jsonl"][0](record, tmp_path / "out"))
    row = json.loads((tmp_path / "out" / "problems.jsonl").read_text(encoding="utf-8"))
    assert row["locator"] == "[1]"


def test_judged_record_is_exported_with_judgements_applied(
    dispute: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    copied = tmp_path / "copy.db"
    copied.write_bytes(dispute[0].read_bytes())
    one, other = dispute[1]["dorv"], dispute[1]["brandt"]
    with Record.open(copied) as record:
        assert not {path.name for path, _ in FORMATS["jsonl"][0](record, tmp_path / "before")} & {"current_moves.jsonl"}
        record.judge("actors", one, "merge", value=other, by="eve", at="2026-01-01")
        list(FORMATS["jsonl"][0](record, tmp_path / "out"))
        list(FORMATS["csv"][0](record, tmp_path / "out"))
    machine = (tmp_path / "out" / "moves.jsonl").read_text(encoding="utf-8")
    judged = (tmp_path / "out" / "current_moves.jsonl").read_text(encoding="utf-8")
    assert one in machine and one not in judged
    assert machine.count("\n") == judged.count("\n")


def test_judged_rows_bear_the_machines_word_and_the_persons(
    dispute: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    copied = tmp_path / "copy.db"
    copied.write_bytes(dispute[0].read_bytes())
    with Record.open(copied) as record:
        record.judge("moves", dispute[1]["accuse"], "type", value="criticise", by="eve", at="2026-01-01")
        record.judge("attributions", dispute[1]["quote"], "wrong", by="eve", at="2026-01-02")
        (path, count), (texts, _) = FORMATS["judged"][0](record, tmp_path / "out")
    rows = {row["layer"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    move = rows["move"]
    assert (count, move["machine"]["type"], move["judged"][0]["value"]) == (2, "accuse", "criticise")
    assert move["sentence"][slice(*move["cue"])] == "accused"
    (text,) = map(json.loads, texts.read_text(encoding="utf-8").splitlines())
    ((start, end),) = rows["statement"]["roles"]["cue"]
    assert (text["document"], text["text"][start:end]) == (dispute[1]["herald"], "told")
    assert rows["statement"]["judged"] == [{"verdict": "wrong", "value": "", "by": "eve"}]
