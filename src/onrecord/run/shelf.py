"""The shelf of a record: linking's neighbours, found in the record's own tables.

In comes a connection; out come sketches, who stands around a place in a list, stories and threads as they were linked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from onrecord.link.days import Days
from onrecord.link.entries import Entry, Places
from onrecord.link.parts import Tie
from onrecord.link.places import Key, is_one_matter
from onrecord.link.shelf import REACH, Around
from onrecord.link.sketch import Sketch, packed, unpacked
from onrecord.link.view import SeenMove
from onrecord.model import Answer
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.link_index import LinkIndex
from onrecord.store.linked import ListRow, MoveRow, PlaceRow, SketchRow

_BEFORE = (
    "SELECT document_id FROM link_lists WHERE key = ? AND (day, document_id) < (?, ?) "
    f"ORDER BY day DESC, document_id DESC LIMIT {REACH}"
)
_AFTER = (
    "SELECT document_id FROM link_lists WHERE key = ? AND (day, document_id) > (?, ?) "
    f"ORDER BY day, document_id LIMIT {REACH}"
)
_OF_KEY = "WHERE p.side_a = ? AND p.side_b = ? AND p.matter = ?"
# In place of the thread in which a move is linked, where that thread is not asked for.
ELSEWHERE: Key = ("", "", "")


def index_of(entries: Iterable[Entry]) -> LinkIndex:
    """What the record keeps of documents: their sketches, with the places of their moves."""
    sketches, lists, places, moves = [], [], [], []
    for entry in entries:
        sketch = entry.sketch
        (first, last), (told, told_last) = sketch.published or (None, None), sketch.told or (None, None)
        sketches.append(SketchRow(sketch.id, first, last, told, told_last, sketch.length, packed(sketch)))
        lists += [ListRow(key, *sketch.place) for key in sketch.keys]
        places += place_rows(sketch.id, entry.places)
        moves += move_rows(entry.moves)
    return LinkIndex(tuple(sketches), tuple(lists), tuple(places), tuple(moves))


def place_rows(document_id: str, places: Places) -> list[PlaceRow]:
    """What the record keeps of the places of a document's moves."""
    return [
        PlaceRow(*key, move_id, document_id, int(key == keys[0]))
        for move_id, keys in sorted(places.items())
        for key in keys
    ]


def move_rows(moves: Iterable[SeenMove]) -> list[MoveRow]:
    """What the record keeps of those moves that bear their words: they stand in a thread."""
    return [
        MoveRow(move.id, move.document_id, " ".join(move.words), _as_json(move.answers))
        for move in moves
        if move.words is not None
    ]


def _as_json(answers: Iterable[Answer]) -> str:
    told = [(answer.move, answer.kind, answer.basis) for answer in answers]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""


@dataclass(frozen=True, slots=True)
class Touched:
    """What is to be linked again: threads on one matter, whole, and what documents hold that no one matter holds."""

    keys: frozenset[Key]
    documents: frozenset[str]

    @property
    def whole(self) -> frozenset[Key]:
        """The keys of the threads on one matter."""
        return frozenset(filter(is_one_matter, self.keys))


