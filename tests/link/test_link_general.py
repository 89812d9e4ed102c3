"""What a side denies as a whole is said of each charge of that kind, in whatever thread it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import NORLAND, SUDMARK, day, document, move

from onrecord.link import Links, View, link
from onrecord.link.charges import is_general, kinds_of
from onrecord.link.view import Party, SeenMove
from onrecord.model import Answer

FISHERS = Party("actor-f", "Ostland", "OST")
# A page on a fishing quarrel tells of hackers in passing, and another of the vote.
HACKED = move("aa", "accuse", "Norland accused Sudmark of hacking the computers of its trawlers", date="2019-03-04")
PAGE = (
    "Trawlers, fishing quotas, fishing waters: the fishing fleet of Norland fished on, a fishing dispute without end."
)
DENIES = move(
    "ba", "deny", "Sudmark denies any meddling", date="2019-05-06", actor=SUDMARK, recipient=Party()
)  # fmt: skip
SUDMARK_STATE = replace(SUDMARK, kind="state")


def linked(charge: SeenMove, denial: SeenMove) -> Links:
    denial = replace(denial, actor=replace(denial.actor, kind=denial.actor.kind or "state"))
    return link(
        View(
            (
                document("a", "Trawlers", PAGE, published=charge.date.value, moves=(charge,)),
                document("b", "The vote", "The vote of Norland was counted.", published=denial.date.value,
                         moves=(denial,), sides=("NLD", "SUD")),
            )
        )
    )  # fmt: skip


def state(found: Links) -> tuple[str, str | None]:
    (item,) = found.open_items
    return item.state, item.settled_by_id


def test_a_charge_is_denied_in_general_by_what_its_side_denies_of_that_kind_elsewhere() -> None:
    found = linked(HACKED, DENIES)
    assert state(found) == ("denied in general", DENIES.id)
    assert found.open_items[0].coverage.startswith("no answer found in 1 document")
    assert not found.move_answers


@pytest.mark.parametrize(
    "denial",
    [
        replace(DENIES, text="Sudmark denied hacking the railway"),  # one deed, and another
        replace(DENIES, text="Sudmark denies any doping"),  # another kind
        replace(DENIES, actor=replace(SUDMARK, kind="person")),  # perhaps of himself alone
        replace(DENIES, recipient=FISHERS),  # to another accuser
        replace(DENIES, date=day("2018-12-01")),  # long before
        replace(DENIES, date=day("2022-03-05")),  # of something that came later
        replace(DENIES, status="planned"),
        replace(DENIES, score=0.3),
        replace(DENIES, refuted=(HACKED.id,)),  # a person says that it is not
        replace(DENIES, actor=NORLAND),
    ],
)
def test_what_is_of_another_deed_side_or_time_denies_nothing_in_general(denial: SeenMove) -> None:
    assert state(linked(HACKED, denial)) == ("unanswered", None)


def test_what_is_denied_of_one_country_is_not_denied_of_another() -> None:
    charge = replace(HACKED, text="Norland accused Sudmark of sending troops into Ukraine")
    denial = replace(DENIES, text="Sudmark denies sending any troops to Ukraine")
    assert state(linked(charge, denial))[0] == "denied in general"
    denial = replace(DENIES, text="Sudmark denies sending any troops to Syria")
    assert state(linked(charge, denial))[0] == "unanswered"


def test_a_denial_that_says_what_it_denies_goes_before_one_that_only_points() -> None:
    pointing = move(
        "ca", "deny", "Sudmark denies such charges, it said", date="2019-03-05", actor=SUDMARK_STATE, recipient=Party()
    )
    page = document("c", "Hackers", "Hackers, cyber attacks, hackers and malware.", published="2019-03-05",
                    moves=(pointing,), sides=("NLD", "SUD"))  # fmt: skip
    told = document("b", "The vote", "The vote.", published="2019-05-06",
                    moves=(replace(DENIES, actor=SUDMARK_STATE),))  # fmt: skip
    held = document("a", "Trawlers", PAGE, published="2019-03-04", moves=(HACKED,))
    assert state(link(View((held, page)))) == ("denied in general", pointing.id)
    assert state(link(View((held, told, page)))) == ("denied in general", DENIES.id)


def test_an_answer_to_the_charge_itself_goes_before_what_is_denied_in_general() -> None:
    own = move("ab", "deny", "Nonsense, Sudmark said", date="2019-03-06", actor=SUDMARK, recipient=NORLAND,
               answers=(Answer(HACKED.id, "denies"),))  # fmt: skip
    held = document("a", "Trawlers", PAGE, published="2019-03-04", moves=(HACKED, own))
    told = document("b", "The vote", "The vote.", published="2019-05-06",
                    moves=(replace(DENIES, actor=SUDMARK_STATE),), sides=("NLD", "SUD"))  # fmt: skip
    assert state(link(View((held, told)))) == ("denied", own.id)


@pytest.mark.parametrize(
    ("words", "matter", "kinds"),
    [
        ("Norland said that Sudmark stole its e-mails", "other matters", {"meddling"}),
        ("Norland said that Sudmark intervened to help the mayor win", "other matters", {"meddling"}),
        ("Norland said that Sudmark stole its barges", "cyber attacks", set()),
        ("which Norland blames on Sudmark", "cyber attacks", {"meddling"}),
        ("which Norland blames on Sudmark", "other matters", set()),
    ],
)
def test_a_charge_is_of_the_kind_that_its_words_name_or_point_at(words: str, matter: str, kinds: set[str]) -> None:
    assert kinds_of(words, matter) == kinds


@pytest.mark.parametrize(
    ("words", "general"),
    [
        ("Sudmark denied hacking the weather service", False),
        ("Sudmark has denied hacking anybody", True),
        ("Sudmark denied that it ever had anything to do with hackers", True),
        ("many denied it", False),
    ],
)
def test_a_denial_is_general_where_it_denies_all_or_still(words: str, general: bool) -> None:
    assert is_general(words) is general


@pytest.mark.parametrize(
    ("at", "denier", "words", "found"),
    [
        (1_000, SUDMARK_STATE, "Sudmark denies any part in it", "denied in general"),
        (1_000, Party("actor-m", "Foreign Ministry of Sudmark", "SUD", "organisation"),
         "Sudmark denies any part in it", "denied in general"),
        (1_000, Party("actor-m", "Bank of Sudmark", "SUD", "organisation"), "The bank denied any loss", "unanswered"),
        (1_000, SUDMARK_STATE, "Sudmark has denied any doping", "unanswered"),  # of another kind
        (9_000, SUDMARK_STATE, "Sudmark denies any part in it", "unanswered"),  # far away
    ],
)  # fmt: skip
def test_what_a_page_denies_in_general_not_far_from_a_charge_is_of_it(
    at: int, denier: Party, words: str, found: str
) -> None:
    denial = move("ab", "deny", words, actor=denier, recipient=Party(), at=at)
    held = document("a", "Trawlers", PAGE, published="2019-03-04", moves=(HACKED, denial), sides=("NLD", "SUD", "OST"))
    assert state(link(View((held,))))[0] == found
