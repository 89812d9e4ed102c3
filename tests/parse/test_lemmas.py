"""Lemmas are those that spaCy's lemmatizer gives a token of a doc, but for verbs that would double their consonant."""

from __future__ import annotations

import pytest

from onrecord.parse import Parser
from parsing import the_parser

CASES = [
    ("Denied", "VERB", "deny"),
    ("said", "VERB", "say"),
    ("summoning", "VERB", "summon"),
    ("allegations", "NOUN", "allegation"),
    ("statesmen", "NOUN", "statesman"),
    ("zelkoraxes", "NOUN", "zelkoraxe"),
    ("harsher", "ADJ", "harsh"),
    ("earlier", "ADV", "early"),
    ("Them", "PRON", "them"),
    ("Norland", "PROPN", "Norland"),
    ("The", "DET", "the"),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return the_parser()


@pytest.mark.parametrize(("word", "pos", "lemma"), CASES)
def test_lemma_of_a_word(parser: Parser, word: str, pos: str, lemma: str) -> None:
    from spacy.tokens import Doc

    assert parser.lemma(word, pos) == lemma
    if pos not in ("PROPN", "DET"):
        doc = Doc(parser._nlp.vocab, words=[word])
        doc[0].pos_ = pos
        lemmatizer = parser._nlp.get_pipe("lemmatizer")
        lemmatizer.cache.clear()
        assert lemmatizer.rule_lemmatize(doc[0])[0].lower() == lemma


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("staged", "stage"),
        ("Waging", "wage"),
        ("fined", "fine"),
        ("hoping", "hope"),
        ("banned", "ban"),
        ("stopping", "stop"),
        ("asked", "ask"),
        ("vowed", "vow"),
        ("bused", "bus"),
    ],
)
def test_a_form_with_a_single_consonant_is_of_the_longer_verb(parser: Parser, word: str, lemma: str) -> None:
    assert parser.lemma(word, "VERB") == lemma
