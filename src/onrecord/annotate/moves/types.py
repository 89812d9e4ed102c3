"""The types of move with their codes, as ``data/moves/types.toml`` gives them."""

from __future__ import annotations

from functools import cache

from onrecord import tables
from onrecord.tables import Row


@cache
def _types() -> dict[str, Row]:
    return {row["type"]: row for row in tables.rows("moves/types.toml", ("type", "gives"))}


def move_types() -> tuple[str, ...]:
    """Names of the types, in the order of the codebook."""
    return tuple(_types())


def is_uttered(kind: str) -> bool:
    """Whether a move of the type is made by saying it."""
    return bool(_types()[kind]["uttered"])


def is_by_subject(kind: str) -> bool:
    """Whether an utterance of the type is made by the subject of its clause, whoever tells of it."""
    return bool(_types()[kind]["by_subject"])


def is_across(kind: str) -> bool:
    """Whether a deed of the type is done by one side to another, never to its own."""
    return bool(_types()[kind].get("across"))


def needs_power(kind: str) -> bool:
    """Whether a deed of the type is done only by who governs, judges or commands."""
    return bool(_types()[kind].get("power"))


def is_by_bodies(kind: str) -> bool:
    """Whether a deed of the type is done by a state's bodies, unless a person is its very subject."""
    return bool(_types()[kind].get("bodies"))


def looks_back(kind: str) -> bool:
    """Whether a deed of the type is about an earlier one, whose year is not its own."""
    return bool(_types()[kind].get("looks_back"))


def codes_of(kind: str) -> tuple[str | None, str | None]:
    """PLOVER event type and CAMEO code of a type; None where the scheme has none."""
    row = _types()[kind]
    return row["plover"] or None, row["cameo"] or None
