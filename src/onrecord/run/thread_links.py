"""The threads of some sides and matters in a record, linked from the moves that stand there.

In come a record's shelf and the keys of threads; out come links and what they stand for, as linking the whole record
would give them.
"""

from __future__ import annotations

from collections.abc import Set

from onrecord.link.linking import gather, link_threads
from onrecord.link.places import Key
from onrecord.run.shelf import ELSEWHERE, RecordShelf
from onrecord.run.viewing import side_names, told_in_threads
from onrecord.store.linked import Links, Scope


def thread_links(shelf: RecordShelf, keys: Set[Key]) -> tuple[Links, Scope]:
    """The threads of some keys, and what they stand for."""
    places = shelf.places(keys)
    documents = told_in_threads(shelf.connection, places)
    # A move that was judged wrong since has no place any more.
    told = gather(
        (document, {m.id: places[document.id].get(m.id, ()) for m in document.moves}) for document in documents
    )
    told.pop(ELSEWHERE, None)
    homes = frozenset(move for thread in told.values() for move in thread.home)
    links = link_threads(told, shelf.story_ids(places), dict(side_names()))
    return links, Scope(threads=frozenset(shelf.thread_ids(keys)), moves=homes)
