"""How far persons agree on what they judged: conflicts, row by row, and agreement of each two judges.

In come the judgements of a record; out come rows on which two persons' last words differ, and for each pair of judges
the share of rows on which they agree with Cohen's kappa, which takes away what chance alone would give.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

_TRUTH = ("right", "wrong")
Item = tuple[str, str, str]  # target, target_id, field


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row on which persons differ: what of it, and each person's last word."""

    target: str
    target_id: str
    field: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two judges: how many rows both judged, the share on which they agree, kappa (None where chance decides all)."""

    one: str
    other: str
    field: str
    rows: int
    raw: float
    kappa: float | None


def conflicts(connection: sqlite3.Connection) -> tuple[Conflict, ...]:
    """The rows on which persons differ, in order."""
    found = []
    for item, said in sorted(_words(connection).items()):
        if len(set(said.values())) > 1:
            found.append(Conflict(*item, tuple(sorted(said.items()))))
    return tuple(found)


def agreements(connection: sqlite3.Connection) -> tuple[Agreement, ...]:
    """Agreement of each two judges on each field that both judged, in order."""
    words = _words(connection)
    fields = sorted({item[2] for item in words})
    judges = sorted({by for said in words.values() for by in said})
    found = []
    for one, other in combinations(judges, 2):
        for field in fields:
            pairs = [
                (said[one], said[other])
                for item, said in sorted(words.items())
                if item[2] == field and one in said and other in said
            ]
            if pairs:
                found.append(Agreement(one, other, field, len(pairs), _raw(pairs), kappa(pairs)))
    return tuple(found)


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of labels; None where both used one and the same label throughout."""
    held = list(pairs)
    if not held:
        return None
    ones, others = Counter(one for one, _ in held), Counter(other for _, other in held)
    chance = sum(ones[label] * others[label] for label in ones) / len(held) ** 2
    return None if chance == 1 else (_raw(held) - chance) / (1 - chance)


def _raw(pairs: list[tuple[str, str]]) -> float:
    return sum(one == other for one, other in pairs) / len(pairs)


def _words(connection: sqlite3.Connection) -> dict[Item, dict[str, str]]:
    """Of each judged row and field the last word of each person that was not taken back."""
    sql = """SELECT target, target_id, verdict, value, made_by FROM judgements AS j WHERE verdict <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM judgements AS u WHERE u.undoes_id = j.id) ORDER BY made_at, id"""
    found: dict[Item, dict[str, str]] = {}
    for target, target_id, verdict, value, by in connection.execute(sql):
        field, word = ("truth", verdict) if verdict in _TRUTH else (verdict, value)
        found.setdefault((target, target_id, field), {})[by] = word
    return found
