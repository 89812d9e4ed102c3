"""Articles as citations in RIS, as Zotero, EndNote and their like take them.

In come the documents of a record; out comes one file with a record for each: outlet, headline, date as far as it is
known, address, day of the crawl, and the digest of the page, so that the citation still says which text was read.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.export.files import Written, made_folder, write_text
from onrecord.export.source import documents
from onrecord.store import Record
from onrecord.store.browse_dates import ris_day
from onrecord.store.browse_documents import DocumentView

# The fields that the format wants on one line, each ended by a carriage return and a line feed.
_LINE = "{tag}  - {value}\r\n"


def write_ris(record: Record, out: Path) -> Written:
    """One RIS file with a record for each article."""
    path = made_folder(out) / "articles.ris"
    entries = [_entry(record, view) for view in documents(record)]
    write_text(path, "".join(entries))
    yield path, len(entries)


def _entry(record: Record, view: DocumentView) -> str:
    line = view.line
    when = line.published
    day = ris_day(when.value, when.earliest, when.latest)
    fields = [
        ("TY", "NEWS"), ("ID", line.id), ("TI", line.title), ("T2", line.outlet), *_authors(record, line.id),
        ("PY", day[:4]), ("DA", day), ("LA", line.language), ("UR", line.url),
        ("Y2", ris_day((view.captured or "")[:10])), ("N1", f"Published: {line.date_words}"),
        ("N1", f"Read from {line.locator}; SHA-256 of the page: {view.sha256}"),
    ]  # fmt: skip
    said = ((tag, " ".join((text or "").split())) for tag, text in fields)
    body = "".join(_LINE.format(tag=tag, value=text) for tag, text in said if text)
    return body + _LINE.format(tag="ER", value="") + "\r\n"


def _authors(record: Record, document_id: str) -> list[tuple[str, str]]:
    """Who wrote it, where the page says so."""
    sql = """SELECT json_extract(f.value, '$.value') FROM documents d, json_each(d.metadata) f
        WHERE d.id = ? AND json_extract(f.value, '$.name') = 'author'"""
    return [("AU", str(row[0])) for row in record.connection.execute(sql, (document_id,))]
