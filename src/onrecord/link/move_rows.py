"""The moves of a story, each a row of its table with all its tellings, and the days that are told of them.

In come the documents of a story in the order of its accounts. A deed that a page does not tell as a move of its own but
only in somebody's statement is told there too: the statement stands in the cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from onrecord.link.cells import Cell, Row, label_of
from onrecord.link.days import days_of, gap
from onrecord.link.groups import components
from onrecord.link.pairs import alike_pairs
from onrecord.link.sameness import SLIP, Moves, asked_of, is_told_of_one_actor, two_persons
from onrecord.link.view import Party, SeenDocument, SeenMove, SeenStatement
from onrecord.link.words import words
from onrecord.model import OUTLET_VOICE, When

# Words in common that make two rows of one story one row.
ALIKE_MOVE = 0.3
# Of types that need so few words in common within a story, a happening holds one: a deed, whose day may be told apart.
A_DEED = 0.05
DEED_DAYS = 7
# Of types that need no words in common, what the same sides are told to have done in the same word is one deed.
ONE_DEED = 0.0
# Kinds of actors that bear names: a state and its ministry are no difference.
NAMED = frozenset({"person", "organisation"})
PERSON = "person"
# Letters of a date that is a day; of a word that can name a deed.
DAY = 10
TELLING = 5
SENTENCE_END = ". "


def move_rows(documents: Sequence[SeenDocument], moves: Moves) -> list[Row]:
    """Rows of the moves of a story, in order of time."""
    told = [move for document in documents for move in document.moves]
    kinds: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    firsts: dict[str, int] = {}
    pairs = []
    for number, move in enumerate(told):
        kinds[move.type, move.actor.side, move.recipient.side].append(number)
        pairs.append((firsts.setdefault(moves.first[move.id], number), number))
    for numbers in kinds.values():
        alike = alike_pairs([moves.vectors[told[number].id] for number in numbers], ALIKE_MOVE)
        pairs += [(numbers[one], numbers[other]) for one, other in alike]
        kind = told[numbers[0]].type
        if asked_of(kind)[1] <= ONE_DEED or is_told_of_one_actor(kind):
            pairs += [
                (one, other) for one, other in combinations(numbers, 2) if _one_deed(told[one], told[other], moves)
            ]
    pairs = [pair for pair in pairs if _one_row(told[pair[0]], told[pair[1]], moves)]
    statements = {item.id: item for document in documents for item in document.statements}
    groups = [[told[number] for number in group] for group in components(len(told), pairs)]
    groups.sort(key=lambda group: min(moves.order(move) for move in group))
    mentioned: set[str | None] = set()
    return [_with_mentions(_move_row(group, statements), group[0], documents, mentioned) for group in groups]


def _with_mentions(row: Row, move: SeenMove, documents: Sequence[SeenDocument], mentioned: set[str | None]) -> Row:
    """A row with the statements that tell its deed where a document has no move of it: by its trigger and a person.

    What is ``mentioned`` in one row tells no other; the row's own statements join them.
    """
    names = {words(party.name)[-1] for party in (move.actor, move.recipient) if _is_person(party) and party.name}
    verb = next((word for word in words(move.trigger) if len(word) >= TELLING and word not in names), None)
    if asked_of(move.type)[1] > A_DEED or not names or not verb:
        return row
    told = {cell.document_id for cell in row.cells}
    cells = []
    for document in documents:
        item = None if document.id in told else _telling(document, names, verb)
        if item is not None and item.attribution_id not in mentioned:
            mentioned.add(item.attribution_id)
            cells.append(item)
    return replace(row, cells=(*row.cells, *cells))


def _telling(document: SeenDocument, names: set[str], verb: str) -> Cell | None:
    """The first statement of a document whose sentence bears a verb and a name."""
    for item in document.statements:
        block = next((b for b in document.blocks if b.start <= item.start < b.start + len(b.text)), None)
        if block is None:
            continue
        stop = block.text.find(SENTENCE_END, item.end - block.start)
        end = block.start + (stop + 1 if stop >= 0 else len(block.text))
        found = set(words(block.text[item.start - block.start : end - block.start]))
        if found & names and verb in found:
            return Cell(document.id, "attributed", item.voice, attribution_id=item.id, start=item.start, end=end)
    return None


def _is_person(party: Party) -> bool:
    return party.kind == PERSON


def _one_row(one: SeenMove, other: SeenMove, moves: Moves) -> bool:
    """Whether two moves of one type between the same sides, in like words, are one row.

    What is said again days later is said twice; of a deed two pages may give two days.
    """
    if moves.first[one.id] == moves.first[other.id]:
        return True
    if _one_deed(one, other, moves):
        return True
    if one.document_id == other.document_id or _two_speakers(one, other):
        return False
    apart = gap(moves.days[one.id], moves.days[other.id]) or 0
    return apart <= (DEED_DAYS if asked_of(one.type)[1] <= A_DEED else SLIP)


def _two_speakers(one: SeenMove, other: SeenMove) -> bool:
    """Whether two persons say it: then it is said twice, where a deed is told of one or of the other."""
    said = asked_of(one.type)[1] > A_DEED
    return said and _is_person(one.actor) and _is_person(other.actor) and one.actor.id != other.actor.id


def _one_deed(one: SeenMove, other: SeenMove, moves: Moves) -> bool:
    """Whether two moves tell one deed of which a story holds one, whatever else they say: a summons told thrice."""
    apart = gap(moves.days[one.id], moves.days[other.id])
    if is_told_of_one_actor(one.type) and one.document_id == other.document_id:
        # An envoy met "officials", then "the deputy minister": one meeting, if not with two persons of name.
        same = one.actor.id is not None and one.actor.id == other.actor.id and one.recipient.side
        return bool(same) and apart == 0 and not two_persons(one.recipient, other.recipient)
    if asked_of(one.type)[1] > ONE_DEED or not one.recipient.side:
        return False
    return apart is not None and apart <= DEED_DAYS and bool(set(words(one.trigger)) & set(words(other.trigger)))


def _move_row(group: Sequence[SeenMove], statements: Mapping[str, SeenStatement]) -> Row:
    first = group[0]
    cells = []
    for move in group:
        statement = statements.get(move.voice)
        telling = "told" if move.voice == OUTLET_VOICE else "attributed"
        if (move.status == "denied") != (first.status == "denied") or move.status == "denied":
            telling = "denied" if move.status == "denied" else telling
        difference = "" if move is first else _difference(first, move)
        cells.append(
            Cell(
                move.document_id, "differs" if difference and telling == "told" else telling,
                statement.voice if statement else "", difference, move.id, statement.id if statement else None,
                move.start, move.end,
            )
        )  # fmt: skip
    return Row(min(move.id for move in group), "move", label_of(first.text), tuple(cells))


def _difference(first: SeenMove, move: SeenMove) -> str:
    """What differs from the first telling: the day, who did it, to whom."""
    mine, theirs = days_of(first.date), days_of(move.date)
    apart = gap(mine, theirs) if mine and theirs else None
    told = [f"{move.date.value}, not {first.date.value}"] if apart else []
    for word, one, other in (("by", first.actor, move.actor), ("to", first.recipient, move.recipient)):
        if one.kind == other.kind and one.kind in NAMED and one.id != other.id:
            told.append(f"{word} {other.name}, not {one.name}")
    return "; ".join(told)


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
