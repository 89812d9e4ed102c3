"""Who is perhaps one person across the pages of a record: a misspelling, a short first name, a family name alone.

In come the persons of a record with the documents that tell of them; out come pairs with their evidence. Nothing is
merged here: no page says that they are one, so a person decides (``onrecord actors merge``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.resolve.fold import name_key
from onrecord.resolve.spelling import nearly, same_given

_PAIR = 2
_LEAST = 4
# So much of the company must be shared, and by so much more than with anybody else of the name.
_SHARED, _CLEARER = 2, 2


@dataclass(frozen=True, slots=True)
class Known:
    """A person of a record: id, name, and the documents that tell of the person."""

    id: str
    name: str
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two persons who are perhaps one: the lesser known first, why, and with whom both are named elsewhere."""

    one: Known
    other: Known
    why: str
    company: tuple[str, ...]


def alike(persons: Iterable[Known]) -> tuple[Alike, ...]:
    """Pairs of persons who are perhaps one, those with the most in common first."""
    known = sorted(persons, key=lambda person: person.id)
    company = _company(known)
    by_family: dict[str, list[Known]] = defaultdict(list)
    for person in known:
        if words := name_key(person.name):
            by_family[words[-1]].append(person)
    found = [pair for group in by_family.values() for one in group if (pair := _best(one, group, company))]
    return tuple(sorted(found, key=lambda pair: (-len(pair.company), pair.one.name, pair.one.id)))


def _best(one: Known, group: list[Known], company: dict[str, frozenset[str]]) -> Alike | None:
    """Who a person perhaps is: the one of alike name, better known, whose company is clearly the nearest."""
    fitting = [
        (company[one.id] & company[other.id], why, other)
        for other in group
        if other.id != one.id and len(other.documents) >= len(one.documents)
        if not (one.documents & other.documents) and (why := _why(name_key(one.name), name_key(other.name)))
    ]
    fitting.sort(key=lambda row: (-len(row[0]), row[2].id))
    if not fitting or len(fitting[0][0]) < _SHARED:
        return None
    if len(fitting) > 1 and len(fitting[0][0]) < _CLEARER * len(fitting[1][0]):
        return None
    shared, why, other = fitting[0]
    return Alike(one, other, why, tuple(sorted(shared)))


def _why(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """What makes two names alike, '' where nothing does."""
    if len(one) == 1 and len(other) > 1:
        return "the family name alone"
    if len(one) != _PAIR or len(other) != _PAIR or one == other:
        return ""
    if nearly(one[0], other[0], _LEAST):
        return "a first name of nearly the same letters"
    return "a form of the first name" if same_given(one[0], other[0]) else ""


def _company(known: list[Known]) -> dict[str, frozenset[str]]:
    """Names of those who are named in full in the same documents, by person."""
    in_document: dict[str, list[Known]] = defaultdict(list)
    for person in known:
        for document in person.documents:
            in_document[document].append(person)
    return {
        person.id: frozenset(
            other.name
            for document in person.documents
            for other in in_document[document]
            if other.id != person.id and " " in other.name
        )
        for person in known
    }
