"""The words that head a phrase for a party, as tables.

Rows of ``actors/party_nouns.csv`` and ``actors/pronouns.csv`` by their forms. What a phrase means is decided where
actors are resolved; here only its shape counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord import tables
from onrecord.model import Token

_SMALL_WORD = 3


class PartyNoun(NamedTuple):
    """A noun for a party: ``kind`` person, organisation, state, unnamed, qualifier...; ``group`` the class."""

    noun: str
    kind: str
    group: str
    plural: bool


@cache
def _nouns() -> dict[str, PartyNoun]:
    found: dict[str, PartyNoun] = {}
    for row in tables.rows("actors/party_nouns.csv", ("noun", "kind", "class")):
        found[row["noun"]] = PartyNoun(row["noun"], row["kind"], row["class"], row["plural"] == row["noun"])
        if row["plural"] and row["plural"] != row["noun"]:
            found[row["plural"]] = PartyNoun(row["noun"], row["kind"], row["class"], True)
    return found


@cache
def pronouns() -> frozenset[str]:
    """Forms of the pronouns that may refer to a party."""
    return frozenset(row["form"] for row in tables.rows("actors/pronouns.csv", ("form", "gender")))


def party_noun(token: Token) -> PartyNoun | None:
    """The row of a token's word, if it heads a phrase for a party or stands before a name."""
    return _nouns().get(token.text.lower().rstrip("."))


def is_head(token: Token) -> bool:
    """Whether the token is a noun for a party, not a word that only qualifies one."""
    noun = party_noun(token) if token.pos in ("NOUN", "PROPN") else None
    return noun is not None and noun.kind not in ("qualifier", "honorific")


def is_before_name(token: Token) -> bool:
    """Whether the token may stand between a side and a name: a title, a qualifier, an honorific."""
    if token.pos in ("VERB", "AUX", "ADP"):
        return False
    return party_noun(token) is not None or (token.text[0].isupper() and token.text.lower() in _role_words())


@cache
def _role_words() -> frozenset[str]:
    """Words that stand in titles of office: "Prime", "Foreign", "Defence"; not the small ones."""
    rows = tables.rows("actors/roles.csv", ("phrase", "role"))
    return frozenset(word for row in rows for word in row["phrase"].split() if len(word) > _SMALL_WORD)


@cache
def press_words() -> frozenset[str]:
    """Last words of the names of newspapers and broadcasters: "courier", "post"."""
    return frozenset(row["word"] for row in tables.rows("actors/press_words.csv", ("word", "example")))


@cache
def side_prefixes() -> frozenset[str]:
    """Words that a hyphen joins to a side or a name: "pro", "post"."""
    rows = tables.rows("actors/side_affixes.csv", ("word", "place", "example"))
    return frozenset(row["word"] for row in rows if row["place"] == "before")


@cache
def title_prefixes() -> frozenset[str]:
    """Words that a hyphen joins to a title: "vice", "ex"."""
    rows = tables.rows("actors/side_affixes.csv", ("word", "place", "example"))
    return frozenset(row["word"] for row in rows if row["place"] == "title")


@cache
def _body_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of the bodies that every state has, longest first, by their first word."""
    rows = tables.rows("actors/state_bodies.csv", ("phrase", "body"))
    phrases = sorted((tuple(row["phrase"].split()) for row in rows), key=lambda words: (-len(words), words))
    return {first: tuple(words for words in phrases if words[0] == first) for first in {w[0] for w in phrases}}


def body_length(words: Sequence[str]) -> int:
    """How many of some words are the name of a body that every state has: "Ministry of Foreign Affairs | of Peru"."""
    small = tuple(word.lower() for word in words)
    return next((len(name) for name in _body_phrases().get(small[0], ()) if small[: len(name)] == name), 0)


def is_thing(words: Sequence[str], *, named: bool) -> bool:
    """Whether a name in full is that of a ship, a street, a paper: by its first word or its last; ``named`` where it
    begins with a first name, after which many such a word is a family name ("Jeremy Hunt")."""
    if len(words) == 1:
        return False
    closing = _things().get(("last", words[-1].lower().rstrip(".")))
    return ("first", words[0].lower()) in _things() or closing is False or (closing is True and not named)


@cache
def _things() -> dict[tuple[str, str], bool]:
    """Words that open or close the name of a thing, by place; whether each may also be a family name."""
    rows = tables.rows("actors/thing_words.csv", ("word", "place", "example"))
    return {(row["place"], row["word"]): bool(row["surname"]) for row in rows}
