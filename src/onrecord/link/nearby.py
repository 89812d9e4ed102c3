"""Sentences that tell a row of a story's table where no move or statement of theirs was joined to it.

"Not found in the text that we hold" is said of an account only where none of its sentences holds most of the row's own
words. What such a sentence denies or asks is not taken for a telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.link.cells import Cell, Row
from onrecord.link.reasons import sentences_of, voice_at
from onrecord.link.sameness import Moves, one_verb
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.link.words import Rarity, words

# Share of a row's own words, by their weight, that a sentence of another account holds to tell it; and how many words.
HELD, FEWEST = 0.75, 4


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: SeenDocument
    start: int
    end: int
    words: frozenset[str]
    types: frozenset[str]


_Bearing = Mapping[str, Sequence[_Sentence]]


def with_nearby(
    rows: Sequence[Row], documents: Sequence[SeenDocument], moves: Moves, owner: Mapping[str, str]
) -> list[Row]:
    """Rows of moves, each with a cell for the accounts that tell it in a sentence of which nothing like it was made."""
    sentences = [sentence for document in documents for sentence in _sentences(document)]
    rarity = Rarity(sentence.words for sentence in sentences)
    bearing: dict[str, list[_Sentence]] = defaultdict(list)
    for sentence in sentences:
        for word in sorted(sentence.words):
            bearing[word].append(sentence)
    accounts = set(owner.values())
    found = []
    for row in rows:
        told = {owner[cell.document_id] for cell in row.cells}
        move = next((moves.by_id[cell.move_id] for cell in row.cells if cell.move_id), None)
        if move is not None and told != accounts:
            others = {account for account in accounts if account not in told}
            row = replace(row, cells=(*row.cells, *_nearest(move, others, bearing, rarity, owner)))
        found.append(row)
    return found


def _nearest(
    move: SeenMove,
    others: set[str],
    bearing: Mapping[str, Sequence[_Sentence]],
    rarity: Rarity,
    owner: Mapping[str, str],
) -> list[Cell]:
    """The nearest sentence of each of the accounts that were not found to tell a move."""
    own = {word: rarity.of(word) ** 2 for word in sorted(set(words(move.text)))}
    whole = sum(own.values())
    at: dict[tuple[str, int], _Sentence] = {}
    for word in _needed(own, whole):
        for sentence in bearing.get(word, ()):
            if owner[sentence.document.id] in others and move.type not in sentence.types:
                at[sentence.document.id, sentence.start] = sentence
    best: dict[str, tuple[float, str, int]] = {}
    for place, sentence in at.items():
        weights = [weight for word, weight in own.items() if word in sentence.words]
        share = sum(weights) / whole
        if share >= HELD and len(weights) >= FEWEST and _bears(sentence, move.trigger):
            account = owner[place[0]]
            best[account] = min(best.get(account, (0.0, "", 0)), (-share, *place))
    return [_cell(at[name, start]) for _, name, start in sorted(best.values())]


def _needed(own: Mapping[str, float], whole: float) -> list[str]:
    """The heaviest words of a move, of which a sentence that holds most of all of them bears one at least."""
    found: list[str] = []
    left = whole
    for word in sorted(own, key=lambda word: (-own[word], word)):
        # A little more than needed, so that no rounding loses a sentence.
        if left <= 0.0 or left < HELD * whole * (1 - 1e-9):
            break
        found.append(word)
        left -= own[word]
    return found


def _bears(sentence: _Sentence, trigger: str) -> bool:
    """Whether a sentence bears a word of a trigger in any form."""
    return one_verb(" ".join(sorted(sentence.words)), trigger)


def _cell(sentence: _Sentence) -> Cell:
    """A sentence as a telling: in the words of whom it is said in, else the outlet's own."""
    document = sentence.document
    inside = next((item for item in document.statements if sentence.start <= item.start < sentence.end), None)
    said = voice_at(document, sentence.start) or inside
    return Cell(
        document.id, "attributed" if said else "told", said.voice if said else "",
        attribution_id=said.id if said else None, start=sentence.start, end=sentence.end,
    )  # fmt: skip


def _sentences(document: SeenDocument) -> list[_Sentence]:
    denied = [move.start for move in document.moves if move.status == "denied" or move.type == "deny"]
    found = []
    for offset, sentence in sentences_of(document):
        text = sentence.strip()
        start = offset + sentence.index(text)
        end = start + len(text)
        if not text.endswith("?") and not any(start <= at < end for at in denied):
            types = frozenset(move.type for move in document.moves if start <= move.start < end)
            found.append(_Sentence(document, start, end, frozenset(words(text)), types))
    return found
