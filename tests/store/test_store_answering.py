"""Words on links between moves: what may be said of which, and what goes when a page is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import NotFound, RecordError
from onrecord.export import FORMATS
from onrecord.store import Record
from onrecord.store.answering import pair_id

Dispute = tuple[Path, dict[str, str]]


@pytest.fixture
def copied(dispute: Dispute, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    path = tmp_path / "copy.db"
    path.write_bytes(dispute[0].read_bytes())
    return path, dispute[1]


def link(record: Record) -> tuple[str, str]:
    """A link that the machine found, to a move that another page tells again: what answers, and what is answered."""
    sql = """SELECT a.move_id, a.answered_move_id FROM move_answers AS a
        JOIN thread_moves AS t ON t.same_as_id = a.answered_move_id ORDER BY 1, 2"""
    row = record.connection.execute(sql).fetchone()
    return str(row[0]), str(row[1])


def log(record: Record) -> int:
    return int(record.connection.execute("SELECT count(*) FROM judgements").fetchone()[0])


@pytest.mark.parametrize(
    ("pair", "verdict", "value", "error", "words"),
    [("{accuse}", "wrong", "", RecordError, "ids of both moves"),
     ("{accuse}:{accuse}", "answers", "denies", RecordError, "cannot answer itself"),
     ("{accuse}:move-0", "answers", "denies", NotFound, "no row move-0 in moves"),
     ("{accuse}:{demand}", "wrong", "", NotFound, "nothing says that the one answers the other"),
     ("{accuse}:{demand}", "answers", "", RecordError, "needs a value: how it answers"),
     ("{accuse}:{demand}", "answers", "denys", RecordError, r"meant: denies\?"),
     ("{accuse}:{demand}", "date", "2021", RecordError, "known: right, wrong, answers, undo")],
)  # fmt: skip
def test_what_cannot_be_said_of_a_link_is_refused_in_a_sentence(
    copied: Dispute, pair: str, verdict: str, value: str, error: type[Exception], words: str
) -> None:
    with Record.open(copied[0]) as record:
        with pytest.raises(error, match=words):
            record.judge("move_answers", pair.format(**copied[1]), verdict, value, by="eve", at="2026-01-01")
        assert log(record) == 0 and not record.needs_linking


def test_link_judged_wrong_is_told_no_more_and_stays_in_the_machines_table(copied: Dispute, tmp_path: Path) -> None:
    with Record.open(copied[0]) as record:
        move, answered = link(record)
        held = [tuple(row) for row in record.connection.execute("SELECT * FROM move_answers ORDER BY 1, 2")]
        record.judge("move_answers", pair_id(move, answered), "wrong", by="eve", at="2026-01-01")
        rungs = {rung.entry.id: rung for rung in record.browse.thread(copied[1]["thread"]).rungs}
        assert answered not in {one.answered for one in rungs[move].answers}
        assert move not in {one.move for one in rungs[answered].answered_by}
        list(FORMATS["csv"][0](record, tmp_path))
        assert held == [tuple(row) for row in record.connection.execute("SELECT * FROM move_answers ORDER BY 1, 2")]
    lines = (tmp_path / "current_answers.csv").read_text(encoding="utf-8").splitlines()
    assert {line.rsplit(",", 1)[1] for line in lines if line.startswith(f"{move},{answered},")} == {"wrong"}


def test_wrong_link_between_later_tellings_goes_from_the_first_ones_too(copied: Dispute) -> None:
    with Record.open(copied[0]) as record:
        move, answered = link(record)
        sql = "SELECT move_id FROM thread_moves WHERE same_as_id = ?"
        telling = str(record.connection.execute(sql, (answered,)).fetchone()[0])
        record.connection.execute("INSERT INTO move_answers VALUES (?, ?, 'denies', 'record', 'x')", (move, telling))
        record.judge("move_answers", pair_id(move, telling), "wrong", by="eve", at="2026-01-01")
        rungs = {rung.entry.id: rung for rung in record.browse.thread(copied[1]["thread"]).rungs}
        assert rungs[move].answers == ()


def test_forgotten_page_takes_the_words_on_its_links_along(copied: Dispute) -> None:
    with Record.open(copied[0]) as record:
        record.judge("move_answers", pair_id(*link(record)), "wrong", by="eve", at="2026-01-01")
        record.judge("move_answers", pair_id(*link(record)), "undo", by="eve", at="2026-01-02")
        assert log(record) == 2
        record.forget_page(copied[1]["page"], "asked to", at="2026-01-03")
        assert log(record) == 0
