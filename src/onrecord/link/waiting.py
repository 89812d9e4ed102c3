"""Whether a move's words put something to the one whom it names, so that an answer can be waited for.

In comes a move; out comes yes or no. "Accused of taking bribes" does not say who accuses, and "more must be done" asks
nobody. The words are rows of ``data/link/waiting.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord import tables
from onrecord.link.view import Party, SeenMove
from onrecord.link.words import WORD, words

OUGHT, PASSIVE = "ought", "passive"


def waits(move: SeenMove) -> bool:
    """Whether somebody is asked or blamed by somebody, as far as the words tell."""
    told = WORD.findall(move.trigger.lower())
    if set(told) & _rows(OUGHT).keys():
        return _is_named(move.recipient, move.text)
    end = move.text.find(move.trigger) + len(move.trigger)
    after = WORD.search(move.text.lower(), end)
    return not (told and after and after.group() in _rows(PASSIVE).get(told[-1], ()))


def _is_named(party: Party, text: str) -> bool:
    """Whether a text names a party, in words of its name or by its initials ("U.S.")."""
    name = party.name or ""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    short = len(initials) > 1 and initials in WORD.findall(text.replace(".", ""))
    return short or bool(set(words(name)) & set(words(text)))


@cache
def _rows(kind: str) -> Mapping[str, frozenset[str]]:
    """The words of a kind, each with those that may follow."""
    rows = [row for row in tables.rows("link/waiting.csv", ("word", "kind", "example")) if row["kind"] == kind]
    return {
        row["word"]: frozenset(other.get("next", "") for other in rows if other["word"] == row["word"]) for row in rows
    }
