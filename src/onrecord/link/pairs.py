"""Pairs of vectors that are alike, found without a look at every pair.

In come vectors of length one; out come the pairs whose inner product is at least so much. Of each vector only its
rarest words are listed: so many that the others, taken together, could not make it alike to anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from onrecord.link.words import dot

Pair = tuple[int, int]
Vector = Mapping[str, float]


class Listed:
    """Numbers of vectors by their heaviest words: a vector at least so much like one of them shares such a word."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._held: dict[str, list[int]] = {}

    def add(self, number: int, vector: Vector) -> None:
        """List a vector; numbers come in order."""
        for word in telling(vector, sorted(vector, key=lambda word: (-vector[word], word)), self._least):
            self._held.setdefault(word, []).append(number)

    def near(self, vector: Vector, is_over: Callable[[int], bool] | None = None) -> set[int]:
        """Numbers of all that may be so like a vector; those that are over are forgotten."""
        found: set[int] = set()
        for word in vector:
            held = self._held.get(word)
            if held and is_over:
                held = self._held[word] = [number for number in held if not is_over(number)]
            found.update(held or ())
        return found


def alike_pairs(vectors: Sequence[Vector], least: float) -> list[Pair]:
    """Pairs of at least this likeness, by their numbers, in order."""
    counts = Counter(word for vector in vectors for word in vector)
    listed: dict[str, list[int]] = defaultdict(list)
    found = []
    for number, vector in enumerate(vectors):
        others = {other for word in vector for other in listed.get(word, ())}
        found += [(other, number) for other in others if dot(vectors[other], vector) >= least]
        for word in telling(vector, sorted(vector, key=lambda word: (counts[word], word)), least):
            listed[word].append(number)
    return sorted(found)


def telling(vector: Vector, order: Iterable[str], least: float) -> list[str]:
    """The first words of a vector, without which it could not be so much alike to any other."""
    left = sum(weight * weight for weight in vector.values())
    told = []
    for word in order:
        # A little more than needed, so that no rounding loses a pair.
        if left < least * least - 1e-9:
            break
        told.append(word)
        left -= vector[word] * vector[word]
    return told
