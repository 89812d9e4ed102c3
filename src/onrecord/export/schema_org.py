"""Articles, quotations and claims in the words of schema.org: JSON-LD that stands alone, one graph.

In come the documents of a record; out come a NewsArticle for each, a Quotation for each statement in somebody's own
words, and a Claim for each indirect one and for each accusation, which nobody here calls true or false.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.export.files import Written, filled, made_folder, write_json
from onrecord.export.source import actors, documents, moves, statements
from onrecord.store import Record
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_rows import Entry
from onrecord.tables import rows

# One vocabulary; ids beside it are names, not addresses to be fetched.
CONTEXT = {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}
INDIRECT = "indirect"
Json = dict[str, Any]


def write_schema_org(record: Record, out: Path) -> Written:
    """One JSON-LD file: articles, quotations, claims, and the actors that they name."""
    graph = [_actor(line) for line in actors(record)]
    for view in documents(record):
        graph += [_article(view), *_statements(view), *_claims(view)]
    path = made_folder(out) / "schema-org.jsonld"
    write_json(path, {"@context": CONTEXT, "@graph": graph})
    yield path, len(graph)


def _actor(line: Any) -> Json:
    item = f"http://www.wikidata.org/entity/{line.wikidata}" if line.wikidata else None
    return filled({"id": f"urn:onrecord:{line.id}", "type": _kind(line.kind), "name": line.name, "sameAs": item})


def _article(view: DocumentView) -> Json:
    line = view.line
    publisher = {"type": "NewsMediaOrganization", "name": line.outlet} if line.outlet else None
    return filled(
        {
            "id": f"urn:onrecord:{line.id}", "type": "NewsArticle", "headline": line.title, "publisher": publisher,
            "datePublished": line.published.value, "url": line.url, "inLanguage": line.language,
            "sha256": view.sha256, "isBasedOn": f"urn:onrecord:{line.copy_of}" if line.copy_of else None,
        }
    )  # fmt: skip


def _statements(view: DocumentView) -> Iterator[Json]:
    for entry in statements(view):
        kind = "Claim" if entry.type == INDIRECT else "Quotation"
        who = "author" if kind == "Claim" else "spokenByCharacter"
        place = "appearance" if kind == "Claim" else "isPartOf"
        yield filled(
            {
                "id": f"urn:onrecord:{entry.id}", "type": kind, "text": entry.text, who: _who(entry),
                place: {"id": f"urn:onrecord:{entry.document_id}"}, "dateCreated": entry.when.value,
            }
        )  # fmt: skip


def _claims(view: DocumentView) -> Iterator[Json]:
    """What is held against somebody, as a claim of whoever makes it."""
    for entry in moves(view):
        if entry.type in _claiming():
            yield filled(
                {
                    "id": f"urn:onrecord:{entry.id}", "type": "Claim", "text": entry.text, "author": _who(entry),
                    "about": {"id": f"urn:onrecord:{entry.recipient.id}"} if entry.recipient.id else None,
                    "appearance": {"id": f"urn:onrecord:{entry.document_id}"}, "dateCreated": entry.when.value,
                }
            )  # fmt: skip


def _who(entry: Entry) -> Json | None:
    if entry.actor.id:
        return {"id": f"urn:onrecord:{entry.actor.id}"}
    return {"type": "Thing", "name": entry.actor.name} if entry.actor.name else None


def _kind(kind: str) -> str:
    return next((row["schema_org"] for row in rows("export/kinds.csv", ("kind", "schema_org")) if row["kind"] == kind),
                "Thing")  # fmt: skip


def _claiming() -> frozenset[str]:
    return frozenset(row["type"] for row in rows("export/claims.csv", ("type", "example")))
