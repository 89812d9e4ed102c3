"""Words that name a move are found in the shapes in which they stand, and their tables are whole."""

from __future__ import annotations

import pytest

from onrecord import tables
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.tree import Tree
from onrecord.annotate.moves.triggers import TABLES, find_triggers
from onrecord.annotate.moves.types import codes_of, is_uttered, move_types
from onrecord.model import Parse, Published, Sentence, Token

# word, lemma, part of speech, tag, label, head
Row = tuple[str, str, str, str, str, int]


def parse_of(rows: list[Row]) -> Parse:
    tokens, at = [], 0
    for i, (text, lemma, pos, tag, dep, head) in enumerate(rows):
        tokens.append(Token(i, at, at + len(text), text, lemma, pos, tag, dep, head, "", 0))
        at += len(text) + 1
    text = " ".join(row[0] for row in rows)
    return Parse(text, tuple(tokens), (Sentence(0, len(tokens), 0, len(text), "body", 0),), ())


IMPOSED: list[Row] = [
    ("Brussels", "Brussels", "PROPN", "NNP", "nsubj", 1),
    ("imposed", "impose", "VERB", "VBD", "ROOT", 1),
    ("sanctions", "sanction", "NOUN", "NNS", "dobj", 1),
]
ON_MONDAY_CALLED: list[Row] = [
    ("On", "on", "ADP", "IN", "prep", 3),
    ("Monday", "Monday", "PROPN", "NNP", "pobj", 0),
    ("Accra", "Accra", "PROPN", "NNP", "nsubj", 3),
    ("called", "call", "VERB", "VBD", "ROOT", 3),
    ("it", "it", "PRON", "PRP", "dobj", 3),
]
CALLED_ON: list[Row] = [
    ("Accra", "Accra", "PROPN", "NNP", "nsubj", 1),
    ("called", "call", "VERB", "VBD", "ROOT", 1),
    ("on", "on", "ADP", "IN", "prep", 1),
    ("Lome", "Lome", "PROPN", "NNP", "pobj", 2),
]


@pytest.mark.parametrize(
    ("rows", "head", "kind", "found"),
    [
        (IMPOSED, 1, "sanction", True),
        (CALLED_ON, 1, "demand", True),
        (ON_MONDAY_CALLED, 3, "demand", False),
    ],
)
def test_phrase_needs_its_words_in_their_place(rows: list[Row], head: int, kind: str, found: bool) -> None:
    hits = find_triggers(Tree(parse_of(rows))).get(head, ())
    assert (kind in {hit.trigger.type for hit in hits if len(hit.tokens) > 1}) is found


def test_every_row_names_a_type_of_the_codebook() -> None:
    rows = [row for table in TABLES for row in tables.rows(table, ("type", "pos", "words", "example", "origin"))]
    assert {row["type"] for row in rows} == set(move_types())
    assert all(word == word.lower() for row in rows for word in row["words"])


def test_types_carry_their_codes() -> None:
    assert codes_of("deny") == ("REJECT", "016")
    assert codes_of("evidence") == (None, None)
    assert is_uttered("accuse")
    assert not is_uttered("attack")


DENIED_ENTRY: list[Row] = [
    ("Accra", "Accra", "PROPN", "NNP", "nsubj", 1),
    ("denied", "deny", "VERB", "VBD", "ROOT", 1),
    ("the", "the", "DET", "DT", "det", 3),
    ("crew", "crew", "NOUN", "NN", "dative", 1),
    ("entry", "entry", "NOUN", "NN", "dobj", 1),
]


def test_words_of_an_idiom_leave_the_verb_alone_nothing() -> None:
    layers = Layers(parse_of(DENIED_ENTRY), (), (), (), (), Published())
    assert {hit.trigger.type for hit in layers.hits[1]} >= {"deny", "restrict"}
    candidate = next(c for c in find_candidates(layers) if c.head == 1)
    assert {hit.trigger.type for hit in candidate.hits} == {"restrict"}


@pytest.mark.parametrize(("pos", "entries"), [("verb", 3000), ("noun", 1500), ("adj", 400), ("run", 400)])
def test_tables_are_wide(pos: str, entries: int) -> None:
    rows = [row for table in TABLES for row in tables.rows(table, ("type", "pos", "words", "example", "origin"))]
    assert len({word for row in rows if row["pos"] == pos for word in row["words"]}) >= entries
