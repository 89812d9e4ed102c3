"""Those who act together are written side by side: no country stands beside the name of another's."""

from __future__ import annotations

import pytest

from onrecord.export.ends import ends_of, pairs, told
from onrecord.store.browse_rows import Party

ENDS = [
    ("one", Party("a", "Olga Brandt", "NOR", "person"), [("Olga Brandt", "NOR")]),
    ("a person with another state", Party("a", "Ilan Dorv", "RUS;USA", "person"),
     [("Ilan Dorv", "RUS"), ("United States", "USA")]),
    ("a state with two others", Party("a", "Ireland", "IRL;BEL;MDA", "state"),
     [("Ireland", "IRL"), ("Belgium", "BEL"), ("Moldova", "MDA")]),
    ("a state that stands second among its sides", Party("a", "United States", "RUS;USA", "state"),
     [("United States", "USA"), ("Russia", "RUS")]),
    ("a body with a state", Party("a", "NATO", "NATO;GBR", "organisation"),
     [("NATO", None), ("United Kingdom", "GBR")]),
    ("people of two states", Party("a", "leaders", "FRA;DEU", "group"), [("leaders", "FRA"), ("leaders", "DEU")]),
    ("sides of which nobody is named", Party(None, "FRA;DEU", "FRA;DEU"), [("France", "FRA"), ("Germany", "DEU")]),
    ("nobody", Party(None, "", None), [("", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("party", "wanted"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_an_end_bears_its_own_country(party: Party, wanted: list[tuple[str, str | None]]) -> None:
    found = ends_of(party, "President")
    assert [(end.name, end.country) for end in found] == wanted
    assert [end.title for end in found if end.name != party.name and party.id] == [None] * sum(
        name != party.name for name, _ in wanted if party.id
    )


def test_of_those_who_act_together_none_acts_on_itself() -> None:
    both = ends_of(Party(None, "FRA;DEU", "FRA;DEU"), None)
    assert [(one.country, other.country) for one, other in pairs(both, both)] == [("FRA", "DEU"), ("DEU", "FRA")]
    alone = ends_of(Party("a", "Olga Brandt", "NOR", "person"), None)
    other = ends_of(Party("b", "Ilan Dorv", "NOR", "person"), None)
    assert len(pairs(alone, other)) == 1, "two persons of one state stay"


def test_one_row_names_all_each_once() -> None:
    ends = ends_of(Party("a", "Ilan Dorv", "RUS;USA", "person"), "President")
    assert told(ends) == ("Ilan Dorv;United States", "RUS;USA", "President")
