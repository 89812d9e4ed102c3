"""Nouns for groups: "60 diplomats", "Western countries", "the two leaders", "senior Trump aides".

In come a mention with its phrase and who possesses it; out comes a group with the sides that its words name, or None
where they say nothing of who is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.resolve.cast import Entity
from onrecord.resolve.nouns import NEAR, Nouns
from onrecord.resolve.page import Seen
from onrecord.resolve.words import noun_group

_PAIR = re.compile(r"^(both|(the )?two)\b", re.I)
_TWO = 2
# "Both parties" are as often those of a parliament.
_CLUB = "party"


class Groups:
    """Resolves nouns for groups in one document."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns = nouns
        self.page, self.cast = nouns.page, nouns.cast

    def people(self, seen: Seen, owner: Entity | None) -> Entity | None:
        """A group: its side is what its words name; several sides are joined."""
        phrase = seen.phrase
        noun = phrase.noun.noun if phrase.noun else ""
        # "Its neighbours" are not of the state whose neighbours they are.
        person = None if noun in noun_group("neighbour") else self.nouns.person_inside(seen) or owner
        sides = phrase.sides or ((person.side,) if person and person.side else self._pair(seen))
        context = None if sides else self.nouns.context_side(seen)
        sides = (context,) if context else sides
        if not sides and self._is_faceless(seen):
            return None
        side = ";".join(sides) or None
        return self.cast.other(
            "group",
            self.nouns.printed(seen),
            side,
            plural=True,
            basis="page: group",
            local="" if side else self.nouns.document,
        )

    def _is_faceless(self, seen: Seen) -> bool:
        """A group of which the words say nothing: "countries", "voters"; not "officials", not "pro-Russian rebels"."""
        noun = seen.phrase.noun
        if noun is None:
            return True
        return (noun.kind != "person" or noun.group == "plain") and not self._is_named(seen)

    def _is_named(self, seen: Seen) -> bool:
        """Whether the words single out a group: "Western countries", not "other countries"."""
        return any(self.page.tokens[i].text[0].isupper() for i in range(seen.first + 1, seen.last - 1)) or (
            seen.last - seen.first > 1 and self.page.tokens[seen.first].pos in ("PROPN", "ADJ")
            and self.page.tokens[seen.first].text[0].isupper()
        )  # fmt: skip

    def _pair(self, seen: Seen) -> tuple[str, ...]:
        """The two sides of "the two leaders", "both countries": those that one sentence, this or the one before, names,
        else of states named lately the two told most of, of persons and firms the last two; "two sources" and "two
        banks" are not known."""
        noun = seen.phrase.noun
        if noun is None or noun.kind == "unnamed" or not self._is_pair(seen):
            return ()
        if noun.kind == "organisation" and noun.noun not in noun_group("company") | noun_group("pair"):
            return ()
        kind = "person" if noun.kind == "person" else "state"
        kind = "organisation" if noun.noun in noun_group("company") else kind
        known = [entity for entity in self.cast.near if entity.kind == kind and entity.side]
        if kind == "organisation":
            # "The two giants" are firms that act for themselves, not a ministry beside them.
            known = [entity for entity in known if self.nouns.of_side(entity.side or "") in (None, entity)]
        sides = self._told(known, seen)
        if not sides and noun.kind == "state":
            # "The two countries" are also those for which people speak; "both sides" may be of anything.
            known = [entity for entity in self.cast.near if self._is_state(entity.side or "")]
            sides = self._told([entity for entity in known if entity.kind == "person"], seen)
        if not sides and noun.noun != _CLUB:
            sides = self._lately(known, seen, by_count=kind == "state")
        return tuple(sorted(sides)) if len(sides) == _TWO else ()

    def _is_state(self, side: str) -> bool:
        party = self.nouns.gazetteer.parties.get(side)
        return party is not None and party.kind == "state"

    def _is_pair(self, seen: Seen) -> bool:
        """Whether the words mean two who are known: "the two countries", "Two sides agree", not "two nations living
        side by side", not "both sides of the aisle"."""
        first = self.page.tokens[seen.first]
        opens = self.page.parse.sentences[seen.sentence].first == seen.first
        after = self.page.tokens[seen.last].text if seen.last < len(self.page.tokens) else ""
        if not _PAIR.match(self.page.printed(seen)) or after == "of":
            return False
        return opens or first.text.lower() != "two"

    def _told(self, known: list[Entity], seen: Seen) -> list[str]:
        """The two sides that this sentence names up to here, else those that the one before does; none if not two."""
        tokens = self.page.tokens
        for number in (seen.sentence, seen.sentence - 1):
            places = [(entity.side or "", place) for entity in known for place in entity.seen if place < seen.first]
            sides = {side for side, place in places if tokens[place].sentence == number}
            if len(sides) == _TWO:
                return sorted(sides)
        return []

    def _lately(self, known: list[Entity], seen: Seen, *, by_count: bool) -> list[str]:
        """Of the sides named lately the last two, or the two that are named most often up to here."""
        places: dict[str, list[int]] = {}
        for entity in known:
            if before := entity.seen[: bisect_left(entity.seen, seen.first)]:
                places.setdefault(entity.side or "", []).extend(before)
        lately = [side for side, at in places.items() if seen.first - max(at) <= NEAR]
        return sorted(lately, key=lambda side: (-len(places[side]) * by_count, -max(places[side])))[:_TWO]
