"""The names and nouns of a document with whom they mean, and those that lie open between namesakes.

In come a document's id and text; out come ``MentionSpan`` and ``Tie``. A tie is never decided here: both who may be
meant are given, as the reading kept them, until a person has said whom the words mean (``choosing``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.ids import make_id
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_rows import Party
from onrecord.store.browse_sources import canonical, marks, parties, tables
from onrecord.store.browse_spans import listed

SEVERAL = 2


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """Words of a document that name somebody; ``actor_name`` None where nobody is resolved.

    ``candidates`` are those among whom nothing decides; ``id`` is that of the row.
    """

    start: int
    end: int
    kind: str
    actor: str | None
    actor_name: str | None
    side: str | None
    candidates: tuple[Party, ...] = ()
    id: str = ""

    def open_id(self, document: str) -> str:
        """The id that the mention has while nobody is resolved: a person's choice is kept under it (``choosing``)."""
        return make_id("mention", document, self.start, self.end, self.kind, None)


@dataclass(frozen=True, slots=True)
class Tie:
    """Words that may mean one of several, with all places of a document where they stand so."""

    words: str
    candidates: tuple[Party, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def who(self) -> str:
        """The candidates in words: "Ana Lind (NOR) or Olof Lind (SOU)"."""
        named = [f"{one.name} ({one.side})" if one.side else one.name for one in self.candidates]
        return f"{', '.join(named[:-1])} or {named[-1]}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of a document of which a person said whom they mean, with all places where that holds."""

    words: str
    party: Party
    made_by: str
    made_at: str
    reason: str
    places: tuple[tuple[int, int], ...]


def mentions_of(connection: sqlite3.Connection, document: str) -> tuple[MentionSpan, ...]:
    """Mentions of a document in order of the text, judgements applied."""
    sql = """SELECT m.start, m."end", m.kind, m.actor_id, m.candidates, m.id FROM {mentions} m
        WHERE m.document_id = ? ORDER BY m.start, m."end", m.id"""
    rows = connection.execute(sql.format(**tables(connection)), (document,)).fetchall()
    same = canonical(connection)
    # Whom words mean that a person chose is told by the row itself; they lie open no more.
    open_ids = [_open(row[4], same) if row[3] is None else () for row in rows]
    known = parties(connection, {row[3] for row in rows} | {key for keys in open_ids for key in keys})
    found = []
    for (start, end, kind, actor, _, key), keys in zip(rows, open_ids, strict=True):
        name, side, _ = known.get(actor, (None, None, ""))
        found.append(MentionSpan(start, end, kind, actor, name, side, _named(keys, known), key))
    return tuple(found)


def _open(column: str, same: dict[str, str]) -> tuple[str, ...]:
    """Ids among whom a mention lies open; two that a person merged are one."""
    if column == "[]":
        return ()
    return tuple(dict.fromkeys(same.get(key, key) for key in map(str, listed(column))))


def _named(keys: Sequence[str], known: dict[str, tuple[str, str | None, str]]) -> tuple[Party, ...]:
    found = (Party(key, *known[key]) for key in keys if key in known)
    return tuple(sorted(found, key=lambda one: (one.name, one.id or "")))


def ties(text: str, mentions: Iterable[MentionSpan]) -> tuple[Tie, ...]:
    """What a document leaves open between namesakes, in order of the text; the same words stand once."""
    found: dict[tuple[str, tuple[Party, ...]], list[tuple[int, int]]] = {}
    for mention in mentions:
        if mention.actor is None and len(mention.candidates) >= SEVERAL:
            words = " ".join(text[mention.start : mention.end].split())
            found.setdefault((words, mention.candidates), []).append((mention.start, mention.end))
    return tuple(Tie(words, candidates, tuple(places)) for (words, candidates), places in found.items())


def choices(
    connection: sqlite3.Connection, document: str, text: str, mentions: Iterable[MentionSpan]
) -> tuple[Choice, ...]:
    """What persons chose in a document, in order of the text; of the same words the last, which is taken back first."""
    if not has_judgements(connection):
        return ()
    sql = """SELECT target_id, value, made_by, made_at, reason FROM standing_judgements
        WHERE target = 'mentions' AND verdict = 'actor'"""
    said = {row[0]: row[1:] for row in connection.execute(sql)}
    found: dict[str, list[tuple[MentionSpan, tuple[str, ...]]]] = {}
    for mention in mentions:
        key = mention.open_id(document)
        if key in said:
            words = " ".join(text[mention.start : mention.end].split())
            found.setdefault(words, []).append((mention, said[key]))
    return tuple(_choice(connection, words, chosen) for words, chosen in found.items())


def _choice(connection: sqlite3.Connection, words: str, chosen: list[tuple[MentionSpan, tuple[str, ...]]]) -> Choice:
    last = max((said for _, said in chosen), key=lambda said: said[2])
    held = [mention for mention, said in chosen if said == last]
    actor, by, at, reason = held[0].actor or last[0], *last[1:]
    party = Party(actor, *parties(connection, [actor]).get(actor, (actor, None, "")))
    return Choice(words, party, by, at, reason, tuple((mention.start, mention.end) for mention in held))


def mention_place(connection: sqlite3.Connection, key: str) -> tuple[str, int, int]:
    """The document in which a mention stands, and where."""
    row = connection.execute('SELECT document_id, start, "end" FROM mentions WHERE id = ?', (key,)).fetchone()
    if row is None:
        raise NotFound(f"no mention {key} in this record; a newer reading may have given the place another id")
    return str(row[0]), int(row[1]), int(row[2])


def open_counts(connection: sqlite3.Connection, documents: Sequence[str], ids: Sequence[str]) -> dict[str, int]:
    """In how many places of some documents one of the ids is a candidate among others, by document."""
    if not documents:
        return {}
    sql = f"""SELECT m.document_id, count(DISTINCT m.id) FROM mentions m JOIN json_each(m.candidates) c
        WHERE m.document_id IN ({marks(documents)}) AND m.candidates <> '[]' AND m.actor_id IS NULL
        AND m.id NOT IN (SELECT target_id FROM standing_judgements WHERE target = 'mentions')
        AND c.value IN ({marks(ids)}) GROUP BY 1"""
    return dict(connection.execute(sql, (*documents, *ids)).fetchall())
