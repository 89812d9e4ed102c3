"""What is kept over the whole record says the same as counting it anew, before and after judgements."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from onrecord.store import Record
from onrecord.store.browse import Browse, Filters
from onrecord.store.browse_kept import forget, holds_answers

Dispute = tuple[Path, dict[str, str]]

JUDGEMENTS = [
    ("nothing", []),
    ("date", [("moves", "demand", "date", "2019")]),
    ("type", [("moves", "accuse", "type", "warn")]),
    ("merge", [("actors", "dorv", "merge", "brandt")]),
    ("speaker", [("attributions", "shut", "speaker", "brandt")]),
    ("split", [("actors", "brandt", "split", "wire")]),
    ("name", [("actors", "brandt", "name", "O. B."), ("moves", "accuse", "wrong", "")]),
]


def answers(browse: Browse) -> dict[str, Any]:
    return {
        "counts": browse.counts(),
        "sides": browse.sides(),
        "outlets": browse.outlets(),
        "months": browse.drawn_bars(Filters(), width=7),
        "days": browse.drawn_bars(Filters(), width=10),
        "years": browse.drawn_bars(Filters(), width=4),
        "actors": browse.actors(),
        "of a side": browse.actors(side="VSM"),
        "network": browse.network(),
        "network of sides": browse.network(by="side"),
        "network of a side": browse.network(Filters(side="VSM")),
        "network of an outlet": browse.network(Filters(outlet="Halm Herald")),
        "views": {line.id: (browse.actor(line.id), browse.matters(line.id)) for line in browse.actors()},
        "rows": {line.id: browse.timeline(Filters(actor=line.id)) for line in browse.actors()},
    }


@pytest.mark.parametrize(("name", "judged"), JUDGEMENTS, ids=[name for name, _ in JUDGEMENTS])
def test_kept_answers_are_those_of_counting(
    dispute: Dispute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, judged: list[Any]
) -> None:
    for module in ("browse_counts", "browse_network"):
        monkeypatch.setattr(f"onrecord.store.{module}.HEAVY", 0)  # Every actor and side is one of the heaviest.
    path = tmp_path / "record.db"
    shutil.copy(dispute[0], path)
    ids = dispute[1]
    with Record.open(path) as record:
        for target, key, verdict, value in judged:
            record.judge(target, ids[key], verdict, ids.get(value, value), "", "Ada", "2026-01-01T00:00:00Z")
        assert holds_answers(record.connection)
        record.keep_answers()
        kept = answers(record.browse)
        questions = {row[0] for row in record.connection.execute("SELECT question FROM kept_answers")}
        assert {"edges by actor VSM", f"years {ids['brandt']}", f"matters {ids['brandt']}"} <= questions
        forget(record.connection)
        assert kept == answers(record.browse)
        views = {row[0]: row[1] for row in record.connection.execute("SELECT id, actor_id FROM current_moves")}
        rows = record.browse.timeline(Filters(kind="move"), limit=100)
        assert {row.id: row.actor.id for row in rows} == views and rows.total == len(views)
        for actor in {*views.values()} - {None}:
            listed = record.browse.timeline(Filters(kind="move", actor=actor), limit=100)
            met = record.connection.execute(
                "SELECT count(*) FROM current_moves WHERE actor_id = ?1 OR recipient_id = ?1", (actor,)
            ).fetchone()[0]
            assert listed.total == len(listed) == met


def test_answers_are_forgotten_when_a_page_comes_in(tmp_path: Path) -> None:
    from readings_by_hand import reading_of

    from dispute import write_dispute

    write_dispute(tmp_path / "record.db")
    with Record.open(tmp_path / "record.db") as record:
        assert holds_answers(record.connection)
        record.write(reading_of("new.txt"))
        assert not holds_answers(record.connection)
