"""Nouns for bodies and states: "the ministry", "the Obama administration", "the agency", "our country".

In come a mention with its phrase and who possesses it; out comes an entity or None: a body that the words name, one
that every state has, or the last body of the page that the noun fits.
"""

from __future__ import annotations

from onrecord.resolve.cast import Entity
from onrecord.resolve.fold import without_article, words_of
from onrecord.resolve.gazetteer import family_name
from onrecord.resolve.nouns import NEAR, Nouns, capital_after, capital_in_front
from onrecord.resolve.page import Seen
from onrecord.resolve.words import body_names, noun_group, state_epithets

# Nouns that say what a named body is, not which of its parts.
_DESCRIBING = ("press", "company")
_MINISTER, _MINISTRY = "-minister", "-ministry"
_DEFINING = ("that", "which")
# "The Ministry": an article and the noun.
_BARE = 2
# Words so short may be printed small within a name.
_SMALL = 3


class Bodies:
    """Resolves nouns for bodies and states in one document."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns = nouns
        self.cast, self.gazetteer = nouns.cast, nouns.gazetteer

    def body(self, seen: Seen, owner: Entity | None) -> Entity | None:
        """A ministry, government, company, committee."""
        phrase = seen.phrase
        noun = phrase.noun.noun if phrase.noun else ""
        if owner is not None and phrase.body.endswith(_MINISTRY) and not self._is_of_a_state(owner):
            owner = self._subject_state(seen)
        named = self._named_inside(seen, noun)
        if named is not None:
            return named
        person = self.nouns.person_inside(seen)
        if person is not None:
            return self._of_person(person, self.nouns.printed(seen), phrase.side)
        if owner and owner.kind == "person" and owner.side and noun in noun_group("personal"):
            return self._of_person(owner, self.nouns.printed(seen), None)
        if noun in noun_group("self") and owner and owner.side and not phrase.sides:
            return self.nouns.of_side(owner.side)
        body = self._sided_body(seen, owner)
        party = self.gazetteer.parties.get(body)
        if party is not None:
            return self.cast.of_party(party)
        if body and not body.startswith("?"):
            return self._state_body(body, phrase.body_name or self.nouns.printed(seen))
        if phrase.sides:
            return self.cast.other("organisation", self.nouns.printed(seen), ";".join(phrase.sides), basis="page")
        if owner and owner.side and owner.kind == "person":
            return self._of_person(owner, self.nouns.printed(seen), None)
        if owner and owner.side:
            name = f"{owner.name}'s {self.nouns.printed(seen)}"
            return self.cast.other("organisation", name, owner.side, nouns={noun}, basis="page")
        return self.known_body(seen, body, noun)

    def _is_of_a_state(self, owner: Entity) -> bool:
        party = self.gazetteer.parties.get(owner.side or "")
        return party is not None and party.kind == "state"

    def _subject_state(self, seen: Seen) -> Entity | None:
        """The state that is the subject of the sentence so far: a relief agency has no interior ministry, the state
        that "its ministry" follows has."""
        before = [other for other in self.nouns.page.seen[: seen.number] if other.sentence == seen.sentence]
        states = [other.phrase.side for other in before if other.subject and other.shape in ("state", "capital")]
        return self.nouns.of_side(states[-1]) if states and states[-1] else None

    def _named_inside(self, seen: Seen, noun: str) -> Entity | None:
        """The listed body that a noun only describes: "the Interfax news agency", "the company Gazprom"."""
        if not any(noun in noun_group(group) for group in _DESCRIBING):
            return None
        hits = self.gazetteer.spans([token.text for token in self.nouns.page.tokens[seen.first : seen.last]])
        found = [hit for hit in hits if hit.kind in ("outlet", "organisation")]
        return self.cast.of_party(self.gazetteer.parties[found[0].keys[0]]) if len(found) == 1 else None

    def state(self, seen: Seen, owner: Entity | None) -> Entity | None:
        """ "The country", "the Islamic republic": a state that the words name; of an epithet ("the kingdom", "the
        Baltic state") the last state of the page that goes by it; nothing is guessed for a bare noun."""
        phrase = seen.phrase
        side = phrase.side or (owner.side if owner else None)
        return self.nouns.of_side(side) if side else self._by_epithet(seen)

    def _by_epithet(self, seen: Seen) -> Entity | None:
        words = words_of(self.nouns.page.printed(seen))
        groups = [states for word in words if (states := state_epithets().get(word))]
        if not groups or seen.phrase.article != "the":
            return None
        meant = frozenset.intersection(*groups)
        recent = self.cast.recent([entity for entity in self.cast.near if entity.key in meant], seen.first)
        return recent[0] if recent and seen.first - recent[0].last_before(seen.first) <= NEAR else None

    def _sided_body(self, seen: Seen, owner: Entity | None) -> str:
        """The key of a body, of the owner's state, or that of a capital beside a ministry; no embassy's."""
        body = seen.phrase.body
        side = owner.side if owner and owner.side in self.gazetteer.parties else None
        if not side and body.endswith(_MINISTRY):
            page = self.nouns.page
            side = capital_after(page, self.gazetteer, seen) or capital_in_front(page, self.gazetteer, seen)
        return f"{side}{body[1:]}" if body.startswith("?") and side else body

    def _state_body(self, body: str, called: str) -> Entity:
        """A body that every state has: "Ukrainian Defence Ministry"."""
        side = body.split("/")[0]
        state = self.gazetteer.parties[side]
        name = f"{self.gazetteer.adjective(side) or state.name} {called}"
        return self.cast.other("organisation", name, side, key=body, body=body, basis=f"state body {body}")

    def _of_person(self, person: Entity, printed: str, side: str | None) -> Entity:
        """A body that goes by somebody's name, however it is worded: "the Ren campaign", "Ana Ren's campaign", "his
        presidential campaign"."""
        words = [word for word in words_of(printed) if word not in noun_group("plain") and not word.isdigit()]
        own = {word for name in (person.name, *person.names) for word in words_of(name)} | {"s"}
        while len(words) > 1 and words[0] in own:
            words.pop(0)
        nouns = {words[-1]} if words else set()
        if not words or set(words) & own or not (person.key or len(person.words) > 1):
            return self.cast.other("organisation", printed, side or person.side, nouns=nouns, basis="page")
        rest = " ".join(words)
        key = f"{person.key or ' '.join(person.words)}/{rest}"
        name = f"{family_name(person.name, person.side)} {rest}"
        return self.cast.other("organisation", name, side or person.side, key=key, nouns=nouns, basis="page")

    def known_body(self, seen: Seen, body: str, noun: str) -> Entity | None:
        """ "The ministry", "the agency": the last body of the page that the noun fits."""
        if (seen.phrase.article != "the" and not body) or self._is_defined(seen):
            return None
        tail = body.partition("/")[2]
        known = [e for e in self.cast.near if e.kind in ("organisation", "outlet") and self._is_such(e, tail, noun)]
        if noun in noun_group("ministry"):
            known = self._called_so(known, noun, tail)
        if self._is_name(seen):
            # "The Harbour Market Authority" is a name of its own, not another authority of the page.
            own = {*words_of(self.nouns.printed(seen))}
            known = [e for e in known if e.kind == "person" or e.body.endswith(f"/{tail}") or own <= self._all_words(e)]
        recent = self._of_the_release(known, seen, noun) or self.cast.recent(known, seen.first)
        if recent and recent[0].kind == "person" and seen.first - recent[0].last_before(seen.first) <= NEAR:
            return self._ministry_of(recent[0])
        if recent and (seen.first - recent[0].last_before(seen.first) <= NEAR or self._issues(recent[0])):
            return recent[0]
        return None

    def _of_the_release(self, known: list[Entity], seen: Seen, noun: str) -> list[Entity]:
        """The ministry whose release a page is, if the noun is printed as it prints itself: "The | Ministry notes"."""
        printed = self.nouns.page.tokens[seen.last - 1].text
        if noun not in noun_group("ministry") or not printed[0].isupper() or seen.last - seen.first > _BARE:
            return []
        issuing = [entity for entity in known if entity.kind == "organisation" and self._issues(entity)]
        return issuing if len(issuing) == 1 else []

    def _issues(self, entity: Entity) -> bool:
        """Whether a page names a ministry in its first sentence."""
        first = entity.seen[0] if entity.seen else -1
        return entity.body.endswith(_MINISTRY) and first >= 0 and self.nouns.page.tokens[first].sentence == 0

    def _is_defined(self, seen: Seen) -> bool:
        """Whether a clause without a comma tells which body is meant: "the company | that runs the port" is no company
        that the page has named."""
        after = self.nouns.page.tokens[seen.last : seen.last + 2]
        return len(after) > 1 and after[0].text.lower() in _DEFINING and after[1].pos in ("VERB", "AUX")

    def _called_so(self, known: list[Entity], noun: str, tail: str) -> list[Entity]:
        """The bodies that are called by a noun, and the ministers whose body is; all that are known if there are none.

        "The ministry" in a minister's words is his, not the Foreign Office that he wrote to; "the Ministry of Defence"
        is no foreign minister's.
        """
        called = [entity for entity in known if noun in words_of(entity.name)]
        heads = [entity for entity in self.cast.near if entity.kind == "person" and noun in self._words(entity)]
        if tail.endswith(_MINISTRY):
            heads = [entity for entity in heads if self._ministry(entity).endswith(f"/{tail}")]
        return [*called, *heads] or known

    def _is_name(self, seen: Seen) -> bool:
        """Whether a phrase is printed as a name: all its words but small ones and the article with capitals."""
        words = [word for word in self.nouns.printed(seen).split() if len(word) > _SMALL]
        return len(words) > 1 and all(word[0].isupper() for word in words)

    def _all_words(self, entity: Entity) -> set[str]:
        names = (entity.name, *entity.names, *(entity.party.names if entity.party else ()))
        return {word for name in names for word in words_of(name)}

    def _words(self, minister: Entity) -> tuple[str, ...]:
        """The words of the name of the ministry that somebody heads."""
        body = self._ministry(minister)
        party = self.gazetteer.parties.get(body)
        return words_of(party.name if party else body_names()[body.partition("/")[2]]) if body else ()

    def _ministry(self, person: Entity) -> str:
        """The key of the ministry that a person heads on the day of the page, by the page or by a list; else ''."""
        listed = person.party.held(self.cast.day) if person.party and self.cast.day else ()
        roles = sorted(person.roles) or [term.role for term in listed]
        bodies = [body for role in roles if (body := role.replace(_MINISTER, _MINISTRY)) in body_names()]
        return f"{person.side}/{bodies[0]}" if bodies and person.side in self.gazetteer.parties else ""

    def _ministry_of(self, person: Entity) -> Entity:
        body = self._ministry(person)
        party = self.gazetteer.parties.get(body)
        return self.cast.of_party(party) if party else self._state_body(body, body_names()[body.partition("/")[2]])

    def _is_such(self, entity: Entity, tail: str, noun: str) -> bool:
        if tail and entity.body.partition("/")[2] == tail:
            return True
        if tail.endswith(_MINISTRY):
            return False
        # "The alliance" is called so by its long name alone.
        names = (entity.name, *entity.party.names) if entity.party and entity.kind == "organisation" else (entity.name,)
        if noun in entity.nouns or any(noun in words_of(name) for name in names):
            return True
        if noun in noun_group("press") and entity.kind == "outlet":
            return True
        listed = entity.kind == "organisation" and entity.party is not None and "/" in entity.key
        if noun in noun_group("agency") and listed:
            return not entity.body.endswith("-ministry")
        if noun in noun_group("ministry"):
            return entity.body.endswith("-ministry")
        return (
            noun in noun_group("company")
            and entity.kind == "organisation"
            and entity.side == without_article(entity.name)
        )
