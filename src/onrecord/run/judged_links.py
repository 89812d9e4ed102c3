"""A record in which links between moves were judged or moves added: their threads linked anew, and no others.

In comes an open record; of the moves whose links were judged, and of documents to which moves were added, the places
are found again, and the threads that these touch are linked: states of open items and all else come out as linking the
whole record anew would give them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.link.entries import with_words
from onrecord.link.general import with_general
from onrecord.link.given import with_given
from onrecord.link.places import Key, places_in
from onrecord.link.replies import with_replies
from onrecord.run.shelf import RecordShelf, Touched, move_rows, place_rows
from onrecord.run.thread_links import thread_links
from onrecord.run.viewing import documents_of
from onrecord.store import Record
from onrecord.store.answering import Pair
from onrecord.store.keeping import keep_link_counts
from onrecord.store.link_index import LinkIndex, replace_moves
from onrecord.store.linked import PlaceRow, Scope
from onrecord.store.relinking import replace_links
from onrecord.store.unlinked import forget_pending, mark_unlinked, pending


def link_judged(record: Record) -> bool:
    """Link the threads of which links were judged, or to which moves were added, since links were written; whether any
    link changed.

    Where a page of theirs is not linked yet, the whole record is left to be linked anew; so it is for stories, of which
    an added move may be told.
    """
    pairs, grown = pending(record.connection)
    if not pairs and not grown:
        return False
    with record.bulk():
        forget_pending(record.connection)
        ends = _documents(record.connection, {move for pair in pairs for move in pair}) | grown
        if not _are_linked(record.connection, ends):
            mark_unlinked(record.connection)
            return False
        changed = _link(record.connection, pairs, grown)
        keep_link_counts(record.connection)
    return changed


def _link(connection: sqlite3.Connection, pairs: Iterable[Pair], grown: frozenset[str]) -> bool:
    shelf = RecordShelf(connection)
    touched = _touched(connection, _documents(connection, {move for move, _ in pairs}) | grown)
    before, index = _held(connection, touched), _found(connection, touched)
    moved = set(before) ^ set(index.link_places)
    keys = {_key(row) for row in moved} | _keys_of(connection, {move for pair in pairs for move in pair})
    keys |= {_key(row) for row in before if row.document_id in grown}
    ends = _documents(connection, {move for pair in pairs for move in pair})
    what = Touched(frozenset(keys), shelf.together_with(touched | ends))
    threads = shelf.thread_ids(what)  # before a place is lost by which a thread is found
    replace_moves(connection, sorted(touched), index)
    links, scope = thread_links(shelf, what)
    moved_moves = {row.move_id for row in moved}
    wider = Scope(threads=scope.threads | threads, moves=scope.moves | moved_moves, items=scope.items | moved_moves)
    return replace_links(connection, links, wider)


def _touched(connection: sqlite3.Connection, answering: frozenset[str]) -> frozenset[str]:
    """Documents whose moves may stand elsewhere now: those that answer, and those that answer these by a person's
    word."""
    sql = """SELECT a.document_id, b.document_id FROM judged_answers AS j JOIN moves AS a ON a.id = j.move_id
        JOIN moves AS b ON b.id = j.answered_move_id WHERE j.kind IS NOT NULL"""
    return answering | {str(one) for one, other in connection.execute(sql) if other in answering}


def _found(connection: sqlite3.Connection, touched: frozenset[str]) -> LinkIndex:
    """What is kept of the moves of documents, as it is now."""
    documents = [with_replies(document) for document in documents_of(connection, touched)]
    given = {answer.move for document in documents for move in document.moves for answer in move.given}
    others = map(with_replies, documents_of(connection, _documents(connection, given) - touched))
    stand = with_given(documents, {document.id: places_in(document) for document in (*documents, *others)})
    places = {document.id: with_general(document, stand[document.id]) for document in documents}
    return LinkIndex(
        link_places=tuple(row for name in sorted(touched) for row in place_rows(name, places[name])),
        link_moves=tuple(row for held in documents for row in move_rows(with_words(held, places[held.id]).moves)),
    )


def _held(connection: sqlite3.Connection, documents: Iterable[str]) -> list[PlaceRow]:
    sql = "SELECT side_a, side_b, matter, move_id, document_id, home FROM link_places WHERE document_id = ?"
    return [PlaceRow(*row) for name in sorted(documents) for row in connection.execute(sql, (name,))]


def _key(row: PlaceRow) -> Key:
    return row.side_a, row.side_b, row.matter


def _keys_of(connection: sqlite3.Connection, moves: Iterable[str]) -> set[Key]:
    sql = "SELECT side_a, side_b, matter FROM link_places WHERE move_id = ?"
    return {(row[0], row[1], row[2]) for move in moves for row in connection.execute(sql, (move,))}


def _documents(connection: sqlite3.Connection, moves: Iterable[str]) -> frozenset[str]:
    """The documents of moves that the record holds."""
    sql = "SELECT document_id FROM moves WHERE id = ?"
    return frozenset(str(row[0]) for move in moves for row in connection.execute(sql, (move,)))


def _are_linked(connection: sqlite3.Connection, documents: Iterable[str]) -> bool:
    sql = """SELECT EXISTS (SELECT 1 FROM link_sketches WHERE document_id = ?1)
        AND NOT EXISTS (SELECT 1 FROM link_queue WHERE document_id = ?1)"""
    return all(connection.execute(sql, (name,)).fetchone()[0] for name in documents)
