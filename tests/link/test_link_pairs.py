"""What is like a vector is found without a look at all, and nothing of it is lost."""

from __future__ import annotations

import random

import pytest

from onrecord.link.pairs import Listed, alike_pairs
from onrecord.link.words import dot, unit

WORDS = [f"word{number}" for number in range(30)]


def vectors(seed: int, count: int) -> list[dict[str, float]]:
    """Short texts of which many share their commonest words; one of them has no words."""
    chance = random.Random(seed)
    told = [{chance.choice(WORDS[: chance.randrange(2, 30)]) for _ in range(6)} for _ in range(count - 1)]
    return [unit({word: 1.0 + WORDS.index(word) / 9 for word in sorted(found)}) for found in told] + [{}]


@pytest.mark.parametrize("least", [0.12, 0.3, 0.75])
def test_every_pair_that_is_alike_is_found(least: float) -> None:
    told = vectors(3, 80)
    pairs = [(one, other) for other in range(80) for one in range(other)]
    alike = [(one, other) for one, other in pairs if dot(told[one], told[other]) >= least]
    assert alike_pairs(told, least) == sorted(alike)
    listed = Listed(least)
    for number, vector in enumerate(told):
        assert {one for one, other in alike if other == number} <= listed.near(vector)
        listed.add(number, vector)


def test_few_are_looked_at_where_much_is_asked() -> None:
    listed = Listed(0.9)
    for number in range(100):
        listed.add(number, unit({"common": 1.0, f"own{number}": 9.0}))
    assert listed.near(unit({"common": 1.0, "own7": 9.0})) == {7}


def test_what_is_over_is_forgotten() -> None:
    listed = Listed(0.2)
    for number in range(4):
        listed.add(number, {"treaty": 1.0})
    assert listed.near({"treaty": 1.0}, lambda number: number < 3) == {3}
    assert listed.near({"treaty": 1.0}) == {3}
