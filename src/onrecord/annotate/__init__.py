"""Finders over a parse: attributions, mentions, moves."""

from onrecord.annotate.attributions import find_attributions

__all__ = ["find_attributions"]
