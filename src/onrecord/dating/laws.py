"""The numbers by which each class of clue speaks of a day: rows of ``data/times/likelihood.csv``.

Nothing comes in; out come laws by kind and tense of clue. What their shapes mean stands in ``likelihood``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import tables

LAWS = "times/likelihood.csv"


@dataclass(frozen=True, slots=True)
class Law:
    """How a class of clue speaks: shape, steepness, scale, what a contradiction costs, how often tense misleads."""

    shape: str
    power: float
    scale: float
    penalty: float
    crossed: float
    second: float
    others: float
    floor: float
    table: tuple[float, ...]


def law_of(name: tuple[str, str]) -> Law:
    """The law of a class, by kind and tense, else by kind alone."""
    return laws().get(name) or laws()[(name[0], "")]


@cache
def laws() -> dict[tuple[str, str], Law]:
    """Laws by kind and tense of clue."""
    return {
        (row["kind"], row["tense"]): Law(
            row["shape"],
            float(row["power"]),
            float(row["scale"]),
            float(row["penalty"]),
            float(row["crossed"]),
            float(row["second"]),
            float(row["others"]),
            float(row["floor"]),
            tuple(float(share) for share in row["table"].split()),
        )
        for row in tables.rows(LAWS, ("kind", "shape", "example", "origin"))
    }
