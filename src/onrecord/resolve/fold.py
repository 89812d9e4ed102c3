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

_ARTICLE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
_GENITIVE = re.compile(r"['`]s\b", re.IGNORECASE)
# "H.W." or "HW" between the words of a name.
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]{2}")
_GENERATION = re.compile(r"[JS]r\.?|I{2,3}|IV")
_WHOLE = re.compile(r"\^\(([^()]*)\)\$")
# ASCII in one step: capitals fall, apostrophes and dots vanish, every other mark is a space.
_PLAIN = {
    code: None if char in "'`." else ord(char.lower()) if char.isalnum() else " "
    for code, char in ((code, chr(code)) for code in range(128))
}
LONGEST_WORD = 60
# Words that are not worked out anew: most of what any page has. With room for every word ever met a worker grew by nine
# megabytes every thousand pages.
WORDS_KEPT = 30_000
_NAMES = 2


@lru_cache(maxsize=WORDS_KEPT)
def fold(text: str) -> str:
    """Lower-case ASCII words of a text, one space between; hyphens split, apostrophes and dots vanish."""
    if text.isascii() and text.isalpha():
        return text.lower()
    plain = text if text.isascii() else anyascii(text)
    if "'" in plain or "`" in plain or "&" in plain:
        plain = _GENITIVE.sub(" s", plain).replace("&", " and ")
    return " ".join(plain.translate(_PLAIN).split())


@lru_cache(maxsize=WORDS_KEPT)
def words_of(text: str) -> tuple[str, ...]:
    """Folded words of a text."""
    return tuple(fold(text).split())


@cache
def _rules() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...], tuple[re.Pattern[str], ...]]:
    """Whole words with what they become, the habits that hold inside any word, patterns that tell whether one does."""
    whole: dict[str, str] = {}
    habits: list[tuple[re.Pattern[str], str]] = []
    for row in tables.rows("actors/folds.csv", ("pattern", "example")):
        listed = _WHOLE.fullmatch(row["pattern"])
        if listed:
            whole |= dict.fromkeys(listed[1].split("|"), row["replacement"])
        else:
            habits.append((re.compile(row["pattern"]), row["replacement"]))
    # Most words keep no habit: one search tells so, but for a pattern whose groups have numbers of their own.
    plain = [pattern.pattern for pattern, _ in habits if not pattern.groups]
    numbered = [pattern for pattern, _ in habits if pattern.groups]
    return whole, tuple(habits), (re.compile("|".join(plain)), *numbered)


@lru_cache(maxsize=WORDS_KEPT)
def skeleton(word: str) -> str:
    """What is left of a folded word when spelling habits are taken off; '' for a particle ("al")."""
    if len(word) > LONGEST_WORD:
        return word
    whole, habits, signs = _rules()
    word = whole.get(word, word)
    if not any(sign.search(word) for sign in signs):
        return word
    for pattern, replacement in habits:
        word = pattern.sub(replacement, word)
    return word


def is_initials(word: str) -> bool:
    """Whether a word as printed may be middle names cut to letters: "H.W.", "HW"."""
    return _INITIALS.fullmatch(word) is not None


@lru_cache(maxsize=WORDS_KEPT)
def name_key(name: str) -> tuple[str, ...]:
    """Skeletons of a person's name, without particles (but for a first one, "Al Gore") and middle initials."""
    words = words_of(name if name.count(" ") < _NAMES else _without_initials(name))
    kept = [skeleton(word) for word in words]
    # "Al" is a name where it stands apart, a particle in "Al-Assad".
    if kept and not kept[0] and not name.lower().startswith(f"{words[0]}-"):
        kept[0] = words[0]
    if len(kept) > _NAMES:
        kept[1:-1] = [word for word in kept[1:-1] if len(word) > 1]
    return tuple(filter(None, kept))


def initials(name: str) -> tuple[str, ...]:
    """The middle initials of a name as printed, by which two of one name are told apart: h and w of "George H.W. Bush",
    none of "George Bush"."""
    parts = name.split()[1:-1]
    found = [letter for part in parts for letter in (fold(part) if is_initials(part) else words_of(part))]
    return tuple(letter for letter in found if len(letter) == 1)


def _without_initials(name: str) -> str:
    """A name without what stands for middle names; in one printed in capitals a short word may be a name of its own."""
    parts = name.split()
    if len(parts) <= _NAMES or name.isupper():
        return name
    return " ".join([parts[0], *(part for part in parts[1:-1] if not is_initials(part)), parts[-1]])


def is_generation(word: str) -> bool:
    """Whether a word after a name only tells father from son: "Jr.", "III"."""
    return _GENERATION.fullmatch(word) is not None


def without_article(name: str) -> str:
    """A name without the article that one page prints and another leaves out: "The Harbour Courier"."""
    return _ARTICLE.sub("", name) or name
