"""Steps that bring an older record up to the present schema.

``STEPS[n]`` is the file, in this folder, whose statements turn schema ``n`` into ``n + 1``. A new record is made from
``schema.sql``; a test holds that both ways lead to the same tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from importlib.resources import files

STEPS: Mapping[int, str] = {
    1: "1.sql",
    2: "2.sql",
    3: "3.sql",
    4: "4.sql",
    5: "5.sql",
    6: "6.sql",
    7: "7.sql",
    8: "8.sql",
    9: "9.sql",
    10: "10.sql",
}


def migrate(connection: sqlite3.Connection, version: int, target: int, steps: Mapping[int, str] | None = None) -> None:
    """Run each step from ``version`` to ``target``; the caller holds the transaction.

    ``steps`` gives statements in place of the files of this folder.
    """
    for number in range(version, target):
        for statement in statements(steps[number] if steps is not None else _text(STEPS[number])):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number + 1}")
    connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (str(target),))


def statements(script: str) -> list[str]:
    """The statements of a script; a trigger, which holds semicolons, stays whole."""
    found, held = [], ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held.strip())
            held = ""
    return found


def _text(name: str) -> str:
    return files("onrecord.store.migrations").joinpath(name).read_text(encoding="utf-8")
