"""Names of bodies, outlets and groups: "the Kremlin", "the Harbour Board", "the Supreme Court of Ukraine".

In come a mention that is printed as a name and a way to find its owner; out comes an entity: one of the lists, somebody
whom the model took for a body, a body that every state has, or a body that only the page knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.resolve.bodies import Bodies
from onrecord.resolve.cast import Entity
from onrecord.resolve.fold import name_key, without_article
from onrecord.resolve.nouns import Nouns
from onrecord.resolve.page import Seen
from onrecord.resolve.persons import known_surname
from onrecord.resolve.phrase import Phrase

_LISTED = ("organisation", "outlet", "group")


class BodyNames:
    """Resolves the names of bodies in one document."""

    def __init__(self, nouns: Nouns, bodies: Bodies) -> None:
        self.nouns, self.bodies = nouns, bodies
        self.page, self.cast, self.gazetteer = nouns.page, nouns.cast, nouns.gazetteer

    def resolve(self, seen: Seen, owner_of: Callable[[Seen], Entity | None]) -> Entity:
        """The entity of the name of a body, an outlet or a group."""
        words = [token.text for token in self.page.tokens[seen.first : seen.last]]
        hits = [hit for hit in self.gazetteer.spans(words) if hit.kind in _LISTED]
        if hits and not self._is_anothers(seen):
            entity = self.cast.of_party(self.gazetteer.parties[hits[-1].keys[0]])
        else:
            body = seen.phrase.body
            if len(words) == 1 and not body and (person := self._person_of(words[0], seen)):
                return person
            if body and (found := self.bodies.body(self._of_state(seen), owner_of(seen))):
                return found
            name = self.page.printed(seen)
            # A body of a state that is not named has no side; any other organisation acts for itself.
            side = seen.phrase.side or (None if seen.phrase.noun else without_article(name))
            entity = self.cast.other("organisation", name, side, basis="page")
        entity.named(self.page.printed(seen))
        return entity

    def _is_anothers(self, seen: Seen) -> bool:
        """Whether the words name the body of a state, though a list has its bare name as another's."""
        state, _, tail = seen.phrase.body.partition("/")
        return seen.phrase.sides[:1] == (state,) and bool(tail) and seen.phrase.body not in self.gazetteer.parties

    def _of_state(self, seen: Seen) -> Seen:
        """The mention of a body with the state that stands after it: "the Supreme Court | of Ukraine"."""
        side = self._state_after(seen) if seen.phrase.body.startswith("?") else None
        if side is None:
            return seen
        return replace(seen, phrase=replace(seen.phrase, sides=(side,), body=f"{side}{seen.phrase.body[1:]}"))

    def _state_after(self, seen: Seen) -> str | None:
        after = [token.text.lower() for token in self.page.tokens[seen.last : seen.last + 2]]
        state = self.page.at.get(seen.last + 1 + (after[1:] == ["the"])) if after[:1] == ["of"] else None
        return state.phrase.side if state is not None and state.shape == "state" else None

    def _person_of(self, word: str, seen: Seen) -> Entity | None:
        """Somebody well known whose family name the model took for a body."""
        found = known_surname(Phrase(name=name_key(word), printed=word), self.cast, self.gazetteer, seen.first)
        return found[0] if len(found) == 1 else None
