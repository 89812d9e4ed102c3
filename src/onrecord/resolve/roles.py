"""Titles of office and the roles that they play.

"Minister of Foreign Affairs", "Foreign Secretary" and "Secretary of State" are one role; "the minister" may be any of
them. In come folded words; out come roles. The phrases are rows of ``actors/roles.csv``, what answers to what rows of
``actors/role_fits.csv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord import tables
from onrecord.resolve.fold import words_of

# A strict phrase is that role only if nothing but these follows it ("president of the republic").
_TAIL = frozenset(
    ("of", "the", "republic", "s", "federation", "islamic", "peoples", "government", "council", "ministers", "acting")
)


class RolePhrase(NamedTuple):
    """A stretch of words that names a role: first and last word (half-open)."""

    first: int
    last: int
    role: str
    rank: int


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, int, bool]]]:
    """Phrases by first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, int, bool]]] = {}
    for row in tables.rows("actors/roles.csv", ("phrase", "role", "rank")):
        words = words_of(row["phrase"])
        found.setdefault(words[0], []).append((words, row["role"], int(row["rank"]), bool(row["strict"])))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def find_roles(words: Sequence[str]) -> tuple[RolePhrase, ...]:
    """Phrases of role in a row of folded words, longest first at each place, not overlapping."""
    found, place = [], 0
    while place < len(words):
        hit = _role_at(words, place)
        if hit:
            found.append(hit)
        place = hit.last if hit else place + 1
    return tuple(found)


def _role_at(words: Sequence[str], place: int) -> RolePhrase | None:
    for phrase, role, rank, _ in _phrases().get(words[place], ()):
        if tuple(words[place : place + len(phrase)]) == phrase:
            return RolePhrase(place, place + len(phrase), role, rank)
    return None


@lru_cache(maxsize=10_000)
def role_of_title(title: str, state_words: frozenset[str] = frozenset()) -> tuple[str, int]:
    """Role and rank of an office's full title; "President of the Senate" is not a president.

    ``state_words`` are words that name the state and may follow ("President of Ukraine").
    """
    words = words_of(title)
    phrases = find_roles(words)
    if not phrases:
        return "", 1
    best = max(phrases, key=lambda phrase: (phrase.rank, phrase.last - phrase.first))
    if _is_strict(words[best.first : best.last]):
        rest = words[: best.first] + words[best.last :]
        if not all(word in _TAIL or word in state_words for word in rest):
            return f"{best.role}/other", 1
    return best.role, best.rank


def _is_strict(phrase: tuple[str, ...]) -> bool:
    return any(strict for words, _, _, strict in _phrases().get(phrase[0], ()) if words == phrase)


@cache
def _fits() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in tables.rows("actors/role_fits.csv", ("asked", "held")):
        found[row["asked"]] = (*found.get(row["asked"], ()), row["held"])
    return found


@lru_cache(maxsize=10_000)
def role_fits(asked: str, held: str) -> bool:
    """Whether a role as the page words it may be the role that somebody held ("minister": any minister's)."""
    return asked == held or any(fnmatchcase(held, pattern) for pattern in _fits().get(asked, ()))


@cache
def _at_bodies() -> tuple[tuple[str, str, str], ...]:
    rows = tables.rows("actors/role_at_body.csv", ("role", "body", "result"))
    return tuple((row["role"], row["body"], row["result"]) for row in rows)


def role_at(role: str, body: str) -> str:
    """The role that a word of role means at a body: a spokesman of ``RUS/kremlin`` is a presidential spokesperson."""
    for asked, pattern, result in _at_bodies():
        if asked == role and fnmatchcase(body, pattern):
            return result
    return role
