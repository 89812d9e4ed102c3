"""Which move answers which, as browsing shows it: the machine's links with what persons said of them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.answering import pair_id
from onrecord.store.browse_entries import moves_by_id
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_rows import Entry
from onrecord.store.browse_sources import marks

BY_PERSON = "person: "
"""How the basis begins of what a person says."""

WRONG = "wrong"

MOST_ANSWERABLE = 80
"""Moves among which a person chooses the one that is answered."""


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """A move that another answers, and how; ``scope`` tells whether one article says so or linking found it.

    ``judged`` is a person's word on the link, where there is one.
    """

    move: str
    answered: str
    kind: str
    scope: str
    basis: str
    judged: str | None = None

    @property
    def id(self) -> str:
        """The name under which the link is judged."""
        return pair_id(self.move, self.answered)

    @property
    def by_person(self) -> bool:
        """Whether a person says that the one answers the other."""
        return self.basis.startswith(BY_PERSON)


def standing_links(links: tuple[AnswerLink, ...], same: dict[str, str]) -> tuple[AnswerLink, ...]:
    """Links that nobody calls wrong; between tellings of two moves none holds where one of them is called so."""

    def firsts(link: AnswerLink) -> tuple[str, str]:
        return same.get(link.move, link.move), same.get(link.answered, link.answered)

    wrong = {firsts(link) for link in links if link.judged == WRONG}
    return tuple(link for link in links if link.judged != WRONG and (firsts(link) not in wrong or link.by_person))


def answer_links(
    connection: sqlite3.Connection, moves: tuple[str, ...], scope: str | None = None
) -> tuple[AnswerLink, ...]:
    """Links between moves and what they answer, on either end, in order; of one scope, or of both, a link that linking
    keeps as it keeps it. Those that somebody judged wrong go along and say so."""
    found: dict[tuple[str, str], AnswerLink] = {}
    source, judged = ("current_answers", "judged") if has_judgements(connection) else ("move_answers", "NULL")
    for first in range(0, len(moves), 400):
        some = moves[first : first + 400]
        sql = f"""SELECT move_id, answered_move_id, kind, scope, basis, {judged} FROM {source}
            WHERE (move_id IN ({marks(some)}) OR answered_move_id IN ({marks(some)})) AND scope = coalesce(?, scope)
            ORDER BY 1, 2, 4 DESC"""
        for row in connection.execute(sql, (*some, *some, scope)):
            found.setdefault((row[0], row[1]), AnswerLink(*row))
    return tuple(found[key] for key in sorted(found))


def answered(connection: sqlite3.Connection, moves: tuple[str, ...]) -> dict[str, tuple[tuple[AnswerLink, Entry], ...]]:
    """Of each of some moves what it answers, as threads show it; what nobody calls wrong."""
    links = [one for one in answer_links(connection, moves, "record") if one.judged != WRONG]
    entries = moves_by_id(connection, (one.answered for one in links))
    held = {move: [one for one in links if one.move == move and one.answered in entries] for move in moves}
    return {move: tuple((one, entries[one.answered]) for one in told) for move, told in held.items() if told}


def answerable(connection: sqlite3.Connection, move: str) -> tuple[Entry, ...]:
    """Moves that a move may answer, the nearest first: those around it in its threads, then those of its document; a
    move that is told several times by its first telling."""
    sql = """SELECT id FROM (
            SELECT t.move_id AS id, 0 AS far, abs(t.ordinal - me.ordinal) AS apart FROM thread_moves AS me
            JOIN thread_moves AS t ON t.thread_id = me.thread_id AND t.same_as_id IS NULL WHERE me.move_id = ?1
            UNION ALL
            SELECT o.id, 1, abs(o.start - m.start) FROM moves AS m JOIN moves AS o ON o.document_id = m.document_id
            WHERE m.id = ?1
        ) WHERE id <> ?1 GROUP BY id ORDER BY min(far), min(apart), id LIMIT ?2"""
    ids = [str(row[0]) for row in connection.execute(sql, (move, MOST_ANSWERABLE))]
    entries = moves_by_id(connection, ids)
    return tuple(entries[key] for key in ids if key in entries)
