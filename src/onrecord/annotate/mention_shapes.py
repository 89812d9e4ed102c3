"""Shapes of the phrases that refer to parties: a name with its title, a noun with its modifiers.

In come the tokens of one sentence and the names that stand in it; out come half-open ranges of tokens. The finder of
mentions decides which of them it keeps.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.named import Named
from onrecord.annotate.party_words import body_length, is_before_name, is_head, party_noun, title_prefixes
from onrecord.model import Token

_MODIFIERS = frozenset(("amod", "compound", "nmod", "nummod", "poss", "quantmod", "det", "appos", "npadvmod", "predet"))
_OWN = ("of", "for")
_HOST = ("to", "in", "at")
_POSSESSIVE = "POS"
_OF_A_SIDE = ("adjective", "people")
_NO_SIDE = frozenset(("person", "outlet", "other"))
_AND = frozenset(("and", "&", ",", "or", "("))
_LONGEST_TITLE = 14
_BODY_WORDS, _BODY_NAME = 3, 6
_OPENERS = frozenset(("the", "a", "an", "this", "that", "these", "those", "some", "any", "no", "another"))


class Sentence:
    """Tokens of one sentence, and for each the name of the gazetteer that holds it."""

    def __init__(self, tokens: Sequence[Token], first: int, names: Sequence[Named]) -> None:
        self.tokens = tokens
        self.first = first
        self.last = first + len(tokens)
        self.names = names
        self.name_at: dict[int, Named] = {i: name for name in names for i in range(name.first, name.last)}

    def token(self, i: int) -> Token:
        return self.tokens[i - self.first]

    def has(self, i: int) -> bool:
        return self.first <= i < self.last

    def left_of_name(self, named: Named) -> int:
        """The first token of the title before a person's name, or of the name where none stands before it.

        "US Ambassador to Russia John Sullivan", "President Biden", "former Foreign Secretary Jeremy Hunt".
        """
        best = place = named.first
        # "Russia-Trump collusion" joins two; "then-President Trump" has its hyphen inside the title.
        if self.has(named.first - 1) and self._is_hyphen(named.first - 1):
            return named.first
        while place > max(self.first, named.first - _LONGEST_TITLE):
            step = self._step_left(place - 1)
            if step is None:
                break
            place = step
            if self._is_address(place):
                return place
            if is_before_name(self.token(place)) or (best < named.first and self._is_side(place)):
                best = place
        return best if not self._is_of_others(named) else named.first

    def _is_address(self, i: int) -> bool:
        """Whether a title begins here: nothing goes before "Mr."."""
        noun = party_noun(self.token(i))
        return noun is not None and noun.group == "address"

    def _is_of_others(self, named: Named) -> bool:
        """Whether the noun before a name is of several, the name of one: "the officers | Mueller says hacked them"."""
        noun = party_noun(self.token(named.first - 1)) if self.has(named.first - 1) else None
        if noun is None or not noun.plural or noun.kind != "person":
            return False
        return not (self.has(named.last) and self.token(named.last).text in _AND)

    def _step_left(self, i: int) -> int | None:
        """The first token of the unit that ends at a token, if such a unit may stand in a title."""
        token = self.token(i)
        name = self.name_at.get(i)
        if name is not None:
            return name.first if name.kind not in _NO_SIDE else None
        if token.tag == _POSSESSIVE and self._is_side(i - 1):
            return i
        if is_before_name(token) or self._is_hyphen(i):
            return i
        if token.text.lower() in _OWN + _HOST and self.has(i - 1) and is_head(self.token(i - 1)):
            return i if self._is_side(i + 1) or (token.text.lower() == "of" and i + 1 not in self.name_at) else None
        if token.text[0].isupper() and self.has(i - 1) and self.token(i - 1).text.lower() == "of":
            return i
        return i if token.pos == "PROPN" and token.dep == "compound" and not self._ends_title(i) else None

    def _is_hyphen(self, i: int) -> bool:
        """A hyphen inside a word, not a dash between words."""
        token = self.token(i)
        joined = self.has(i - 1) and self.token(i - 1).end == token.start and self.token(i + 1).start == token.end
        return token.text == "-" and joined

    def _ends_title(self, i: int) -> bool:
        return not self.has(i - 1) or not (is_before_name(self.token(i - 1)) or self._is_side(i - 1))

    def _is_side(self, i: int) -> bool:
        name = self.name_at.get(i)
        return name is not None and name.kind not in _NO_SIDE

    def noun_phrase(self, i: int) -> tuple[int, int]:
        """The range of tokens of a party noun with its modifiers: "the US ambassador to Moscow"."""
        return self._left_edge(i), self._right_edge(i)

    def _left_edge(self, i: int) -> int:
        place = self._word_start(i)
        while self.has(place - 1) and self._belongs_left(place - 1, i):
            place -= 1
        while place < i and (self.token(place).tag == _POSSESSIVE or self.token(place).pos in ("PUNCT", "CCONJ")):
            place += 1
        return place

    def _word_start(self, i: int) -> int:
        """Where a word begins that the parser parted at its hyphen: "vice | - | president"."""
        joined = self.has(i - 2) and self._is_hyphen(i - 1) and self.token(i - 2).text.lower() in title_prefixes()
        return i - 2 if joined else i

    def _belongs_left(self, left: int, head: int) -> bool:
        token = self.token(left)
        if token.pos == "PUNCT" and token.end < self.token(left + 1).start and token.text != ",":
            return False
        if token.tag == _POSSESSIVE:
            return self._is_side(left - 1)
        name = self.name_at.get(left)
        if name is not None and name.kind == "person":
            return self.has(left + 1) and self.token(left + 1).tag != _POSSESSIVE and token.dep == "compound"
        return token.tag != "PRP$" and self._climbs_to(left, head)

    def _climbs_to(self, i: int, head: int) -> bool:
        """Whether the chain of heads from a token reaches the noun through modifiers, joiners and marks."""
        for _ in range(6):
            token = self.token(i)
            if token.dep not in _MODIFIERS and token.dep not in ("punct", "case", "cc", "conj", "advmod"):
                return False
            i = token.head
            if self._word_start(head) <= i <= head:
                return True
            if not self.has(i) or i > head:
                return False
        return False

    def _right_edge(self, i: int) -> int:
        end = i + max(
            body_length([token.text for token in self.tokens[i - self.first : i - self.first + _BODY_NAME]]), 1
        )
        for _ in range(3):
            if not self.has(end + 1) or self.token(end).text.lower() not in _OWN + _HOST:
                break
            last = self._phrase_after(end)
            if last is None:
                break
            end = last
        return end

    def _phrase_after(self, preposition: int) -> int | None:
        """Where the phrase after "of", "for", "to" ends, if it is a name of a side or a body and hangs on the noun."""
        place = preposition + 1
        while self.has(place) and self.token(place).text.lower() in _OPENERS:
            place += 1
        if self.token(preposition).head >= preposition or not self.has(place):
            return None
        name = self.name_at.get(place)
        if name is None and (state := self._state_at(place)) is not None:
            return state
        if name is None:
            return self._with_its_name(self._body_after(place))
        if name.kind == "person" or name.first != place:
            return None
        place = name.last
        if self.has(place) and self.token(place).tag == _POSSESSIVE:
            place += 1
        while self.has(place) and (is_before_name(self.token(place)) or self._is_compound(place)):
            place += 1
        if place == name.last and self._modifies(place - 1) and self._is_after_of(name.first):
            place = self._object_of(place) or place
        end = self.token(place - 1)
        return (
            place if end.tag != _POSSESSIVE and self.token(preposition).text.lower() not in ("in", "at") else name.last
        )

    def _state_at(self, place: int) -> int | None:
        """Where a state ends that is called what it is: "the | Republic of Armenia"."""
        noun, name = party_noun(self.token(place)), self.name_at.get(place + 2)
        stated = noun is not None and noun.kind == "state" and self.token(place).text[0].isupper()
        return name.last if stated and name is not None and name.kind == "state" else None

    def _modifies(self, i: int) -> bool:
        """Whether a name says of what kind the noun behind it is: "head of | Russian | diplomacy"."""
        return self.token(i).dep in ("amod", "compound") and self.token(i).head > i

    def _body_after(self, place: int) -> int | None:
        """Where a body without a name ends: "of the | foreign ministry"."""
        if self._is_after_of(place):
            return self._object_of(place)
        head = place
        while self.has(head) and self.token(head).dep in ("amod", "compound") and self.token(head).head > head:
            head += 1
        noun = party_noun(self.token(head)) if self.has(head) else None
        return head + 1 if noun is not None and noun.kind == "organisation" and head - place <= _BODY_WORDS else None

    def _with_its_name(self, end: int | None) -> int | None:
        """Where a body ends with the name that goes on from its noun: "the opposition | Nepali Congress"."""
        if end is None or party_noun(self.token(end - 1)) is None:
            return end
        name = self.name_at.get(end)
        if name is not None and name.kind in _OF_A_SIDE:
            name = self.name_at.get(name.last)
        return name.last if name is not None and name.kind == "organisation" else end

    def _object_of(self, place: int) -> int | None:
        """Where the object of "of" ends: "head | of | diplomacy", "chairman of the | board"."""
        end = last = place
        while self.has(last) and last - place < _BODY_WORDS and self.token(last).pos in ("NOUN", "PROPN", "ADJ"):
            if last in self.name_at:
                break
            last += 1
            end = end if self.token(last - 1).pos == "ADJ" else last
        return end if end > place else None

    def _is_after_of(self, place: int) -> bool:
        """Whether "of" before a place hangs on a noun of office: "head of", "a member of the"."""
        for i in (place - 1, place - 2):
            if self.has(i) and self.token(i).text.lower() == "of" and self.has(i - 1):
                noun = party_noun(self.token(i - 1))
                return noun is not None and noun.group == "official"
        return False

    def _is_compound(self, i: int) -> bool:
        token = self.token(i)
        return token.pos == "PROPN" and self.has(token.head) and token.head > i and is_head(self.token(token.head))
