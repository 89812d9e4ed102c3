"""Nouns for parties: "the Russian diplomat", "the ministry", "a senior official", "60 diplomats", "both countries".

In come a mention with its phrase and the cast so far; out comes an entity or None. A title that names role and side may
be answered by the gazetteer for the day of the document; a vague noun only by somebody whom the page has named.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.resolve.cast import Cast, Entity
from onrecord.resolve.fold import fold, name_key, words_of
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.page import Page, Seen
from onrecord.resolve.persons import known_surname
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.roles import role_at

# How many tokens back a vague noun ("the agency") may look.
NEAR = 150
_HIGHEST_OFFICIAL = 5
# "Putin's spokesman" is a role at an owner, rows of ``role_at_body`` that begin so.
_OWNER = "owner:"
_OF_PRESIDENT = frozenset(("spokesperson",))
_COUNTS = frozenset(("DT", "PDT", "CD", "PRP$", "POS"))
_NOT_IN_A_NAME = frozenset(("VB", "VBP", "VBZ", "VBD", "MD", "IN", "TO", "CC", "RB", "RBS", "JJR", "JJS", "``", ":"))
_GENERIC = frozenset(("official", "representative", "source", "leader", "politician", "diplomat"))
# "Our side", "his country": the state for which the owner acts.
_SELF = frozenset(("side", "country", "nation", "state", "homeland"))
_PAIR = re.compile(r"^(both|(the )?two)\b", re.I)
_MEMBERS = frozenset(("lawmaker", "senator", "congressman", "legislator", "sen", "parliamentarian"))
_HOUSES = ("parliament", "senate", "house")
_COMPANY = frozenset(("company", "firm", "giant", "platform", "network", "corporation", "startup", "conglomerate"))
_AGENCY = frozenset(("agency", "watchdog", "regulator", "service", "body"))
_PRESS = frozenset(("agency", "outlet", "newspaper", "channel", "broadcaster", "magazine", "daily", "website"))


class Titles:
    """Resolves nouns for parties in one document."""

    def __init__(self, page: Page, cast: Cast, gazetteer: Gazetteer, document: str) -> None:
        self.page, self.cast, self.gazetteer, self.document = page, cast, gazetteer, document

    def resolve(self, seen: Seen, owner: Entity | None, speaker: Entity | None = None) -> Entity | None:
        """The entity of a noun phrase; ``owner`` is who possesses it ("Putin's spokesman", "his ministry"),
        ``speaker`` who spoke last."""
        noun = seen.phrase.noun
        if noun is None:
            return self.people(seen, owner) if seen.shape == "group" else None
        if noun.plural and (noun.kind != "organisation" or not seen.phrase.body):
            return self.people(seen, owner)
        if noun.kind == "organisation":
            return self.body(seen, owner)
        if noun.kind == "state":
            return self.state(seen, owner)
        return self.person(seen, owner, speaker)

    def person(self, seen: Seen, owner: Entity | None, speaker: Entity | None) -> Entity | None:
        """One person by title: named on the page, else the holder of that office on the day, else unnamed."""
        phrase = seen.phrase
        if owner is not None and owner.kind == "person" and phrase.role in _OF_PRESIDENT:
            phrase = replace(phrase, role=role_at(phrase.role, f"{_OWNER}{self._is_president(owner)}"))
        side = phrase.side or (owner.side if owner else None) or self._context_side(seen)
        if phrase.article == "a" or (phrase.noun and phrase.noun.kind == "unnamed"):
            return self._unnamed(seen, side)
        fitting = [entity for entity in self.cast.near if self._fits(entity, phrase, side)]
        if speaker in fitting and self._is_vague(phrase):
            return speaker
        for found in (self.cast.recent(fitting, seen.first), self._later(fitting, phrase, side)):
            if found:
                return found[0]
        holders = self.gazetteer.holders(side, phrase.role, self.cast.day) if side and self.cast.day else ()
        if len(holders) == 1 and not self._is_vague(phrase):
            return self.cast.of_party(holders[0])
        return self._unnamed(seen, side) if side or not self._is_vague(phrase) else None

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
        if noun in _GENERIC and phrase.role in (noun, "spokesperson", "leader"):
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
        return not self._is_specific(phrase) and (phrase.noun is None or phrase.noun.noun in _GENERIC)

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
        name = self._printed(seen)
        entity = self.cast.other("unnamed", name, side, local=self.document, basis="page: unnamed")
        entity.learn(phrase)
        return entity

    def body(self, seen: Seen, owner: Entity | None) -> Entity | None:
        """A ministry, government, company, committee."""
        phrase = seen.phrase
        noun = phrase.noun.noun if phrase.noun else ""
        person = self._person_inside(seen)
        if person is not None:
            return self.cast.other("organisation", self._printed(seen), phrase.side or person.side, basis="page")
        if noun in _SELF and owner and owner.side and not phrase.sides:
            return self.of_side(owner.side)
        body = self._sided_body(phrase, owner)
        party = self.gazetteer.parties.get(body)
        if party is not None:
            return self.cast.of_party(party)
        if body and not body.startswith("?"):
            return self._state_body(body, phrase, seen)
        if phrase.sides:
            return self.cast.other("organisation", self._printed(seen), ";".join(phrase.sides), basis="page")
        if owner and owner.side:
            name = f"{owner.name}'s {self._printed(seen)}"
            return self.cast.other("organisation", name, owner.side, nouns={noun}, basis="page")
        return self._known_body(seen, body, noun)

    def _sided_body(self, phrase: Phrase, owner: Entity | None) -> str:
        side = owner.side if owner and owner.side in self.gazetteer.parties else None
        return f"{side}{phrase.body[1:]}" if phrase.body.startswith("?") and side else phrase.body

    def _context_side(self, seen: Seen) -> str | None:
        """The side of a body that the phrase only hints at: "administration officials", "lawmakers".

        It is the side of the last body of that kind, of the last parliament for members of one.
        """
        phrase = seen.phrase
        noun = phrase.noun.noun if phrase.noun else ""
        tails = _HOUSES if noun in _MEMBERS else (phrase.body.partition("/")[2],) if phrase.body.startswith("?") else ()
        known = [
            entity
            for entity in self.cast.near
            if entity.side and (entity.body.partition("/")[2] in tails or set(words_of(entity.name)[-1:]) & set(tails))
        ]
        recent = self.cast.recent(known, seen.first)
        return recent[0].side if recent else None

    def _state_body(self, body: str, phrase: Phrase, seen: Seen) -> Entity:
        """A body that every state has: "Ukrainian Defence Ministry"."""
        side = body.split("/")[0]
        state = self.gazetteer.parties[side]
        name = f"{self.gazetteer.adjective(side) or state.name} {phrase.body_name or self._printed(seen)}"
        return self.cast.other("organisation", name, side, key=body, body=body, basis=f"state body {body}")

    def _person_inside(self, seen: Seen) -> Entity | None:
        """By whose name a body or a group goes: "the Obama administration", "Senior Trump aides"."""
        for key in seen.phrase.of_person:
            return self.cast.of_party(self.gazetteer.parties[key])
        if seen.phrase.sides or seen.phrase.body.partition("/")[0] not in ("", "?"):
            return None
        for token in self.page.tokens[seen.first : seen.last - 1]:
            if token.pos == "PROPN" and token.text[0].isupper() and self.gazetteer.is_surname(token.text):
                phrase = Phrase(name=name_key(token.text), printed=token.text)
                found = known_surname(phrase, self.cast, self.gazetteer, seen.first)
                if len(found) == 1:
                    return found[0]
        return None

    def _known_body(self, seen: Seen, body: str, noun: str) -> Entity | None:
        """ "The ministry", "the agency": the last body of the page that the noun fits."""
        if seen.phrase.article != "the" and not body:
            return None
        tail = body.partition("/")[2]
        known = [e for e in self.cast.near if e.kind in ("organisation", "outlet") and self._is_such(e, tail, noun)]
        recent = self.cast.recent(known, seen.first)
        if recent and seen.first - recent[0].last_before(seen.first) <= NEAR:
            return recent[0]
        return None

    def _is_such(self, entity: Entity, tail: str, noun: str) -> bool:
        if tail and entity.body.partition("/")[2] == tail:
            return True
        if noun in words_of(entity.name) or noun in entity.nouns:
            return True
        if noun in _PRESS and entity.kind == "outlet":
            return True
        if noun in _AGENCY and entity.kind == "organisation" and entity.party is not None and "/" in entity.key:
            return not entity.body.endswith("-ministry")
        if noun in ("ministry", "department"):
            return entity.body.endswith("-ministry")
        return noun in _COMPANY and entity.kind == "organisation" and entity.side == entity.name

    def state(self, seen: Seen, owner: Entity | None) -> Entity | None:
        """ "The country", "the Islamic republic": a state that the words name; nothing is guessed for a bare noun."""
        phrase = seen.phrase
        if phrase.noun and phrase.noun.plural:
            return self.people(seen, owner)
        side = phrase.side or (owner.side if owner else None)
        return self.of_side(side) if side else None

    def people(self, seen: Seen, owner: Entity | None) -> Entity | None:
        """A group: its side is what its words name; several sides are joined."""
        phrase = seen.phrase
        person = self._person_inside(seen) or owner
        sides = phrase.sides or ((person.side,) if person and person.side else self._pair(seen))
        context = None if sides else self._context_side(seen)
        sides = (context,) if context else sides
        if not sides and self._is_faceless(seen):
            return None
        side = ";".join(sides) or None
        return self.cast.other(
            "group", self._printed(seen), side, plural=True, basis="page: group", local="" if side else self.document
        )

    def _is_faceless(self, seen: Seen) -> bool:
        """A group of which the words say nothing: "countries", "voters"; not "officials", not "pro-Russian rebels"."""
        noun = seen.phrase.noun
        if noun is None:
            return True
        return (noun.kind != "person" or noun.group == "plain") and not self._is_named(seen)

    def _is_named(self, seen: Seen) -> bool:
        """Whether the words single out a group: "Western countries", not "other countries"."""
        return any(self.page.tokens[i].text[0].isupper() for i in range(seen.first + 1, seen.last - 1)) or (
            seen.last - seen.first > 1 and self.page.tokens[seen.first].pos in ("PROPN", "ADJ")
            and self.page.tokens[seen.first].text[0].isupper()
        )  # fmt: skip

    def _pair(self, seen: Seen) -> tuple[str, ...]:
        """The sides of the last two parties for "the two leaders", "both countries"."""
        if not _PAIR.match(self.page.printed(seen)):
            return ()
        noun = seen.phrase.noun
        kind = "person" if noun is not None and noun.kind == "person" else "state"
        kind = "organisation" if noun is not None and noun.noun in _COMPANY else kind
        known = [entity for entity in self.cast.near if entity.kind == kind and entity.side]
        sides: list[str] = []
        for entity in self.cast.recent(known, seen.first):
            if entity.side and entity.side not in sides and seen.first - entity.last_before(seen.first) <= NEAR:
                sides.append(entity.side)
        return tuple(sorted(sides[:2])) if len(sides) > 1 else ()

    def of_side(self, side: str) -> Entity | None:
        """The entity of a state or organisation by its key."""
        party = self.gazetteer.parties.get(side)
        return self.cast.of_party(party) if party else None

    def _is_count(self, i: int) -> bool:
        token = self.page.tokens[i]
        return token.tag in _COUNTS or token.pos == "NUM" or token.text == "-"

    def _is_before_the_phrase(self, i: int) -> bool:
        """A verb or a preposition that a headline leaves at a phrase ("expel British diplomats"), not "pro-Russian"."""
        return self.page.tokens[i].tag in _NOT_IN_A_NAME and self.page.tokens[i + 1].text != "-"

    def _printed(self, seen: Seen) -> str:
        """The phrase as printed, without article or count, white space as one space."""
        first = seen.first
        while first < seen.last - 1 and (self._is_count(first) or self._is_before_the_phrase(first)):
            first += 1
        words = " ".join(self.page.parse.text[self.page.tokens[first].start : seen.mention.end].split())
        return words if fold(words) else "party"
