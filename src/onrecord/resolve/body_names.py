"""Names of bodies, outlets and groups: "the Kremlin", "the Harbour Board", "the Supreme Court of Ukraine".

In come a mention that is printed as a name and a way to find its owner; out comes an entity: one of the lists, somebody
whom the model took for a body, a body that every state has, or a body that only the page knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.resolve.bodies import Bodies
from onrecord.resolve.cast import Entity
from onrecord.resolve.fold import name_key, without_article, words_of
from onrecord.resolve.nouns import Nouns
from onrecord.resolve.page import Seen
from onrecord.resolve.party import Hit
from onrecord.resolve.persons import known_surname
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.words import noun_group

# An article and the adjective of a state may stand before a name that the page explains.
_BEFORE = 2
_LISTED = ("organisation", "outlet", "group")


class BodyNames:
    """Resolves the names of bodies in one document."""

    def __init__(self, nouns: Nouns, bodies: Bodies) -> None:
        self.nouns, self.bodies = nouns, bodies
        self.page, self.cast, self.gazetteer = nouns.page, nouns.cast, nouns.gazetteer

    def resolve(self, seen: Seen, owner_of: Callable[[Seen], Entity | None]) -> Entity:
        """The entity of the name of a body, an outlet or a group."""
        if (full := self._in_full(seen)) is not None:
            entity = self.resolve(full, owner_of)
            entity.named(self.page.printed(seen))
            return entity
        words = [token.text for token in self.page.tokens[seen.first : seen.last]]
        hits = [hit for hit in self.gazetteer.spans(words) if hit.kind in _LISTED]
        if hits and (other := self._another_state(seen, hits[-1], owner_of(seen))):
            return self.cast.other("organisation", self.page.printed(seen), other, basis="page")
        if hits and not self._is_anothers(seen):
            entity = self.cast.of_party(self.gazetteer.parties[hits[-1].keys[0]])
        else:
            body = seen.phrase.body
            if len(words) == 1 and not body and (person := self._person_of(words[0], seen)):
                return person
            rebels = not noun_group("rebel").isdisjoint(words_of(self.page.printed(seen)))
            if body and not rebels and (found := self.bodies.body(self._of_state(seen), owner_of(seen))):
                return found
            name = self.page.printed(seen)
            # A body of a state that is not named has no side; any other organisation acts for itself.
            side = seen.phrase.side or (without_article(name) if self._is_its_own(seen) else None)
            entity = self.cast.other("organisation", name, side, basis="page")
        entity.named(self.page.printed(seen))
        return entity

    def _in_full(self, seen: Seen) -> Seen | None:
        """The mention that a page explains by this abbreviation: "the Northern Front (NF)"."""
        last = self.page.tokens[seen.last - 1].text
        first, end = self.page.explained.get(last, (seen.first, seen.last))
        full = self.page.at.get(first)
        if full is None or full is seen or full.first + _BEFORE < first or full.last != end:
            return None
        return full

    def _is_its_own(self, seen: Seen) -> bool:
        """Whether an organisation acts for itself: one that no noun calls a body, one that rebels, or one with an
        abbreviation of its own that nothing calls a state's."""
        words = {*words_of(self.page.printed(seen))}
        if seen.phrase.noun is None or words & noun_group("rebel"):
            return True
        explained = (seen.first, seen.last) in self.page.explained.values()
        return explained and not seen.phrase.body and not words & noun_group("stately")

    def _is_anothers(self, seen: Seen) -> bool:
        """Whether the words name the body of a state, though a list has its bare name as another's."""
        state, _, tail = seen.phrase.body.partition("/")
        return seen.phrase.sides[:1] == (state,) and bool(tail) and seen.phrase.body not in self.gazetteer.parties

    def _another_state(self, seen: Seen, hit: Hit, owner: Entity | None) -> str | None:
        """The state of a house or party whose name many states' have, where another one's owner stands beside it:
        "Abhisit's Democrats", "the Democrats of Japan"."""
        if noun_group("common").isdisjoint(words_of(self.page.printed(seen))):
            return None
        side = (owner.side if owner is not None else None) or self._state_after(seen) or seen.phrase.side
        listed = self.gazetteer.parties[hit.keys[0]].side
        state = self.gazetteer.parties.get(side or "")
        return side if state is not None and state.kind == "state" and side != listed else None

    def _of_state(self, seen: Seen) -> Seen:
        """The mention of a body with the state that stands after it: "the Supreme Court | of Ukraine"."""
        side = self._state_after(seen) if seen.phrase.body.startswith("?") else None
        if side is None:
            return seen
        return replace(seen, phrase=replace(seen.phrase, sides=(side,), body=f"{side}{seen.phrase.body[1:]}"))

    def _state_after(self, seen: Seen) -> str | None:
        after = [token.text.lower() for token in self.page.tokens[seen.last : seen.last + 2]]
        state = self.page.at.get(seen.last + 1 + (after[1:] == ["the"])) if after[:1] == ["of"] else None
        if state is None:
            return None
        noun = state.phrase.noun
        return state.phrase.side if state.shape == "state" or (noun is not None and noun.kind == "state") else None

    def _person_of(self, word: str, seen: Seen) -> Entity | None:
        """Somebody well known whose family name the model took for a body."""
        found = known_surname(Phrase(name=name_key(word), printed=word), self.cast, self.gazetteer, seen.first)
        return found[0] if len(found) == 1 else None
