"""The small tables of words that resolving needs, by their forms.

Nouns for parties, pronouns, phrases for the bodies that every state has, verbs that take the one spoken to as object.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord import tables
from onrecord.resolve.fold import fold, words_of


class PartyNoun(NamedTuple):
    """A noun for a party: kind (person, organisation, state, unnamed, qualifier, honorific) and class."""

    noun: str
    kind: str
    group: str
    plural: bool


class Pronoun(NamedTuple):
    """A pronoun: ``gender`` male, female, thing or any; ``number`` 1, 2 or 0 (either); ``person`` 1, 3 or 0."""

    form: str
    gender: str
    number: int
    person: int


@cache
def party_nouns() -> dict[str, PartyNoun]:
    """Nouns for parties by their forms."""
    found: dict[str, PartyNoun] = {}
    for row in tables.rows("actors/party_nouns.csv", ("noun", "kind", "class")):
        found[row["noun"]] = PartyNoun(row["noun"], row["kind"], row["class"], row["plural"] == row["noun"])
        if row["plural"] and row["plural"] != row["noun"]:
            found[row["plural"]] = PartyNoun(row["noun"], row["kind"], row["class"], True)
    return found


def party_noun(word: str) -> PartyNoun | None:
    """The row of a word as printed."""
    return party_nouns().get(word.lower().rstrip("."))


@cache
def noun_group(name: str) -> frozenset[str]:
    """The nouns of a group that stand for one another: "company", "press", "agency"."""
    return frozenset(
        row["noun"] for row in tables.rows("actors/noun_groups.csv", ("group", "noun")) if row["group"] == name
    )


@cache
def namesakes() -> dict[str, tuple[tuple[str, str], ...]]:
    """Of a state's name that is also that of a region elsewhere: words that tell so, each with the side meant."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in tables.rows("actors/namesakes.csv", ("state", "word", "side", "example")):
        found[row["state"]] = (*found.get(row["state"], ()), (row["word"], row["side"]))
    return found


@cache
def state_epithets() -> dict[str, frozenset[str]]:
    """Words by which the press calls some states ("kingdom", "Baltic"), with the codes of those."""
    rows = tables.rows("actors/state_epithets.csv", ("word", "states", "example"))
    return {row["word"]: frozenset(row["states"].split(";")) for row in rows}


@cache
def document_nouns() -> frozenset[str]:
    """Nouns for what somebody writes or says: "memo", "filing", "tweet"."""
    return frozenset(row["noun"] for row in tables.rows("actors/document_nouns.csv", ("noun", "example")))


def is_past(office: str) -> bool:
    """Whether the words of an office say that it is not held now: "former foreign minister"."""
    nouns = (party_noun(word) for word in office.replace("-", " ").split())
    return any(noun is not None and noun.group == "past" for noun in nouns)


@cache
def pronouns() -> dict[str, Pronoun]:
    """Pronouns by their forms."""
    rows = tables.rows("actors/pronouns.csv", ("form", "gender"))
    return {row["form"]: Pronoun(row["form"], row["gender"], int(row["number"]), int(row["person"])) for row in rows}


def is_first_person(word: str) -> bool:
    """Whether a pronoun is "I" or "we" in one of its forms."""
    row = pronouns().get(word.lower())
    return row is not None and row.person == 1


@cache
def honorific_genders() -> dict[str, str]:
    """The gender that an honorific tells."""
    rows = tables.rows("actors/honorifics.csv", ("form", "gender"))
    return {row["form"]: row["gender"] for row in rows}


def without_title(name: str) -> str:
    """A person's name without the title that a list puts before it: "Prince Olav Renberg"; not that of "Pope Leo"."""
    words = name.split()
    first = next((i for i, word in enumerate(words) if fold(word) not in honorific_genders()), 0)
    return " ".join(words[first:]) if len(words) - first > 1 else name


@cache
def _affixes() -> dict[tuple[str, str], None]:
    rows = tables.rows("actors/side_affixes.csv", ("word", "place"))
    return {(row["place"], row["word"]): None for row in rows}


def is_side_prefix(word: str) -> bool:
    """Whether a word before a hyphen makes a name for a side an epithet: "pro-Russian"."""
    return ("before", word.lower()) in _affixes()


def is_affixed(words: Sequence[str], first: int, last: int) -> bool:
    """Whether a name for a side is only part of an epithet: "pro-Russian rebels", "Iran-backed militia"."""
    before = words[first - 2].lower() if first > 1 and words[first - 1] == "-" else ""
    after = words[last + 1].lower() if last + 1 < len(words) and words[last] == "-" else ""
    return ("before", before) in _affixes() or ("after", after) in _affixes()


@cache
def address_verbs() -> frozenset[str]:
    """Verbs whose object is the one spoken to."""
    return frozenset(row["verb"] for row in tables.rows("actors/address_verbs.csv", ("verb",)))


@cache
def _bodies() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in tables.rows("actors/state_bodies.csv", ("phrase", "body", "name")):
        words = words_of(row["phrase"])
        found.setdefault(words[0], []).append((words, row["body"], row["name"]))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


@cache
def body_names() -> dict[str, str]:
    """What the bodies that every state has are called, by their keys: "foreign-ministry" the Foreign Ministry."""
    return {body: name for options in _bodies().values() for _, body, name in options}


class BodyPhrase(NamedTuple):
    """A stretch of folded words that names a body that every state has."""

    first: int
    last: int
    body: str
    name: str


def find_bodies(words: tuple[str, ...]) -> tuple[BodyPhrase, ...]:
    """Phrases for state bodies in a row of folded words, longest first at each place."""
    found, place = [], 0
    while place < len(words):
        for phrase, body, name in _bodies().get(words[place], ()):
            if words[place : place + len(phrase)] == phrase:
                found.append(BodyPhrase(place, place + len(phrase), body, name))
                place += len(phrase) - 1
                break
        place += 1
    return tuple(found)
