"""Two persons' judgements come together, each once, and what they agree on is counted rightly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from readings_by_hand import reading_of

from onrecord.errors import InputError
from onrecord.ids import make_id
from onrecord.store import Record
from onrecord.store.agreement import agreements, conflicts, kappa
from onrecord.store.judgement_files import judgement_lines, read_lines


def judged(path: Path, by: str, verdicts: list[str]) -> Record:
    record = Record.create_or_open(path)
    for number, verdict in enumerate(verdicts):
        reading = reading_of(f"page{number}")
        record.write(reading)
        if verdict:
            record.judge("moves", reading.moves[0].id, verdict, by=by, at=f"2026-01-0{number + 1}")
    return record


@pytest.fixture
def merged(tmp_path: Path) -> Record:
    one = judged(tmp_path / "one.db", "ann", ["right", "right", "wrong", "wrong"])
    other = judged(tmp_path / "other.db", "bob", ["right", "wrong", "wrong", ""])
    assert one.merge_judgements(judgement_lines(other.connection), "file").taken == 3
    return one


def test_judgements_of_both_stand_side_by_side_once(merged: Record, tmp_path: Path) -> None:
    with Record.open(tmp_path / "other.db") as other:
        again = merged.merge_judgements(judgement_lines(other.connection), "file")
        assert (again.taken, again.known) == (0, 3)
        back = other.merge_judgements(judgement_lines(merged.connection), "file")
        assert back.taken == 4
        assert list(judgement_lines(other.connection)) == list(judgement_lines(merged.connection))
        assert list(other.verify()) == []


def test_conflict_names_both_words_and_agreement_is_counted(merged: Record) -> None:
    (conflict,) = conflicts(merged.connection)
    assert conflict.words == (("ann", "right"), ("bob", "wrong"))
    (pair,) = agreements(merged.connection)
    assert (pair.one, pair.other, pair.rows) == ("ann", "bob", 3)
    assert pair.raw == pytest.approx(2 / 3) and pair.kappa == pytest.approx(0.4)


def test_word_that_was_taken_back_is_no_conflict(merged: Record) -> None:
    (conflict,) = conflicts(merged.connection)
    merged.judge("moves", conflict.target_id, "undo", by="bob", at="2026-02-01")
    assert conflicts(merged.connection) == ()


KAPPAS = [
    ("aabb", "aabb", 1.0), ("aabb", "abab", 0.0), ("ab", "ba", -1.0), ("aaaa", "aaaa", None), ("", "", None),
    ("a" * 25 + "b" * 25, "a" * 20 + "b" * 5 + "a" * 10 + "b" * 15, 0.4),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "wanted"), KAPPAS)
def test_kappa_is_that_of_the_books(one: str, other: str, wanted: float | None) -> None:
    assert kappa(zip(one, other, strict=True)) == (None if wanted is None else pytest.approx(wanted))


BAD = [
    ("{", "not JSON"), ("[]", "no judgement"), ('{"judgement": 3}', "no judgement"),
    ('{"judgement": {"id": "x"}}', "needs the text columns"), ('{"actor": {"name": 3}}', "needs the text columns"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), BAD)
def test_line_that_does_not_hold_is_named(line: str, words: str) -> None:
    with pytest.raises(InputError, match=f"file, line 2.*{words}"):
        read_lines(["", line], "file")


def test_value_that_there_is_not_is_refused_also_from_a_file(merged: Record) -> None:
    row: dict[str, str | None] = {
        "made_at": "2026-01-01",
        "made_by": "cai",
        "target": "moves",
        "target_id": "move-1",
        "verdict": "type",
    }
    row |= {"value": "expell", "reason": "", "undoes_id": None}
    hashed = ("target", "target_id", "verdict", "value", "reason", "made_by", "made_at", "undoes_id")
    row["id"] = make_id("judgement", *(row[name] for name in hashed))
    with pytest.raises(InputError, match='file, line 1: "expell" is no type of move'):
        merged.merge_judgements([json.dumps({"judgement": row})], "file")


def test_altered_judgement_is_refused(merged: Record) -> None:
    lines = [json.loads(line) for line in judgement_lines(merged.connection)]
    lines[0]["judgement"]["verdict"] = "wrong"
    with pytest.raises(InputError, match="was changed"):
        merged.merge_judgements([json.dumps(line) for line in lines], "file")
