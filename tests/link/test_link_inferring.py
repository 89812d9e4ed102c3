"""What is inferred across pages, and what is not: words are answered in words, deeds by deeds."""

from __future__ import annotations

import pytest
from views_by_hand import NORLAND, SUDMARK, document, move

from onrecord.link import View, link
from onrecord.link.rules import rules
from onrecord.link.view import Party, SeenMove

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
