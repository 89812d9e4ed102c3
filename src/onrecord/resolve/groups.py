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


class Groups:
    """Resolves nouns for groups in one document."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns = nouns
        self.page, self.cast = nouns.page, nouns.cast

    def people(self, seen: Seen, owner: Entity | None) -> Entity | None:
        """A group: its side is what its words name; several sides are joined."""
        phrase = seen.phrase
        person = self.nouns.person_inside(seen) or owner
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
        """The two sides of "the two leaders", "both countries": those that this sentence or the one before names, else
        of those named lately the two of which the page speaks most; "two sources" and "two banks" are not known."""
        noun = seen.phrase.noun
        if not _PAIR.match(self.page.printed(seen)) or noun is None or noun.kind == "unnamed":
            return ()
        if noun.kind == "organisation" and noun.noun not in noun_group("company") | noun_group("pair"):
            return ()
        kind = "person" if noun.kind == "person" else "state"
        kind = "organisation" if noun.noun in noun_group("company") else kind
        known = self._known(kind)
        told = self._told([entity for entity in known if entity.kind == kind], seen)
        told = told if len(told) == _TWO else self._told([entity for entity in known if entity.kind == "person"], seen)
        sides = told if len(told) == _TWO else self._most_told(known, seen)
        return tuple(sorted(sides)) if len(sides) == _TWO else ()

    def _told(self, known: list[Entity], seen: Seen) -> list[str]:
        """The sides of those whom this sentence or the one before names."""
        tokens = self.page.tokens
        near = [entity for entity in known if (last := entity.last_before(seen.first)) >= 0
                and seen.sentence - tokens[last].sentence <= 1]  # fmt: skip
        return sorted({entity.side for entity in near if entity.side})

    def _most_told(self, known: list[Entity], seen: Seen) -> list[str]:
        """Of the sides named lately the two that are named most often up to here, of equals the later one."""
        places: dict[str, list[int]] = {}
        for entity in known:
            if before := entity.seen[: bisect_left(entity.seen, seen.first)]:
                places.setdefault(entity.side or "", []).extend(before)
        lately = [side for side, at in places.items() if seen.first - max(at) <= NEAR]
        return sorted(lately, key=lambda side: (-len(places[side]), -max(places[side])))[:_TWO]

    def _known(self, kind: str) -> list[Entity]:
        """Who may be one of a pair; of states also all who act for one."""
        known = [entity for entity in self.cast.near if entity.side and (entity.kind == kind or kind == "state")]
        if kind == "organisation":
            # "The two giants" are firms that act for themselves, not a ministry beside them.
            return [entity for entity in known if self.nouns.of_side(entity.side or "") in (None, entity)]
        return [entity for entity in known if kind == "person" or self._is_state(entity.side or "")]

    def _is_state(self, side: str) -> bool:
        party = self.nouns.gazetteer.parties.get(side)
        return party is not None and party.kind == "state"
