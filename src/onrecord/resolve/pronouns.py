"""Pronouns: he, she, it, they, we, I, who, each to an entity of the cast or to none.

Evidence: gender and number, the same or the sentence before, subjects before objects, and the last speaker, for a page
of news goes on quoting one man as "he". Inside a direct quotation "I" is its speaker, "we" the speaker's side.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.resolve.cast import Cast, Entity
from onrecord.resolve.nouns import Nouns
from onrecord.resolve.page import Page, Seen
from onrecord.resolve.speakers import Spoken
from onrecord.resolve.words import Pronoun, noun_group, pronouns

_SENTENCES_BACK = {"male": 6, "female": 6, "any": 3, "thing": 2}
# A clause has no more mentions than this.
_CLAUSE = 8
_SUBJECT, _SPEAKER, _PARALLEL = 3.0, 4.0, 1.0
_SENTENCE_COST = 2.0
# "They" is sooner several than one body or one state.
_ONE_BODY, _ONE_STATE = 3.0, 1.5
_POSSESSIVE = "PRP$"
_SELVES = ("self", "selves")
_BE = "be"
_THING_KINDS = frozenset(("state", "organisation", "outlet"))


class Pronouns:
    """Resolves pronouns in one document; ``bind`` tells it of each mention that was resolved."""

    def __init__(self, page: Page, cast: Cast, nouns: Nouns) -> None:
        self.page, self.cast, self.nouns = page, cast, nouns
        self.resolved: dict[int, Entity] = {}

    def bind(self, seen: Seen, entity: Entity) -> None:
        """Remembers who was meant at a mention."""
        self.resolved[seen.number] = entity

    def resolve(
        self, seen: Seen, speaker: Entity | None, last_speaker: Entity | None, said: Spoken | None = None
    ) -> Entity | None:
        """Who is meant; ``speaker`` says the quotation around the pronoun, ``last_speaker`` spoke last before it of
        those who are known, ``said`` is the last source of all."""
        token = self.page.tokens[seen.first]
        row = pronouns()[token.text.lower()]
        if row.person == 0:
            return self._antecedent(seen)
        if row.person == 1:
            return self._first_person(row, speaker)
        if named := self._stressed(seen, row):
            return named
        if row.gender == "thing" and self._is_empty(seen):
            return None
        if said is not None and self._goes_on(seen, row, said):
            return said.entity if said.entity and self._agrees(said.entity, None, row) else None
        return self._third_person(seen, row, speaker, last_speaker)

    def _goes_on(self, seen: Seen, row: Pronoun, said: Spoken) -> bool:
        """Whether "it" or "they" opens the clause after a source of that number that no mention names: "Lawyers for the
        firm argued that .... They said", "The report alleged .... It added"."""
        token, place = self.page.tokens[seen.first], self.page.tokens[said.place]
        near = 0 < token.sentence - place.sentence <= 1 and token.dep.startswith("nsubj")
        bare = said.entity is None or (said.entity.kind == "unnamed" and said.plural)
        several = row.gender == "any"
        return near and bare and seen.quoted < 0 and row.gender in ("any", "thing") and said.plural == several

    def _antecedent(self, seen: Seen) -> Entity | None:
        """ "Lavrov, who accused": the noun that the relative clause hangs on."""
        place = self.page.tokens[seen.first].head
        for _ in range(4):
            token = self.page.tokens[place]
            if token.dep in ("relcl", "acl"):
                head = self.page.at.get(token.head)
                return self.resolved.get(head.number) if head else None
            place = token.head
        before = self.page.at.get(seen.first - 2) if seen.first > 1 else None
        return self.resolved.get(before.number) if before else None

    def _stressed(self, seen: Seen, row: Pronoun) -> Entity | None:
        """Whose name a reflexive pronoun follows: "Lavrov himself came"."""
        before = self.page.at.get(seen.first - 1)
        if before is None or not self.page.tokens[seen.first].text.lower().endswith(_SELVES):
            return None
        entity = self.resolved.get(before.number)
        return entity if entity and self._agrees(entity, before, row) else None

    def _first_person(self, row: Pronoun, speaker: Entity | None) -> Entity | None:
        if speaker is None or row.number == 1 or not speaker.side or speaker.kind not in ("person", "unnamed"):
            return speaker
        return self.nouns.of_side(speaker.side) or speaker

    def _is_empty(self, seen: Seen) -> bool:
        """ "It is clear that", "it was reported": no party is meant."""
        token = self.page.tokens[seen.first]
        verb = self.page.tokens[token.head]
        if token.tag == _POSSESSIVE:
            return False
        # "It" as an object is nearly always a thing, and so is the subject of "to be".
        if not token.dep.startswith("nsubj") or verb.lemma == _BE:
            return True
        return token.dep == "nsubjpass" and any(
            t.head == verb.i and t.dep in ("ccomp", "xcomp") for t in self.page.tokens
        )

    def _third_person(
        self, seen: Seen, row: Pronoun, speaker: Entity | None, last_speaker: Entity | None
    ) -> Entity | None:
        scores: dict[int, float] = {}
        entities: dict[int, Entity] = {}
        beside = self._beside(seen)
        passed = seen.quoted >= 0 or (last_speaker is not None and self._is_passed(last_speaker, seen, row))
        for other in self._near(seen, row):
            entity = self.resolved[other.number]
            if (entity is speaker and row.gender != "thing") or not self._agrees(entity, other, row):
                continue
            if id(entity) in beside or (self._is_they_of_a_state(entity, row) and seen.sentence > other.sentence):
                continue
            goes_on = entity is last_speaker and not passed and not self._is_they_of_a_state(entity, row)
            score = self._score(seen, other) + (_SPEAKER if goes_on else 0)
            if row.gender == "any" and not entity.plural:
                bodies = {"state": _ONE_STATE, "organisation": _ONE_BODY, "outlet": _ONE_BODY}
                score -= bodies.get(entity.kind, _ONE_BODY if _is_many(entity) else 0.0)
            entities[id(entity)] = entity
            scores[id(entity)] = max(score, scores.get(id(entity), float("-inf")))
        if not scores:
            return last_speaker if last_speaker and self._agrees(last_speaker, None, row) else None
        return entities[min(scores, key=lambda key: (-scores[key], entities[key].number))]

    def _is_passed(self, speaker: Entity, seen: Seen, row: Pronoun) -> bool:
        """Whether somebody else, by name, is the subject of a sentence after the last that names who spoke."""
        last = speaker.last_before(seen.first)
        sentence = self.page.tokens[last].sentence if last >= 0 else seen.sentence
        return row.gender in ("male", "female") and any(
            sentence < other.sentence < seen.sentence
            and other.subject
            and other.quoted < 0
            and other.shape == "person"
            and self._agrees(self.resolved[other.number], other, row)
            for other in self._near(seen, row)
        )

    def _near(self, seen: Seen, row: Pronoun) -> Iterable[Seen]:
        back = _SENTENCES_BACK[row.gender]
        for other in self.page.seen[max(0, seen.number - 60) : seen.number]:
            # What stands in another quotation is not what the page speaks about.
            if other.number in self.resolved and seen.sentence - other.sentence <= back:
                yield other

    def _agrees(self, entity: Entity, other: Seen | None, row: Pronoun) -> bool:
        if row.gender in ("male", "female"):
            return entity.kind in ("person", "unnamed") and entity.gender in ("", row.gender)
        if row.gender == "thing":
            adjective = other is not None and other.shape in ("adjective", "capital")
            return entity.kind in _THING_KINDS and not (adjective and not other_is_party(other))
        if self._is_they_of_a_state(entity, row):
            return other is not None and other.subject and other.shape in ("capital", "state")
        return entity.kind in ("group", "organisation") or entity.plural or _is_many(entity)

    def _is_they_of_a_state(self, entity: Entity, row: Pronoun) -> bool:
        """ "Washington is ignoring it, they are rejecting it": a government, within the sentence in which it acts."""
        return row.gender == "any" and entity.kind == "state"

    def _beside(self, seen: Seen) -> frozenset[int]:
        """Who stands in the clause of a pronoun, by name or by a pronoun before it, and so is not meant by it: "nine
        officers, whom they accused"."""
        before = self.page.seen[max(0, seen.number - _CLAUSE) : seen.number]
        here = [self.resolved.get(other.number) for other in before if self._same_clause(seen, other)]
        return frozenset(id(entity) for entity in here if entity is not None)

    def _same_clause(self, seen: Seen, other: Seen) -> bool:
        """An object is not its own subject: "Lavrov met him"."""
        token = self.page.tokens[seen.first]
        if token.tag == _POSSESSIVE or token.text.lower().endswith(_SELVES):
            return False
        return any(self.page.tokens[i].head == token.head and i != seen.first for i in range(other.first, other.last))

    def _score(self, seen: Seen, other: Seen) -> float:
        apart = seen.sentence - other.sentence
        score = -_SENTENCE_COST * apart + (_SUBJECT if other.subject else 0.0)
        if other.mention.kind == "pronoun":
            score += _PARALLEL
        if other.quoted >= 0 and other.quoted != seen.quoted:
            score -= _SUBJECT
        own = self.page.tokens[seen.first].dep.startswith("nsubj")
        score += _PARALLEL if own == other.subject else 0.0
        return score - 0.01 * min(seen.first - other.last, 100)


def other_is_party(other: Seen | None) -> bool:
    """Whether a capital stands for its government (an adjective never does)."""
    return other is not None and other.shape == "capital"


def _is_many(entity: Entity) -> bool:
    """Whether one noun means several: "the police", "the crew"."""
    return not noun_group("many").isdisjoint(entity.nouns)
