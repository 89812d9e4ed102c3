"""A long ladder is parted by the widest period that parts it, and no rung changes its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import When
from onrecord.store import Record
from onrecord.store.browse import Browse
from onrecord.store.browse_links import Rung
from onrecord.web.ladder import periods


@pytest.fixture
def rung(dispute: tuple[Path, dict[str, str]]) -> Rung:
    with Record.open(dispute[0], read_only=True) as record:
        return Browse(record.connection).thread(dispute[1]["thread"]).rungs[0]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2020-05-01", "2021-01-02", "2021-07-09"), [("2020", 1), ("2021", 2)]),
        (("2021-01-02", "2021-01-05", "2021-07-09"), [("January 2021", 2), ("July 2021", 1)]),
        (("2021-01-02", "2021-01-02", "2021-01-09"), [("from 2 January 2021", 2), ("from 9 January 2021", 1)]),
        (("2021-01-02", None, "2021-07-09"), [("January 2021", 2), ("July 2021", 1)]),
        ((None, "2021-07-09"), [("", 1), ("from 9 July 2021", 1)]),
    ],
)
def test_rungs_stand_in_the_widest_periods_that_part_them(
    rung: Rung, days: tuple[str | None, ...], expected: list[tuple[str, int]]
) -> None:
    rungs = [replace(rung, entry=replace(rung.entry, when=When(day, day, day))) for day in days]
    found = periods(rungs)
    assert [(period.words, len(period.rungs)) for period in found] == expected
    assert [one for period in found for one in period.rungs] == rungs


def test_open_ends_of_a_period_are_counted(rung: Rung) -> None:
    (period,) = periods([replace(rung, state="unanswered"), replace(rung, state="denied")])
    assert period.open == 1
