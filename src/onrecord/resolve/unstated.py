"""The side of whom a page names with an office of state, but without the state: "Foreign Ministry spokesman Ilan Berk".

In come the page and who is resolved; where the words around tell the state, the entity learns it: who owns the title
("Ana Berk, its spokeswoman"), whom it serves (``served``), a capital right after a body, the body of that office named
before, who spoke last before in the same paragraph. Where they do not, the side stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from onrecord import tables
from onrecord.resolve.cast import Cast, Entity
from onrecord.resolve.fold import words_of
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.nouns import NEAR, capital_after, capital_in_front
from onrecord.resolve.page import Page, Seen
from onrecord.resolve.served import Served
from onrecord.resolve.speakers import Speakers
from onrecord.resolve.words import noun_group

_MINISTER = "-minister"
_OWNERS = ("state", "organisation")
# Roles of those who speak for a body.
_SPEAKING = ("spokesperson", "spokesman", "spokeswoman")
_JOINED = "conj"
_AROUND = "side of the words around"
# The class of nouns for those who hold an office.
_OFFICIAL = "official"
# A word of an office that is no particle.
_LONG = 4
# A title stands so many mentions and tokens behind a name with its owner between.
_OWNED = 2


class Unstated:
    """Finds the sides that a page leaves to the words around."""

    def __init__(self, page: Page, cast: Cast, gazetteer: Gazetteer, speakers: Speakers) -> None:
        self.page, self.cast, self.gazetteer, self.speakers = page, cast, gazetteer, speakers
        rows = tables.rows("actors/state_offices.csv", ("kind", "name", "example"))
        self._roles = frozenset(row["name"] for row in rows if row["kind"] == "role")
        self._bodies = frozenset(row["name"] for row in rows if row["kind"] == "body")

    def learn(self, resolved: Mapping[int, Entity], owner_of: Callable[[Seen], Entity | None]) -> None:
        """Gives each entity of an unstated state its side; ``owner_of`` tells who possesses a title."""
        served = Served(self.page, self.cast, self.gazetteer, resolved)
        for at, seen in enumerate(self.page.seen):
            entity = resolved.get(seen.number)
            if entity is None or entity.side or entity.party:
                continue
            side = (
                self._owned(at, entity, owner_of)
                or served.side(seen, entity, owner_of)
                or self._told(entity, seen)
                or self._of_the_ministry(entity, seen)
                or self._across(seen, owner_of)
                or self._of_whom_he_speaks(entity, seen, resolved)
            )
            if side in self.gazetteer.sides or any(one.name == side == one.side for one in self.cast.near):
                entity.side = side
                entity.basis = f"{entity.basis}; {_AROUND}"

    def _owned(self, at: int, entity: Entity, owner_of: Callable[[Seen], Entity | None]) -> str | None:
        """The side of the body whose title stands beside a name: "Ana Berk, its spokeswoman"."""
        if entity.kind != "person":
            return None
        title = self._title_beside(at) or (self.page.seen[at] if self._serves(self.page.seen[at]) else None)
        owner = owner_of(title) if title is not None else None
        return owner.side if owner is not None and owner.kind in _OWNERS else None

    def _serves(self, seen: Seen) -> bool:
        """Whether a title before a name is of somebody who acts for whoever owns it: "its spokeswoman Ana Berk", not
        "its critic Ilan Berk"."""
        noun = seen.phrase.noun
        return noun is not None and noun.kind == "person" and noun.group == _OFFICIAL

    def _title_beside(self, at: int) -> Seen | None:
        """The title that stands in apposition after a name, its owner between them: "Ana Berk, its spokeswoman"."""
        left, right = self.page.seen[at], self.page.seen[at + _OWNED : at + _OWNED + 1]
        if not right or right[0].shape != "noun" or right[0].sentence != left.sentence:
            return None
        owner = self.page.seen[at + 1]
        near = owner.first - left.last <= 1 and right[0].first - owner.last <= 1
        near = near and self.page.between(left, right[0]).startswith(",")
        return right[0] if near else None

    def _serves_a_state(self, entity: Entity, seen: Seen) -> bool:
        if entity.kind == "person":
            return self._is_body(entity.body) or any(
                role in self._roles or role.endswith(_MINISTER) for role in entity.roles
            )
        return entity.kind == "organisation" and self._is_body(seen.phrase.body)

    def _is_body(self, body: str) -> bool:
        state, _, tail = body.partition("/")
        return state == "?" and (tail in self._bodies or tail.endswith("-ministry"))

    def _told(self, entity: Entity, seen: Seen) -> str | None:
        if not self._serves_a_state(entity, seen):
            return None
        told = capital_after(self.page, self.gazetteer, seen)
        if told is None and entity.kind == "organisation":
            told = capital_in_front(self.page, self.gazetteer, seen)
        return told or self._body_before(entity, seen) or self._speaker_before(entity, seen)

    def _body_before(self, entity: Entity, seen: Seen) -> str | None:
        """The state of the last body whose name has the words of the office: "the water minister" of "the Water
        Ministry" that was named with its state."""
        special = [word for word in words_of(entity.office) if self._is_special(word)]
        if entity.kind != "person" or not special:
            return None
        known = [
            other
            for other in self.cast.near
            if other.kind == "organisation" and other.side and {*special} <= {*words_of(other.name)}
        ]
        recent = self.cast.recent(known, seen.first)
        return recent[0].side if recent else None

    def _is_special(self, word: str) -> bool:
        return len(word) > _LONG and not word.startswith(("minist", "spokes", "depart", "former", "deputy"))

    def _speaker_before(self, entity: Entity, seen: Seen) -> str | None:
        """The state or body that spoke last before in the paragraph, where this sentence, the first that names the
        entity, names no state: whoever speaks of a state by name is often of another."""
        spoken = self.speakers.spoken_before(seen.first)
        if spoken is not None and spoken.entity is entity:
            # The title begins before the mention: "Communication | Minister Ilan Berk".
            spoken = self.speakers.spoken_before(spoken.place)
        if spoken is None or spoken.entity is None or spoken.plural:
            return None
        if spoken.entity.kind not in _OWNERS and not self._is_colleague(spoken.entity, entity):
            return None
        number = self.page.tokens[spoken.place].sentence
        near = self.page.parse.sentences[number].paragraph == seen.paragraph and number < seen.sentence
        party = self.gazetteer.parties.get(spoken.entity.side or "")
        if party is None or party.kind != "state" or not near or entity.last_before(seen.first) >= 0:
            return None
        return None if self._names_another(seen, party.key) else party.key

    def _is_colleague(self, other: Entity, entity: Entity) -> bool:
        """Whether somebody of another office, whose state the page left to the words around as well, spoke before: two
        ministers of one government."""
        return _AROUND in other.basis and not other.roles & entity.roles

    def _names_another(self, seen: Seen, side: str) -> bool:
        """Whether the sentence of a mention names another state than one, in the outlet's own words."""
        here = [other for other in self.page.seen if other.sentence == seen.sentence and other.quoted < 0]
        return any({*other.phrase.sides} - {side} for other in here)

    def _of_the_ministry(self, entity: Entity, seen: Seen) -> str | None:
        """The state of the ministry named last, of "ministry spokesman Ilan Berk"."""
        if noun_group("ministry").isdisjoint(words_of(entity.office)) or seen.phrase.body:
            return None
        known = [one for one in self.cast.near if one.kind == "organisation" and one.body.endswith("-ministry")]
        recent = self.cast.recent(known, seen.first)
        return recent[0].side if recent and seen.first - recent[0].last_before(seen.first) <= NEAR else None

    def _across(self, seen: Seen, owner_of: Callable[[Seen], Entity | None]) -> str | None:
        """The other one of the two states of which the page told most: "Ilan Berk ... his counterpart Ana Lind"."""
        if seen.phrase.noun is None or seen.phrase.noun.noun not in noun_group("across"):
            return None
        owner = owner_of(seen)
        told: Counter[str] = Counter()
        for entity in self.cast.near:
            told[entity.side or ""] += sum(place < seen.first for place in entity.seen)
        states = [side for side, _ in told.most_common() if self._is_state(side)][:_OWNED]
        others = [side for side in states if owner is not None and side != owner.side]
        return others[0] if len(others) == 1 else None

    def _is_state(self, side: str) -> bool:
        party = self.gazetteer.parties.get(side)
        return party is not None and party.kind == "state"

    def _of_whom_he_speaks(self, entity: Entity, seen: Seen, resolved: Mapping[int, Entity]) -> str | None:
        """The side of the one body that does what "a spokesman" says, in one sentence: "The ministry has replied, a
        spokesman said"."""
        plain = seen.last - seen.first == _OWNED and seen.phrase.article == "a" and seen.phrase.role in _SPEAKING
        if entity.kind != "unnamed" or len(entity.seen) > 1 or not plain:
            return None
        before = [other for other in self.page.seen[: seen.number] if other.sentence == seen.sentence]
        doing = [other for other in before if other.subject or self.page.tokens[other.last - 1].dep == _JOINED]
        bodies = [one for other in doing if (one := resolved.get(other.number)) is not None]
        sides = {one.side for one in bodies}
        return sides.pop() if len(sides) == 1 and all(one.kind in _OWNERS for one in bodies) else None
