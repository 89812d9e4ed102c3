"""What every noun for a party is asked: how it is printed, whose name stands in it, which side its words hint at.

``Nouns`` holds the page, the cast so far and the gazetteer for those who resolve nouns of one kind: persons by title
(``titles``), bodies (``bodies``), groups (``groups``).
"""

from __future__ import annotations

from onrecord.resolve.cast import Cast, Entity
from onrecord.resolve.fold import fold, name_key, words_of
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.page import Page, Seen
from onrecord.resolve.persons import known_surname
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.words import noun_group

# How many tokens back a vague noun ("the agency") may look.
NEAR = 150
_WITHIN = ("in", "at")
# The words of a capital's name, and the preposition before it.
_CAPITAL = 4
# "In", a capital of up to three words, a comma.
_OPENING = 5
_COUNTS = frozenset(("DT", "PDT", "CD", "PRP$", "POS"))
_NOT_IN_A_NAME = frozenset(("VB", "VBP", "VBZ", "VBD", "MD", "IN", "TO", "CC", "RB", "RBS", "JJR", "JJS", "``", ":"))


class Nouns:
    """The nouns of one document."""

    def __init__(self, page: Page, cast: Cast, gazetteer: Gazetteer, document: str) -> None:
        self.page, self.cast, self.gazetteer, self.document = page, cast, gazetteer, document

    def of_side(self, side: str) -> Entity | None:
        """The entity of a state or organisation by its key."""
        party = self.gazetteer.parties.get(side)
        return self.cast.of_party(party) if party else None

    def printed(self, seen: Seen) -> str:
        """The phrase as printed, without article or count, white space as one space."""
        first = seen.first
        while first < seen.last - 1 and (self._is_count(first) or self._is_before_the_phrase(first)):
            first += 1
        words = " ".join(self.page.parse.text[self.page.tokens[first].start : seen.mention.end].split())
        return words if fold(words) else "party"

    def person_inside(self, seen: Seen) -> Entity | None:
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

    def context_side(self, seen: Seen) -> str | None:
        """The side of a body that the phrase only hints at: "administration officials", "lawmakers".

        It is the side of the last body of that kind, of the last parliament for members of one.
        """
        phrase = seen.phrase
        noun = phrase.noun.noun if phrase.noun else ""
        hinted = frozenset((phrase.body.partition("/")[2],)) if phrase.body.startswith("?") else frozenset()
        tails = noun_group("house") if noun in noun_group("member") else hinted
        known = [
            entity
            for entity in self.cast.near
            if entity.side and (entity.body.partition("/")[2] in tails or set(words_of(entity.name)[-1:]) & tails)
        ]
        recent = self.cast.recent(known, seen.first)
        return recent[0].side if recent else None

    def _is_count(self, i: int) -> bool:
        token = self.page.tokens[i]
        return token.tag in _COUNTS or token.pos == "NUM" or token.text == "-"

    def _is_before_the_phrase(self, i: int) -> bool:
        """A verb or a preposition that a headline leaves at a phrase ("expel British diplomats"), not "pro-Russian"."""
        return self.page.tokens[i].tag in _NOT_IN_A_NAME and self.page.tokens[i + 1].text != "-"


def capital_after(page: Page, gazetteer: Gazetteer, seen: Seen) -> str | None:
    """The state of a capital right after: "the Joint Chiefs of Staff in Seoul"."""
    after = [token.text for token in page.tokens[seen.last : seen.last + _CAPITAL]]
    hits = gazetteer.spans(after[1:]) if after and after[0] in _WITHIN else ()
    return hits[0].keys[0] if hits and hits[0].kind == "capital" and hits[0].first == 0 else None


def capital_in_front(page: Page, gazetteer: Gazetteer, seen: Seen) -> str | None:
    """The state of the capital that opens the sentence right before a body: "In Riyadh, the interior ministry"."""
    opening = page.tokens[page.parse.sentences[seen.sentence].first : seen.first]
    words = [token.text for token in opening]
    if len(words) > _OPENING or words[:1] != ["In"] or words[-1:] != [","]:
        return None
    hits = gazetteer.spans(words[1:-1])
    whole = len(hits) == 1 and hits[0].kind == "capital" and (hits[0].first, hits[0].last) == (0, len(words) - 2)
    return hits[0].keys[0] if whole else None
