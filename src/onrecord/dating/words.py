"""The words that name times, from ``data/times/words.csv``: what each means, and patterns that match each kind.

The grammar's shapes are written with these patterns; no word of the language stands in the code.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord import tables

TABLE = "times/words.csv"
_CAPITALISED = frozenset({"month", "month_short", "weekday", "weekday_short"})


@cache
def values(kind: str) -> dict[str, str]:
    """Value of each word of a kind, by its small letters."""
    found = tables.rows(TABLE, ("kind", "word", "value", "example", "origin"))
    return {row["word"]: row["value"] for row in found if row["kind"] == kind}


def value(kind: str, word: str) -> str | None:
    """Value of a printed word of a kind, or None."""
    return values(kind).get(re.sub(r"\s+", " ", word.strip().rstrip(".").lower()))


@cache
def pattern(kind: str) -> str:
    """A group that matches the words of a kind; names of months and days only with a capital."""
    words = sorted(values(kind), key=lambda word: (-len(word), word))
    if kind in _CAPITALISED:
        words = [form for word in words for form in (word.title(), word.upper())]
        return "(?:" + "|".join(map(re.escape, words)) + ")"
    return "(?i:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


def number(words: str) -> float | None:
    """The number that words give ("two", "12", "a", "two and a half"); None where it is left open ("several")."""
    plain = re.sub(r"\s+", " ", words.strip().lower())
    if halves := re.fullmatch(r"(.+?)(?: and a half|-and-a-half)", plain):
        whole = number(halves[1])
        return None if whole is None else whole + 0.5
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    found = values("number").get(plain) or values("article").get(plain)
    return float(found) if found else None


def month(word: str) -> int | None:
    """Number of a month from its name or short name."""
    found = value("month", word) or value("month_short", word) or value("month_foreign", word)
    return int(found) if found else None


def weekday(word: str) -> int | None:
    """Number of a weekday (Monday is 0) from its name or short name."""
    found = value("weekday", word) or value("weekday_short", word)
    return int(found) if found else None
