"""Kinds of charges, and denials of a kind as a whole.

In comes a clause; out come the kinds of deeds that it tells of, and whether it denies in general: "denies any
meddling", not "denied hacking the weather service". The words are rows of ``data/link/charges.toml`` and
``data/link/blanket.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from onrecord import tables
from onrecord.link.words import WORD

GENERAL, POINTS, GOVERNMENT = "general", "points", "government"


def kinds_of(text: str, matter: str) -> frozenset[str]:
    """The kinds of deeds that a clause tells of in its own words; where it only points at one ("is behind it", "denies
    any part in it"), those of its matter."""
    told = _told(text)
    found = frozenset(kind for kind, cues in _cues().items() if any(_holds(cue, told) for cue in cues))
    return found or (_of_matters().get(matter, frozenset()) if _has(told, POINTS) else frozenset())


def is_general(text: str) -> bool:
    """Whether a clause denies more than one deed, or says that it is denied still."""
    return _has(_told(text), GENERAL)


def is_government(name: str) -> bool:
    """Whether a body bears the name of a state's government: "Russian Foreign Ministry"."""
    return _has(_told(name), GOVERNMENT)


def _told(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))


def _holds(cue: Sequence[str], told: Sequence[str]) -> bool:
    """Whether of a cue every word begins a word of a clause."""
    return all(any(word.startswith(part) for word in told) for part in cue)


@cache
def _cues() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The cues of each kind, in words."""
    return {row["name"]: tuple(tuple(WORD.findall(cue)) for cue in row["cues"]) for row in _rows()}


@cache
def _of_matters() -> Mapping[str, frozenset[str]]:
    """The kinds of which all is that belongs to a matter."""
    matters = {matter for row in _rows() for matter in row.get("matters", ())}
    return {matter: frozenset(row["name"] for row in _rows() if matter in row.get("matters", ())) for matter in matters}


def _has(told: Sequence[str], kind: str) -> bool:
    """Whether words of a kind stand among others, one after the other."""
    return any(tuple(told[at : at + len(words)]) == words for words in _words(kind) for at in range(len(told)))


@cache
def _words(kind: str) -> tuple[tuple[str, ...], ...]:
    rows = tables.rows("link/blanket.csv", ("words", "kind", "example"))
    return tuple(tuple(row["words"].split()) for row in rows if row["kind"] == kind)


def _rows() -> tuple[tables.Row, ...]:
    return tables.rows("link/charges.toml", ("name", "cues", "example", "origin"))
