"""The cast of one document: its parties so far, as names, titles and pronouns bring them together.

An ``Entity`` collects what the document says of one party; the ``Cast`` finds it again by key, by surname, by role and
side. Entities live inside one call of ``resolve``; what leaves is a frozen ``Actor``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.ids import make_id
from onrecord.model import Actor, Office
from onrecord.resolve.fold import fold, name_key, without_article
from onrecord.resolve.party import Party
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.roles import role_fits
from onrecord.resolve.successions import is_single
from onrecord.resolve.words import is_past

# A page with more parties than this is a list, not an article.
_LIMIT = 400


@dataclass(slots=True)
class Entity:
    """One party of a document while it is being read."""

    kind: str
    name: str
    key: str = ""
    side: str | None = None
    party: Party | None = None
    words: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    roles: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    body: str = ""
    office: str = ""
    names: dict[str, int] = field(default_factory=dict)
    seen: list[int] = field(default_factory=list)
    basis: str = ""
    local: str = ""
    number: int = 0

    @property
    def id(self) -> str:
        """The actor's id: of the gazetteer's key; of a person named in full, of the name in any spelling, whatever side
        a page gives; else of kind, name and side. An unnamed one is the page's own."""
        if self.local:
            return make_id("actor", self.kind, self.local, _plain(self.name), self.side)
        if self.key:
            return make_id("actor", self.key)
        words = name_key(_name(self)) if self.kind == "person" else ()
        return make_id("actor", self.kind, " ".join(words)) if len(words) > 1 else self.own_id

    @property
    def own_id(self) -> str:
        """The id that a person has who shares the page with a namesake of another side."""
        return make_id("actor", self.kind, _plain(self.name), self.side)

    def named(self, printed: str) -> None:
        """Counts a name as printed."""
        self.names[printed] = self.names.get(printed, 0) + 1

    def last_before(self, place: int) -> int:
        """The last token before a place at which the entity was mentioned, -1 where it was not."""
        at = bisect_left(self.seen, place)
        return self.seen[at - 1] if at else -1

    def has_role(self, role: str, day: str | None) -> bool:
        """Whether a role as worded may be this person's, by the page or by the gazetteer."""
        if any(role_fits(role, held) for held in self.roles):
            return True
        if self.party is None:
            return False
        # Who holds nothing high ("a candidate") is still called by what he was.
        held = [term for term in self.party.held(day) if term.rank > 1] or self.party.terms
        return any(role_fits(role, term.role) for term in held)

    def has_term(self, role: str, day: str | None) -> bool:
        """Whether the gazetteer knows that this person held such a role on a day."""
        return self.party is not None and any(role_fits(role, term.role) for term in self.party.held(day))

    def learn(self, phrase: Phrase) -> None:
        """Takes over what a phrase for the party says: role, office, gender, and the side where none was known."""
        if phrase.role:
            self.roles.add(phrase.role)
        if phrase.noun:
            self.nouns.add(phrase.noun.noun)
        if len(phrase.office) > len(self.office) and _is_office(phrase):
            self.office = phrase.office
        self.gender = self.gender or phrase.gender
        if self.side is None and self.party is None:
            self.side = phrase.side
        self.body = self.body or phrase.body


