"""What linking keeps of a document, so that a later one is linked with its neighbours alone.

In comes a document; out come its sketch, the places of its moves in threads, and its moves with what the page itself
gives of them: the answers that hold, and of those that stand in a thread the words by which they are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.link.general import with_general
from onrecord.link.places import Key, places_in
from onrecord.link.replies import with_replies
from onrecord.link.sameness import words_of_move
from onrecord.link.sketch import Sketch, sketch_of
from onrecord.link.view import SeenDocument, SeenMove

Places = Mapping[str, tuple[Key, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document's sketch, the threads of each of its moves, and the moves as its threads see them."""

    sketch: Sketch
    places: Places
    moves: tuple[SeenMove, ...]


def entry_of(document: SeenDocument) -> Entry:
    """What is kept of a document."""
    told = with_replies(document)
    places = with_general(told, places_in(told))
    return Entry(sketch_of(document), places, with_words(told, places).moves)


def with_words(document: SeenDocument, places: Places) -> SeenDocument:
    """A document whose moves, where they have a place in a thread, bear the words by which they are compared."""
    moves = (replace(move, words=words_of_move(move)) if places[move.id] else move for move in document.moves)
    return replace(document, moves=tuple(moves))
