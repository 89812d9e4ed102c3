"""The parts of a phrase for a party: its name, the listed names in it, its roles and bodies, where its head ends.

In come the printed words and the gazetteer; out come half-open ranges of words. What the parts say together is read in
``phrase``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord.resolve.fold import is_generation
from onrecord.resolve.index import Flat, flatten
from onrecord.resolve.roles import find_roles
from onrecord.resolve.words import find_bodies, is_side_prefix, party_noun

if TYPE_CHECKING:
    from onrecord.resolve.gazetteer import Gazetteer

_OWN = frozenset(("of", "for", "from", "with"))
HOST = frozenset(("to", "in", "at", "on"))


class PhraseParts:
    """The parts of one phrase, found once."""

    def __init__(self, words: Sequence[str], gazetteer: Gazetteer, *, named: bool) -> None:
        self.words = words
        self.parties = gazetteer.parties
        self.hits = gazetteer.spans(words)
        self.flat: Flat = flatten(words)
        self.name = self._name() if named else (len(words), len(words))
        self.roles = [self._on_tokens(role) for role in find_roles(self.flat.words)] or self._roles_around_sides()
        self.bodies = [self._on_tokens(body) for body in find_bodies(self.flat.words)]
        self.cut = self._first_preposition()

    def _on_tokens(self, found: Any) -> Any:
        first, last = self.flat.tokens[found.first], self.flat.tokens[found.last - 1] + 1
        return found._replace(first=first, last=last)

    def _roles_around_sides(self) -> list[Any]:
        """Roles with a side among their words: "head of | Russian | diplomacy"."""
        sided = {i for hit in self.hits if hit.kind != "person" for i in range(hit.first, hit.last)}
        kept = [n for n, token in enumerate(self.flat.tokens) if token not in sided]
        found = find_roles([self.flat.words[n] for n in kept]) if len(kept) < len(self.flat.tokens) else ()
        return [self._on_tokens(r._replace(first=kept[r.first], last=kept[r.last - 1] + 1)) for r in found]

    def _name(self) -> tuple[int, int]:
        """The tokens of the person's name: one of the gazetteer, or the capitalised words at the end."""
        persons = [hit for hit in self.hits if hit.kind == "person"]
        if persons and persons[-1].last == len(self.words):
            return persons[-1].first, persons[-1].last
        place = len(self.words)
        covered = {i for hit in self.hits for i in range(hit.first, hit.last)}
        while place > 0 and place - 1 not in covered and self._is_name_word(place - 1):
            place -= 1
        # The last word of a name may also be a word for a side ("Paris Jackson" is rare, "Michael Jordan" is not).
        if place == len(self.words):
            place = max(place - 2, 0)
            place += place + 1 < len(self.words) and is_honorific(self.words[place])
        return place, len(self.words)

    def _is_name_word(self, i: int) -> bool:
        word = self.words[i]
        if word == "-" and i and is_side_prefix(self.words[i - 1]):
            return False
        last = all(is_generation(after) for after in self.words[i + 1 :])
        small = word[0].isalpha() and len(word) < 4
        return word == "-" or ((word[0].isupper() or small) and (last or party_noun(word) is None))

    def _first_preposition(self) -> int:
        """Where the part after the head begins: "spokesman | for the ministry"."""
        inside = {i for hit in self.hits for i in range(hit.first, hit.last)}
        for phrase in (*self.roles, *self.bodies):
            inside |= set(range(phrase.first, phrase.last))
        for i in range(self.name[0]):
            if i not in inside and self.words[i].lower() in _OWN | HOST:
                return i
        return self.name[0]

    def before_head(self, i: int) -> bool:
        return i < self.cut

    def link(self, i: int) -> str:
        """The preposition that governs a token after the head, '' before it."""
        found = ""
        for place in range(self.cut, min(i, self.name[0])):
            word = self.words[place].lower()
            found = word if word in _OWN | HOST else found
        return found


def is_honorific(word: str) -> bool:
    noun = party_noun(word)
    return noun is not None and noun.kind == "honorific"
