"""How many paragraphs the parser sees at once changes its speed and no parse."""

from __future__ import annotations

import pytest

from onrecord.model import Segment
from onrecord.parse import Parser, door

PARAGRAPHS = [
    "Norland summoned the envoy of Westria on Monday.",
    "“We reject  the charge,” said Olga Brandt, who leads the ministry.",
    "Talks go on.",
    "The two signed the Treaty of Aldermoor in 1994, and neither has left it since.",
]


@pytest.mark.parametrize(("size", "letters"), [(1, 60_000), (3, 60_000), (256, 1), (256, 120)])
def test_parses_are_the_same_in_batches_of_any_size(monkeypatch: pytest.MonkeyPatch, size: int, letters: int) -> None:
    text, segments = "", []
    for paragraph in PARAGRAPHS:
        segments.append(Segment("body", len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    parser = Parser()
    whole = parser.parse(text, segments)
    monkeypatch.setattr(door, "BATCH_SIZE", size)
    monkeypatch.setattr(door, "BATCH_LETTERS", letters)
    assert parser.parse(text, segments) == whole
    assert [s.paragraph for s in whole.sentences] == sorted(s.paragraph for s in whole.sentences)
    assert {s.paragraph for s in whole.sentences} == {0, 1, 2, 3}
    assert all(text[t.start : t.end].replace("“", '"').replace("”", '"') == t.text for t in whole.tokens)
