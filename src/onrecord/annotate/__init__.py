"""Finders over a parse: attributions, mentions, moves."""

from onrecord.annotate.attributions import find_attributions
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.moves import find_moves

__all__ = ["find_attributions", "find_mentions", "find_moves"]
