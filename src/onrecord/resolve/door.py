"""From mentions to actors, from sources to speakers.

``resolve`` takes a document with its parse, mentions, attributions and date; it gives the actors of the document, the
mentions with their actors, the attributions with speaker and addressee. Stages: (1) full names, (2) titles beside
names, (3) surnames, (4) all else in the order of the text, each attribution's speaker as soon as its source is known,
(5) pronouns inside quotations, whose speakers may come after them.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model import Actor, Attribution, Document, Mention, Parse, Published
from onrecord.resolve.body_names import BodyNames
from onrecord.resolve.cast import Cast, Entity, as_actor
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.nouns import Nouns
from onrecord.resolve.page import Page, Seen
from onrecord.resolve.persons import full_name, surname
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.pronouns import Pronouns
from onrecord.resolve.speakers import Speakers
from onrecord.resolve.titles import Titles
from onrecord.resolve.unstated import Unstated
from onrecord.resolve.words import PartyNoun, is_first_person


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actors of a document, its mentions with actors, its attributions with speakers."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]


def resolve(
    document: Document,
    parse: Parse,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    published: Published,
    gazetteer: Gazetteer,
) -> Resolution:
    """Who is who in a document, as of the day on which it was published."""
    page = Page(parse, mentions, attributions, gazetteer)
    days = (published.value or published.earliest, published.latest)
    return _Resolver(document.id, page, Cast(*days), gazetteer).run(mentions, attributions)


class _Resolver:
    def __init__(self, document: str, page: Page, cast: Cast, gazetteer: Gazetteer) -> None:
        self.page, self.gazetteer, self.cast, self.day = page, gazetteer, cast, cast.day
        self.nouns = Nouns(page, self.cast, gazetteer, document)
        self.titles = Titles(self.nouns)
        self.names = BodyNames(self.nouns, self.titles.bodies)
        self.pronouns = Pronouns(page, self.cast, self.nouns)
        self.speakers = Speakers(page, self.cast, self.pronouns.resolved, document)
        self.open: dict[int, tuple[Entity, ...]] = {}
        self.why: dict[int, str] = {}

    def run(self, mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> Resolution:
        """All stages in order."""
        persons = [seen for seen in self.page.seen if seen.shape == "person" and seen.phrase.name]
        # Whom a list knows comes first, then names in full: a misspelling or an initial is read by them.
        for seen in sorted(persons, key=lambda seen: (not seen.phrase.keys, len(seen.phrase.name[0]) == 1)):
            if len(seen.phrase.name) > 1 or seen.phrase.keys:
                listed = "full name, listed" if seen.phrase.keys else "full name"
                self._name(seen, full_name(seen, self.cast, self.gazetteer), listed)
        self._appositions()
        for seen in persons:
            if seen.number not in self.pronouns.resolved and seen.number not in self.open:
                self._name(seen, surname(seen, self.cast, self.gazetteer), "family name")
        self._in_order()
        self._in_quotations()
        Unstated(self.page, self.cast, self.gazetteer, self.speakers).learn(self.pronouns.resolved, self._owner)
        return self._frozen(mentions, attributions)

    def _name(self, seen: Seen, found: tuple[Entity, ...], why: str) -> None:
        if len(found) > 1:
            self.open[seen.number] = found
        elif found:
            found[0].named(seen.phrase.printed)
            found[0].learn(seen.phrase)
            self._bind(seen, found[0], why)

    def _bind(self, seen: Seen, entity: Entity, why: str) -> None:
        """Remembers who was meant at a mention, and what told so."""
        insort(entity.seen, seen.first)
        self.pronouns.bind(seen, entity)
        self.why[seen.number] = why

    def _appositions(self) -> None:
        """Titles beside a name: "Maria Zakharova, the ministry's spokeswoman," and "its ambassador, Zhang Jun"."""
        for left, right in zip(self.page.seen, self.page.seen[1:], strict=False):
            self._beside(left, right)
            self._beside(right, left)
        for left, owner, right in zip(self.page.seen, self.page.seen[1:], self.page.seen[2:], strict=False):
            # "Zhang Jun, his Chinese counterpart,": whose he is stands between.
            if self._is_owned(right) and owner.last == right.first and owner.mention.kind == "pronoun":
                self._beside(left, right)

    def _beside(self, name: Seen, title: Seen) -> None:
        """Gives the entity of a name what a title beside it says."""
        left, right = (name, title) if name.first < title.first else (title, name)
        if title.shape != "noun" or title.number in self.pronouns.resolved or not self.page.beside(left, right):
            return
        entity = self._named(name, title.phrase.noun)
        if entity is not None and not self._speaks_against(entity, title.phrase):
            entity.learn(self._with_owner(title))
            self._bind(title, entity, "title beside the name")

    def _speaks_against(self, entity: Entity, title: Phrase) -> bool:
        """Whether the side of a title is not that of a person whom a list knows: in "with Shinzo Abe, the Russian
        president said" there are two men."""
        terms = entity.party.terms if entity.party else ()
        known = {term.office.side for term in terms} | {entity.side}
        return entity.kind == "person" and bool(terms and title.sides) and not known & {*title.sides}

    def _named(self, name: Seen, noun: PartyNoun | None) -> Entity | None:
        """The entity of a name beside a noun, if the noun may be its title: "the agency Interfax"."""
        if noun is None or noun.plural:
            return None
        if name.shape == "person":
            return self.pronouns.resolved.get(name.number) if noun.kind == "person" else None
        if name.shape in ("outlet", "organisation") and noun.kind == "organisation":
            return self.names.resolve(name, self._owner)
        return None

    def _with_owner(self, title: Seen) -> Phrase:
        owner = self._owner(title)
        if owner and owner.side and not title.phrase.sides:
            return replace(title.phrase, sides=(owner.side,))
        return title.phrase

    def _owner(self, seen: Seen) -> Entity | None:
        """Who possesses a noun: "Putin's spokesman", "its ambassador"."""
        before = self.page.token_before(seen)
        if before is None:
            return None
        place = before.i - 1 if before.tag == "POS" else before.i if before.tag == "PRP$" else -1
        owner = self.page.at.get(place)
        if owner is None:
            return None
        if owner.shape in ("state", "capital") and owner.phrase.sides:
            return self.nouns.of_side(owner.phrase.sides[0])
        return self.pronouns.resolved.get(owner.number)

    def _in_order(self) -> None:
        waiting = list(self.page.attributions)
        for seen in self.page.seen:
            while waiting and self.speakers.is_before(waiting[0], seen):
                self.speakers.settle(waiting.pop(0))
            if seen.number in self.pronouns.resolved or seen.number in self.open:
                continue
            if self._is_late(seen):
                continue
            self._settle(seen, None)
        for attribution in waiting:
            self.speakers.settle(attribution)

    def _is_owned(self, seen: Seen) -> bool:
        before = self.page.token_before(seen)
        return before is not None and before.tag == "PRP$"

    def _is_late(self, seen: Seen) -> bool:
        """Whether a mention waits for the speaker of the words around it."""
        if seen.mention.kind == "pronoun":
            return seen.quoted >= 0 or is_first_person(self.page.tokens[seen.first].text)
        return seen.quoted >= 0 and self._is_owned(seen)

    def _in_quotations(self) -> None:
        for seen in self.page.seen:
            if self._is_late(seen):
                number = seen.quoted if seen.quoted >= 0 else self.page.content_at(seen.mention.start)
                speaker = self.speakers.of_quote(number) if number >= 0 else None
                self._settle(seen, speaker)

    def _settle(self, seen: Seen, speaker: Entity | None) -> None:
        entity = self._one(seen, speaker)
        if entity is None:
            return
        why = "title" if seen.mention.kind == "title" else seen.mention.kind
        if why == "title" and entity.party is not None and entity.kind == "person" and not entity.seen:
            why = "office held on the day"
        self._bind(seen, entity, why)

    def _one(self, seen: Seen, speaker: Entity | None) -> Entity | None:
        if seen.mention.kind == "pronoun":
            said = self.speakers.spoken_before(seen.first)
            return self.pronouns.resolve(seen, speaker, self.speakers.last_before(seen.first), said)
        if seen.mention.kind == "title":
            return self.titles.resolve(seen, self._owner(seen), self.speakers.last_before(seen.first))
        if seen.shape in ("adjective", "capital", "state"):
            return self.nouns.of_side(seen.phrase.sides[0]) if seen.phrase.sides else None
        return self.names.resolve(seen, self._owner)

    def _resolved(self, seen: Seen, ids: dict[int, str]) -> Mention:
        """The mention with its actor, or with those among whom nothing decides, and what told so."""
        mention, entity = seen.mention, self.pronouns.resolved.get(seen.number)
        candidates = tuple(sorted({ids[candidate.number] for candidate in self.open.get(seen.number, ())}))
        why = self.why.get(seen.number, "open between namesakes" if candidates else "")
        basis = f"{mention.basis}; {why}" if why else mention.basis
        actor = ids[entity.number] if entity else None
        return Mention(mention.start, mention.end, mention.kind, actor, candidates, basis, mention.score)

    def _frozen(self, mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> Resolution:
        ids = self.cast.ids()
        found = [self._resolved(seen, ids) for seen in self.page.seen]
        settled = tuple(self.speakers.settled(attribution, ids) for attribution in attributions)
        used = {mention.actor for mention in found} | {ident for mention in found for ident in mention.candidates}
        used |= {item.speaker for item in settled} | {item.addressee for item in settled}
        actors = {
            ids[entity.number]: as_actor(entity, ids[entity.number], self.day)
            for entity in self.cast.entities
            if ids[entity.number] in used
        }
        return Resolution(tuple(actors.values()), tuple(found), settled)
