"""What training text taught of words: how often each was the head of a cue.

A share is kept for each kind of key (the word, its form, the word with its object, ...); -1 stands for a key that was
not seen often enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.annotate.tree import Tree

Share = tuple[float, int]
UNSEEN: Share = (-1.0, 0)


@dataclass(frozen=True, slots=True)
class Learnt:
    """For each kind of key the share of cues and the count; the numbers of the values of categories."""

    shares: Mapping[str, Mapping[str, Share]]
    codes: Mapping[str, int]

    def share(self, kind: str, key: str) -> Share:
        """The share of cues and the count of a key."""
        return self.shares[kind].get(key, UNSEEN)

    def word_share(self, tree: Tree, i: int) -> float:
        """The share of cues among the uses of a token's word; -1 where it is not known."""
        token = tree.tokens[i]
        return self.shares["word"].get(f"{token.lemma}|{token.pos}", UNSEEN)[0]

    def code(self, value: str) -> int:
        """The number of a value of a category; 0 where training text did not have it."""
        return self.codes.get(value, 0)
