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


@dataclass(frozen=True, slots=True)
class Own:
    """What a document gives by itself: its sketch, the places of its moves, and the document as threads see it."""

    sketch: Sketch
    places: Places
    told: SeenDocument


def own_of(document: SeenDocument) -> Own:
    """What a document gives by itself."""
    told = with_replies(document)
    places = places_in(told)
    return Own(sketch_of(document), places, bare(with_words(told, with_general(told, places))))


def entry_of(document: SeenDocument) -> Entry:
    """What is kept of a document."""
    own = own_of(document)
    return Entry(own.sketch, with_general(own.told, own.places), own.told.moves)


def bare(document: SeenDocument) -> SeenDocument:
    """A document with nothing but its title, its days and its moves."""
    return replace(document, blocks=(), actors=(), statements=(), sides=())


def with_words(document: SeenDocument, places: Places) -> SeenDocument:
    """A document whose moves, where they have a place in a thread, bear the words by which they are compared."""
    moves = (replace(move, words=words_of_move(move)) if places[move.id] else move for move in document.moves)
    return replace(document, moves=tuple(moves))
