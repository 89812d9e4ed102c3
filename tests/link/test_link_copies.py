"""The same text printed again: whole, cut, edited; and pages that merely quote the same words."""

from __future__ import annotations

import random

import pytest
from views_by_hand import document

from onrecord.link.regroup import group_all
from onrecord.link.shelf import MemoryShelf
from onrecord.link.sketch import sketch_of
from onrecord.link.view import SeenDocument
from onrecord.store.linked import Copy

WORDS = [f"{a}{b}{c}" for a in "bdfklmnprst" for b in "aeiou" for c in ("ran", "tel", "mo", "vik", "sund")]


def find_copies(documents: list[SeenDocument]) -> tuple[Copy, ...]:
    return group_all(MemoryShelf(map(sketch_of, documents)), [document.id for document in documents]).copies


def text_of(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def edited(tokens: list[str], share: float) -> list[str]:
    chance = random.Random(9)
    return [chance.choice(WORDS) if chance.random() < share else token for token in tokens]


ORIGINAL = text_of(1)
CASES = [
    ("whole", ORIGINAL, "the same text"),
    ("cut", ORIGINAL[:120], "cut: 120 of 300 words"),
    ("longer", [*ORIGINAL, *text_of(2, 100)], "longer: 100 words more"),
    ("one word in seven changed", edited(ORIGINAL, 0.15), "edited:"),
]


@pytest.mark.parametrize(("tokens", "note"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_copy_is_found_and_says_what_changed(tokens: list[str], note: str) -> None:
    first = document("a", "", " ".join(ORIGINAL), published="2019-03-04")
    later = document("b", "", " ".join(tokens), published="2019-03-05")
    (copy,) = find_copies([later, first, document("c", "", " ".join(text_of(3)))])
    assert (copy.document_id, copy.original_id) == ("document-b", "document-a")
    assert copy.note.startswith(note)


@pytest.mark.parametrize(
    "tokens", [[*text_of(4, 200), *ORIGINAL[:100]], ORIGINAL[:20], edited(ORIGINAL, 0.5)],
    ids=["quotes a third", "too short to tell", "half rewritten"],
)  # fmt: skip
def test_page_that_shares_some_words_is_no_copy(tokens: list[str]) -> None:
    found = find_copies([document("a", "", " ".join(ORIGINAL)), document("b", "", " ".join(tokens))])
    assert found == ()


def test_standing_paragraphs_of_an_outlet_make_no_copy() -> None:
    standing = text_of(5, 900)
    first, later = ([*text_of(seed, 400), *standing] for seed in (6, 7))
    assert find_copies([document("a", "", " ".join(first)), document("b", "", " ".join(later))]) == ()
    captions = "\n".join([" ".join(text_of(8, 200))] * 2)
    pages = [document(key, "", f"{' '.join(text[:90])}\n{captions}") for key, text in (("a", first), ("b", later))]
    assert find_copies(pages) == ()
    cut = [*first[100:400], *standing[:200]]
    (copy,) = find_copies([document("a", "", " ".join(first)), document("b", "", " ".join(cut))])
    assert copy.note.startswith("edited: 6")


def test_page_without_a_date_is_never_the_original_of_a_dated_one() -> None:
    (copy,) = find_copies(
        [document("a", "", " ".join(ORIGINAL)), document("b", "", " ".join(ORIGINAL), published="2019-03-05")]
    )
    assert copy.original_id == "document-b"
