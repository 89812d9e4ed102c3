"""The moves of a story, each a row of its table with all its tellings, and the days that are told of them.

In come the documents of a story in the order of its accounts. A deed that a page does not tell as a move of its own but
only in somebody's statement is told there too: the statement stands in the cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from onrecord.link.cells import Cell, Row, label_of
from onrecord.link.days import days_of, gap
from onrecord.link.deeds import groups_of, is_deed, is_person
from onrecord.link.figures import TOO_SMALL, count_in
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenDocument, SeenMove, SeenStatement
from onrecord.link.words import words
from onrecord.model import OUTLET_VOICE, When

# Kinds of actors that bear names: a state and its ministry are no difference.
NAMED = frozenset({"person", "organisation"})
# Letters of a date that is a day; of a word that can name a deed.
DAY = 10
TELLING = 5
SENTENCE_END = ". "
# The statements of a document, with the words of their sentences.
_Said = Callable[[], Sequence[tuple[Cell, frozenset[str]]]]


def move_rows(documents: Sequence[SeenDocument], moves: Moves, owner: Mapping[str, str]) -> list[Row]:
    """Rows of the moves of a story, in order of time; ``owner`` names the account of each document."""
    told = [move for document in documents for move in document.moves]
    statements = {item.id: item for document in documents for item in document.statements}
    groups = groups_of(told, moves, owner)
    groups.sort(key=lambda group: min(moves.order(move) for move in group))
    mentioned: set[str | None] = set()
    said = {document.id: cache(partial(_said, document)) for document in documents}
    return [_with_mentions(_move_row(group, statements, owner), group[0], said, mentioned) for group in groups]


def _with_mentions(row: Row, move: SeenMove, documents: Mapping[str, _Said], mentioned: set[str | None]) -> Row:
    """A row with the statements that tell its deed where a document has no move of it: by its trigger and a person.

    What is ``mentioned`` in one row tells no other; the row's own statements join them.
    """
    names = {words(party.name)[-1] for party in (move.actor, move.recipient) if is_person(party) and party.name}
    verb = next((word for word in words(move.trigger) if len(word) >= TELLING and word not in names), None)
    if not is_deed(move) or not names or not verb:
        return row
    told = {cell.document_id for cell in row.cells}
    cells = []
    for name, said in documents.items():
        item = None if name in told else _telling(said(), names, verb)
        if item is not None and item.attribution_id not in mentioned:
            mentioned.add(item.attribution_id)
            cells.append(item)
    return replace(row, cells=(*row.cells, *cells))


def _said(document: SeenDocument) -> list[tuple[Cell, frozenset[str]]]:
    """The statements of a document, each as a cell that ends with its sentence, and the words up to there."""
    found = []
    for item in document.statements:
        block = next((b for b in document.blocks if b.start <= item.start < b.start + len(b.text)), None)
        if block is None:
            continue
        stop = block.text.find(SENTENCE_END, item.end - block.start)
        end = block.start + (stop + 1 if stop >= 0 else len(block.text))
        told = frozenset(words(block.text[item.start - block.start : end - block.start]))
        cell = Cell(document.id, "attributed", item.voice, attribution_id=item.id, start=item.start, end=end)
        found.append((cell, told))
    return found


def _telling(said: Iterable[tuple[Cell, frozenset[str]]], names: set[str], verb: str) -> Cell | None:
    """The first statement of a document whose sentence bears a verb and a name."""
    return next((cell for cell, told in said if verb in told and told & names), None)


def _move_row(group: Sequence[SeenMove], statements: Mapping[str, SeenStatement], owner: Mapping[str, str]) -> Row:
    first = group[0]
    others = _other_numbers(group, owner)
    cells = []
    for move in group:
        statement = statements.get(move.voice)
        telling = "told" if move.voice == OUTLET_VOICE else "attributed"
        if (move.status == "denied") != (first.status == "denied") or move.status == "denied":
            telling = "denied" if move.status == "denied" else telling
        told = [] if move is first else _differences(first, move)
        difference = "; ".join([others[move.id], *told] if move.id in others else told)
        cells.append(
            Cell(
                move.document_id, "differs" if difference and telling == "told" else telling,
                statement.voice if statement else "", difference, move.id, statement.id if statement else None,
                move.start, move.end,
            )
        )  # fmt: skip
    # Of an account's tellings that with another number shows what is told differently.
    cells.sort(key=lambda cell: cell.move_id not in others)
    return Row(min(move.id for move in group), "move", label_of(first.text), tuple(cells))


def _other_numbers(group: Sequence[SeenMove], owner: Mapping[str, str]) -> dict[str, str]:
    """What differs, by the move's id, where an account gives a deed another number than the account before it."""
    counts = {move.id: found for move in group if is_deed(move) and (found := count_in(move.text))}
    numbers: dict[str, set[str]] = defaultdict(set)
    for move in group:
        if move.id in counts and counts[move.id][0] not in TOO_SMALL:
            numbers[owner[move.document_id]].add(counts[move.id][0])
    told = [move for move in group if move.id in counts and counts[move.id][0] not in TOO_SMALL]
    if not told:
        return {}
    first = owner[told[0].document_id]
    return {
        move.id: f"{counts[move.id][1]}, not {counts[told[0].id][1]}"
        for move in told
        if not numbers[owner[move.document_id]] & numbers[first]
    }


def _differences(first: SeenMove, move: SeenMove) -> list[str]:
    """What differs from the first telling: the day, who did it, to whom."""
    mine, theirs = days_of(first.date), days_of(move.date)
    apart = gap(mine, theirs) if mine and theirs else None
    told = [f"{move.date.value}, not {first.date.value}"] if apart and move.date.value != first.date.value else []
    for word, one, other in (("by", first.actor, move.actor), ("to", first.recipient, move.recipient)):
        if one.kind == other.kind and one.kind in NAMED and one.id != other.id:
            told.append(f"{word} {other.name}, not {one.name}")
    return told


def date_rows(rows: Sequence[Row], moves: Moves, owner: Mapping[str, str]) -> list[Row]:
    """Rows of the days of moves that several accounts tell, where at least two of them give a day."""
    found = []
    for row in rows:
        dated = [cell for cell in row.cells if cell.move_id and _is_day(moves.by_id[cell.move_id].date)]
        if len({owner[cell.document_id] for cell in dated}) > 1:
            first = moves.by_id[str(dated[0].move_id)].date
            cells = tuple(_day_cell(cell, moves.by_id[str(cell.move_id)].date, first) for cell in dated)
            found.append(Row(f"date {row.key}", "date", label_of(f"{first.value}: {row.label}"), cells))
    return found


def _is_day(date: When) -> bool:
    return date.value is not None and len(date.value) == DAY


def _day_cell(cell: Cell, date: When, first: When) -> Cell:
    differs = date.value != first.value
    difference = f"{date.value}, not {first.value}" if differs else ""
    return replace(cell, telling="differs" if differs else cell.telling, difference=difference)
