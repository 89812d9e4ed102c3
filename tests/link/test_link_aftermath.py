"""What a page goes on to say became of what one side put to the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import document, move

from onrecord.link import View, link
from onrecord.link.aftermath import aftermath
from onrecord.link.view import SeenDocument, SeenMove

TITLE = "Row"
CASES = [
    ("demand", "Norland urged Sudmark to leave", ", but so far its guards have stayed.", "rejects"),
    ("demand", "Norland told Sudmark to open the locks", ", but Sudmark hasn’t done so.", "rejects"),
    ("demand", "Norland told Sudmark to open the locks", ". But Norland has not said which.", None),  # it is the asker
    ("demand", "Norland told Sudmark to open the locks", ". Sudmark has not said which it closed.", None),  # no turn
    ("demand", "Norland asked for more time", ", but the office denied its request.", "rejects"),
    ("offer", "Norland offered to pay the clerk", ". It ended up paying his travels.", "fulfils"),
    ("offer", "Norland offered Sudmark salt", ", and the premier accepted the offer.", "accepts"),
    ("accuse", "Norland accused Sudmark of theft", ". The premier has denied the allegations.", "denies"),
    ("accuse", "Norland accused Sudmark of theft", ", but so far nobody was hurt.", None),
    (
        "demand",
        "Norland urged Sudmark to leave",
        " by night, by day" * 6 + ", but so far it stayed.",
        None,
    ),  # far
    ("demand", "Norland urged Sudmark to leave", ".\nBut so far it has rained.", None),  # another paragraph
]


def told(kind: str, words: str, after: str) -> tuple[SeenMove, SeenDocument]:
    made = replace(move("aa", kind, words, date="2019-03-04", at=len(TITLE) + 1), trigger=words.split()[1])
    return made, document("a", TITLE, words + after, published="2019-03-04", moves=(made,))


@pytest.mark.parametrize(("kind", "words", "after", "wanted"), CASES)
def test_the_next_words_of_a_paragraph_tell_what_became_of_it(
    kind: str, words: str, after: str, wanted: str | None
) -> None:
    made, page = told(kind, words, after)
    found = aftermath(made, page)
    assert (found.kind if found else None) == wanted


def test_what_the_page_says_settles_an_item_and_is_no_answer_of_a_move() -> None:
    made, page = told(*CASES[0][:3])
    found = link(View((page,)))
    (item,) = found.open_items
    assert (item.state, item.settled_by_id, found.move_answers) == ("refused", made.id, ())
