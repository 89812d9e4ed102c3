"""The parser lets go of words that it met, and that changes no parse."""

from __future__ import annotations

import pytest

from onrecord.model import Parse, Segment
from onrecord.parse import Parser, door

TEXTS = [f"The envoy of Norland{n} told Olga Brandt{n} on Monday that the zelkorax{n} pact was dead." for n in range(7)]


def parse(parser: Parser, text: str) -> Parse:
    return parser.parse(text, [Segment("body", 0, len(text))])


def test_parses_are_the_same_and_new_words_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Parser()
    expected = [parse(alone, text) for text in TEXTS]
    monkeypatch.setattr(door, "TEXTS_PER_ZONE", 2)
    parser = Parser()
    strings = parser._nlp.vocab.strings
    for number, (text, wanted) in enumerate(zip(TEXTS, expected, strict=True)):
        found = parse(parser, text)
        assert found == wanted
        assert (found.vectors == wanted.vectors).all()
        assert f"zelkorax{number}" in strings
    assert "zelkorax0" in strings and "zelkorax1" in strings, "the words of the first texts stay"
    assert not any(f"zelkorax{number}" in strings for number in range(2, 6))
    kept = {key[0] for key in parser._nlp.get_pipe("lemmatizer").cache}
    assert not kept & {"dead", "told", "zelkorax0"} and len(kept) < len(TEXTS), "so does its lemmatizer"
