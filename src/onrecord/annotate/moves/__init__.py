"""Moves: who said or did what to whom, in whose words, how sure, when, in answer to what."""

from onrecord.annotate.moves.door import find_moves

__all__ = ["find_moves"]
