"""The threads that some pages touch in a record, linked from the moves that stand there.

In come a record's shelf and what is touched; out come links and what they stand for, as linking the whole record would
give them. What a page denies in general is said of charges in other threads of its side: their state is found again as
well.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import replace

from onrecord.link.denials import TOLD_ANEW
from onrecord.link.general import DENIED_IN_GENERAL, Told, in_general, is_place, keys_of_charge, may_be_denied
from onrecord.link.linking import charges_in, denials_in, link_threads
from onrecord.link.open_items import UNANSWERED
from onrecord.link.parts import gather
from onrecord.link.places import Key
from onrecord.run.shelf import ELSEWHERE, RecordShelf, Touched
from onrecord.run.viewing import side_names, told_in_threads
from onrecord.store.linked import Links, OpenItem, Scope

# An item with the document that tells it, and where it is linked.
Elsewhere = tuple[OpenItem, str, Key]


def thread_links(shelf: RecordShelf, touched: Touched) -> tuple[Links, Scope]:
    """The threads of what is touched, and what they stand for."""
    places = shelf.places(touched)
    stories = shelf.story_ids(places)
    documents = told_in_threads(shelf.connection, places)
    # A move that was judged wrong since has no place any more.
    held = ((document, {m.id: places[document.id].get(m.id, ()) for m in document.moves}) for document in documents)
    parts = {part: moves for part, moves in gather(held, stories, shelf.ties()).items() if part[0] != ELSEWHERE}
    homes = frozenset(move for part in parts.values() for move in part.home)
    links = link_threads(parts, stories, dict(side_names()))
    others = _items_elsewhere(shelf.connection, {key[1] for key in touched.keys if is_place(key)}, homes)
    charges = charges_in(parts) | _charges(shelf.connection, others)
    items = _with_denials(shelf, (*links.open_items, *(item for item, _, _ in others)), charges)
    states = homes | {item.move_id for item, _, _ in others}
    scope = Scope(threads=shelf.thread_ids(touched), moves=homes, items=states)
    return replace(links, open_items=items), scope


def _with_denials(shelf: RecordShelf, items: Iterable[OpenItem], charges: dict[str, Told]) -> tuple[OpenItem, ...]:
    """Items, each charge with what denies it in general."""
    held = sorted((item for item in items if item.move_id in charges), key=lambda item: item.move_id)
    asked = (charges[item.move_id] for item in held if may_be_denied(item, charges[item.move_id].move))
    keys = frozenset(key for charge in asked for key in keys_of_charge(charge))
    places = shelf.places(Touched(keys, frozenset()))
    documents = told_in_threads(shelf.connection, places)
    denials = gather(((found, {m.id: places[found.id].get(m.id, ()) for m in found.moves}) for found in documents), {})
    return in_general(held, charges, denials_in(denials))


def _items_elsewhere(connection: sqlite3.Connection, sides: Set[str], homes: Set[str]) -> list[Elsewhere]:
    """Charges against some sides in threads that are not linked now, of which nothing there tells an answer."""
    if not sides:
        return []
    # The state is asked for first: few items wait, and each is found by its id.
    sql = """SELECT o.move_id, o.thread_id, o.state, o.settled_by_id, o.since, o.coverage,
            p.document_id, p.side_a, p.side_b, p.matter, m.type, m.recipient_side
        FROM open_items AS o CROSS JOIN current_moves AS m ON m.id = o.move_id
        JOIN link_places AS p ON p.document_id = m.document_id AND p.move_id = m.id AND p.home = 1
        WHERE o.state IN (?, ?) ORDER BY o.move_id"""
    return [
        (OpenItem(*row[:6]), row[6], row[7:10])
        for row in connection.execute(sql, (UNANSWERED, DENIED_IN_GENERAL))
        if row[0] not in homes and row[10] in TOLD_ANEW and not sides.isdisjoint(str(row[11]).split(";"))
    ]


def _charges(connection: sqlite3.Connection, items: Iterable[Elsewhere]) -> dict[str, Told]:
    """The moves of items by their ids."""
    homes = {item.move_id: key for item, _, key in items}
    wanted: dict[str, list[str]] = defaultdict(list)
    for item, document, _ in items:
        wanted[document].append(item.move_id)
    documents = told_in_threads(connection, wanted) if wanted else ()
    return {m.id: Told(m, found.published, homes[m.id]) for found in documents for m in found.moves if m.id in homes}
