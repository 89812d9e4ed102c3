"""Rows of a story's table that are no moves: the same statement, figure or reason, joined across its documents.

In come the documents of a story in the order of its accounts; out come rows with a cell for each telling. How an
account that does not tell a row is shown is not decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.link.cells import Cell, Row, label_of
from onrecord.link.figures import TOO_SMALL, Figure, find_figures
from onrecord.link.groups import components
from onrecord.link.matters import best_of, scores_of
from onrecord.link.pairs import alike_pairs
from onrecord.link.reasons import Reason, find_reasons
from onrecord.link.view import SeenDocument, SeenStatement
from onrecord.link.words import Rarity, dot, unit, words

# Words in common that make two rows of one story one row.
ALIKE_STATEMENT = 0.4
# Of two speakers only words that are nearly the same are one statement, whose speaker is told differently.
ALIKE_WORDS = 0.75
ALIKE_REASON = 0.35
# Voices in which one account gives one reason, each a row.
MOST_VOICES = 3


def reason_rows(documents: Sequence[SeenDocument], owner: Mapping[str, str]) -> list[Row]:
    """Rows of the reasons given for the deeds of a story, in order of the text; a row for each voice of an account."""
    deeds = _deeds(documents)
    found = [reason for document in documents for reason in find_reasons(document, deeds)]
    texts = [reason.text for reason in found]
    groups = _alike(texts, ALIKE_REASON, _one_matter(texts))
    return [row for group in groups for row in _reason_rows([found[number] for number in group], owner)]


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


def _reason_rows(group: Sequence[Reason], owner: Mapping[str, str]) -> list[Row]:
    """One reason as a row for each voice in which an account gives it: the outlet says "meddling", then a spokeswoman.

    An account of fewer voices stands in each of the rows with its last.
    """
    voices: dict[str, list[Reason]] = defaultdict(list)
    for reason in group:
        held = voices[owner[reason.document.id]]
        same = next((n for n, other in enumerate(held) if _voice(other) == _voice(reason)), None)
        if same is None:
            held.append(reason)
        elif reason.statement and len(reason.text) > len(held[same].text):
            # What somebody says twice is told in the fuller of the two.
            held[same] = reason
    rows = []
    for place in range(min(MOST_VOICES, max(len(held) for held in voices.values()))):
        # The row bears the words of those who have a voice more.
        told = sorted(voices.values(), key=lambda held: len(held) <= place)
        rows.append(_reason_row([held[min(place, len(held) - 1)] for held in told]))
    return rows


def _voice(reason: Reason) -> str:
    return reason.statement.voice if reason.statement else ""


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
    return Row(f"{first.document.id} {first.start}", "reason", label_of(f"reason given: {first.text}"), tuple(cells))


def figure_rows(documents: Sequence[SeenDocument], owner: Mapping[str, str]) -> list[Row]:
    """Rows of the figures that at least two accounts give for one thing; a number that is not the first differs."""
    groups: list[list[tuple[SeenDocument, Figure]]] = []
    of_noun: dict[str, list[list[tuple[SeenDocument, Figure]]]] = defaultdict(list)
    for document in documents:
        for figure in find_figures(document):
            if figure.number not in TOO_SMALL:
                group = next((group for group in of_noun[figure.noun] if _one_thing(group[0][1], figure)), None)
                if group is None:
                    groups.append(group := [])
                    of_noun[figure.noun].append(group)
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
    for group in _said_alike([item for _, item in told]):
        members = [told[number] for number in group]
        if len({owner[document.id] for document, _ in members}) > 1:
            cells = tuple(
                Cell(d.id, "attributed", i.voice, attribution_id=i.id, start=i.start, end=i.end) for d, i in members
            )
            rows.append(Row(members[0][1].id, "statement", label_of(members[0][1].text), cells))
    return rows


def _said_alike(items: Sequence[SeenStatement]) -> list[list[int]]:
    """Statements that say much the same as the first of them, by their numbers; two speakers' only in the same words.

    A chain of likenesses never makes one statement of what two said.
    """
    vectors = _vectors([item.text for item in items])
    before: dict[int, list[int]] = defaultdict(list)
    for one, other in alike_pairs(vectors, ALIKE_STATEMENT):
        if dot(vectors[one], vectors[other]) >= _least_alike(items[one], items[other]):
            before[other].append(one)
    found: dict[int, list[int]] = {}
    for number in range(len(items)):
        heads = [(dot(vectors[head], vectors[number]), -head) for head in before[number] if head in found]
        found.setdefault(-max(heads)[1] if heads else number, []).append(number)
    return list(found.values())


def _least_alike(one: SeenStatement, other: SeenStatement) -> float:
    two = one.speaker_id is not None and other.speaker_id is not None and one.speaker_id != other.speaker_id
    return ALIKE_WORDS if two else ALIKE_STATEMENT


def _alike(texts: Sequence[str], least: float, together: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Texts that say much the same, by their numbers; in order of the first. ``together`` are so whatever they say."""
    return components(len(texts), [*alike_pairs(_vectors(texts), least), *together])


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    told = [set(words(text)) for text in texts]
    rarity = Rarity(told)
    return [unit({word: rarity.of(word) for word in found}) for found in told]
