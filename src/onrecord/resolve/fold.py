"""Names as plain words, so that spellings of one name meet.

In come names as printed, in any script; out come lower-case Latin words, and their skeletons, in which the habits of
transliteration (Sergei, Sergey, Sergueï, Сергей) fall together. The rules are rows of ``actors/folds.csv``; this module
knows no name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii

from onrecord import tables

_POSSESSIVE = re.compile(r"['’`]s?$", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_WHOLE = re.compile(r"\^\(([^()]*)\)\$")
LONGEST_WORD = 60


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower-case ASCII words of a text, one space between; hyphens split, apostrophes and dots vanish."""
    if text.isascii() and text.isalpha():
        return text.lower()
    plain = text if text.isascii() else anyascii(text)
    plain = re.sub(r"['’`]s\b", " s", plain.lower())
    plain = plain.replace("'", "").replace("’", "").replace("`", "").replace(".", "").replace("&", " and ")
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=200_000)
def words_of(text: str) -> tuple[str, ...]:
    """Folded words of a text."""
    return tuple(fold(text).split())


@cache
def _rules() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Whole words with what they become, and the habits that hold inside any word."""
    whole: dict[str, str] = {}
    habits: list[tuple[re.Pattern[str], str]] = []
    for row in tables.rows("actors/folds.csv", ("pattern", "example")):
        listed = _WHOLE.fullmatch(row["pattern"])
        if listed:
            whole |= dict.fromkeys(listed[1].split("|"), row["replacement"])
        else:
            habits.append((re.compile(row["pattern"]), row["replacement"]))
    return whole, tuple(habits)


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """What is left of a folded word when spelling habits are taken off; '' for a particle ("al")."""
    if len(word) > LONGEST_WORD:
        return word
    whole, habits = _rules()
    word = whole.get(word, word)
    for pattern, replacement in habits:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=200_000)
def name_key(name: str) -> tuple[str, ...]:
    """Skeletons of a person's name, without particles (but for a first one, "Al Gore") and middle initials."""
    words = words_of(name)
    kept = [skeleton(word) or (word if number == 0 else "") for number, word in enumerate(words)]
    last = len(kept) - 1
    return tuple(word for i, word in enumerate(kept) if word and not (len(word) == 1 and 0 < i < last))


def without_possessive(text: str) -> str:
    """The text without a final 's or apostrophe."""
    return _POSSESSIVE.sub("", text)
