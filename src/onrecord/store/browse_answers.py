"""Which move answers which, as browsing shows it: the machine's links with what persons said of them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.answering import pair_id
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_sources import marks

BY_PERSON = "person: "
"""How the basis begins of what a person says."""

WRONG = "wrong"


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
    """Links between moves and what they answer, on either end, in order; of one scope, or of both. Those that somebody
    judged wrong go along and say so."""
    found: dict[tuple[str, str], AnswerLink] = {}
    source, judged = ("current_answers", "judged") if has_judgements(connection) else ("move_answers", "NULL")
    for first in range(0, len(moves), 400):
        some = moves[first : first + 400]
        sql = f"""SELECT move_id, answered_move_id, kind, scope, basis, {judged} FROM {source}
            WHERE (move_id IN ({marks(some)}) OR answered_move_id IN ({marks(some)})) AND scope = coalesce(?, scope)
            ORDER BY 1, 2, 4"""
        for row in connection.execute(sql, (*some, *some, scope)):
            found.setdefault((row[0], row[1]), AnswerLink(*row))
    return tuple(found[key] for key in sorted(found))
