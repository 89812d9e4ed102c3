"""What is inferred across pages, and what is not: words are answered in words, deeds by deeds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import NORLAND, SUDMARK, document, move

from onrecord.link import View, link
from onrecord.link.rules import rules
from onrecord.link.sameness import Moves
from onrecord.link.view import Party, SeenMove
from onrecord.model import When

BACK = {"actor": SUDMARK, "recipient": NORLAND}
HACKED = "Norland accused Sudmark of hacking the weather service"
SPEAKER = Party("actor-p", "Ada Holm", "NLD", "person")
SENATOR = Party("actor-q", "Nils Brandt", "NLD", "person")


def links(*moves: SeenMove) -> list[tuple[str, str]]:
    """Which move is found to answer which, over one document a key."""
    keys = sorted({item.document_id for item in moves})
    documents = []
    for key in keys:
        held = tuple(item for item in moves if item.document_id == key)
        day = held[0].date.value
        documents.append(document(key.removeprefix("document-"), "Row", held[0].text, published=day, moves=held))
    return [(found.move_id, found.answered_move_id) for found in link(View(tuple(documents))).move_answers]


ACCUSED = move("aa", "accuse", HACKED, date="2019-03-04")


@pytest.mark.parametrize(
    ("words", "answers"),
    [("Sudmark said that it had not hacked the weather service", True), ("Sudmark denied having sold grain", False)],
)
@pytest.mark.parametrize("page", ["a", "b"])
def test_words_are_answered_in_words_also_where_one_page_tells_both(words: str, answers: bool, page: str) -> None:
    denied = move(f"{page}b", "deny", words, date="2019-03-05", at=5_000, **BACK)
    assert bool(links(ACCUSED, denied)) is answers


@pytest.mark.parametrize(("page", "answers"), [("a", True), ("b", False)])
def test_what_a_page_holds_against_a_side_is_what_it_denies_there(page: str, answers: bool) -> None:
    shelled = move("aa", "attack", "Sudmark shelled the depot at Varnes", date="2019-03-04", **BACK)
    denied = move(f"{page}b", "deny", "Sudmark had no part in it", date="2019-03-05", at=5_000, **BACK)
    assert bool(links(shelled, denied)) is answers


def test_a_deed_of_the_same_page_answers_in_any_words() -> None:
    called = move("ab", "summon", "The envoy was called to the ministry", date="2019-03-05", at=5_000, **BACK)
    assert links(ACCUSED, called) == [(called.id, ACCUSED.id)]


def test_the_people_of_one_state_answer_one_another_only_where_the_page_says_so() -> None:
    call = "Brandt called for an inquiry into the hacking of the weather service"
    asked = move("aa", "demand", call, date="2019-03-04", actor=SENATOR, recipient=NORLAND)
    backed = "Holm stood by an inquiry into the hacking of the weather service"
    spoke = move("ba", "support", backed, date="2019-03-05", actor=SPEAKER, recipient=NORLAND)
    assert links(asked, spoke) == []
    on_page = move("ab", "support", "Holm backed the call of Brandt", actor=SPEAKER, recipient=NORLAND, at=300)
    assert links(asked, on_page) == [(on_page.id, asked.id)]


def test_no_rule_asks_for_fewer_words_where_less_speaks_for_it() -> None:
    assert all(rule.taken_up >= rule.like for held in rules().values() for rule in held)


EXPELLED = move("aa", "expel", "Norland expelled nine envoys of Sudmark", date="2019-03-04")
CLOSED = move("ab", "expel", "Norland closed a consulate of Sudmark", date="2019-03-04", at=43)


def test_who_pays_back_does_so_in_kind() -> None:
    back = move("ba", "expel", "Sudmark closed a consulate of Norland", date="2019-03-07", **BACK)
    assert links(EXPELLED, CLOSED, back) == [(back.id, CLOSED.id)]
    back = move("ba", "expel", "Sudmark expelled ten envoys of Norland", date="2019-03-07", **BACK)
    assert links(EXPELLED, CLOSED, back) == [(back.id, EXPELLED.id)]


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("Sudmark promised that it would expel nine envoys as well", True),
        ("Sudmark will not expel anybody for the nine envoys", False),
    ],
)
def test_who_promises_to_pay_back_answers_and_who_promises_not_to_does_not(words: str, answers: bool) -> None:
    promised = replace(move("ba", "pledge", words, date="2019-03-05", **BACK), trigger=" ".join(words.split()[1:4]))
    assert bool(links(EXPELLED, promised)) is answers


@pytest.mark.parametrize(("status", "answers"), [("done", True), ("conditional", False)])
def test_a_threat_that_hangs_on_an_if_looks_ahead(status: str, answers: bool) -> None:
    words = "Sudmark warned that it would answer for the nine envoys"
    warned = move("ba", "warn", words, date="2019-03-07", status=status, **BACK)
    assert bool(links(EXPELLED, warned)) is answers


def test_what_a_page_tells_side_by_side_is_not_one_deed_told_twice() -> None:
    told = move("ca", "expel", "Norland expelled nine envoys of Sudmark", date="2019-03-04")
    kept = {item.id: first for item, first in _tellings(told, EXPELLED, CLOSED)}
    assert kept[CLOSED.id] == CLOSED.id
    assert kept[told.id] == EXPELLED.id
    apart = replace(CLOSED, start=900, end=937)
    assert {item.id: first for item, first in _tellings(EXPELLED, apart)}[CLOSED.id] == EXPELLED.id


def test_a_day_that_one_page_knows_is_known_of_all_its_tellings() -> None:
    """A page that knows only the year comes first, and another day's deed would be no answer to it."""
    year = replace(
        move("aa", "expel", "Norland expelled nine envoys of Sudmark over trawlers"),
        date=When("2019", "2019-02-01", "2019-12-31"),
    )
    day = move("ba", "expel", "Norland expelled nine envoys of Sudmark over trawlers", date="2019-03-04")
    back = move("ca", "expel", "Sudmark expelled nine envoys of Norland over trawlers", date="2019-03-07", **BACK)
    assert links(year, day, back) == [(back.id, year.id)]
    assert links(year, back) == []


def _tellings(*moves: SeenMove) -> list[tuple[SeenMove, str]]:
    """Each move with the one that stands for it."""
    keys = sorted({item.document_id for item in moves})
    held = [
        document(
            key.removeprefix("document-"),
            "Row",
            "Row",
            published="2019-03-04",
            moves=tuple(m for m in moves if m.document_id == key),
        )
        for key in keys
    ]
    found = Moves(held, {page.id: "story" for page in held})
    return [(item, found.first[item.id]) for item in moves]
