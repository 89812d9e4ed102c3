"""What was kept of how many rows there are is what counting them gives, narrowed by whatever and judged or not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.store import Record
from onrecord.store.browse import Browse, Filters
from onrecord.store.browse_kept import forget
from onrecord.store.browse_totals import kept_total
from onrecord.store.keeping import keep_answers

Dispute = tuple[Path, dict[str, str]]
NARROWED = [
    Filters(), Filters(kind="move"), Filters(type="accuse"), Filters(type="direct"), Filters(type="none"),
    Filters(status="denied"), Filters(voice="outlet"), Filters(voice="quoted"), Filters(voice="Olga Brandt"),
    Filters(outlet="Halm Herald"), Filters(outlet="nobody"), Filters(side="NLD"), Filters(side="VSM", kind="statement"),
    Filters(since="2021-09"), Filters(until="2021-09"), Filters(since="2021-10", until="2022"), Filters(until="1999"),
    Filters(since="2021-09-11"), Filters(side="NLD", type="accuse"),
]  # fmt: skip


@pytest.mark.parametrize("judged", [False, True])
def test_kept_totals_are_those_that_counting_gives(dispute: Dispute, tmp_path: Path, judged: bool) -> None:
    shutil.copy(dispute[0], tmp_path / "record.db")
    with Record.open(tmp_path / "record.db") as record:
        if judged:
            at = "2026-01-01T00:00:00Z"
            record.judge("moves", dispute[1]["accuse"], "date", "2021-10-02", "", "Ada", at)
            record.judge("moves", dispute[1]["demand"], "type", "accuse", "", "Ada", at)
        browse = Browse(record.connection)
        forget(record.connection)
        counted = [browse.total(filters) for filters in NARROWED]
        listed = [len(browse.timeline(filters, limit=200)) for filters in NARROWED]
        keep_answers(record.connection)
        assert [browse.total(filters) for filters in NARROWED] == counted == listed
    assert counted[0] > counted[2] > 0 and counted[4] == 0


def test_only_what_is_narrowed_by_one_thing_is_kept(dispute: Dispute) -> None:
    with Record.open(dispute[0], read_only=True) as record:
        known = [kept_total(record.connection, "move", filters, judged=False) is not None for filters in NARROWED]
    assert known == [True] * 8 + [False] + [True] * 8 + [False, False]
