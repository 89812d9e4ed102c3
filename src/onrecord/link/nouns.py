"""Nouns by which a move's words name another: "rejected the claims", "backed calls for an inquiry".

In comes a move; out comes the noun, if there is one, with the types of moves that it may name and how such a move is
answered. Which noun names which types are rows of ``data/link/namings.toml``; which moves answer so, of
``data/link/namers.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.view import SeenMove
from onrecord.link.words import WORD, stem

# A noun names what is answered if it stands so many letters before the trigger ("the claims were untrue"); how many
# words after it is said for each type: who praises somebody for something soon speaks of other things.
BEFORE = 150
# What is held against somebody can be denied and paid back; it is not supported or accepted.
DEEDS = frozenset({"interfere", "attack", "charge"})
AGREEING = frozenset({"support", "accept", "concede"})
# Acts that answer acts; never those of one's own side.
ACTS = frozenset({"expel", "sanction", "restrict", "warn"})
# Deeds, and what one threatens to do, pay back deeds, not words.
PAYING_BACK, WORDS = frozenset({"expel", "sanction", "restrict"}), frozenset({"accuse", "criticise"})
# What is asked for is refused, not mocked.
NEVER = {"criticise": frozenset({"demand"})}
RETALIATE = "retaliate"
# So many words before an agreement may say that there is none.
NEGATED = 4
# Letters after the trigger of an act in which its own object stands.
OBJECT = 20
# "In an effort to win": so many words before a noun may say that it names nothing.
AROUND = 2
# Where so much in common is asked, a noun names only what bears it too: "welcomed the review".
ONLY_ITSELF = 1.0


@dataclass(frozen=True, slots=True)
class Naming:
    """A noun in a move's words, where it stands in the text, the types that it may name, and how they are answered.

    ``kin`` are the stems of the nouns that name the same; ``like`` is what the words of both moves must have in common
    where what is named bears none of these.
    """

    noun: str
    at: int
    types: tuple[str, ...]
    kind: str
    kin: frozenset[str]
    like: float


@dataclass(frozen=True, slots=True)
class Namer:
    """How moves of a type answer what they name, how likely they must be, how many words after the trigger the noun is.

    ``all``: by any noun, not only by those whose rows name the type.
    """

    kind: str
    least: float
    after: int
    all: bool


@dataclass(frozen=True, slots=True)
class _Noun:
    """What a noun names; words beside which it names nothing."""

    types: tuple[str, ...]
    kin: frozenset[str]
    like: float
    unless_after: frozenset[str]
    unless_before: frozenset[str]


def naming_of(move: SeenMove) -> Naming | None:
    """The noun by which a move's words name another: the first from the trigger on, else the last before it.

    Before a trigger, what is said goes before what is done: "the claims that it had shelled the town were groundless".
    """
    namer = _namer_of(move)
    if namer is None:
        return None
    at = max(0, move.text.find(move.trigger))
    if move.type in AGREEING and is_negated(move.text[:at]):
        return None
    told = at + len(move.trigger)
    after = [match.end() for match, _ in zip(WORD.finditer(move.text, told), range(namer.after), strict=False)]
    matches = list(WORD.finditer(move.text, max(0, at - BEFORE), max(told, *after) if after else told))
    following = WORD.search(move.text, matches[-1].end()) if matches else None
    said = [match.group().lower() for match in (*matches, *([following] if following else []))]
    found = []
    for place, match in enumerate(matches):
        noun = _nouns().get((said[place], move.type))
        # "Criticism" that is the move's own trigger names the move itself.
        if noun is None or match.start() < _own_until(move, noun, told) or _is_other(noun, said, place):
            continue
        left_out = {move.type, *_not_answered_by(move.type)}
        types = tuple(kind for kind in noun.types if kind not in left_out)
        if types:
            # "Ignored the request" says nothing of what was asked.
            like = noun.like if noun.like >= ONLY_ITSELF or WORD.search(move.text, match.end()) else 0.0
            found.append(Naming(match.group(), move.start + match.start(), types, namer.kind, noun.kin, like))
    later = [naming for naming in found if naming.at >= move.start + at]
    earlier = [naming for naming in found if naming.types[0] not in DEEDS] or found
    return later[0] if later else earlier[-1] if earlier else None


def _not_answered_by(kind: str) -> frozenset[str]:
    """Types that a move of a type never answers, whatever the noun."""
    if kind in AGREEING:
        return DEEDS
    return WORDS if kind in ACTS else NEVER.get(kind, frozenset())


def is_negated(before: str) -> bool:
    """Whether the last of some words say that what follows was not done: "has not yet openly endorsed such calls"."""
    near = [match.group().lower().replace("’", "'") for match in WORD.finditer(before)][-NEGATED:]
    return not _negations().isdisjoint(near)


def _own_until(move: SeenMove, noun: _Noun, told: int) -> int:
    """Where in a move's words a noun may begin to name another: "imposed new *sanctions*" is the move itself."""
    if move.type not in noun.types:
        return 0
    return told + (OBJECT if move.type in ACTS else 0)


def _is_other(noun: _Noun, said: Sequence[str], place: int) -> bool:
    """Whether the words beside a noun say that it names nothing: "in an effort to", "a telephone call"."""
    return bool(
        noun.unless_after & set(said[max(0, place - AROUND) : place]) or noun.unless_before & set(said[place + 1 :][:1])
    )


def _namer_of(move: SeenMove) -> Namer | None:
    """How a move answers what its words name; None where its type does not, or it is too doubtful."""
    namer = _namers().get(RETALIATE if move.type in ACTS else move.type)
    return namer if namer and move.score >= namer.least else None


@cache
def _nouns() -> Mapping[tuple[str, str], _Noun]:
    """What a noun, one or many, names, by the noun and the type that answers; "called" is no noun."""
    rows = tables.rows("link/namings.toml", ("nouns", "types", "example", "origin"))
    return {
        (form, answering): _Noun(
            tuple(row["types"]), frozenset(map(stem, row["nouns"])), row.get("like", 0.0),
            frozenset(row.get("unless_after", ())), frozenset(row.get("unless_before", ())),
        )
        for row in rows
        for noun in row["nouns"]
        for form in (noun, f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s")
        for answering in row.get("by", _all_namers())
    }  # fmt: skip


def _all_namers() -> tuple[str, ...]:
    """Types that answer by any noun, where its row names none."""
    return (*(kind for kind, namer in _namers().items() if namer.all), *ACTS)


@cache
def _namers() -> Mapping[str, Namer]:
    rows = tables.rows("link/namers.csv", ("answering", "kind", "least", "after", "all", "example"))
    return {
        row["answering"]: Namer(row["kind"], float(row["least"]), int(row["after"]), row["all"] == "yes")
        for row in rows
    }


@cache
def _negations() -> frozenset[str]:
    return frozenset(row["word"] for row in tables.rows("link/negations.csv", ("word", "example")))
