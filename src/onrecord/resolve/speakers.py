"""Speakers: the entity behind the source of each attribution, and whom the words were addressed to.

A source that is no mention of a party but names somebody ("unnamed sources") is an unnamed actor of the page; a source
without words stays without speaker.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, replace

from onrecord.model import Attribution
from onrecord.resolve.cast import Cast, Entity
from onrecord.resolve.page import Page, Seen
from onrecord.resolve.words import address_verbs, document_nouns, party_noun

_LONGEST_UNNAMED = 60
# A name in apposition stands so near.
_NEAR = 12
_ARTICLES = frozenset(("a", "an", "the"))
_RELATIVE = "WDT"
_PLURALS = frozenset(("NNS", "NNPS"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source that spoke: its token, who it is (None where the page does not tell), whether it is of several."""

    place: int
    entity: Entity | None
    plural: bool


class Speakers:
    """The speakers of one document's attributions, settled in the order of their sources."""

    def __init__(self, page: Page, cast: Cast, resolved: dict[int, Entity], document: str) -> None:
        self.page, self.cast, self.resolved, self.document = page, cast, resolved, document
        self._speakers: dict[str, Entity | None] = {}
        self._spoken: list[Spoken] = []

    def is_before(self, item: Attribution, seen: Seen) -> bool:
        """Whether all of an attribution's source stands before a mention."""
        return not item.source or item.source[-1][1] <= seen.mention.start

    def settle(self, item: Attribution) -> None:
        """Finds the speaker of an attribution from what is resolved so far."""
        entity = self._speaker(item)
        self._speakers[item.id] = entity
        head = self.page.head_of(item.source) if item.source else None
        token = self.page.tokens[head] if head is not None else None
        if token is not None and (entity is not None or token.pos == "NOUN"):
            place = self.page.tokens_of(*item.source[0])[0]
            insort(self._spoken, Spoken(place, entity, token.tag in _PLURALS), key=lambda row: row.place)

    def spoken_before(self, place: int) -> Spoken | None:
        """What source spoke last before a token, be it known or not who that is."""
        at = bisect_left(self._spoken, place, key=lambda row: row.place)
        return self._spoken[at - 1] if at else None

    def last_before(self, place: int) -> Entity | None:
        """Who spoke last before a token, of those who are known."""
        at = bisect_left(self._spoken, place, key=lambda row: row.place)
        return next((row.entity for row in reversed(self._spoken[:at]) if row.entity is not None), None)

    def of_quote(self, number: int) -> Entity | None:
        """The speaker of a direct quotation by its number on the page."""
        return self._speakers.get(self.page.attributions[number].id)

    def settled(self, item: Attribution, ids: dict[int, str]) -> Attribution:
        """The attribution with its speaker and addressee, by the ids of the page's entities."""
        speaker, addressee = self._speakers.get(item.id), self._addressee(item)
        return replace(
            item,
            speaker=ids[speaker.number] if speaker else None,
            addressee=ids[addressee.number] if addressee and addressee is not speaker else None,
        )

    def _speaker(self, item: Attribution) -> Entity | None:
        if not item.source:
            return None
        head = self.page.head_of(item.source)
        seen = self.page.at.get(head) if head is not None else None
        if seen is None:
            seen = self._antecedent(head) or self._inside(item, head)
        if seen is not None:
            return self.resolved.get(seen.number) or self._unnamed(item, seen)
        return self._unnamed(item, None)

    def _antecedent(self, head: int | None) -> Seen | None:
        """What the clause hangs on that "which" opens: "Colombia, | which said"."""
        token = self.page.tokens[head] if head is not None else None
        if token is None or token.tag != _RELATIVE:
            return None
        verb = self.page.tokens[token.head]
        return self.page.at.get(verb.head) if verb.dep == "relcl" else None

    def _inside(self, item: Attribution, head: int | None) -> Seen | None:
        """The mention in a source whose head is none: who wrote the document that speaks, else nobody.

        "The memo by the committee", but not "allies of the senator", "the firm, which had paid the senator".
        """
        word = self.page.tokens[head] if head is not None else None
        if word is None or word.pos not in ("NOUN", "PROPN"):
            return self._first_inside(item)
        if word.pos == "NOUN" and word.lemma.lower() not in document_nouns():
            return self._apposed(word.i)
        inside = [self.page.at.get(i) for start, end in item.source for i in range(*self.page.tokens_of(start, end))]
        return next((seen for seen in inside if seen is not None and self._wrote(seen, word.i)), None)

    def _apposed(self, head: int) -> Seen | None:
        """The person by whose name a noun goes on: "Ren's lawyer, Ana Lind"."""
        noun = party_noun(self.page.tokens[head].text)
        beside = [t.i for t in self.page.tokens[head + 1 : head + _NEAR] if t.head == head and t.dep == "appos"]
        seen = self.page.at.get(beside[0]) if beside and noun is not None and not noun.plural else None
        return seen if seen is not None and seen.shape == "person" else None

    def _wrote(self, seen: Seen, head: int) -> bool:
        """Whether a mention stands at a noun as its owner or its author: "Cohen's plea", "a memo prepared by aides"."""
        tokens = self.page.tokens
        root = next(
            (i for i in range(seen.first, seen.last) if not seen.first <= tokens[i].head < seen.last), seen.first
        )
        above = tokens[root].head
        if above == head:
            return tokens[root].dep in ("poss", "compound", "nmod", "amod")
        by = tokens[above].pos == "ADP" and tokens[root].dep == "pobj"
        over = tokens[above].head
        return by and (over == head or (tokens[above].dep == "agent" and tokens[over].head == head))

    def _first_inside(self, item: Attribution) -> Seen | None:
        for start, end in item.source:
            for i in range(*self.page.tokens_of(start, end)):
                seen = self.page.at.get(i)
                if seen is not None and seen.shape not in ("adjective", "pronoun"):
                    return seen
        return None

    def _unnamed(self, item: Attribution, seen: Seen | None) -> Entity | None:
        """An actor of the page alone for a source that names nobody we can tell; a pronoun stays open."""
        if seen is not None and (seen.mention.kind == "pronoun" or seen.phrase.name):
            return None
        start, end = item.source[0]
        words = " ".join(self.page.parse.text[start:end].split())
        article, _, rest = words.partition(" ")
        words = rest if rest and article.lower() in _ARTICLES else words
        head = self.page.head_of(item.source)
        if head is None or party_noun(self.page.tokens[head].text) is None or len(words) > _LONGEST_UNNAMED:
            return None
        side = seen.phrase.side if seen else None
        plural = self.page.tokens[head].tag in _PLURALS
        return self.cast.other("unnamed", words, side, local=self.document, plural=plural, basis="page: source")

    def _addressee(self, item: Attribution) -> Entity | None:
        """ "Told Sputnik": the object of a verb that takes the one spoken to."""
        for start, end in item.cue:
            for i in range(*self.page.tokens_of(start, end)):
                if self.page.tokens[i].lemma in address_verbs():
                    return self._object_of(i)
        return None

    def _object_of(self, verb: int) -> Entity | None:
        for token in self.page.tokens[verb + 1 : verb + 12]:
            seen = self.page.at.get(token.i)
            if token.head == verb and token.dep in ("dobj", "dative", "iobj") and seen is not None:
                return self.resolved.get(seen.number)
        return None
