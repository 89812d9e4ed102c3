"""A tie decided by hand: whom a name means that a document leaves open between namesakes.

In come a document, the words and one of those between whom they lie open; the choice is written to the log of
judgements, one line for each place of the words and for each statement that they alone are the source of. A place is
known by the id that it has while it is open, so that a choice stands when a newer reading gives the place another id.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from onrecord.errors import NotFound
from onrecord.store.browse_mentions import MentionSpan, mentions_of, ties
from onrecord.store.browse_spans import spans
from onrecord.store.judging import add_judgement

Said = tuple[str, str, str]  # reason, by, at


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
    spoken = _spoken_by(connection, document, places, mentions)
    made += [add_judgement(connection, ("attributions", key, "speaker", actor, *said)) for key in spoken]
    return tuple(made)


def unchoose(connection: sqlite3.Connection, document: str, words: str, said: Said) -> tuple[str, ...]:
    """Take back the last choice over some words of a document; the judgements that no longer stand."""
    text = str(connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()[0])
    wanted = " ".join(words.split())
    keys = {
        mention.open_id(document)
        for mention in mentions_of(connection, document)
        if " ".join(text[mention.start : mention.end].split()) == wanted
    }
    sql = """SELECT target_id, made_at, made_by, value FROM standing_judgements
        WHERE target = 'mentions' ORDER BY made_at DESC, id DESC"""
    last = next((row for row in connection.execute(sql).fetchall() if row[0] in keys), None)
    if last is None:
        raise NotFound(f"nobody has said whom “{wanted}” means in {document}")
    sql = """SELECT s.id, s.target, s.target_id FROM standing_judgements s
        LEFT JOIN attributions a ON s.target = 'attributions' AND a.id = s.target_id
        WHERE s.made_at = ? AND s.made_by = ? AND s.value = ? AND s.verdict IN ('actor', 'speaker')
        AND (s.target = 'mentions' OR a.document_id = ?) ORDER BY s.id"""
    gone = [row for row in connection.execute(sql, (*last[1:], document)) if row[1] != "mentions" or row[2] in keys]
    for key, target, row_id in gone:
        add_judgement(connection, (target, row_id, "undo", key, *said))
    return tuple(str(row[0]) for row in gone)


def _spoken_by(
    connection: sqlite3.Connection, document: str, places: Sequence[tuple[int, int]], mentions: Sequence[MentionSpan]
) -> list[str]:
    """Statements without a speaker whose source names nobody else."""
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
        if inside and inside <= set(places):
            found.append(str(key))
    return found
