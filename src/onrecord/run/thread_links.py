"""The threads that some pages touch in a record, linked from the moves that stand there.

In come a record's shelf and what is touched; out come links and what they stand for, as linking the whole record would
give them.
"""

from __future__ import annotations

from onrecord.link.linking import link_threads
from onrecord.link.parts import gather
from onrecord.run.shelf import ELSEWHERE, RecordShelf, Touched
from onrecord.run.viewing import side_names, told_in_threads
from onrecord.store.linked import Links, Scope


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
    return links, Scope(threads=shelf.thread_ids(touched), moves=homes)