class RecordShelf:
    """A shelf over a record's tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def sketches(self, ids: Iterable[str]) -> Mapping[str, Sketch]:
        return {name: self._sketch(name) for name in ids}

    def around(self, key: int, place: tuple[int, str]) -> Around:
        before = self.connection.execute(_BEFORE, (key, *place))
        after = self.connection.execute(_AFTER, (key, *place))
        return tuple(row[0] for row in before), tuple(row[0] for row in after)

    def stories(self, ids: Iterable[str]) -> Iterator[frozenset[str]]:
        """The story of each of some documents, by its documents; those not linked yet have none."""
        told = chain.from_iterable(
            self.connection.execute("SELECT story_id FROM story_documents WHERE document_id = ?", (name,))
            for name in ids
        )
        for story in sorted({row[0] for row in told}):
            rows = self.connection.execute("SELECT document_id FROM story_documents WHERE story_id = ?", (story,))
            yield frozenset(row[0] for row in rows)

    def story_ids(self, ids: Iterable[str]) -> dict[str, str]:
        """The id of the story of each document."""
        found = {}
        for name in ids:
            sql = "SELECT story_id FROM story_documents WHERE document_id = ?"
            row = self.connection.execute(sql, (name,)).fetchone()
            if row:
                found[name] = str(row[0])
        return found

    def together_with(self, ids: Iterable[str]) -> frozenset[str]:
        """The documents of the stories of some, and of those that persons tie to them by an answer."""
        ties = self.ties()
        found: set[str] = set()
        left = set(ids)
        while left:
            found |= left
            more = set(chain.from_iterable(self.stories(left)))
            more.update(end for tie in ties if left.intersection(tie) for end in tie)
            left = more - found
        return frozenset(found)

    def told_in(self, stories: Iterable[str]) -> set[str]:
        """The documents of stories, by the ids of these."""
        sql = "SELECT document_id FROM story_documents WHERE story_id = ?"
        return {str(row[0]) for name in stories for row in self.connection.execute(sql, (name,))}

    def ties(self) -> frozenset[Tie]:
        """The documents that persons tie by an answer."""
        if not has_judgements(self.connection):
            return frozenset()
        sql = """SELECT DISTINCT a.document_id, b.document_id FROM judged_answers AS j
            JOIN moves AS a ON a.id = j.move_id JOIN moves AS b ON b.id = j.answered_move_id
            WHERE j.kind IS NOT NULL AND j.judged IS NOT 'wrong'"""
        return frozenset((str(one), str(other)) for one, other in self.connection.execute(sql))

    def keys_of(self, ids: Iterable[str]) -> set[Key]:
        """The threads of which documents tell."""
        sql = "SELECT DISTINCT side_a, side_b, matter FROM link_places WHERE document_id = ?"
        return {(row[0], row[1], row[2]) for name in ids for row in self.connection.execute(sql, (name,))}

    def keys_parted(self, former: Mapping[str, str | None]) -> set[Key]:
        """The threads on one matter among whose documents others stand in one story than did, given the former story of
        each document that stands in another: that a story bears another id changes no thread."""
        keys = filter(is_one_matter, self.keys_of(former))
        return {key for key in keys if not self._is_same_parting(key, former)}

    def _is_same_parting(self, key: Key, former: Mapping[str, str | None]) -> bool:
        sql = "SELECT DISTINCT document_id FROM link_places WHERE side_a = ? AND side_b = ? AND matter = ?"
        now = self.story_ids(str(row[0]) for row in self.connection.execute(sql, key))
        pairs = {(former.get(name, story), story) for name, story in now.items()}
        return len(pairs) == len({before for before, _ in pairs}) == len({after for _, after in pairs})

    def thread_ids(self, touched: Touched) -> frozenset[str]:
        """The ids of the threads that the record holds of what is touched."""
        sql = """SELECT DISTINCT t.id, t.side_a, t.side_b, t.matter FROM link_places AS p
            JOIN thread_moves AS m ON m.move_id = p.move_id JOIN threads AS t ON t.id = m.thread_id
            AND (t.side_a, t.side_b, t.matter) = (p.side_a, p.side_b, p.matter)"""
        found = {str(row[0]) for key in touched.whole for row in self.connection.execute(f"{sql} {_OF_KEY}", key)}
        for name in touched.documents:
            rows = self.connection.execute(f"{sql} WHERE p.document_id = ?", (name,))
            found.update(str(row[0]) for row in rows if not is_one_matter((row[1], row[2], row[3])))
        return frozenset(found)

    def places(self, touched: Touched) -> dict[str, dict[str, tuple[Key, ...]]]:
        """The moves of what is touched, by document: of each its places among these threads, after the one where it is
        linked (``ELSEWHERE`` where that is none of these)."""
        found: dict[str, dict[str, list[Key]]] = {}
        for key, document_id, move_id, home in self._places(touched):
            held = found.setdefault(document_id, {}).setdefault(move_id, [ELSEWHERE])
            held[0] = key if home else held[0]
            held.append(key)
        return {
            document: {move: (held[0], *(key for key in held[1:] if key != held[0])) for move, held in moves.items()}
            for document, moves in found.items()
        }

    def _places(self, touched: Touched) -> Iterator[tuple[Key, str, str, int]]:
        """Key, document, move, and whether it is linked there."""
        sql = "SELECT side_a, side_b, matter, document_id, move_id, home FROM link_places AS p"
        for key in sorted(touched.whole):
            for row in self.connection.execute(f"{sql} {_OF_KEY}", key):
                yield key, row[3], row[4], row[5]
        for name in sorted(touched.documents):
            for row in self.connection.execute(f"{sql} WHERE document_id = ? ORDER BY 1, 2, 3", (name,)):
                if not is_one_matter(key := (row[0], row[1], row[2])):
                    yield key, row[3], row[4], row[5]

    def _sketch(self, name: str) -> Sketch:
        row = self.connection.execute(
            "SELECT published_first, published_last, told_first, told_last, length, content FROM link_sketches "
            "WHERE document_id = ?",
            (name,),
        ).fetchone()
        vector, runs = unpacked(row[5])
        keys = self.connection.execute("SELECT key FROM link_lists WHERE document_id = ? ORDER BY key", (name,))
        return Sketch(
            name, _days(row[0], row[1]), _days(row[2], row[3]), row[4], vector, runs, tuple(key for (key,) in keys)
        )


def _days(first: int | None, last: int | None) -> Days | None:
    return None if first is None or last is None else (first, last)
