"""Ways to cite a sentence or a view: a line of text, a RIS record, a W3C Web Annotation.

In comes an entry with its document, or what was seen at an address; out comes text or a plain dict. No sentence is
cited without outlet, title, date words, locator, its position and the digest of the page as it was crawled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from onrecord.store.browse_dates import date_words, ris_day
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_rows import Entry
from onrecord.store.browse_said import type_words

CONTEXT = 40
"""Code points before and after the quotation by which it is found again."""


def as_text(entry: Entry, view: DocumentView, address: str) -> str:
    """The citation as a sentence."""
    who = f"{entry.actor.name}: " if entry.kind == "statement" and entry.actor else ""
    line = view.line
    title = f" “{_flat(line.title)}”," if line.title else ""
    return (
        f"{who}“{_flat(entry.text)}”, in:{title} {_flat(line.outlet) or 'outlet unknown'}, published "
        f"{line.date_words}, {_flat(line.url or line.locator)}, characters {entry.start} to {entry.end} of the text; "
        f"page SHA-256 {view.sha256}; {address}\n"
    )


def as_ris(entry: Entry, view: DocumentView, address: str) -> str:
    """The citation as a RIS record (a news article), in the fields in which managers look for them.

    The words and who speaks are notes: a speaker is not the article's author, a quotation not its abstract, and no
    offset is a page.
    """
    line = view.line
    when = line.published
    day = ris_day(when.value, when.earliest, when.latest)
    speaker = f" ({_flat(entry.actor.name)})" if entry.kind == "statement" and entry.actor else ""
    fields = [
        ("TY", "NEWS"),
        ("TI", line.title),
        ("T2", line.outlet),
        ("PY", day[:4]),
        ("DA", day),
        ("LA", line.language),
        ("Y2", ris_day((view.captured or "")[:10])),
        ("N1", f"“{_flat(entry.text)}”{speaker}"),
        ("N1", f"Published: {line.date_words}; characters {entry.start} to {entry.end} of the text"),
        ("N1", f"Shown at {address}" if is_local(address) else None),
        ("UR", line.url or (None if is_local(address) else address)),
        ("N1", f"Read from {line.locator}; SHA-256 of the page: {view.sha256}"),
        ("ID", entry.id),
        ("ER", ""),
    ]
    kept = [(tag, _flat(value)) for tag, value in fields if value or tag == "ER"]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in kept)


def as_annotation(entry: Entry, view: DocumentView, address: str) -> dict[str, Any]:
    """The citation as a W3C Web Annotation: where the words stand, and the words themselves with their surroundings."""
    text = view.text
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "Annotation",
        "motivation": "classifying",
        "body": {
            "type": "TextualBody",
            "purpose": "classifying",
            "format": "text/plain",
            "value": f"{entry.kind}: {type_words(entry)}",
        },
        "target": {
            "source": view.line.url or view.line.locator,
            "state": {"type": "TimeState", "sourceDate": view.captured} if view.captured else None,
            "digest": f"sha256:{view.sha256}",
            "selector": [
                {"type": "TextPositionSelector", "start": entry.start, "end": entry.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[entry.start : entry.end],
                    "prefix": text[max(0, entry.start - CONTEXT) : entry.start],
                    "suffix": text[entry.end : entry.end + CONTEXT],
                },
            ],
        },
    }


@dataclass(frozen=True, slots=True)
class Seen:
    """A view as somebody saw it: its title, the record's name, the address, the day."""

    title: str
    record: str
    address: str
    day: str


def view_text(seen: Seen) -> str:
    """The citation of a view as a sentence."""
    where = f"in the record {seen.record} (onrecord), seen on {date_words(seen.day)}, {seen.address}"
    return f"“{_flat(seen.title)}”, {where}\n"


def view_ris(seen: Seen) -> str:
    """The citation of a view as a RIS record (an electronic source)."""
    where = "N1" if is_local(seen.address) else "UR"
    fields = [("TY", "ELEC"), ("TI", seen.title), ("T2", f"onrecord: {seen.record}"), ("PY", seen.day[:4]),
              ("Y2", ris_day(seen.day)), (where, seen.address), ("ER", "")]  # fmt: skip
    return "".join(f"{tag}  - {_flat(value)}\r\n" for tag, value in fields)


def is_local(address: str) -> bool:
    """Whether an address leads nobody else anywhere: it is this machine's own."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


def view_annotation(seen: Seen) -> dict[str, Any]:
    """The citation of a view as a W3C Web Annotation: its address as it was on that day."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{seen.address}#cited-{seen.day}",
        "type": "Annotation",
        "motivation": "bookmarking",
        "body": {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _flat(seen.title)},
        "target": {
            "source": seen.address,
            "state": {"type": "TimeState", "sourceDate": f"{seen.day}T00:00:00Z"},
        },
    }


def _flat(value: str | None) -> str:
    """Text on one line, for a field of a RIS record ends with its line."""
    return re.sub(r"\s+", " ", value or "").strip()
