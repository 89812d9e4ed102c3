"""Whose side somebody is on by the post that he holds with another: "White House communications director Ana Berk",
"Ana Berk, a lawyer for Vito Lund", "Lund's attorney, Ana Berk".

In come the page, the cast and who is resolved; out comes the side of whoever is served. A post is a row of
``noun_groups`` ("serving"): spokesman, lawyer, manager; no critic, friend or victim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from onrecord.resolve.cast import Cast, Entity
from onrecord.resolve.fold import name_key
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.page import Page, Seen
from onrecord.resolve.persons import known_surname
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.words import noun_group

_POSTS = "serving"
# Nouns that say whose somebody is only where the body's name stands right before them.
_HEADS = "heading"
_LINKS = frozenset(("for", "of", "with", "at"))
_PARTS = frozenset(("compound", "nmod", "amod", "nummod"))
_PERSONS = frozenset(("person", "unnamed", "group"))
# Words before a post that may name whose it is: "Hillary Clinton campaign deputy | spokesman".
_FARTHEST = 6
OwnerOf = Callable[[Seen], Entity | None]


class Served:
    """Finds whom those serve whose post the page names."""

    def __init__(self, page: Page, cast: Cast, gazetteer: Gazetteer, resolved: Mapping[int, Entity]) -> None:
        self.page, self.cast, self.gazetteer, self.resolved = page, cast, gazetteer, resolved
        self._posts = noun_group(_POSTS)

    def side(self, seen: Seen, entity: Entity, owner_of: OwnerOf) -> str | None:
        """The side of whom an entity serves by the words of a mention and around it; None where they tell none."""
        noun = seen.phrase.noun.noun if seen.phrase.noun else ""
        if entity.kind not in _PERSONS or noun not in self._posts | noun_group(_HEADS):
            return None
        owner = self._inside(seen)
        if noun in self._posts:
            owner = owner_of(seen) or self._behind(seen) or owner
        elif owner is None:
            return None
        found = {owner.side} if owner is not None else {one.side for one in self._before(seen)}
        return found.pop() if len(found) == 1 else None

    def _behind(self, seen: Seen) -> Entity | None:
        """Whom the words after a post name: "a spokesman | for the Lund campaign"."""
        right = next((self.page.at[i] for i in (seen.last + 1, seen.last + 2) if i in self.page.at), None)
        # "Two officials for its report" serve nobody whom the page names here.
        if right is None or right.mention.kind == "pronoun" or right.first <= seen.last:
            return None
        between = self.page.between(seen, right).lower().split()
        linked = between[:1] and between[0] in _LINKS and between[1:] in ([], ["the"])
        return self.resolved.get(right.number) if linked else None

    def _inside(self, seen: Seen) -> Entity | None:
        """The body that a post begins with, by an abbreviation that the page explains: "NLF | leader Vito Lund"."""
        full = self.page.explained.get(self.page.tokens[seen.first].text)
        other = self.page.at.get(full[0]) if full else None
        return self.resolved.get(other.number) if other is not None and other is not seen else None

    def _before(self, seen: Seen) -> list[Entity]:
        """Whom the words before a post name: "White House communications | director Ana Berk"."""
        words = list(self._parts(seen))
        for i in words:
            if i in self.page.at:
                other = self.page.at[i]
                found = self.resolved.get(other.number)
                return [found] if found else []
        tokens = self.page.tokens
        for i in words:
            if tokens[i].pos == "PROPN" and self.gazetteer.is_surname(tokens[i].text):
                phrase = Phrase(name=name_key(tokens[i].text), printed=tokens[i].text)
                return list(known_surname(phrase, self.cast, self.gazetteer, seen.first))
        return []

    def _parts(self, seen: Seen) -> Iterator[int]:
        """The words before a post that the parse hangs on it or on one another, the nearest first."""
        tokens = self.page.tokens
        for i in range(seen.first - 1, max(seen.first - 1 - _FARTHEST, -1), -1):
            if tokens[i].dep not in _PARTS or not i < tokens[i].head < seen.last:
                return
            yield i
