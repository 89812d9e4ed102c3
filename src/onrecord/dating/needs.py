"""What a stretch of text must hold before a shape of time is looked for in it: months, units, digits and the like.

In comes a stretch; out comes which of the needs of ``times/shapes.toml`` it meets. Most paragraphs name no time, and a
look at their words is many times faster than all the shapes. A need that is met promises nothing; one that is not met
rules the shape out.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from onrecord.dating.words import values

Need = tuple[str, ...]
_WORD, _LETTERS = re.compile(r"\w+"), re.compile(r"[^\W\d_]+")
_PATTERNS = {"digit": re.compile(r"\d"), "year": re.compile(r"1[5-9]\d\d|20\d\d")}
# Kinds whose words count only with a capital, wherever they stand in a run of letters; each with its short forms.
_CAPITALISED = {"month": ("month", "month_short"), "weekday": ("weekday", "weekday_short")}
# Letters that a pattern without regard to case takes for "i" and "s".
_FOLDED = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})


def parsed(needs: tuple[str, ...]) -> tuple[Need, ...]:
    """The needs of a row: of each, the kinds of which one is enough."""
    return tuple(tuple(need.split("|")) for need in needs)


# Sought by the shapes of times and by the titles of offices, in the same paragraphs of one page at a time.
@lru_cache(maxsize=256)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    lowered = text.lower() if text.isascii() else text.translate(_FOLDED).lower()
    return frozenset(_WORD.findall(lowered))


class Stretch:
    """A stretch of text that knows which needs it meets."""

    def __init__(self, text: str) -> None:
        self._text = text
        words = words_in(text)
        # A month may be glued to its day or year ("4mai2016").
        parts = [part for word in words if not word.isalpha() for part in _LETTERS.findall(word)]
        self._words = words.union(parts)

    def met(self, needs: tuple[Need, ...]) -> frozenset[Need]:
        """The needs of which it holds something."""
        return frozenset(need for need in needs if any(self._has(kind) for kind in need))

    def _has(self, kind: str) -> bool:
        if kind.startswith("="):
            return kind[1:] in self._words
        if kind in _CAPITALISED:
            return any(form in self._text for form in _forms(kind))
        if kind in _PATTERNS:
            return _PATTERNS[kind].search(self._text) is not None
        return not self._words.isdisjoint(_last_words(kind))


@cache
def _last_words(kind: str) -> frozenset[str]:
    """The last word of each expression of a kind: the first is often as common as "at"."""
    return frozenset(_WORD.findall(word)[-1] for word in values(kind))


@cache
def _forms(kind: str) -> tuple[str, ...]:
    """Printed forms of the words of a kind, without those that begin with another."""
    words = sorted(word for each in _CAPITALISED[kind] for word in values(each))
    forms = [form for word in words for form in (word.title(), word.upper())]
    return tuple(form for form in forms if not any(form != other and form.startswith(other) for other in forms))
