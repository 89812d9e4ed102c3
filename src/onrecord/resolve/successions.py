"""Who takes over from whom in an office that one person holds at a time.

A list of office holders is a snapshot: whoever held an office when it was taken has no last day there, though a
successor may stand in a later list. In come persons with their terms; out come the same persons, an open term ended by
the first day of the successor. Which offices have one holder are rows of ``actors/single_roles.csv``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache

from onrecord import tables
from onrecord.resolve.party import Party, Term

SNAPSHOT = "snapshot"
_PAIR = 2
Seat = tuple[str | None, str]


def with_successors(persons: Iterable[Party]) -> list[Party]:
    """The persons, each open term in an office of one holder ended where the next holder's begins."""
    persons = list(persons)
    begun = _begun(persons)
    return [_ended(person, begun) if _has_open_term(person) else person for person in persons]


def latest(holders: Sequence[tuple[Party, Term]]) -> list[Party]:
    """Of several who held an office on one day, the one of the better list, then the one who took it over last.

    An envoy to one state does not take over from the envoy to another.
    """
    if len(holders) < _PAIR or not all(is_single(term.role) for _, term in holders):
        return [party for party, _ in holders]
    best: dict[str, tuple[bool, str]] = {}
    for _, term in holders:
        best[_host(term)] = max(best.get(_host(term), (False, "")), _weight(term))
    return [party for party, term in holders if _weight(term) == best[_host(term)]]


def _host(term: Term) -> str:
    """The state where an envoy is accredited, '' of any other office."""
    return term.role.partition(">")[2]


def _weight(term: Term) -> tuple[bool, str]:
    return SNAPSHOT not in term.office.origin, term.office.since or ""


def _begun(persons: Iterable[Party]) -> dict[Seat, list[tuple[str, str, bool]]]:
    """First days in each office of one holder: day, key of the person, whether only the snapshot knows."""
    begun: dict[Seat, list[tuple[str, str, bool]]] = defaultdict(list)
    for person in persons:
        for term in person.terms:
            if term.office.since and is_single(term.role):
                seat = (term.office.side, term.role)
                begun[seat].append((term.office.since, person.key, SNAPSHOT in term.office.origin))
    for days in begun.values():
        days.sort()
    return begun


def _has_open_term(person: Party) -> bool:
    return any(term.office.until is None and is_single(term.role) for term in person.terms)


def _ended(person: Party, begun: dict[Seat, list[tuple[str, str, bool]]]) -> Party:
    return replace(person, terms=tuple(_end(term, person.key, begun) for term in person.terms))


def _end(term: Term, key: str, begun: dict[Seat, list[tuple[str, str, bool]]]) -> Term:
    """The term, ended by a successor; what the snapshot says of others ends no term of a better list."""
    office = term.office
    if office.until is not None or office.since is None or not is_single(term.role):
        return term
    own = SNAPSHOT in office.origin
    later = [
        day
        for day, other, listed in begun[(office.side, term.role)]
        if other != key and day[: len(office.since)] > office.since and (own or not listed)
    ]
    return replace(term, office=replace(office, until=later[0])) if later else term


@lru_cache(maxsize=10_000)
def is_single(role: str) -> bool:
    """Whether an office of this role has one holder at a time."""
    return any(fnmatchcase(role, row["role"]) for row in tables.rows("actors/single_roles.csv", ("role",)))
