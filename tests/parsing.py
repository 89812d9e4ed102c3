"""One parser for all tests: to load it takes longer than most tests, and each that is made holds 40 MiB."""

from __future__ import annotations

from functools import cache

from onrecord.model import Parse, Segment
from onrecord.parse import Parser


@cache
def the_parser() -> Parser:
    """The parser that the package reads with."""
    return Parser()


def parse_of(text: str) -> Parse:
    """The parse of a text that is one paragraph of an article's body."""
    return the_parser().parse(text, [Segment("body", 0, len(text))])