class Cast:
    """Entities of a document in the order in which they came.

    ``day`` is that of the document, ``late`` the last one that it may be of.
    """

    def __init__(self, day: str | None, late: str | None = None) -> None:
        self.day, self.late = day, late or day
        self.entities: list[Entity] = []
        self._by_key: dict[tuple[str, ...], Entity] = {}
        self._by_word: dict[str, list[Entity]] = {}

    def of_party(self, party: Party) -> Entity:
        """The entity of a party of the gazetteer; new where the document had none."""
        known = self._by_key.get((party.key,))
        if known is None:
            known = Entity(
                party.kind, party.name, party.key, side_on(party, self.day), party, gender=party.gender,
                body=party.key if party.kind == "organisation" else "", basis=f"gazetteer {party.key}",
            )  # fmt: skip
            self._add((party.key,), known)
        return known

    def other(self, kind: str, name: str, side: str | None, **more: object) -> Entity:
        """The entity of a party that no list has, by kind, name and side."""
        key = (kind, _plain(name), side or "", str(more.get("local", "")), str(more.get("key", "")))
        if key not in self._by_key:
            self._add(key, Entity(kind, name, side=side, **more))  # type: ignore[arg-type]
        return self._by_key[key]

    @property
    def near(self) -> list[Entity]:
        """The entities that a title may mean: the first of the page, so that a list of a thousand names stays cheap."""
        return self.entities[:_LIMIT]

    def bearing(self, words: tuple[str, ...]) -> list[Entity]:
        """Persons whose name has one of some words (skeletons), in the order in which they came."""
        found = {id(entity): entity for word in words for entity in self._by_word.get(word, ())[:_LIMIT]}
        return sorted(found.values(), key=lambda entity: entity.number)

    def call(self, entity: Entity, words: tuple[str, ...]) -> None:
        """Gives a person the words of a name, where it had none."""
        if not entity.words:
            entity.words = words
            for word in dict.fromkeys(words):
                self._by_word.setdefault(word, []).append(entity)

    def ids(self) -> dict[int, str]:
        """The ids of all entities by their numbers; of two namesakes on the page the second has an id of its own."""
        found: dict[int, str] = {}
        taken: set[str] = set()
        for entity in self.entities:
            ident = entity.id
            found[entity.number] = ident if ident not in taken or entity.key or entity.local else entity.own_id
            taken.add(ident)
        return found

    def _add(self, key: tuple[str, ...], entity: Entity) -> None:
        entity.number = len(self.entities)
        self._by_key[key] = entity
        self.entities.append(entity)

    def recent(self, entities: Iterable[Entity], place: int) -> list[Entity]:
        """Entities mentioned before a place, the latest first."""
        found = [(entity.last_before(place), number, entity) for number, entity in enumerate(entities)]
        return [entity for last, _, entity in sorted(found, key=lambda row: (-row[0], row[1])) if last >= 0]


def _plain(name: str) -> str:
    """A name as it tells parties apart, whatever its case and its article."""
    return fold(without_article(name))


def _is_office(phrase: Phrase) -> bool:
    """Whether the words before a name tell an office: "Foreign Minister", not "longtime" or "businessman"."""
    noun = phrase.noun
    return (
        noun is not None
        and noun.group in ("official", "plain")
        and noun.kind == "person"
        and phrase.office[-1] not in "-–—,"
    )


def side_on(party: Party, day: str | None) -> str | None:
    """The side that a party acts for on a day: that of the office held then, else of its last, else its own."""
    if party.kind != "person":
        return party.side
    for terms in (party.held(day), party.terms[::-1]):
        sides = [term.office.side for term in terms if term.office.side]
        if sides:
            return sides[0] if day else party.side
    return party.side


def _office(stated: str, listed: str, entity: Entity, day: str | None) -> str | None:
    """The office of that day: as the page words it, if it is the one that the gazetteer knows, else the gazetteer's."""
    fits = any(entity.has_term(role, day) for role in sorted(entity.roles))
    return (stated if fits and stated else listed or stated) or None


def _doubt(entity: Entity, stated: str, day: str | None) -> str:
    """What to note where the page gives an office that the gazetteer does not know of this person on that day."""
    roles = [role for role in sorted(entity.roles) if is_single(role)]
    if not stated or not day or not roles or entity.party is None or not entity.party.terms:
        return ""
    if any(entity.has_term(role, day) for role in roles) or is_past(stated):
        return ""
    return f"; the page says {stated!r}"


def _name(entity: Entity) -> str:
    """The list's name of a listed person; else the name in full that the page prints most often."""
    full = {name: count for name, count in entity.names.items() if " " in name and entity.kind == "person"}
    if entity.party is not None or not full:
        return entity.name
    return max(full, key=lambda name: full[name])


def as_actor(entity: Entity, ident: str, day: str | None) -> Actor:
    """The frozen actor: its office as the page words it, else that day's; a difference is kept in words."""
    terms = entity.party.held(day) if entity.party and day else ()
    listed = terms[0].office.title if terms else ""
    offices = tuple(term.office for term in entity.party.terms) if entity.party else ()
    stated = entity.office if entity.kind == "person" else ""
    if stated:
        offices += (Office(stated, entity.side, origin="page"),)
    basis = (entity.basis or "page") + _doubt(entity, stated, day)
    return Actor(
        ident, _name(entity), entity.kind, entity.side,
        entity.party.wikidata if entity.party else None, tuple(entity.names) or (entity.name,),
        _office(stated, listed, entity, day), offices, basis,
    )  # fmt: skip
