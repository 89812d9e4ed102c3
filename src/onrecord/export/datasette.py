"""What Datasette needs to show a record well: titles, meanings of tables and columns, links, facets, ready questions.

In comes a record's name; out comes ``metadata.json``: ``datasette RECORD --metadata metadata.json`` opens with it. The
words are those of the dictionary of tables, the questions rows of ``data/export``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.export.dictionary import columns_of, meaning_of
from onrecord.export.files import Written, filled, made_folder, write_json
from onrecord.export.tables import JUDGED, TABLES
from onrecord.store import Record
from onrecord.tables import rows

_HIDDEN = (
    "search", "search_rows", "search_data", "search_idx", "search_docsize", "search_config", "meta", "row_checks",
    "kept_answers", "actor_tallies", "link_sketches", "link_lists", "link_places", "link_moves",
    "link_queue",
)  # fmt: skip
Json = dict[str, Any]


def write_datasette(record: Record, out: Path) -> Written:
    """``metadata.json`` for Datasette."""
    path = made_folder(out) / "metadata.json"
    shown = {table: _table(record, table) for table in (*TABLES, *JUDGED)}
    hidden = {table: {"hidden": True} for table in _HIDDEN}
    questions = {row["name"]: _question(row) for row in rows("export/questions.toml", ("name", "title", "sql"))}
    database = {
        "title": "A record of a public dispute",
        "description": "Who said what, who did what to whom, when, who answered, exactly where it is written. Rows are "
        "a machine's reading of the pages; the tables current_... show them with persons' judgements applied.",
        "tables": shown | hidden,
        "queries": questions,
    }
    write_json(path, {"title": "onrecord", "databases": {record.path.stem: database}})
    yield path, len(shown) + len(questions)


def _table(record: Record, table: str) -> Json:
    names = [str(row[1]) for row in record.connection.execute(f'PRAGMA table_info("{table}")')]
    known = [column for column in columns_of(table, [name for name in names if name != "content"]) if column.gives]
    looks = _looks().get(table, {})
    return {
        "description": meaning_of(table),
        "columns": {column.name: column.gives for column in known},
    } | filled(
        {
            "facets": _listed(looks.get("facets")),
            "label_column": looks.get("label"),
            "sort": looks.get("sort"),
            "size": 50,
        }
    )


def _question(row: Any) -> Json:
    return {"title": row["title"], "description": row.get("gives", ""), "sql": row["sql"].strip()}


def _looks() -> dict[str, Any]:
    found: dict[str, Any] = defaultdict(dict)
    for row in rows("export/looks.csv", ("table",)):
        found[row["table"]] = row
    return found


def _listed(words: str | None) -> Sequence[str]:
    return (words or "").split()
