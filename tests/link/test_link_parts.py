"""Parts: what no one matter holds is linked within its story alone, with what a person ties to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import document, move

from onrecord.link.parts import gather, ties_of
from onrecord.link.places import Key
from onrecord.link.view import SeenDocument
from onrecord.model import Answer

STORIES = {"document-a": "one", "document-b": "one", "document-c": "other"}
LOOSE: list[Key] = [("NLD", "SUD", "other matters"), ("NLD", "NLD", "spying")]


def told() -> list[SeenDocument]:
    """Three pages with a move each, of which two tell one story."""
    return [document(key, key, key, moves=(move(f"{key}1", "accuse", "Norland accused Sudmark"),)) for key in "abc"]


def parts(documents: list[SeenDocument], key: Key) -> dict[str, str]:
    """The documents of each part, by its story."""
    held = [(one, {found.id: (key,) for found in one.moves}) for one in documents]
    found = gather(held, STORIES, ties_of(documents))
    return {story: "".join(one.id[-1] for one in part.documents) for (_, story), part in found.items()}


def test_matter_holds_all_its_stories() -> None:
    assert parts(told(), ("NLD", "SUD", "spying")) == {"": "abc"}


@pytest.mark.parametrize("key", LOOSE)
def test_what_no_one_matter_holds_is_parted_by_story(key: Key) -> None:
    assert parts(told(), key) == {"one": "ab", "other": "c"}


@pytest.mark.parametrize("key", LOOSE)
def test_answer_that_a_person_gives_ties_two_stories(key: Key) -> None:
    first, second, third = told()
    answer = Answer(first.moves[0].id, "denies", "person: eve")
    tied = replace(third, moves=(replace(third.moves[0], given=(answer,)),))
    assert parts([first, second, tied], key) == {"one": "abc"}
