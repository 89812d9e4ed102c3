"""A party as a line names it: alone with its side, and joint parties with those with whom they act."""

from __future__ import annotations

import pytest

from onrecord.cli.lines import party
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
