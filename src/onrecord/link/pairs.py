"""Pairs of vectors that are alike, found without a look at every pair.

In come vectors of length one; out come the pairs whose inner product is at least so much. Of each vector only its
rarest words are listed: so many that the others, taken together, could not make it alike to anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from onrecord.link.words import dot

Pair = tuple[int, int]


def alike_pairs(vectors: Sequence[Mapping[str, float]], least: float) -> list[Pair]:
    """Pairs of at least this likeness, by their numbers, in order."""
    counts = Counter(word for vector in vectors for word in vector)
    listed: dict[str, list[int]] = defaultdict(list)
    found = []
    for number, vector in enumerate(vectors):
        others = {other for word in vector for other in listed.get(word, ())}
        found += [(other, number) for other in others if dot(vectors[other], vector) >= least]
        for word in _telling(vector, counts, least):
            listed[word].append(number)
    return sorted(found)


def _telling(vector: Mapping[str, float], counts: Mapping[str, int], least: float) -> list[str]:
    """The rarest words of a vector, without which it could not be alike to any other."""
    words = sorted(vector, key=lambda word: (counts[word], word))
    left = sum(weight * weight for weight in vector.values())
    told = []
    for word in words:
        # A little more than needed, so that no rounding loses a pair.
        if left < least * least - 1e-9:
            break
        told.append(word)
        left -= vector[word] * vector[word]
    return told
