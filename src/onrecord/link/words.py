"""Words as linking compares them: small letters, endings cut, weighed by how rare they are.

How rare a word is comes from ``data/link/background.csv.gz``: in how many of some thousand news articles it stands. So
the weights of one page do not depend on the pages around it, and a new page changes nothing of the old ones. Within one
story, where all pages tell of one thing, ``Rarity`` also counts how many of them bear the word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TypeVar

from onrecord import tables

Key = TypeVar("Key", str, int)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
# A word that every one of some texts bears tells them not apart, however rare it is elsewhere. The more texts, the
# surer that is: at FEW texts it counts half, and never more than MOST_TRUST.
FEW = 10
MOST_TRUST = 0.6
# Words remembered as they are compared: a record's misspelt words and names never end.
MOST_WORDS = 200_000
# Row of the background table that holds the number of its articles.
ALL = "*"


def words(text: str) -> list[str]:
    """The words of a text, in order, as they are compared."""
    return [stem(found) for found in WORD.findall(text)]


@lru_cache(MOST_WORDS)
def stem(word: str) -> str:
    """A word in small letters without its ending: "accused", "accuses" and "accuse" are one."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 5 and word.endswith("ed"):
        word = word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@lru_cache(MOST_WORDS)
def rarity(word: str) -> float:
    """The weight of a word: the fewer articles of the background bear it, the higher."""
    return math.log((background()[ALL] + 1) / (background().get(word, 0) + 1))


class Rarity:
    """How rare words are among some texts and the background taken together."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._documents = 0
        for found in documents:
            self._counts.update(set(found))
            self._documents += 1
        self._total = self._documents + background()[ALL]
        self._trust = MOST_TRUST * self._documents / (self._documents + FEW)

    def in_texts(self, word: str) -> int:
        """In how many of the texts a word stands."""
        return self._counts[word]

    def of(self, word: str) -> float:
        """The weight of a word: the rarer, the higher; less where many of the texts bear it."""
        found = self._counts[word]
        rare = math.log((self._total + 1) / (found + background().get(word, 0) + 1))
        return rare * (1.0 - self._trust * found / max(1, self._documents))


@cache
def background() -> Mapping[str, int]:
    """In how many articles of the background a word stands, by word."""
    rows = tables.rows("link/background.csv.gz", ("word", "articles"))
    return {str(row["word"]): int(row["articles"]) for row in rows}


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    """The vector of length one in the same direction; words in order, so that sums are the same on every machine."""
    length = math.sqrt(sum(weights[word] ** 2 for word in sorted(weights)))
    return {word: weights[word] / length for word in sorted(weights)} if length else {}


def dot(one: Mapping[Key, float], other: Mapping[Key, float]) -> float:
    """The inner product of two vectors."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * large[word] for word, weight in small.items() if word in large)
