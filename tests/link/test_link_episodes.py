"""A quarrel of which pages tell every week, parted where they tell least."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from views_by_hand import document, move

from onrecord.link import View, link
from onrecord.link.episodes import beginnings

WEEK = 7


def weekly(counts: list[int]) -> list[tuple[str, int]]:
    """Pages that each tell of one day: so many in each week."""
    return [(f"{week}-{page}", week * WEEK + page % WEEK) for week, count in enumerate(counts) for page in range(count)]


CASES = [
    ("two peaks", [4, 9, 9, 4, 1, 1, 4, 9, 9, 4], [4 * WEEK]),
    ("one peak", [1, 4, 9, 12, 9, 4, 1, 1, 1, 1], []),
    ("no deep valley", [6, 9, 9, 6, 5, 5, 6, 9, 9, 6], []),
    ("few pages", [2, 4, 4, 2, 0, 0, 2, 4, 4, 2], []),
    ("three peaks", [2, 20, 2, 1, 1, 2, 20, 2, 1, 1, 2, 20, 2], [3 * WEEK, 8 * WEEK]),
    ("a small peak at the end", [9, 20, 20, 9, 4, 1, 0, 0, 1, 2, 1, 0], []),
]


@pytest.mark.parametrize(("counts", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_an_episode_begins_in_the_valley_between_two_peaks(counts: list[int], wanted: list[int]) -> None:
    assert [day // WEEK * WEEK for day in beginnings(weekly(counts))] == wanted


def test_nothing_told_has_no_episodes() -> None:
    assert beginnings([]) == []


def test_what_begins_later_moves_no_boundary_of_what_is_over() -> None:
    before = [2, 20, 2, 1, 1, 2, 20, 2]
    first = beginnings(weekly(before))
    assert first and beginnings(weekly([*before, 1, 1, 2, 20, 2]))[: len(first)] == first


def test_a_busy_quarrel_is_several_threads_each_with_what_its_pages_tell() -> None:
    """A deed known to the year only stands where its page tells of the other moves."""
    start, documents, days = date(2020, 1, 6), [], []
    for page, day in weekly([3, 12, 12, 3, 0, 0, 3, 12, 12, 3]):
        told = start + timedelta(day)
        days.append(told)
        words = f"Norland accused Sudmark of hacking the weather service in case {page}"
        moves = [move(f"{page}a", "accuse", words, date=told.isoformat())]
        if page == "8-0":
            moves.append(move(f"{page}b", "interfere", "Sudmark hacked the ferry", date="2020", at=200))
        documents.append(document(page, "Row", "The row goes on.", published=told.isoformat(), moves=tuple(moves)))
    names = (("NLD", "Norland"), ("SUD", "Sudmark"))
    found = link(View(tuple(sorted(documents, key=lambda d: d.id)), names))
    assert len(found.threads) == 2
    threads = {row.move_id: row.thread_id for row in found.thread_moves}
    by_page = {d.id: [threads[m.id] for m in d.moves] for d in documents}
    vague = by_page["document-8-0"]
    assert len(set(vague)) == 1
    assert by_page["document-1-0"][0] != vague[0]
