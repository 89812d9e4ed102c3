"""Nouns for groups: "60 diplomats", "Western countries", "the two leaders", "senior Trump aides".

In come a mention with its phrase and who possesses it; out comes a group with the sides that its words name, or None
where they say nothing of who is meant.
"""

from __future__ import annotations

import re

from onrecord.resolve.cast import Entity
from onrecord.resolve.nouns import NEAR, Nouns
from onrecord.resolve.page import Seen
from onrecord.resolve.words import noun_group

_PAIR = re.compile(r"^(both|(the )?two)\b", re.I)


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
        """The sides of the last two parties for "the two leaders", "both countries"."""
        if not _PAIR.match(self.page.printed(seen)):
            return ()
        noun = seen.phrase.noun
        kind = "person" if noun is not None and noun.kind == "person" else "state"
        kind = "organisation" if noun is not None and noun.noun in noun_group("company") else kind
        known = [entity for entity in self.cast.near if entity.kind == kind and entity.side]
        if kind == "organisation":
            # "The two giants" are firms that act for themselves, not a ministry beside them.
            known = [entity for entity in known if self.nouns.of_side(entity.side or "") in (None, entity)]
        sides: list[str] = []
        for entity in self.cast.recent(known, seen.first):
            if entity.side and entity.side not in sides and seen.first - entity.last_before(seen.first) <= NEAR:
                sides.append(entity.side)
        return tuple(sorted(sides[:2])) if len(sides) > 1 else ()
