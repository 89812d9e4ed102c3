"""A party as a line names it: alone with its side, and joint parties by their sides' names."""

from __future__ import annotations

import pytest

from onrecord.cli.lines import party
from onrecord.store.browse_rows import Party


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (Party("a", "leaders", "LVA;MLT", "group"), "Latvia and Malta (leaders)"),
        (Party("a", "Malta", "LVA;MLT", "state"), "Latvia and Malta"),
        (Party("a", "Janis Ozols", "LVA;MLT;TUN", "person"), "Latvia, Malta and Tunisia (Janis Ozols)"),
        (Party("a", "Janis Ozols", "LVA", "person", "President"), "Janis Ozols (LVA), President"),
    ],
)
def test_joint_parties_are_named_by_their_sides(given: Party, line: str) -> None:
    assert party(given) == line
