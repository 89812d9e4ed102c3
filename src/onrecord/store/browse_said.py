"""How a party and a move are said, alike on the web page, on the command line and in a report.

In come the frozen rows of ``browse_rows`` and the words of ``data/web``; out come phrases. A party stands before the
side that it acts for: "Sergei Lavrov (RUS)"; those who act together come after it: "Donald Trump (United States), with
Russia".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.store.browse_actors import side_name
from onrecord.store.browse_rows import Party
from onrecord.tables import rows

PERSONS = ("person", "group", "unnamed")
"""Kinds of actors that are people: they are summoned, where a state's envoy is."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides that stand beside a party's name: its ``own``, and those ``others`` with whom it acts."""

    own: tuple[str, ...]
    others: tuple[str, ...]


@cache
def move_types() -> Mapping[str, Mapping[str, str]]:
    """How each type of move is said: ``past``, ``alone``, ``label``, ``family``."""
    required = ("type", "past", "alone", "label", "family", "example")
    return MappingProxyType({row["type"]: row for row in rows("web/types.toml", required)})


def past(kind: str, recipient: Party | None) -> str:
    """The words between actor and recipient ("accused", "made a demand of"), or after an actor alone."""
    row = move_types().get(kind)
    if not row:
        return kind
    if not recipient:
        return row["alone"]
    return row.get("person") or row["past"] if recipient.kind in PERSONS else row["past"]


def sides_beside(party: Party) -> Sides:
    """The sides that a party's name does not say.

    One that has a side of its own acts first for that, and together with the others; a group of several sides has all
    of them for its own.
    """
    codes = tuple(code for code in (party.side or "").split(";") if code)
    named = [code for code in codes if party.name in (code, side_name(code))]
    if len(codes) > 1 and named:
        return Sides((), tuple(code for code in codes if code not in named))
    if len(codes) > 1 and party.kind not in (None, "group", "unnamed"):
        return Sides(codes[:1], codes[1:])
    return Sides(() if party.name in (party.side, *codes) else codes, ())


def party_name(party: Party) -> str:
    """A party's name; of sides of which no actor is known, their names."""
    if party.id or ";" not in party.name:
        return party.name
    return joined([side_name(code) for code in party.name.split(";")])


def party_words(party: Party) -> str:
    """A party with its sides, its office left out: "leaders (Russia and United States)", "Facebook, with Twitter"."""
    sides, name = sides_beside(party), party_name(party)
    if party.name == party.side:
        return name
    if len(sides.own) == 1 and not sides.others:
        return f"{name} ({sides.own[0]})"
    own = f" ({joined([side_name(code) for code in sides.own])})" if sides.own else ""
    return f"{name}{own}" + (f", with {joined([side_name(code) for code in sides.others])}" if sides.others else "")


def link_basis(basis: str) -> str:
    """What a link between a move and its answer rests on: named, stated, next or inferred."""
    found = basis.partition(":")[0]
    return found if found in ("named", "stated", "next") else "inferred"


def joined(names: list[str]) -> str:
    """Names as a sentence lists them: "Latvia, Malta and Tunisia"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
