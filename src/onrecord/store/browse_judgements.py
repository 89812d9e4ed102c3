"""Judgements as browsing shows them: what persons said over the machine's rows, what stands, what was taken back."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord.store.browse_rows import Judgement, Listing

_SELECT = """
SELECT j.id, j.made_at, j.made_by, j.target, j.target_id, j.verdict, j.value, j.reason, j.undoes_id,
    EXISTS (SELECT 1 FROM judgements u WHERE u.undoes_id = j.id) AS undone
FROM judgements j
"""


def has_judgements(connection: sqlite3.Connection) -> bool:
    """Whether anybody has judged anything."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM judgements)").fetchone()[0])


def standing(connection: sqlite3.Connection, target: str, ids: Sequence[str]) -> dict[str, tuple[Judgement, ...]]:
    """Judgements that stand over rows of a table, by the row's id, oldest first."""
    if not has_judgements(connection):
        return {}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        condition = f"WHERE j.target = ? AND j.target_id IN ({', '.join('?' for _ in some)}) ORDER BY j.made_at, j.id"
        for row in connection.execute(_SELECT + condition, (target, *some)):
            judgement = _judgement(row)
            if not judgement.undone and judgement.undoes is None:
                found[judgement.target_id].append(judgement)
    return {key: tuple(value) for key, value in found.items()}


def of_actor(connection: sqlite3.Connection, actor_id: str) -> tuple[Judgement, ...]:
    """Judgements that stand over an actor, also those that were made when it had another id, oldest first."""
    found = connection.execute("SELECT judgement_id FROM actor_judgements WHERE actor_id = ?", (actor_id,))
    ids = [row[0] for row in found]
    condition = f"WHERE j.id IN ({', '.join('?' for _ in ids)}) ORDER BY j.made_at, j.id"
    return tuple(_judgement(row) for row in connection.execute(_SELECT + condition, ids))


def judgements(connection: sqlite3.Connection, *, limit: int = 100, offset: int = 0) -> Listing[Judgement]:
    """All judgements, newest first, undone ones marked."""
    total = connection.execute("SELECT count(*) FROM judgements").fetchone()[0]
    rows = connection.execute(f"{_SELECT} ORDER BY j.made_at DESC, j.id DESC LIMIT ? OFFSET ?", (limit, offset))
    return Listing(tuple(_judgement(row) for row in rows), total, limit, offset)


def _judgement(row: Sequence[Any]) -> Judgement:
    return replace(Judgement(*row), undone=bool(row[9]))
