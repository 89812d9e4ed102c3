"""How a party and a move are said, alike on the web page, on the command line and in a report.

In come the frozen rows of ``browse_rows`` and the words of ``data/web``; out come phrases. A party stands before the
side that it acts for: "Sergei Lavrov (RUS)"; those who act together come after it: "Donald Trump (United States), with
Russia". No move is said as a fact that is none: its status is in its verb, and whose claim it is stands behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.model import OUTLET_VOICE
from onrecord.store.browse_actors import side_name
from onrecord.store.browse_rows import DONE, Entry, Party
from onrecord.tables import rows

PERSONS = ("person", "group", "unnamed")
"""Kinds of actors that are people: they are summoned, where a state's envoy is."""

ALLEGED = "alleged"
WORDS = "words"
"""How the families begin whose moves are words."""

UNNAMED = "a source not named"
LONGEST_CLAIMANT = 60


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides that stand beside a party's name: its ``own``, and those ``others`` with whom it acts."""

    own: tuple[str, ...]
    others: tuple[str, ...]


@cache
def move_types() -> Mapping[str, Mapping[str, str]]:
    """How each type of move is said: ``past``, ``alone``, ``label``, ``family``."""
    required = ("type", "past", "past_bare", "alone", "alone_bare", "label", "family", "example")
    return MappingProxyType({row["type"]: row for row in rows("web/types.toml", required)})


def past(kind: str, recipient: Party | None, status: str | None = DONE) -> str:
    """The words between actor and recipient ("accused", "allegedly interfered with"), or after an actor alone."""
    row = move_types().get(kind)
    if not row:
        return kind if status in (DONE, None) else f"{kind} ({status})"
    form = "past" if recipient else "alone"
    if recipient and recipient.kind in PERSONS and "person" in row:
        form = "person"
    pattern = _labels("verb").get(status or DONE, "{past}")
    return pattern.format(past=row[form], bare=row[f"{form}_bare"])


def claimant(entry: Entry) -> str:
    """Whose claim a move is; empty where the outlet itself tells it, or where it is made by these very words."""
    if entry.kind != "move" or entry.voice == OUTLET_VOICE:
        return ""
    own = bool(entry.voice_actor) and entry.voice_actor == entry.actor.id and entry.status != ALLEGED
    if own and move_types().get(entry.type, {}).get("family", "").startswith(WORDS):
        return ""
    name = " ".join(entry.voice_name.split()) or UNNAMED
    return name if len(name) <= LONGEST_CLAIMANT else f"{name[:LONGEST_CLAIMANT].rsplit(' ', 1)[0]} …"


def type_words(entry: Entry) -> str:
    """An entry's type as a label bears it: "interfere (alleged)", a statement's "indirect"."""
    return entry.type if entry.status in (DONE, None) else f"{entry.type} ({entry.status})"


def move_words(entry: Entry) -> str:
    """Who did what to whom, in one line, so that nothing claimed, denied or planned reads as done."""
    recipient, by = party_words(entry.recipient), claimant(entry)
    who = party_words(entry.actor) or "somebody not named"
    mark = "" if entry.status in (DONE, ALLEGED) else _labels("status").get(entry.status or DONE, "")
    said = " ".join(part for part in (who, past(entry.type, entry.recipient, entry.status), recipient) if part)
    return said + (f" ({mark})" if mark else "") + (f", says {by}" if by else "")


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
    """What a link between a move and its answer rests on: a person's word, named, stated, next or inferred."""
    found = basis.partition(":")[0]
    return found if found in ("person", "named", "stated", "next") else "inferred"


def joined(names: list[str]) -> str:
    """Names as a sentence lists them: "Latvia, Malta and Tunisia"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


@cache
def _labels(group: str) -> Mapping[str, str]:
    """How a status is told in a move's verb (``verb``) or behind it (``status``)."""
    found = rows("web/words.toml", ("group", "name", "label"))
    return MappingProxyType({row["name"]: row["label"] for row in found if row["group"] == group})
