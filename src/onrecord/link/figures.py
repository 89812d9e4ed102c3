"""Figures that a document gives: a number and what it counts.

In comes a document; out come figures such as 60 diplomats or 21 million roubles, with their place. Years, days and
clock times are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.view import SeenDocument
from onrecord.link.words import stem

# "Two countries" stands on every page and tells nothing that could differ.
TOO_SMALL = frozenset({"1", "2"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, as digits, and the noun that it counts with the words before the noun; their place in the document."""

    number: str
    noun: str
    kind: frozenset[str]
    start: int
    end: int
    text: str


def find_figures(document: SeenDocument) -> Iterator[Figure]:
    """The figures of a document, in order."""
    for block in document.blocks:
        for match in _pattern().finditer(block.text):
            number = _digits(match["number"], match["scale"])
            noun = _noun(match["rest"])
            if noun and not _YEAR.fullmatch(match["number"]):
                end = match.start("rest") + match["rest"].index(noun) + len(noun)
                text = " ".join(block.text[match.start() : end].split())
                before = match["rest"][: match["rest"].index(noun)]
                kind = frozenset(stem(word) for word in _WORD.findall(before))
                yield Figure(number, stem(noun), kind, block.start + match.start(), block.start + end, text)


def count_in(text: str) -> tuple[str, str] | None:
    """The first number of a clause that counts persons or things, as digits, and with what it counts.

    "Orders out 60 Russians", "expelling 60, twelve of them". A day, a year and a measure of time count nothing.
    """
    for match in _count().finditer(text):
        rest = match["rest"].split()
        before = _WORD.findall(text[: match.start()])[-1:]
        beside = {word.lower() for word in (*before, *rest[:1])}
        if _YEAR.fullmatch(match["number"]) or beside & _not_counted():
            continue
        number = _digits(match["number"], match["scale"])
        plural = next((n for n, word in enumerate(rest) if len(word) > 3 and word.endswith("s")), -1)
        figure = match.group()[: len(match.group()) - len(match["rest"])]
        return number, " ".join([figure, *rest[: plural + 1]])
    return None


@cache
def _count() -> re.Pattern[str]:
    names, scales = "|".join(sorted(_numbers())), "|".join(sorted(_scales()))
    return re.compile(
        rf"(?<![\w.,$€£/-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|\b(?:{names})\b)(?![\w/%-]|[.,]\d)"
        rf"(?:\s+(?P<scale>{scales})\b)?(?P<rest>(?:[ ][^\W\d_]+){{0,2}})",
        re.IGNORECASE,
    )


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_numbers(), key=lambda name: (-len(name), name)))
    scales = "|".join(sorted(_scales()))
    return re.compile(
        rf"(?<![\w.,$€£-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{names})\b)(?:\s+(?P<scale>{scales}))?"
        r"\s+(?P<rest>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})",
        re.IGNORECASE,
    )


def _digits(number: str, scale: str | None) -> str:
    name = _numbers().get(number.lower(), number.replace(",", ""))
    return f"{name} {scale.lower()}" if scale else name


def _noun(rest: str) -> str | None:
    """The thing counted: the first plural among the next words; a month, a measure of time or a small word is none."""
    for word in _WORD.findall(rest):
        if word.lower() in _not_counted():
            return None
        if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word.islower():
            return str(word)
    return None


@cache
def _numbers() -> dict[str, str]:
    return {row["word"]: row["value"] for row in _rows() if row["kind"] == "number"}


@cache
def _scales() -> frozenset[str]:
    return frozenset(row["word"] for row in _rows() if row["kind"] == "scale")


@cache
def _not_counted() -> frozenset[str]:
    return frozenset(row["word"] for row in _rows() if row["kind"] == "not counted")


def _rows() -> tuple[tables.Row, ...]:
    return tables.rows("link/numbers.csv", ("word", "kind", "example"))
