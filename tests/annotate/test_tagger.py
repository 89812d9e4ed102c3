"""The chain of labels gives the best row and the true chances; the ways of tokens to a cue are those of the tree."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from onrecord.annotate.paths import branches_of
from onrecord.annotate.tagger import LABELS, around, decode
from onrecord.annotate.tree import Tree, plant
from onrecord.model import Parse, Sentence, Token

SIZES = np.array([3, 1, 4])


@pytest.fixture(scope="module")
def net() -> dict[str, Any]:
    draw = np.random.default_rng(5)
    return {"start": draw.normal(size=4), "end": draw.normal(size=4), "steps": draw.normal(size=(4, 4))}


@pytest.fixture(scope="module")
def emissions() -> Any:
    return np.random.default_rng(6).normal(size=(int(SIZES.sum()), len(LABELS)))


def weighed(net: dict[str, Any], rows: Any) -> dict[tuple[int, ...], float]:
    """The weight of every row of labels, one by one."""
    weights = {}
    for labels in product(range(len(LABELS)), repeat=len(rows)):
        weight = net["start"][labels[0]] + net["end"][labels[-1]]
        weight += sum(rows[at, label] for at, label in enumerate(labels))
        weights[labels] = weight + sum(net["steps"][pair] for pair in pairwise(labels))
    return weights


@pytest.mark.parametrize("number", range(len(SIZES)))
def test_best_labels_and_chances_are_those_of_all_rows_counted(
    net: dict[str, Any], emissions: Any, number: int
) -> None:
    labels, chances, sequence = decode(net, emissions, SIZES)
    start = int(SIZES[:number].sum())
    here = slice(start, start + SIZES[number])
    weights = weighed(net, emissions[here])
    best = max(weights, key=weights.__getitem__)
    whole = sum(np.exp(weight) for weight in weights.values())
    assert tuple(labels[here]) == best
    assert sequence[number] == pytest.approx(np.exp(weights[best]) / whole)
    for at, label in product(range(SIZES[number]), range(len(LABELS))):
        share = sum(np.exp(weight) for row, weight in weights.items() if row[at] == label) / whole
        assert chances[start + at, label] == pytest.approx(share)


def test_neighbours_of_another_window_are_not_seen() -> None:
    hidden = np.arange(1, 5, dtype=np.float32).reshape(4, 1)
    seen = around(hidden, np.array([0, 0, 1, 1]), 1)
    assert seen.tolist() == [[0, 1, 2], [1, 2, 0], [0, 3, 4], [3, 4, 0]]


def tree_of(heads: list[int]) -> Tree:
    tokens = tuple(Token(i, 2 * i, 2 * i + 1, "a", "a", "X", "X", "dep", head, "", 0) for i, head in enumerate(heads))
    text = "a " * len(heads)
    return plant(Parse(text, tokens, (Sentence(0, len(tokens), 0, len(text), "body", 0),), ()))


@pytest.mark.parametrize(
    "token, anchor, expected",
    [
        # 1 is the root; 3 hangs on 1, 2 and 4 on 3, 0 on 1, 5 on 4; 6 is a root of its own.
        (5, 3, (3, 0, 4, 5)),
        (5, 1, (1, 0, 3, 4)),
        (0, 3, (1, 1, 0, 0)),
        (5, 2, (3, 1, 4, 5)),
        (3, 3, (3, 0, 3, 3)),
        (1, 5, (1, 3, 1, 1)),
        (6, 5, (6, -1, 6, 6)),
    ],
)
def test_way_of_a_token_to_an_anchor(token: int, anchor: int, expected: tuple[int, ...]) -> None:
    pairs = branches_of(tree_of([1, 1, 3, 1, 3, 4, 6]), np.array([token]), np.array([anchor]))
    found = tuple(int(part[0]) for part in (pairs.chain, pairs.level, pairs.branch, pairs.second))
    assert found[1:] == expected[1:]
    assert expected[1] < 0 or found[0] == expected[0]
