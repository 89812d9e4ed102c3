"""A sentence that gives several rows is shown once with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import When
from onrecord.store import Record
from onrecord.store.browse import Browse, Filters
from onrecord.store.browse_rows import Entry
from onrecord.store.browse_together import together


@pytest.fixture
def rows(dispute: tuple[Path, dict[str, str]]) -> Iterator[tuple[Entry, Entry]]:
    """Istrin's denial: what he said, and the move that it makes."""
    with Record.open(dispute[0], read_only=True) as record:
        found = Browse(record.connection).timeline(Filters(actor="Pavel Istrin")).rows
    said = next(entry for entry in found if entry.kind == "statement")
    yield said, next(entry for entry in found if entry.kind == "move" and entry.voice == said.id)


def test_statement_and_move_of_a_sentence_are_one_group_with_the_statement_first(rows: tuple[Entry, Entry]) -> None:
    said, move = rows
    (group,) = together((move, said))
    assert group.entries == (said, move) and group.shared
    assert "".join(words for words, _, _ in group.pieces) == said.sentence
    assert [(words, entry.id) for words, entry, own in group.pieces if own] == [(move.text, move.id)]


def test_date_of_a_group_is_the_one_that_says_most(rows: tuple[Entry, Entry]) -> None:
    said, move = rows
    vague = replace(said, when=replace(said.when, value=None))
    (group,) = together((vague, move))
    assert group.dating is move


@pytest.mark.parametrize(
    "change",
    [
        {"document_id": "doc-other"},
        {"when": When("2021-09-12", "2021-09-12", "2021-09-12")},
        {"sentence_start": 900},
    ],
)
def test_rows_of_another_document_time_or_sentence_stand_apart(
    rows: tuple[Entry, Entry], change: dict[str, object]
) -> None:
    said, move = rows
    assert [group.shared for group in together((said, replace(move, **change)))] == [False, False]  # type: ignore[arg-type]


def test_row_of_one_sentence_stands_with_the_statement_of_several_that_comes_after_it(
    rows: tuple[Entry, Entry],
) -> None:
    said, move = rows
    start, end = move.start - said.sentence_start, move.end - said.sentence_start
    alone = replace(move, sentence=said.sentence[start:end], sentence_start=move.start)
    assert alone.sentence != said.sentence
    for order in ((alone, said), (said, alone)):
        (group,) = together(order)
        assert group.lead is said and group.entries == (said, alone)


@pytest.mark.parametrize("shift", [-4, 0, 4])
def test_words_of_two_moves_that_overlap_are_told_once(rows: tuple[Entry, Entry], shift: int) -> None:
    said, move = rows
    other = replace(move, id="move-other", start=move.start + shift, end=move.end + shift)
    (group,) = together((said, move, other))
    assert "".join(words for words, _, _ in group.pieces) == said.sentence


def test_no_row_is_lost_where_a_long_statement_holds_many_sentences(rows: tuple[Entry, Entry]) -> None:
    said, move = rows
    other = replace(move, id="move-other", start=said.sentence_start + 3, end=said.sentence_start + 9)
    (group,) = together((said, move, other))
    assert {entry.id for entry in group.entries} == {said.id, move.id, "move-other"}
    assert "".join(words for words, _, _ in group.pieces) == said.sentence
