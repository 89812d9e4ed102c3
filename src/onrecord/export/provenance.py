"""Where every row comes from, in W3C PROV-O: JSON-LD that stands alone, its context inside.

In come the pages, documents, moves, statements and judgements of a record; out come entities (each derived from the one
below it), the reading that made them, and the persons who judged. No time is made up: an activity has one only where
the record keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.export.files import Written, filled, made_folder, write_json
from onrecord.ids import make_id
from onrecord.store import Record

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rec": "urn:onrecord:",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "basis": "rec:basis",
    "sha256": "rec:sha256",
    "locator": "rec:locator",
    "score": "rec:score",
    "judged": {"@id": "prov:used", "@type": "@id"},
    "derived": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "primary": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "generated": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "agent": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "attributed": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "at": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "ended": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "invalidated": {"@id": "prov:wasInvalidatedBy", "@type": "@id"},
}
READER = "rec:reader"
_ROWS = (("moves", "move"), ("attributions", "statement"))
Json = dict[str, Any]


def write_provenance(record: Record, out: Path) -> Written:
    """One JSON-LD file with what the record holds and what each thing was made from."""
    graph = [_software(), *_pages(record), *_documents(record), *_rows(record), *_judgements(record)]
    path = made_folder(out) / "provenance.jsonld"
    write_json(path, {"@context": CONTEXT, "@graph": graph})
    yield path, len(graph)


def _software() -> Json:
    return {"id": READER, "type": ["prov:Agent", "prov:SoftwareAgent"], "label": f"onrecord {__version__}"}


def _pages(record: Record) -> Iterator[Json]:
    sql = "SELECT id, locator, url, sha256, captured FROM pages ORDER BY id"
    for key, locator, url, sha256, captured in record.connection.execute(sql):
        moment = captured if captured and "T" in captured else None
        yield filled(
            {
                "id": f"rec:{key}", "type": "prov:Entity", "label": "a page as crawled", "locator": locator,
                "sha256": sha256, "primary": url if url and url.isascii() and " " not in url else None, "at": moment,
            }
        )  # fmt: skip


def _documents(record: Record) -> Iterator[Json]:
    sql = "SELECT id, page_id, title, text_sha256 FROM documents ORDER BY id"
    for key, page, title, sha256 in record.connection.execute(sql):
        reading = f"rec:reading-{key}"
        yield {"id": reading, "type": "prov:Activity", "agent": READER, "judged": f"rec:{page}"}
        yield filled(
            {
                "id": f"rec:{key}", "type": "prov:Entity", "label": title, "sha256": sha256, "derived": f"rec:{page}",
                "generated": reading, "attributed": READER,
            }
        )  # fmt: skip


def _rows(record: Record) -> Iterator[Json]:
    wrong = {
        (row[0], row[1]): row[2]
        for row in record.connection.execute(
            "SELECT target, target_id, id FROM standing_judgements WHERE verdict = 'wrong'"
        )
    }
    added = dict(record.connection.execute("SELECT move_id, judgement_id FROM added_moves").fetchall())
    for table, words in _ROWS:
        sql = f"SELECT id, document_id, score, basis FROM {table} ORDER BY id"
        for key, document, score, basis in record.connection.execute(sql):
            judged = wrong.get((table, key))
            yield filled(
                {
                    "id": f"rec:{key}", "type": "prov:Entity", "label": words, "derived": f"rec:{document}",
                    "generated": f"rec:{added.get(key, f'reading-{document}')}",
                    "attributed": None if key in added else READER, "score": round(score, 4),
                    "basis": basis, "invalidated": f"rec:{judged}" if judged else None,
                }
            )  # fmt: skip


def _judgements(record: Record) -> Iterator[Json]:
    """Judgements as activities of persons over the rows that they judge."""
    sql = "SELECT id, made_at, made_by, target_id, verdict, value FROM judgements ORDER BY id"
    persons: dict[str, str] = {}
    for key, at, by, target, verdict, value in record.connection.execute(sql):
        persons[by] = f"rec:{make_id('person', by)}"
        label = f"{verdict} {value}".strip()
        yield filled(
            {
                "id": f"rec:{key}", "type": "prov:Activity", "label": label, "ended": at if "T" in at else None,
                "agent": persons[by], "judged": f"rec:{target}",
            }
        )  # fmt: skip
    for name, key in sorted(persons.items()):
        yield {"id": key, "type": ["prov:Agent", "prov:Person"], "label": name or "somebody"}
