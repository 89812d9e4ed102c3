"""Statements and moves as W3C Web Annotations: JSON-LD, each with where its words stand and the words themselves.

In come the documents of a record; out comes one annotation collection. A target has three selectors that name the same
words: a position in the document's text, the quotation with its surroundings, and the bytes of the page as crawled.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.export.files import Written, filled, made_folder, write_json
from onrecord.export.source import codes, documents, moves, statements
from onrecord.model import Spans
from onrecord.store import Record
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_rows import Entry
from onrecord.store.browse_said import party_words, type_words
from onrecord.textmap import bytes_in, decode

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Code points before and after a quotation by which it is found again.
AROUND = 40
Json = dict[str, Any]


def write_annotations(record: Record, out: Path) -> Written:
    """One JSON-LD file: a collection with an annotation for each move and each statement."""
    items = [item for view in documents(record) for item in _of_document(record, view)]
    path = made_folder(out) / "annotations.jsonld"
    first = {"id": "urn:onrecord:annotations:1", "type": "AnnotationPage", "items": items}
    collection = {
        "@context": CONTEXT,
        "id": "urn:onrecord:annotations",
        "type": "AnnotationCollection",
        "label": "Moves and statements of a record",
        "total": len(items),
        "first": first,
    }
    write_json(path, collection)
    yield path, len(items)


def _of_document(record: Record, view: DocumentView) -> Iterator[Json]:
    line = record.connection.execute("SELECT map FROM documents WHERE id = ?", (view.line.id,)).fetchone()[0]
    place = Place(view, line)
    for entry in moves(view):
        known = codes(entry)
        said = filled({"plover": known.plover, "cameo": known.cameo, "status": entry.status, "about": entry.about})
        said |= filled({"by": party_words(entry.actor), "to": party_words(entry.recipient), "date": entry.date_words})
        yield _annotation(entry, "classifying", said, place.target(((entry.start, entry.end),)))
    for entry in statements(view):
        said = filled({"by": party_words(entry.actor), "to": party_words(entry.recipient), "date": entry.date_words})
        spans = view.roles[entry.id].content or ((entry.start, entry.end),)
        yield _annotation(entry, "identifying", said, place.target(spans))


def _annotation(entry: Entry, motivation: str, said: Json, targets: list[Json]) -> Json:
    words = "; ".join(f"{name}: {value}" for name, value in said.items())
    tag = {
        "type": "TextualBody",
        "purpose": "tagging",
        "format": "text/plain",
        "value": f"{entry.kind}: {type_words(entry)}",
    }
    body = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": words}
    return {
        "id": f"urn:onrecord:{entry.id}",
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"id": "urn:onrecord:reader", "type": "Software", "name": f"onrecord, {entry.basis}"},
        "body": [tag, body] if words else [tag],
        "target": targets[0] if len(targets) == 1 else targets,
    }


class Place:
    """Where words of a document stand, as selectors."""

    def __init__(self, view: DocumentView, line: str) -> None:
        self._view = view
        self._map = decode(line)

    def target(self, spans: Spans) -> list[Json]:
        """A target for each span: the page that holds it, as it was on the day of the crawl, and three selectors."""
        return [
            filled(
                {
                    "source": self._view.line.url or f"urn:onrecord:{self._view.page_id}",
                    "state": {"type": "TimeState", "sourceDate": self._view.captured} if self._view.captured else None,
                    "selector": self._selectors(start, end),
                }
            )
            for start, end in spans
        ]

    def _selectors(self, start: int, end: int) -> list[Json]:
        text = self._view.text
        first, last = bytes_in(self._map, text, start, end)
        return [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "DataPositionSelector", "start": first, "end": last},
        ]
