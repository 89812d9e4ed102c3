"""Lines of the terminal: a party with its side and those with whom it acts, the state of an open item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.cli.lines import open_lines, party
from onrecord.store import Record
from onrecord.store.browse_rows import Party


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (Party("a", "leaders", "LVA;MLT", "group"), "leaders (Latvia and Malta)"),
        (Party("a", "Malta", "LVA;MLT", "state"), "Malta, with Latvia"),
        (Party("a", "Janis Ozols", "LVA;MLT;TUN", "person"), "Janis Ozols (Latvia), with Malta and Tunisia"),
        (Party("a", "Chirper", "Chirper;Mural", "organisation"), "Chirper, with Mural"),
        (Party(None, "LVA;MLT", "LVA;MLT"), "Latvia and Malta"),
        (Party(None, "LVA", "LVA"), "LVA"),
        (Party("a", "Latvia", "LVA", "state"), "Latvia (LVA)"),
        (Party("a", "Janis Ozols", "LVA", "person", "President"), "Janis Ozols (LVA), President"),
    ],
)
def test_party_stands_before_its_side_and_those_with_whom_it_acts_after_it(given: Party, line: str) -> None:
    assert party(given) == line


@pytest.mark.parametrize(
    ("state", "coverage", "line"),
    [
        ("denied", "denied, as found in 3 pages of 2 outlets", "    denied, as found in 3 pages of 2 outlets"),
        ("unanswered", "nothing found in 3 pages", "    unanswered: nothing found in 3 pages"),
    ],
)
def test_state_of_an_open_item_is_said_once(
    state: str, coverage: str, line: str, dispute: tuple[Path, dict[str, str]]
) -> None:
    with Record.open(dispute[0], read_only=True) as record:
        item = replace(record.browse.open_items(state=None).rows[0], state=state, coverage=coverage)
    assert list(open_lines(item))[-1] == line
