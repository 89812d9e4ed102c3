"""Where dates leave it open, an answer stands behind what it answers; a date is never gone against."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import document, move

from onrecord.link.ordering import answered_first
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenMove
from onrecord.model import When
from onrecord.store.linked import MoveAnswer

MONTH = ("2019-03-01", "2019-03-31")
Interval = tuple[str, str]


def dated(key: str, at: int, days: Interval) -> SeenMove:
    return replace(move(f"a{key}", "accuse", f"Norland accused Sudmark of {key}", at=at), date=When(None, *days))


def order(answers: str, **days: Interval) -> str:
    """The keys of moves of one page, told in the order of ``days``, as they stand; "ab" says that a answers b."""
    held = {key: dated(key, 100 * n, interval) for n, (key, interval) in enumerate(days.items())}
    moves = Moves([document("a", "Row", "Words", moves=tuple(held.values()))])
    linked = [MoveAnswer(held[a].id, held[b].id, "denies", "stated") for a, b in answers.split()]
    rows = answered_first(sorted(moves.all, key=moves.order), linked, moves)
    keys = {item.id: key for key, item in held.items()}
    return "".join(keys[row.id] for row in rows)


@pytest.mark.parametrize(
    ("answers", "days", "expected"),
    [
        ("ab", {"a": MONTH, "b": MONTH}, "ba"),
        ("ba", {"a": MONTH, "b": MONTH}, "ab"),
        # Days that do not meet speak for themselves, though of one month.
        ("ab", {"a": ("2019-03-06", "2019-03-06"), "b": ("2019-03-09", "2019-03-09")}, "ab"),
        # What begins in another month or year stays under it.
        ("ab", {"a": ("2019-01-01", "2019-12-31"), "b": ("2019-03-09", "2019-03-09")}, "ab"),
        ("ab", {"a": ("2019-03-01", "2019-03-10"), "c": MONTH, "b": ("2019-03-10", "2019-03-31")}, "cba"),
        # What answers an answer goes behind that in its turn.
        ("ac da", {"d": MONTH, "a": MONTH, "c": MONTH}, "cad"),
    ],
)
def test_answers_stand_behind_where_dates_allow(answers: str, days: dict[str, Interval], expected: str) -> None:
    assert order(answers, **days) == expected
