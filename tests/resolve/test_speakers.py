"""Speakers: who stands behind a source that is a pronoun, a name with an address, a noun that describes a name."""

from __future__ import annotations

import pytest
from test_resolve import speaker

from onrecord.parse import Parser
from parsing import the_parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return the_parser()


@pytest.mark.parametrize(
    "passage, name",
    [
        # What spoke before is no party: "it" goes on with it, and nobody is guessed.
        ("Republicans backed the bill. [[The leaflet]] claimed that the fund was empty. [[It]] added a name.", None),
        ("NATO met in Brussels. [[The alliance]] said the line would hold. [[It]] added that talks went on.", "NATO"),
        # Several whom the page does not name go on as "they".
        (
            "The Norwegian government paid. [[Lawyers for the firm]] argued that it was late. [[They]] said so twice.",
            "Lawyers for the firm",
        ),
        ("Rick Holland runs a firm in Leeds. [[Mr Holland]] said the data was clear.", "Rick Holland"),
        ("[[The Netherlands]] said the data was clear.", "Netherlands"),
        ("The UN Security Council met. It was late, [[the Interfax news agency]] reported.", "Interfax"),
    ],
)
def test_speaker(parser: Parser, passage: str, name: str | None) -> None:
    assert speaker(parser, passage)[0] == name
