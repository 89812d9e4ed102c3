"""A tie decided by hand: whom a name means that a document leaves open between namesakes.

In come a document, the words and one of those between whom they lie open; the choice is written to the log of
judgements, one line for each place of the words, for each statement that they alone are the source of, and for each
move whose party they are. A place is known by the id that it has while it is open: when a newer reading resolves it or
finds other rows there, ``follow_choices`` writes the same word over them, so that a choice stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from onrecord.errors import NotFound
from onrecord.store.browse_mentions import MentionSpan, mentions_of, ties
from onrecord.store.browse_spans import spans
from onrecord.store.judging import add_judgement, write_judgement

Said = tuple[str, str, str]  # reason, by, at
Word = tuple[str, str, str, str]  # the actor, reason, by, at
Place = tuple[int, int]
_CHOSEN = "FROM standing_judgements WHERE target = 'mentions' AND verdict = 'actor'"


def settle(connection: sqlite3.Connection, document: str, words: str, actor: str, said: Said) -> tuple[str, ...]:
    """Choose an actor for some words or, without one, take the last choice back; the judgements that this touched."""
    if actor:
        return choose(connection, document, words, actor, said)
    return unchoose(connection, document, words, said)


def choose(connection: sqlite3.Connection, document: str, words: str, actor: str, said: Said) -> tuple[str, ...]:
    """Say that the words of a tie mean an actor wherever the document leaves them open; the judgements made."""
    text = str(connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()[0])
    mentions = mentions_of(connection, document)
    wanted = " ".join(words.split())
    fitting = [tie for tie in ties(text, mentions) if tie.words == wanted]
    chosen = [tie for tie in fitting if actor in {one.id for one in tie.candidates}]
    if not chosen:
        between = " or ".join(tie.who for tie in fitting)
        raise NotFound(
            f"“{wanted}” lies open there between {between}; name one of them"
            if fitting
            else f"“{wanted}” is not left open in {document}; `onrecord show` lists what is"
        )
    places = [place for tie in chosen for place in tie.places]
    open_ids = [mention.open_id(document) for mention in mentions if (mention.start, mention.end) in places]
    made = [add_judgement(connection, ("mentions", key, "actor", actor, *said)) for key in open_ids]
    return (*made, *follow_choices(connection, document))


def unchoose(connection: sqlite3.Connection, document: str, words: str, said: Said) -> tuple[str, ...]:
    """Take back the last choice over some words of a document; the judgements that no longer stand."""
    text = str(connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()[0])
    wanted = " ".join(words.split())
    mentions = mentions_of(connection, document)
    fitting = [m for m in mentions if " ".join(text[m.start : m.end].split()) == wanted]
    keys = {key for mention in fitting for key in (mention.id, mention.open_id(document))}
    sql = f"SELECT target_id, made_at, made_by, value {_CHOSEN} ORDER BY made_at DESC, id DESC"
    last = next((row for row in connection.execute(sql).fetchall() if row[0] in keys), None)
    if last is None:
        raise NotFound(f"nobody has said whom “{wanted}” means in {document}")
    sql = """SELECT id, target, target_id FROM standing_judgements
        WHERE made_at = ?1 AND made_by = ?2 AND value = ?3 AND verdict IN ('actor', 'recipient', 'speaker')
        AND (target = 'mentions' OR target_id IN (SELECT id FROM attributions WHERE document_id = ?4
            UNION SELECT id FROM moves WHERE document_id = ?4)) ORDER BY id"""
    gone = [row for row in connection.execute(sql, (*last[1:], document)) if row[1] != "mentions" or row[2] in keys]
    for key, target, row_id in gone:
        add_judgement(connection, (target, row_id, "undo", key, *said))
    return tuple(str(row[0]) for row in gone)


def follow_choices(connection: sqlite3.Connection, document: str) -> tuple[str, ...]:
    """What follows from the choices that stand in a document, written in the name of whoever chose; the judgements.

    What was written before, and what was taken back, stays as it is.
    """
    sql = f"SELECT target_id, value, reason, made_by, made_at {_CHOSEN}"
    said: dict[str, Word] = {row[0]: (row[1], row[2], row[3], row[4]) for row in connection.execute(sql).fetchall()}
    if not said:
        return ()
    mentions = mentions_of(connection, document)
    places = {(m.start, m.end): said[key] for m in mentions if (key := m.open_id(document)) in said}
    newer = [m for m in mentions if (m.start, m.end) in places and m.id not in said]
    found = [("mentions", m.id, "actor", places[m.start, m.end]) for m in newer]
    spoken = _spoken_by(connection, document, places, mentions)
    found += [("attributions", key, "speaker", word) for key, word in spoken]
    sql = 'SELECT move_id, role, start, "end" FROM move_ties WHERE document_id = ? ORDER BY move_id, role'
    rows = connection.execute(sql, (document,)).fetchall()
    found += [("moves", key, role, places[start, end]) for key, role, start, end in rows if (start, end) in places]
    return tuple(write_judgement(connection, (target, key, role, *word)) for target, key, role, word in found)


def documents_with_choices(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Documents in which words are chosen that lie open."""
    sql = f"SELECT DISTINCT document_id FROM mentions WHERE id IN (SELECT target_id {_CHOSEN}) ORDER BY 1"
    return tuple(str(row[0]) for row in connection.execute(sql))


def _spoken_by(
    connection: sqlite3.Connection,
    document: str,
    places: Mapping[Place, Word],
    mentions: Sequence[MentionSpan],
) -> list[tuple[str, Word]]:
    """Statements without a speaker whose source names nobody but one who was chosen, with what was said of him."""
    rows = connection.execute(
        "SELECT id, source FROM attributions WHERE document_id = ? AND speaker_id IS NULL ORDER BY start, id",
        (document,),
    )
    found = []
    for key, column in rows:
        inside = {
            (mention.start, mention.end)
            for start, end in spans(column)
            for mention in mentions
            if start <= mention.start and mention.end <= end
        }
        words = {places.get(place) for place in inside}
        if len(words) == 1 and (word := words.pop()) is not None:
            found.append((str(key), word))
    return found
