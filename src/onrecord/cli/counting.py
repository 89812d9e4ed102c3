"""How many, in words that fit the number: "1 page", "12 pages"."""

from __future__ import annotations


def number_of(number: int, noun: str) -> str:
    """A number with its noun, as one says it."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
