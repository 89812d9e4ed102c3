"""Who is known by which name, and who held which office when.

``Gazetteer.load()`` reads ``data/actors`` once; lookups are by name in a row of tokens, by surname, by office and day.
It is also the lookup of names for mentions and the lookup of offices for dating. It decides nothing about a document:
where several parties bear a name, it gives them all.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, cached_property

from onrecord import tables
from onrecord.model import Office
from onrecord.resolve import load
from onrecord.resolve.fold import fold, name_key, skeleton, words_of
from onrecord.resolve.index import NameIndex
from onrecord.resolve.party import Hit, Party, Term
from onrecord.resolve.roles import role_fits
from onrecord.resolve.successions import latest
from onrecord.resolve.words import without_title

# Skeletons of "Jr", "Sr", "II", "III" after a name.
_GENERATIONS = frozenset(("ir", "sr", "i"))
_JUNIOR = ("Jr.", "Jr")
# The rank from which on a family name alone may be meant, and names too short for that.
_HIGH, _SHORT = 5, 3
# States whose persons are printed with the name first by which they are called.
FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "MYS", "THA", "ETH"))


class Gazetteer:
    """The parties that are known before a page is read."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self.parties = {party.key: party for party in parties}
        self._index = NameIndex()
        self._surnames: dict[str, list[str]] = defaultdict(list)
        self._famous: set[str] = set()
        self._family_first: set[str] = set()
        self._by_role: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for party in parties:
            self._add(party)
        self._adjectives: dict[str, str] = {}
        for row in tables.rows("actors/states.csv", ("iso3", "name")):
            self._adjectives[row["iso3"]] = row["adjectives"].split(";")[0]
            for column, kind in (("adjectives", "adjective"), ("people", "people"), ("capitals", "capital")):
                for name in filter(None, row[column].split(";")):
                    self._index.add(name, kind, row["iso3"])
        for row in tables.rows("actors/other_names.csv", ("name",)):
            self._index.add(row["name"], "other", row["name"])
        self._index.freeze()
        rows = tables.rows("actors/given_names.csv", ("name", "gender"))
        self._genders = {words_of(row["name"]): row["gender"] for row in rows}

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer of the installed tables, read once a process."""
        return _load()

    def _add(self, party: Party) -> None:
        for name in (party.name, *party.names):
            if party.kind == "person":
                self._add_person_name(party, name)
            else:
                self._index.add(name, party.kind, party.key)
        for term in party.terms:
            self._by_role[term.office.side or ""][term.role][party.key] = None

    def _add_person_name(self, party: Party, name: str) -> None:
        self._index.add_person(name, party.key)
        words = name.split()
        if len(words) > 2:
            words = words[:-1] if skeleton(fold(words[-1])) in _GENERATIONS else words
            if len(words) > 2 and party.side not in FAMILY_FIRST:
                self._index.add_person(f"{words[0]} {words[-1]}", party.key)
        elif party.side == "JPN" and len(words) == 2:
            self._index.add_person(f"{words[1]} {words[0]}", party.key)
        surname = surname_of(name_key(name), party.side)
        # "Thorning-Schmidt" is never called "Schmidt"; a short half may be any word ("Bar-On", "Barr on Thursday").
        double = name_key(words[-1]) if "-" in words[-1] else ()
        if len(double) > 1 and min(map(len, double)) > _SHORT and party.side not in FAMILY_FIRST:
            self._index.add_person(words[-1], party.key)
            surname = " ".join(double)
        keys = self._surnames[surname]
        if party.key not in keys:
            keys.append(party.key)
        self._family_first |= {surname} if party.side in FAMILY_FIRST else set()
        if len(surname) > _SHORT and (party.origin.endswith("hand") or any(term.rank >= _HIGH for term in party.terms)):
            self._famous.add(surname)

    def spans(self, words: Sequence[str]) -> tuple[Hit, ...]:
        """Names in a row of tokens: the longest at each place, left to right."""
        return self._index.spans(words)

    def adjective(self, side: str) -> str:
        """The first adjective of a state: "Russian" of ``RUS``."""
        return self._adjectives.get(side, "")

    def gender(self, given_name: str) -> str:
        """``male``, ``female`` or '' by a first name."""
        return str(self._genders.get(words_of(given_name), ""))

    def is_surname(self, word: str) -> bool:
        """Whether a person of the gazetteer bears a word as family name."""
        return bool(self._surnames.get(skeleton(fold(word))))

    def is_famous(self, word: str) -> bool:
        """Whether a person of high office, or of the hand-written table, bears a word as family name."""
        return skeleton(fold(word)) in self._famous

    def ends_names(self, word: str) -> bool:
        """Whether a well-known family name never stands first in a name in full, as "Trump" and unlike "Kim"."""
        key = skeleton(fold(word))
        return key in self._famous and key not in self._family_first

    def by_surname(self, surname: str) -> tuple[Party, ...]:
        """Persons of a surname (a skeleton)."""
        return tuple(self.parties[key] for key in self._surnames.get(surname, ()))

    def is_rare(self, party: Party) -> bool:
        """Whether no other person of the gazetteer bears a person's family name."""
        return len(self._surnames.get(surname_of(name_key(party.name), party.side), ())) == 1

    def person(self, name: str, side: str | None) -> Party | None:
        """The person of a full name: of several the one who has held an office for the side."""
        asked = {name_key(name), name_key(without_title(name))}
        bearers = [
            party
            for party in self.by_surname(surname_of(name_key(without_title(name)), side))
            if any(name_key(known) in asked for known in (party.name, *party.names))
        ]
        fitting = [party for party in bearers if side in {term.office.side for term in party.terms}]
        return next(iter(fitting or bearers), None)

    def bearing(self, name: str) -> tuple[Party, ...]:
        """All parties of a name; for one word also the persons of that family name."""
        words = words_of(name)
        exact = [
            party
            for party in self.parties.values()
            if any(
                words_of(known) == words or name_key(known) == name_key(name) for known in (party.name, *party.names)
            )
        ]
        known = sorted(
            self.by_surname(surname_of(name_key(name), None)),
            key=lambda party: (-max((term.rank for term in party.terms), default=0), party.name),
        )
        # One word may be the whole of a little-known name; who is known by it comes all the same.
        return tuple(dict.fromkeys((*exact, *known)) if len(words) == 1 else exact or known)

    def body(self, name: str) -> Party | None:
        """The organisation, outlet or group of a name."""
        words = words_of(name)
        return next(
            (
                party
                for party in self.parties.values()
                if party.kind not in ("person", "state")
                and any(words_of(known) == words for known in (party.name, *party.names))
            ),
            None,
        )

    @cached_property
    def juniors(self) -> tuple[Party, ...]:
        """Persons whose names end in "Jr."."""
        persons = (party for party in self.parties.values() if party.kind == "person" and party.name.endswith(_JUNIOR))
        return tuple(persons)

    @cached_property
    def sides(self) -> frozenset[str]:
        """What a party may act for: states by their codes, organisations."""
        return frozenset(party.side for party in self.parties.values() if party.side)

    def holders(self, side: str, role: str, day: str | None) -> tuple[Party, ...]:
        """Persons who held an office of a role for a side on a day; all who ever did where no day is given.

        Of an office of one holder it is the last who took it over.
        """
        keys = {
            key
            for held_role, bearers in self._by_role.get(side, {}).items()
            if role_fits(role, held_role)
            for key in bearers
        }
        terms = ((self.parties[key], self._held_as(key, side, role, day)) for key in sorted(keys))
        return tuple(latest([(party, term) for party, term in terms if term is not None]))

    def _held_as(self, key: str, side: str, role: str, day: str | None) -> Term | None:
        """The highest term of a person that fits a side and a role on a day."""
        held = self.parties[key].held(day)
        return next((term for term in held if term.office.side == side and role_fits(role, term.role)), None)

    def terms(self, words: str) -> tuple[Office, ...]:
        """Terms of office that fit a printed title and name, in order of their first day (the offices of dating)."""
        from onrecord.resolve.phrase import read_phrase

        phrase = read_phrase(words.replace(",", " ").split(), self)
        if not phrase.name or not phrase.role:
            return ()
        people = [self.parties[key] for key in phrase.keys] or self.by_surname(surname_of(phrase.name, None))
        found = {
            (term.office.since or "", term.office.until or "", term.office.title): term.office
            for person in people
            for term in person.terms
            if role_fits(phrase.role, term.role) and phrase.side in (None, term.office.side)
        }
        return tuple(found[key] for key in sorted(found))


def surname_of(key: tuple[str, ...], side: str | None) -> str:
    """The skeleton of the family name: the first word in East Asia, the last elsewhere."""
    if not key:
        return ""
    if key[-1] in _GENERATIONS and len(key) > 1:
        key = key[:-1]
    return key[0] if side in FAMILY_FIRST else key[-1]


def family_name(name: str, side: str | None) -> str:
    """The name by which a person is called, as printed; of "Ren Jr." the whole."""
    words = name.split()
    generation = len(words) > 1 and skeleton(fold(words[-1])) in _GENERATIONS
    return name if generation or not words else words[0] if side in FAMILY_FIRST else words[-1]


def read_lists() -> Gazetteer:
    """A gazetteer of the lists as they are now: the package's, and the user's own."""
    # Nothing that is made here is thrown away: looking through it again and again takes a quarter of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        return Gazetteer((*load.states(), *load.bodies(), *load.persons()))
    finally:
        if collects:
            gc.enable()


@cache
def _load() -> Gazetteer:
    return read_lists()
