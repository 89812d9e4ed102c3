"""Conditions over readings, as a user writes them: ``side = RUS and published >= 2016-10``.

In comes a line; out comes a condition, or an ``InputError`` that says what was found and what may stand there. A
condition is a list of comparisons that must all hold; nothing of it is evaluated as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import InputError

# The names that a user writes, and the columns that they read.
FIELDS = {
    "outlet": "outlet",
    "side": "sides",
    "type": "types",
    "language": "language",
    "title": "title",
    "url": "url",
    "locator": "locator",
    "published": "published",
    "earliest": "earliest",
    "latest": "latest",
}
OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "=": lambda found, asked: found == asked,
    "!=": lambda found, asked: found != asked,
    "<=": lambda found, asked: found[: len(asked)] <= asked,
    ">=": lambda found, asked: found >= asked,
    "<": lambda found, asked: found < asked,
    ">": lambda found, asked: found[: len(asked)] > asked,
    "~": lambda found, asked: asked.casefold() in found.casefold(),
}
_COMPARISON = re.compile(r"\s*(\w+)\s*(!=|<=|>=|=|<|>|~)\s*(\"[^\"]*\"|'[^']*'|\S+)\s*")
_AND = re.compile(r"and\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One column, one operator, one word to compare with."""

    column: str
    operator: str
    asked: str

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether a row meets it. A column of several words meets it by any (``!=``: by none); unknown never does."""
        found = row[self.column]
        words = [found] if isinstance(found, str) else list(found or ())
        if self.operator == "!=":
            return bool(words) and self.asked not in words
        return any(OPERATORS[self.operator](word, self.asked) for word in words)


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons that must all hold."""

    comparisons: tuple[Comparison, ...]

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether a row meets all of them."""
        return all(comparison.holds(row) for comparison in self.comparisons)


def parse_condition(text: str) -> Condition:
    """The condition of a line."""
    comparisons = []
    at = 0
    while True:
        found = _COMPARISON.match(text, at)
        if found is None:
            raise InputError(f'--where "{text}": a comparison is expected at "{text[at:].strip()[:40]}"; {_GRAMMAR}')
        comparisons.append(_comparison(text, *found.groups()))
        at = found.end()
        if at == len(text):
            return Condition(tuple(comparisons))
        joint = _AND.match(text, at)
        if joint is None:
            raise InputError(f'--where "{text}": "and" or the end is expected at "{text[at : at + 40]}"; {_GRAMMAR}')
        at = joint.end()


def _comparison(text: str, field: str, operator: str, asked: str) -> Comparison:
    if field not in FIELDS:
        raise InputError(f'--where "{text}": no field "{field}"; known: {", ".join(sorted(FIELDS))}')
    return Comparison(FIELDS[field], operator, asked.strip("\"'") if asked[0] in "\"'" else asked)


_GRAMMAR = 'write for example: side = RUS and published >= 2016-10 and title ~ "election"'
