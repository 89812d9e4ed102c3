"""Which documents tell one happening, in any order of arrival."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from views_by_hand import document

from onrecord.link import View, link
from onrecord.link.vectors import vector_of
from onrecord.link.view import SeenDocument
from onrecord.link.words import dot
from onrecord.model import When

SEIZED = "Norland's coast guard seized a Sudmark trawler off the Skerry islands early on Monday and towed it to Varnes."
AGAIN = (
    "A trawler from Sudmark was towed to the port of Varnes after the Norland coast guard seized it near the Skerries."
)
BRIDGE = "Engineers closed the Alden bridge after cracks were found in two pylons; commuters face weeks of detours."
EMPTY = ""


def documents() -> list[SeenDocument]:
    return [
        document("a", "Norland seizes Sudmark trawler", SEIZED, published="2019-03-04"),
        document("b", "Sudmark trawler towed to Varnes", AGAIN, published="2019-03-05"),
        document("c", "Cracks close Alden bridge", BRIDGE, published="2019-03-04"),
        document("d", "", EMPTY, published="2019-03-04"),
        document("e", "", EMPTY, published="2019-03-04"),
    ]


def stories(found: list[SeenDocument]) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for place in link(View(tuple(found))).story_documents:
        groups.setdefault(place.story_id, set()).add(place.document_id[-1])
    return {frozenset(group) for group in groups.values()}


def test_one_happening_is_one_story_and_empty_pages_stand_alone() -> None:
    assert stories(documents()) == {frozenset("ab"), frozenset("c"), frozenset("d"), frozenset("e")}


def test_order_of_arrival_makes_no_difference() -> None:
    assert len({link(View(tuple(order))) for order in permutations(documents())}) == 1


def test_the_like_a_year_later_is_another_story() -> None:
    found = [documents()[0], document("f", "Sudmark trawler towed to Varnes", AGAIN, published="2020-03-05")]
    assert stories(found) == {frozenset("a"), frozenset("f")}


def test_no_date_keeps_no_page_out() -> None:
    found = [documents()[0], document("f", "Sudmark trawler towed to Varnes", AGAIN)]
    assert stories(found) == {frozenset("af")}


def test_an_undated_page_does_not_join_what_months_part() -> None:
    later = document("f", "Sudmark trawler towed to Varnes", AGAIN, published="2019-09-05")
    between = replace(document("g", "Norland seizes trawler", SEIZED), published=When(None, "2018-11-01", "2019-12-01"))
    found = stories([documents()[0], later, between])
    assert not any({"a", "f"} <= story for story in found)


def test_the_name_of_its_outlet_makes_no_page_like_another() -> None:
    told = [
        document(key, title, f"VARNES (Skerry Herald) - {body} The Skerry Herald was told so.", outlet="Skerry Herald")
        for key, title, body in (("a", "Trawler seized", SEIZED), ("c", "Alden bridge closed", BRIDGE))
    ]
    assert dot(*(vector_of(document) for document in told)) < 0.2


def test_story_keeps_its_id_when_it_grows() -> None:
    found = documents()
    before = {place.document_id: place.story_id for place in link(View(tuple(found[:1]))).story_documents}
    after = {place.document_id: place.story_id for place in link(View(tuple(found))).story_documents}
    assert before["document-a"] == after["document-a"] == after["document-b"]


def test_title_is_one_of_the_headlines() -> None:
    titles = {story.title for story in link(View(tuple(documents()))).stories if story.documents == 2}
    assert titles <= {"Norland seizes Sudmark trawler", "Sudmark trawler towed to Varnes"}
    assert titles


@pytest.mark.parametrize("count", [0, 1])
def test_small_records_are_linked(count: int) -> None:
    assert len(link(View(tuple(documents()[:count]))).stories) == count
