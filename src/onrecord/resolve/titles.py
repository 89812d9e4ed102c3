"""Nouns for parties: "the Russian diplomat", "the ministry", "a senior official", "60 diplomats", "both countries".

In come a mention with its phrase and the cast so far; out comes an entity or None. Persons by title are resolved here,
bodies and groups by their own modules. A title that names role and side may be answered by the gazetteer for the day of
the document; a vague noun only by somebody whom the page has named.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.bodies import Bodies
from onrecord.resolve.cast import Entity
from onrecord.resolve.groups import Groups
from onrecord.resolve.nouns import Nouns
from onrecord.resolve.page import Seen
from onrecord.resolve.party import Party
from onrecord.resolve.phrase import Phrase, read_phrase
from onrecord.resolve.roles import role_at, role_fits
from onrecord.resolve.words import is_past, noun_group

_HIGHEST_OFFICIAL = 5
# "Putin's spokesman" is a role at an owner, rows of ``role_at_body`` that begin so.
_OWNER = "owner:"
# "Of the agency": a preposition, the article, a noun.
_ENDING = 3
_OF = ("of", "for", "at")
_LEADER, _ENVOY = "leader", "ambassador"
_OF_PRESIDENT = frozenset(("spokesperson",))
# Whom many have, but the list of office holders only of those who rule.
_OF_RULERS = frozenset(("chief-of-staff",))
_RULERS = ("head-of-state", "head-of-government")


class Titles:
    """Resolves nouns for parties in one document."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns = nouns
        self.cast, self.gazetteer = nouns.cast, nouns.gazetteer
        self.bodies, self.groups = Bodies(nouns), Groups(nouns)

    def resolve(self, seen: Seen, owner: Entity | None, speaker: Entity | None = None) -> Entity | None:
        """The entity of a noun phrase; ``owner`` is who possesses it ("Putin's spokesman", "his ministry"),
        ``speaker`` who spoke last."""
        noun = seen.phrase.noun
        if noun is None:
            return self.groups.people(seen, owner) if seen.shape == "group" else None
        if noun.plural and (noun.kind != "organisation" or not seen.phrase.body):
            return self.groups.people(seen, owner)
        if noun.kind == "organisation":
            return self.bodies.body(seen, owner)
        if noun.kind == "state":
            return self.bodies.state(seen, owner)
        return self.person(seen, owner, speaker)

    def person(self, seen: Seen, owner: Entity | None, speaker: Entity | None) -> Entity | None:
        """One person by title: named on the page, else the holder of that office on the day, else unnamed."""
        phrase = seen.phrase
        if owner is not None and owner.kind == "person" and phrase.role in _OF_PRESIDENT:
            phrase = replace(phrase, role=role_at(phrase.role, f"{_OWNER}{self._is_president(owner)}"))
        side = phrase.side or (owner.side if owner else None)
        side = side or self.nouns.context_side(seen) or self._side_of_the_body(seen)
        if phrase.article == "a" or (phrase.noun and phrase.noun.kind == "unnamed"):
            return self._unnamed(seen, side)
        fitting = [entity for entity in self.cast.near if self._fits(entity, phrase, side)]
        if speaker in fitting and self._is_vague(phrase):
            return speaker
        recent = self.cast.recent(fitting, seen.first)
        if recent and self._was_replaced(recent, phrase) and (holder := self._holder(phrase, recent[0].side, owner)):
            return holder
        for found in (recent, self._later(fitting, phrase, side)):
            if found:
                return found[0]
        if holder := self._holder(phrase, side, owner):
            return holder
        return self._unnamed(seen, side) if side or not self._is_vague(phrase) else None

    def _side_of_the_body(self, seen: Seen) -> str | None:
        """The side of the body of the page that a title ends in: "the head of | the agency"."""
        words = [token.text for token in self.nouns.page.tokens[seen.first : seen.last]][-_ENDING:]
        if len(words) < _ENDING or words[0] not in _OF or words[1] != "the":
            return None
        phrase = read_phrase(words[1:], self.gazetteer, named=False)
        if phrase.noun is None or phrase.noun.kind != "organisation":
            return None
        body = self.bodies.known_body(replace(seen, first=seen.last - 2, phrase=phrase), phrase.body, phrase.noun.noun)
        return body.side if body is not None else None

    def _holder(self, phrase: Phrase, side: str | None, owner: Entity | None) -> Entity | None:
        """The one who held the office of a title on the day of the document."""
        vague = self._is_vague(phrase) and not self._heads_a_movement(phrase)
        if not side or not self.cast.day or vague or not self._is_held_now(phrase, owner):
            return None
        holders = self.gazetteer.holders(side, phrase.role, self.cast.day)
        if phrase.role == _ENVOY:
            holders = tuple(envoy for envoy in holders if self._is_host_named(envoy))
        return self.cast.of_party(holders[0]) if len(holders) == 1 else None

    def _is_host_named(self, envoy: Party) -> bool:
        """Whether the page has named where an envoy is accredited: a state has many, of whom the lists know few."""
        hosts = {term.role.partition(">")[2] for term in envoy.held(self.cast.day or "")}
        return any(entity.key in hosts for entity in self.cast.near)

    def _heads_a_movement(self, phrase: Phrase) -> bool:
        """Whether a leader is that of a body that is no state's: "the Hamas leader" is one man, a state has several."""
        noun = phrase.noun.noun if phrase.noun else ""
        body = self.gazetteer.parties.get(phrase.body)
        if noun != _LEADER or phrase.article != "the" or body is None:
            return False
        side = self.gazetteer.parties.get(body.side or "")
        return side is None or side.kind != "state"

    def _was_replaced(self, fitting: list[Entity], phrase: Phrase) -> bool:
        """Whether all who fit a precise title bore it once, and neither the page nor the day gives it to them: "the
        deputy attorney general" of 2017 is not a director who had been that in 2004."""
        # "Clinton, who was secretary of state": without the article it is the post, not who holds it.
        if not self._is_specific(phrase) or phrase.article != "the":
            return False
        return not any(
            entity.has_term(phrase.role, self.cast.day) or any(role_fits(phrase.role, role) for role in entity.roles)
            for entity in fitting
        )

    def _is_held_now(self, phrase: Phrase, owner: Entity | None) -> bool:
        """Whether a title may mean the holder of a state's office on the day: not "the former minister", not the chief
        of staff of a body or of somebody who rules nothing."""
        if is_past(phrase.office):
            return False
        if phrase.role in _OF_RULERS and phrase.body and phrase.body.partition("/")[2] not in noun_group("presidency"):
            return False
        if owner is None or owner.kind != "person" or phrase.role not in _OF_RULERS:
            return True
        return any(owner.has_term(role, self.cast.day) for role in _RULERS)

    def _fits(self, entity: Entity, phrase: Phrase, side: str | None) -> bool:
        if entity.kind not in ("person", "unnamed") or (side and entity.side != side):
            return False
        if phrase.gender and entity.gender and phrase.gender != entity.gender:
            return False
        noun = phrase.noun.noun if phrase.noun else ""
        if entity.kind == "unnamed":
            return noun in entity.nouns
        if noun in entity.nouns and not self._is_specific(phrase):
            return True
        if noun in noun_group("generic") and phrase.role in (noun, "spokesperson", "leader"):
            known = noun not in ("leader", "diplomat") and bool(entity.roles or entity.party)
            bare = not phrase.body and not phrase.of_person
            return (known and bare and not self._is_high(entity)) or self._held(entity, phrase)
        return self._held(entity, phrase)

    def _is_president(self, owner: Entity) -> str:
        return "head-of-state" if owner.has_role("head-of-state", self.cast.day) else ""

    def _is_high(self, entity: Entity) -> bool:
        """Nobody calls a president "the official"."""
        terms = entity.party.held(self.cast.day) if entity.party else ()
        return bool(terms) and terms[0].rank > _HIGHEST_OFFICIAL

    def _held(self, entity: Entity, phrase: Phrase) -> bool:
        return bool(phrase.role) and entity.has_role(phrase.role, self.cast.day)

    def _is_specific(self, phrase: Phrase) -> bool:
        return bool(phrase.role) and phrase.noun is not None and phrase.role != phrase.noun.noun

    def _is_vague(self, phrase: Phrase) -> bool:
        return not self._is_specific(phrase) and (phrase.noun is None or phrase.noun.noun in noun_group("generic"))

    def _later(self, fitting: list[Entity], phrase: Phrase, side: str | None) -> list[Entity]:
        """Those whom the page names only later, if the title is precise."""
        precise = self._is_specific(phrase) or (side is not None and not self._is_vague(phrase))
        return fitting if precise and bool(phrase.role) and len(fitting) == 1 else []

    def _unnamed(self, seen: Seen, side: str | None) -> Entity:
        """An actor whom the page does not name; "the source" is the last one of that noun."""
        phrase = seen.phrase
        noun = phrase.noun.noun if phrase.noun else ""
        if phrase.article == "the":
            known = [e for e in self.cast.near if e.kind == "unnamed" and noun in e.nouns and side in (None, e.side)]
            recent = self.cast.recent(known, seen.first)
            if recent:
                return recent[0]
        name = self.nouns.printed(seen)
        entity = self.cast.other("unnamed", name, side, local=self.nouns.document, basis="page: unnamed")
        entity.learn(phrase)
        return entity
