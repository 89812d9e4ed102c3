"""What few moves of two sides have to do with one another: words, or a page, across half a year without a move."""

from __future__ import annotations

import pytest
from views_by_hand import NORLAND, SUDMARK, document, move

from onrecord.link import View, link
from onrecord.link.matters import shares_of
from onrecord.link.view import SeenMove

BACK = {"actor": SUDMARK, "recipient": NORLAND}
HACKED = "It blamed the neighbour for hacking the weather service"
SORRY = "It called the hacking of the weather service a fairy tale"
DRILL = "Librarians saw foreign malware in their timetables"
SCORN = "Officials mocked talk of malware in libraries"


def threads_of(*moves: SeenMove) -> list[set[str]]:
    """The moves of each thread, over one document a key."""
    keys = sorted({item.document_id for item in moves})
    documents = []
    for key in keys:
        held = tuple(item for item in moves if item.document_id == key)
        body = " ".join(item.text for item in held)
        documents.append(
            document(key.removeprefix("document-"), "A cyber row", body, published=held[0].date.value, moves=held)
        )
    found: dict[str, set[str]] = {}
    for place in link(View(tuple(documents))).thread_moves:
        found.setdefault(place.thread_id, set()).add(place.move_id)
    return sorted(found.values(), key=sorted)


@pytest.mark.parametrize(
    ("page", "first", "then", "threads"),
    [
        ("ba", DRILL, SCORN, 2),  # another affair, told by another page
        ("ba", HACKED, SORRY, 1),  # the same affair, told again
        ("aa", DRILL, SCORN, 1),  # one page tells of both
    ],
    ids=["another affair", "the same affair", "one page"],
)
def test_what_comes_half_a_year_later_in_other_words_is_another_exchange(
    page: str, first: str, then: str, threads: int
) -> None:
    early = (
        move("aa", "accuse", HACKED, date="2019-01-04"),
        move("ab", "criticise", SORRY, date="2019-01-05", at=400, **BACK),
    )
    late = (
        move(f"{page[0]}c", "accuse", first, date="2019-11-04", at=900),
        move(f"{page[0]}d", "criticise", then, date="2019-11-05", at=1_400, **BACK),
    )
    assert len(threads_of(*early, *late)) == threads


def test_one_cue_of_a_long_page_does_not_name_its_matter_but_one_of_its_headline_does() -> None:
    row = "The two have quarrelled over the price of salt since spring, and neither gives way. "
    once, twice = ("A man from the news agency took notes. " * n for n in (1, 2))
    assert shares_of([("", 2.0), (row * 30 + once, 1.0)]) == {}
    assert "media and accreditation" in shares_of([("", 2.0), (row * 30 + twice, 1.0)])
    assert "media and accreditation" in shares_of([("News agency shut", 2.0), (row * 30 + once, 1.0)])
