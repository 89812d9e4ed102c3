"""Ways to cite a sentence: a line of text, a RIS record, a W3C Web Annotation with its position and its quotation.

In comes an entry with its document; out comes text or a plain dict. Nothing is cited without outlet, title, date words,
locator and the digest of the page as it was crawled.
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_rows import Entry

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
    """The citation as a RIS record (a news article)."""
    line = view.line
    fields = [
        ("TY", "NEWS"),
        ("TI", line.title),
        ("T2", line.outlet),
        ("A1", entry.actor.name if entry.kind == "statement" else None),
        ("PY", (line.published.value or "")[:4]),
        ("DA", (line.published.value or "").replace("-", "/")),
        ("N1", f"Published: {line.date_words}"),
        ("AB", entry.text),
        ("SP", f"{entry.start}-{entry.end}"),
        ("UR", line.url or address),
        ("M1", f"sha256:{view.sha256}"),
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
            "value": f"{entry.kind}: {entry.type}",
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


def _flat(value: str | None) -> str:
    """Text on one line, for a field of a RIS record ends with its line."""
    return re.sub(r"\s+", " ", value or "").strip()
