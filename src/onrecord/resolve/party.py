"""What the gazetteer tells of a party, and the terms of office of a person.

``Party`` is a row of the gazetteer, not yet an actor of a document: it has all names and all offices that are known.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Office

KINDS = ("person", "state", "organisation", "outlet", "group")


@dataclass(frozen=True, slots=True)
class Term:
    """An office that a person held, with the role that it plays ("foreign-minister") and how high it stands."""

    office: Office
    role: str
    rank: int


@dataclass(frozen=True, slots=True)
class Party:
    """A row of the gazetteer: a person, state, body, outlet or group, with its names and, of a person, its terms."""

    key: str
    name: str
    kind: str
    side: str | None = None
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    gender: str = ""
    terms: tuple[Term, ...] = ()
    origin: str = ""
    note: str = ""

    def held(self, day: str | None, *, slack: bool = False) -> tuple[Term, ...]:
        """Terms held on a day (ISO prefix), highest first; all of them where no day is given.

        ``slack`` also takes a term whose first or last day is not known.
        """
        if not day:
            return self.by_rank(self.terms)
        return self.by_rank(tuple(term for term in self.terms if holds(term.office, day, slack=slack)))

    @staticmethod
    def by_rank(terms: tuple[Term, ...]) -> tuple[Term, ...]:
        """Terms by rank, the latest first among equals."""
        return tuple(sorted(terms, key=lambda term: (-term.rank, _later(term.office.since), term.office.title)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the gazetteer in a row of words: first and last word (half-open), kind of name, keys that bear it.

    ``kind`` is a party's kind, or ``adjective``, ``people``, ``capital`` for the words that point to a state.
    """

    first: int
    last: int
    kind: str
    keys: tuple[str, ...]


def holds(office: Office, day: str, *, slack: bool = False) -> bool:
    """Whether an office may have been held on a day; an unknown term only where ``slack`` is given."""
    since, until = office.since, office.until
    if since is None and until is None:
        return slack
    if since is not None and day[: len(since)] < since[: len(day)]:
        return False
    return until is None or day[: len(until)] <= until[: len(day)]


def _later(since: str | None) -> tuple[int, ...]:
    """A sort key that puts the latest day first."""
    return tuple(-ord(letter) for letter in since or "")
