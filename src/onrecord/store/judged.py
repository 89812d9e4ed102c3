"""What a person says of a record: judgements over its rows, moves added, names settled, another record's judgements.

In comes a record's file; each call is one transaction that adds to the log, applies what follows from it, and notes
that links may have changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from onrecord.store import connection as files
from onrecord.store.added_values import AddedMove
from onrecord.store.adding import Said, add_move, follow_judgement, withdraw_move
from onrecord.store.choosing import settle
from onrecord.store.judgement_files import Merged, merge, read_lines
from onrecord.store.judging import add_judgement
from onrecord.store.unlinked import mark_judged, mark_unlinked


class Judged:
    """A record's file, as far as persons correct it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def judge(
        self, target: str, target_id: str, verdict: str, value: str = "", reason: str = "", by: str = "", at: str = ""
    ) -> str:
        """Add a judgement over a row; its id. ``undo`` takes back the last, or the one that ``value`` names."""
        with files.transaction(self.path, self.connection):
            made = add_judgement(self.connection, (target, target_id, verdict, value, reason, by, at))
            # What is linked may depend on it: a move judged wrong answers nothing.
            mark_judged(self.connection, made)
            follow_judgement(self.connection, made)
            return made

    def add_move(self, move: AddedMove, actor: str = "", recipient: str = "", said: Said = ("", "", "")) -> str:
        """Add a move that the machine missed, with its parties as ids of actors; its id. ``said``: reason, by, at."""
        with files.transaction(self.path, self.connection):
            return add_move(self.connection, move, actor, recipient, said)

    def withdraw_move(self, move_id: str, said: Said = ("", "", "")) -> int:
        """Take back a move that was added, with all that was said of it; how many judgements no longer stand."""
        with files.transaction(self.path, self.connection):
            return withdraw_move(self.connection, move_id, said)

    def choose(self, document: str, words: str, actor: str, reason: str = "", by: str = "", at: str = "") -> int:
        """Say whom words mean that a document leaves open; without an actor, take that back. How many rows it is of."""
        with files.transaction(self.path, self.connection):
            mark_unlinked(self.connection)
            return len(settle(self.connection, document, words, actor, (reason, by, at)))

    def merge_judgements(self, lines: Iterable[str], name: str) -> Merged:
        """Take in judgements that another record gave (``judgement_files``), each once."""
        judgements, actors = read_lines(lines, name)
        with files.transaction(self.path, self.connection):
            merged = merge(self.connection, judgements, actors)
            if merged.taken:
                mark_unlinked(self.connection)
        return merged
