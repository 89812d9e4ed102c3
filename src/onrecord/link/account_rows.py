"""The rows of a story's table: the same move, statement, figure or reason, joined across its documents.

In come the documents of a story in the order of its accounts; out come rows with a cell for each telling. How an
account that does not tell a row is shown is not decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.link.days import days_of, gap
from onrecord.link.figures import Figure, find_figures
from onrecord.link.groups import components
from onrecord.link.matters import best_of, scores_of
from onrecord.link.pairs import alike_pairs
from onrecord.link.reasons import Reason, find_reasons
from onrecord.link.sameness import SLIP, Moves, asked_of
from onrecord.link.view import SeenDocument, SeenMove, SeenStatement
from onrecord.link.words import Rarity, unit, words
from onrecord.model import OUTLET_VOICE, When

# Words in common that make two rows of one story one row.
ALIKE_MOVE = 0.3
ALIKE_STATEMENT = 0.4
ALIKE_REASON = 0.35
# Of types that need so few words in common within a story, a happening holds one: a deed, whose day may be told apart.
A_DEED = 0.05
DEED_DAYS = 7
LONGEST_LABEL = 160
# Kinds of actors that bear names: a state and its ministry are no difference.
NAMED = frozenset({"person", "organisation"})
# Letters of a date that is a day.
DAY = 10
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
    firsts: dict[str, int] = {}
    pairs = []
    for number, move in enumerate(told):
        kinds[move.type, move.actor.side, move.recipient.side].append(number)
        pairs.append((firsts.setdefault(moves.first[move.id], number), number))
    for numbers in kinds.values():
        alike = alike_pairs([moves.vectors[told[number].id] for number in numbers], ALIKE_MOVE)
        pairs += [(numbers[one], numbers[other]) for one, other in alike]
    pairs = [pair for pair in pairs if _one_row(told[pair[0]], told[pair[1]], moves)]
    statements = {item.id: item for document in documents for item in document.statements}
    groups = [[told[number] for number in group] for group in components(len(told), pairs)]
    groups.sort(key=lambda group: min(moves.order(move) for move in group))
    return [_move_row(group, statements) for group in groups]


def _one_row(one: SeenMove, other: SeenMove, moves: Moves) -> bool:
    """Whether two moves of one type between the same sides, in like words, are one row.

    What is said again days later is said twice; of a deed two pages may give two days.
    """
    if moves.first[one.id] == moves.first[other.id]:
        return True
    if one.document_id == other.document_id:
        return False
    apart = gap(moves.days[one.id], moves.days[other.id]) or 0
    return apart <= (DEED_DAYS if asked_of(one.type)[1] <= A_DEED else SLIP)


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
    return Row(min(move.id for move in group), "move", _label(first.text), tuple(cells))


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
            found.append(Row(f"date {row.key}", "date", _label(f"{first.value}: {row.label}"), cells))
    return found


def _is_day(date: When) -> bool:
    return date.value is not None and len(date.value) == DAY


def _day_cell(cell: Cell, date: When, first: When) -> Cell:
    differs = date.value != first.value
    difference = f"{date.value}, not {first.value}" if differs else ""
    return replace(cell, telling="differs" if differs else cell.telling, difference=difference)


def reason_rows(documents: Sequence[SeenDocument]) -> list[Row]:
    """Rows of the reasons given for the deeds of a story, in order of the text."""
    deeds = _deeds(documents)
    found = [reason for document in documents for reason in find_reasons(document, deeds)]
    texts = [reason.text for reason in found]
    return [
        _reason_row([found[number] for number in group]) for group in _alike(texts, ALIKE_REASON, _one_matter(texts))
    ]


def _one_matter(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of reasons that name one matter: "meddling" and "interference in the vote" are one."""
    first: dict[str, int] = {}
    matters = [best_of(scores_of(text)) for text in texts]
    return [(first.setdefault(matter, number), number) for number, matter in enumerate(matters) if matter]


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


def _alike(texts: Sequence[str], least: float, together: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Texts that say much the same, by their numbers; in order of the first. ``together`` are so whatever they say."""
    told = [set(words(text)) for text in texts]
    rarity = Rarity(told)
    vectors = [unit({word: rarity.of(word) for word in found}) for found in told]
    return components(len(texts), [*alike_pairs(vectors, least), *together])


def _label(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"
