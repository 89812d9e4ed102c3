"""Terms of office as the tables of actors give them.

In comes a row with a title, a side and days; out comes a ``Term`` with the role that the office plays and its rank. An
envoy's role has its host: "ambassador>RUS".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord import tables
from onrecord.model import Office
from onrecord.resolve.fold import words_of
from onrecord.resolve.party import Term
from onrecord.resolve.roles import role_of_title

Words = tuple[str, ...]
_SEVERAL = 2
# Where an envoy is accredited is part of the role: "ambassador>RUS".
_HOSTED = "ambassador"


def cells(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds several."""
    return tuple(filter(None, cell.split(";"))) if cell else ()


class Roles(dict[str, tuple[str, int]]):
    """Role and rank by an office's title, each title read once; an envoy's role has its host: "ambassador>RUS"."""

    def __init__(self, hosts: Mapping[Words, str], state_words: frozenset[str]) -> None:
        super().__init__()
        self._hosts, self._state_words = hosts, state_words

    def __missing__(self, title: str) -> tuple[str, int]:
        role, rank = role_of_title(title, self._state_words)
        words = words_of(title)
        if role == _HOSTED and "to" in words:
            host = words[words.index("to") + 1 :]
            role = f"{_HOSTED}>{self._hosts.get(host) or self._hosts.get(host[1:], '?')}"
        self[title] = role, rank
        return role, rank


def term_of(row: tables.Row, title: str, roles: Roles) -> Term:
    """The term of a row under a title."""
    office = Office(title, row["side"] or None, row["since"] or None, row["until"] or None, row["origin"])
    return Term(office, *roles[title])


def ordered(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Terms by their first day."""
    if len(terms) == 1:
        return tuple(terms)
    return tuple(sorted(terms, key=lambda term: (term.office.since or "", term.office.title, term.office.until or "")))


def main_side(terms: tuple[Term, ...]) -> str | None:
    """The side of most terms: a minister who later serves a world body stays his state's."""
    sides = [term.office.side for term in terms if term.office.side]
    known = set(sides)
    if len(known) < _SEVERAL:
        return sides[0] if sides else None
    return max(sorted(known), key=sides.count)
