"""Judgements as lines of JSON, and back: so that two persons' work on one set of pages comes together.

In comes a record or the lines that another one gave; ids are hashes of content, so that a judgement made on another
machine speaks of the same row. A line whose id does not fit what it says is refused: nobody's word is altered.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.errors import InputError, RecordError
from onrecord.ids import make_id
from onrecord.store.added_values import added_of
from onrecord.store.adding import documents_with_additions, follow_additions
from onrecord.store.choosing import documents_with_choices, follow_choices
from onrecord.store.judged_values import check_value
from onrecord.store.judging import VERDICTS, holds

_COLUMNS = ("id", "made_at", "made_by", "target", "target_id", "verdict", "value", "reason", "undoes_id")
_HASHED = ("target", "target_id", "verdict", "value", "reason", "made_by", "made_at", "undoes_id")
_ACTOR = ("actor_id", "name", "kind", "side")
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did: judgements taken, those that were known, those over rows that this record lacks."""

    taken: int
    known: int
    elsewhere: int


def judgement_lines(connection: sqlite3.Connection) -> Iterator[str]:
    """Every judgement as a line, in order of when it was made, then what judged actors were called."""
    for row in connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM judgements ORDER BY made_at, id"):
        yield _line({"judgement": dict(zip(_COLUMNS, row, strict=True))})
    for row in connection.execute(f"SELECT {', '.join(_ACTOR)} FROM judged_actors ORDER BY actor_id"):
        yield _line({"actor": dict(zip(_ACTOR, row, strict=True))})


def read_lines(lines: Iterable[str], name: str) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Judgements and names of actors in such lines; an ``InputError`` that names the first line that does not hold."""
    judgements, actors = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            value = json.loads(line) if len(line) <= LONGEST else None
        except ValueError as error:
            raise InputError(f"{place}: not JSON ({error}); give what `onrecord judge export` wrote") from error
        if isinstance(value, dict) and isinstance(value.get("judgement"), dict):
            judgements.append(_judgement(value["judgement"], place))
        elif isinstance(value, dict) and isinstance(value.get("actor"), dict):
            actors.append(_actor(value["actor"], place))
        else:
            raise InputError(f"{place}: no judgement; give what `onrecord judge export` wrote")
    return judgements, actors


def merge(
    connection: sqlite3.Connection, judgements: Iterable[tuple[Any, ...]], actors: Iterable[tuple[Any, ...]]
) -> Merged:
    """Add judgements to the log, each once; the caller holds the transaction."""
    taken = known = elsewhere = 0
    for row in judgements:
        marks = ", ".join("?" * len(_COLUMNS))
        added = connection.execute(f"INSERT OR IGNORE INTO judgements VALUES ({marks})", row).rowcount
        taken, known = taken + added, known + 1 - added
        elsewhere += added and not holds(connection, str(row[3]), str(row[4]))
    connection.executemany("INSERT OR IGNORE INTO judged_actors VALUES (?, ?, ?, ?)", list(actors))
    for document in documents_with_choices(connection):
        follow_choices(connection, document)
    for document in documents_with_additions(connection):
        follow_additions(connection, document)
    return Merged(taken, known, elsewhere)


def _judgement(row: dict[str, Any], place: str) -> tuple[Any, ...]:
    values = tuple(row.get(name) for name in _COLUMNS)
    if not all(isinstance(value, str) for value in values[:8]) or not isinstance(row.get("undoes_id"), str | None):
        raise InputError(f"{place}: a judgement needs the text columns {', '.join(_COLUMNS)}")
    if row["target"] not in VERDICTS or row["verdict"] not in (*VERDICTS[row["target"]], "undo"):
        raise InputError(f'{place}: no verdict "{row["verdict"]}" on {row["target"]} is known; a newer version made it')
    _check_given(row, place)
    if row["id"] != make_id("judgement", *(row.get(name) for name in _HASHED)):
        raise InputError(f"{place}: {row['id']} was changed since it was written; take the file from its record again")
    return values


def _check_given(row: dict[str, Any], place: str) -> None:
    """Also what another record took in must be a value that there is."""
    if row["verdict"] != "undo":
        try:
            check_value(row["verdict"], row["value"])
            if row["verdict"] == "added":
                added_of(row["value"], row["target_id"])
        except RecordError as error:
            raise InputError(f"{place}: {error}") from error


def _actor(row: dict[str, Any], place: str) -> tuple[Any, ...]:
    if not all(isinstance(row.get(name), str) for name in _ACTOR[:3]) or not isinstance(row.get("side"), str | None):
        raise InputError(f"{place}: an actor needs the text columns {', '.join(_ACTOR)}")
    return tuple(row.get(name) for name in _ACTOR)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
