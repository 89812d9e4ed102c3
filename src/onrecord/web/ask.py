"""What a request asks for: filters, page, query, all checked and bounded.

In comes the query string of a request; out comes a frozen ``Ask``, or a ``BadAsk`` that says what to change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from onrecord.store.browse import Filters

MAX_LIMIT = 200
MAX_OFFSET = 50_000
MAX_WORDS = 300
MAX_VALUE = 200
DEFAULT_LIMIT = 40
MAX_ROWS = 50_000
"""Rows of a list that can be taken as one file."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_SCORE = re.compile(r"0?\.\d{1,4}|[01](\.0{1,4})?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_CHOICES = {
    "kind": ("move", "statement", "document"),
    "by": ("actor", "side"),
    "moves": ("all", "linked"),
    "status": ("done", "alleged", "denied", "planned", "conditional"),
}
NUMBERS = ("limit", "offset")
FILTER_NAMES = tuple(item.name for item in fields(Filters))


class BadAsk(ValueError):
    """A request that cannot be answered as it is; the text says what to change."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request's parameters. ``id`` is the thing that the address names, ``mark`` a span to show."""

    filters: Filters = field(default_factory=Filters)
    id: str = ""
    q: str = ""
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    by: str = "actor"
    state: str = ""
    year: str | None = None
    moves: str = ""
    at: str = ""
    mark: tuple[int, int] | None = None


def ask_of(query: Mapping[str, str], thing: str = "") -> Ask:
    """The request's parameters, checked. Parameters that no screen knows are left out."""
    # A form sends its empty fields, which ask for nothing; a number is never empty.
    values = {name: value.strip() for name, value in query.items() if value.strip() or name in NUMBERS}
    for name, value in values.items():
        _check(name, value)
    chosen = {name: values.get(name) for name in FILTER_NAMES}
    return Ask(
        filters=Filters(**chosen),
        id=thing,
        q=values.get("q", ""),
        limit=_number(values, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
        offset=_number(values, "offset", 0, 0, MAX_OFFSET),
        by=values.get("by", "actor"),
        state=values.get("state", ""),
        year=values.get("year"),
        moves=values.get("moves", ""),
        at=values.get("at", ""),
        mark=_mark(values.get("mark")),
    )


def is_score(value: str) -> bool:
    """Whether a text is a score from 0 to 1."""
    return bool(_SCORE.fullmatch(value))


def _check(name: str, value: str) -> None:
    most = MAX_WORDS if name in ("q", "words") else MAX_VALUE
    if len(value) > most:
        raise BadAsk(f"{name} is {len(value)} characters long; {most} is the most; ask for less")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise BadAsk(f'{name} is "{value}"; it can be {", ".join(_CHOICES[name])}')
    if name == "year" and not _YEAR.fullmatch(value):
        raise BadAsk(f'year is "{value}"; write four figures: 2021')
    if name == "least" and not is_score(value):
        raise BadAsk(f'least is "{value}"; write a score from 0 to 1: 0.5')
    if name in ("since", "until") and not _DATE.fullmatch(value):
        raise BadAsk(f'{name} is "{value}"; write a day, month or year: 2021-09-10, 2021-09 or 2021')


def _number(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = values.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
        raise BadAsk(f'{name} is "{value}"; it can be a whole number from {least} to {most}')
    return int(value)


def _mark(value: str | None) -> tuple[int, int] | None:
    """A span as ``start-end``; None where none is asked for or it is no span, for the page is worth showing without."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", value or "", re.ASCII)
    if not found or int(found[1]) >= int(found[2]):
        return None
    return int(found[1]), int(found[2])
