"""The rows of a story's table: the same move, statement, figure or reason, joined across its documents.

In come the documents of a story in the order of its accounts; out come rows with a cell for each telling. How an
account that does not tell a row is shown is not decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.link.days import days_of, gap
from onrecord.link.figures import Figure, find_figures
from onrecord.link.groups import components
from onrecord.link.reasons import Reason, find_reasons
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenDocument, SeenMove, SeenStatement
from onrecord.link.words import Rarity, dot, unit, words
from onrecord.model import OUTLET_VOICE

# Words in common that make two rows of one story one row.
ALIKE_MOVE = 0.3
ALIKE_STATEMENT = 0.4
ALIKE_REASON = 0.35
LONGEST_LABEL = 160
# "Two countries" stands on every page and tells nothing that could differ.
TOO_SMALL = frozenset({"1", "2"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One telling of a row: how, in whose words, what differs, where."""

    document_id: str
    telling: str
    voice: str = ""
    difference: str = ""
    move_id: str | None = None
    attribution_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What is told: a key that names it within its story, its kind, a label from the pages, its tellings."""

    key: str
    kind: str
    label: str
    cells: tuple[Cell, ...]


def move_rows(documents: Sequence[SeenDocument], moves: Moves) -> list[Row]:
    """Rows of the moves of a story, in order of time."""
    told = [move for document in documents for move in document.moves]
    kinds: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for number, move in enumerate(told):
        kinds[move.type, move.actor.side, move.recipient.side].append(number)
    pairs = [
        (one, other)
        for numbers in kinds.values()
        for at, one in enumerate(numbers)
        for other in numbers[at + 1 :]
        if _one_row(told[one], told[other], moves)
    ]
    statements = {item.id: item for document in documents for item in document.statements}
    groups = [[told[number] for number in group] for group in components(len(told), pairs)]
    groups.sort(key=lambda group: min(moves.order(move) for move in group))
    return [_move_row(group, statements) for group in groups]


def _one_row(one: SeenMove, other: SeenMove, moves: Moves) -> bool:
    """Whether two moves of one type between the same sides are one row; within one page they are two."""
    if moves.first[one.id] == moves.first[other.id]:
        return True
    return one.document_id != other.document_id and moves.likeness(one, other) >= ALIKE_MOVE


def _move_row(group: Sequence[SeenMove], statements: Mapping[str, SeenStatement]) -> Row:
    first = group[0]
    cells = []
    for move in group:
        statement = statements.get(move.voice)
        telling = "told" if move.voice == OUTLET_VOICE else "attributed"
        if (move.status == "denied") != (first.status == "denied") or move.status == "denied":
            telling = "denied" if move.status == "denied" else telling
        difference = "" if move is first else _date_difference(first, move)
        cells.append(
            Cell(
                move.document_id, "differs" if difference and telling == "told" else telling,
                statement.voice if statement else "", difference, move.id, statement.id if statement else None,
                move.start, move.end,
            )
        )  # fmt: skip
    return Row(min(move.id for move in group), "move", _label(first.text), tuple(cells))


def _date_difference(first: SeenMove, move: SeenMove) -> str:
    mine, theirs = days_of(first.date), days_of(move.date)
    apart = gap(mine, theirs) if mine and theirs else None
    return f"{move.date.value}, not {first.date.value}" if apart else ""


def reason_rows(documents: Sequence[SeenDocument]) -> list[Row]:
    """Rows of the reasons given for the deeds of a story, in order of the text."""
    deeds = _deeds(documents)
    found = [reason for document in documents for reason in find_reasons(document, deeds)]
    return [_reason_row([found[number] for number in group]) for group in _alike([r.text for r in found], ALIKE_REASON)]


def _deeds(documents: Sequence[SeenDocument]) -> frozenset[str]:
    """Words that name the deeds of a story: those of the triggers of moves that its headlines also bear or that most
    of its documents tell."""
    counts: dict[str, set[str]] = defaultdict(set)
    told: set[str] = set()
    titles = {word for document in documents for word in words(document.title or "")}
    for document in documents:
        for move in document.moves:
            if move.type == "interfere":
                # What is held against somebody is the reason, not the deed.
                told.update(words(move.trigger))
                continue
            for word in words(move.trigger):
                counts[word].add(document.id)
    return frozenset(
        word
        for word, ids in counts.items()
        if len(word) > 3 and word not in told and (word in titles or 2 * len(ids) > len(documents))
    )


def _reason_row(group: Sequence[Reason]) -> Row:
    cells = []
    for reason in group:
        statement = reason.statement
        cells.append(
            Cell(
                reason.document.id, "attributed" if statement else "told", statement.voice if statement else "",
                attribution_id=statement.id if statement else None, start=reason.start, end=reason.end,
            )
        )  # fmt: skip
    first = group[0]
    return Row(f"{first.document.id} {first.start}", "reason", _label(f"reason given: {first.text}"), tuple(cells))


def figure_rows(documents: Sequence[SeenDocument], owner: Mapping[str, str]) -> list[Row]:
    """Rows of the figures that at least two accounts give for one thing; a number that is not the first differs."""
    groups: list[list[tuple[SeenDocument, Figure]]] = []
    for document in documents:
        for figure in find_figures(document):
            if figure.number not in TOO_SMALL:
                group = next((group for group in groups if _one_thing(group[0][1], figure)), None)
                if group is None:
                    groups.append([(document, figure)])
                else:
                    group.append((document, figure))
    several = [group for group in groups if len({owner[document.id] for document, _ in group}) > 1]
    return [_figure_row(group, owner) for group in several]


def _one_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same: "60 diplomats" and "60 Russian diplomats", not American ones."""
    return one.noun == other.noun and (one.kind <= other.kind or other.kind <= one.kind)


def _figure_row(told: Sequence[tuple[SeenDocument, Figure]], owner: Mapping[str, str]) -> Row:
    numbers: dict[str, set[str]] = defaultdict(set)
    for document, figure in told:
        numbers[owner[document.id]].add(figure.number)
    first = told[0][1]
    cells = []
    for document, figure in told:
        agrees = first.number in numbers[owner[document.id]]
        cell = Cell(document.id, "told", start=figure.start, end=figure.end)
        if not agrees:
            cell = replace(cell, telling="differs", difference=f"{figure.text}, not {first.text}")
        if agrees and figure.number != first.number:
            continue
        cells.append(cell)
    return Row(f"{told[0][0].id} {first.start}", "figure", first.text, tuple(cells))


def statement_rows(documents: Sequence[SeenDocument], owner: Mapping[str, str]) -> list[Row]:
    """Rows of the statements that at least two accounts give."""
    told = [(document, item) for document in documents for item in document.statements]
    rows = []
    for group in _alike([item.text for _, item in told], ALIKE_STATEMENT):
        members = [told[number] for number in group]
        if len({owner[document.id] for document, _ in members}) > 1:
            cells = tuple(
                Cell(d.id, "attributed", i.voice, attribution_id=i.id, start=i.start, end=i.end) for d, i in members
            )
            rows.append(Row(members[0][1].id, "statement", _label(members[0][1].text), cells))
    return rows


def _alike(texts: Sequence[str], least: float) -> list[list[int]]:
    """Texts that say much the same, by their numbers; in order of the first."""
    told = [set(words(text)) for text in texts]
    rarity = Rarity(told)
    vectors = [unit({word: rarity.of(word) for word in found}) for found in told]
    pairs = [
        (at, later)
        for at, vector in enumerate(vectors)
        for later in range(at + 1, len(vectors))
        if dot(vector, vectors[later]) >= least
    ]
    return components(len(texts), pairs)


def _label(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"
