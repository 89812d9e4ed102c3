"""When an undated page was published, by the pages beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import document

from onrecord.link.linking import link_stories
from onrecord.link.neighbours import neighbour_dates
from onrecord.model import When

WIDE = When(None, "2018-01-01", "2019-12-31")
CLOSE = When(None, "2019-03-12", "2019-12-31")
ELSEWHERE = When("2012", "2012-01-01", "2012-12-31")
UNKNOWN = When()
MONDAY, FRIDAY, MAY = "2019-03-11", "2019-03-15", "2019-05-06"
LOCKS = "The council of Varnes shut the locks on the Alder canal after barges from Sudmark had rammed a gate."
HARVEST = (
    "Brewers complain about dear barley. A historian recalls that merchants once rode around the hills to spare money, "
    "slept in barns and paid farmers in salt. The harvest was poor, millers say, and hops rot in sheds."
)
GATE = f"Varnes has shut the locks until a gate that barges rammed is mended. {HARVEST}"
TOLLS = f"{HARVEST} Tolls on the Alder canal were raised in spring, too."


@pytest.mark.parametrize(
    ("own", "told", "copied", "wanted"),
    [
        (WIDE, [MONDAY], None, ("2019-02-25", "2019-03-25", "story", 1, "a page of its story, dated 2019-03-11")),
        (UNKNOWN, [MONDAY, FRIDAY], None,
         ("2019-02-25", "2019-03-29", "story", 1, "2 pages of its story, dated 2019-03-11 to 2019-03-15")),
        (WIDE, [MONDAY, FRIDAY], FRIDAY, ("2019-03-12", "2019-03-18", "copy", 1, "a copy of it, dated 2019-03-15")),
        (CLOSE, [MONDAY], None, ("2019-03-12", "2019-03-25", "story", 1, "a page of its story, dated 2019-03-11")),
        (ELSEWHERE, [MONDAY], None, ("2019-02-25", "2019-03-25", "story", 0, "a page of its story, dated 2019-03-11")),
        (WIDE, [MONDAY, MAY], None, None),  # pages of two months say nothing together
        (WIDE, [], None, None),  # nobody is dated
        (When(None, "2019-03-10", "2019-03-12"), [FRIDAY], None, None),  # its own evidence says more
    ],
)  # fmt: skip
def test_dated_neighbours_narrow_an_undated_page(
    own: When, told: list[str], copied: str | None, wanted: tuple[object, ...] | None
) -> None:
    undated = replace(document("x", "Row over the locks", "The locks are shut."), published=own)
    others = [document(day, "Row over the locks", "The locks are shut.", published=day) for day in told]
    originals = {other.id: undated.id for other in others if other.published.value == copied}
    found = neighbour_dates("story-1", [undated, *others], originals)
    assert [(n.earliest, n.latest, n.basis, n.agrees, n.note) for n in found] == ([wanted] if wanted else [])
    assert all((n.document_id, n.story_id) == (undated.id, "story-1") for n in found)


@pytest.mark.parametrize(
    ("own", "told", "dated"),
    [
        (WIDE, [("a", LOCKS, MONDAY)], True),  # the like in another outlet
        (WIDE, [("x", LOCKS, MONDAY)], False),  # an outlet prints the like again and again
        (WIDE, [("a", TOLLS, MONDAY), ("b", TOLLS, FRIDAY)], False),  # pages on its topic only
        (WIDE, [("a", GATE, MONDAY)], False),  # one page of another outlet, not very like
        (WIDE, [("a", GATE, MONDAY), ("b", GATE, FRIDAY)], True),  # two outlets agree
        (When(None, "2019-02-20", "2019-04-10"), [("a", GATE, MONDAY)], True),  # its own evidence leaves few weeks only
    ],
)
def test_a_page_is_dated_by_what_tells_the_same_and_not_by_its_topic(
    own: When, told: list[tuple[str, str, str]], dated: bool
) -> None:
    undated = replace(document("x", "Locks of Varnes shut", LOCKS, outlet="x.example"), published=own)
    others = [
        document(f"{n}", "Notes", body, outlet=f"{outlet}.example", published=day)
        for n, (outlet, body, day) in enumerate(told)
    ]
    assert bool(neighbour_dates("story-1", [undated, *others], {})) is dated


def test_a_dated_page_keeps_its_day() -> None:
    pages = [document(day, "Row", "The locks are shut.", published=day) for day in (MONDAY, FRIDAY)]
    assert neighbour_dates("story-1", pages, {}) == ()


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        (WIDE, ("2019-02-25", "2019-03-25")),  # not the two years that the undated page alone leaves open
        (ELSEWHERE, ("2012-01-01", "2019-03-11")),  # what speaks against its neighbours is not narrowed by them
    ],
)
def test_a_story_bears_the_days_that_its_pages_leave_each_other(own: When, wanted: tuple[str, str]) -> None:
    undated = replace(document("x", "Row over the locks", "The locks are shut."), published=own)
    dated = document(MONDAY, "Row over the locks", "The locks are shut.", published=MONDAY)
    (story,) = link_stories([[undated, dated]], ()).stories
    assert (story.published_earliest, story.published_latest) == wanted
