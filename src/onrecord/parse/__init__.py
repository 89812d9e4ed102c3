"""The one door to the parser: a document's own segments become tokens, sentences and names."""

from onrecord.parse.door import Parser

__all__ = ["Parser"]
