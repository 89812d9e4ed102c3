"""Readings of a large run into a record that a person can browse: all of them, or one dispute.

In come the folder that a distributed run made, a condition, and an open record; out comes the report that reading the
same pages here would give, and the same rows. Where the folder has groups, a page that meets the condition brings along
the pages that may tell the same happening, so that accounts stay whole.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.columns import read_parquet
from onrecord.model import Reading
from onrecord.run.conditions import Condition
from onrecord.run.half import LIGHT, result_of
from onrecord.run.linking import link_record
from onrecord.run.local import Report
from onrecord.run.parts import part_files
from onrecord.store import Record


def load_into(folder: Path, record: Record, condition: Condition | None = None, *, groups: bool = True) -> Report:
    """Write the readings that meet a condition into the record, and link it."""
    wanted = _wanted(folder, condition, groups)
    report = Report()
    for path in part_files(folder):
        if _holds(path, wanted):
            with record.bulk():
                _load_part(path, record, wanted, report)
    if record.needs_linking:
        link_record(record)
    return report


def _load_part(path: Path, record: Record, wanted: frozenset[str] | None, report: Report) -> None:
    for row in read_parquet(path):
        if wanted is None or row["document_id"] in wanted:
            result = result_of(row)
            written = record.write(result) if isinstance(result, Reading) else record.write_problem(result)
            report.add(result)
            report.known += not written


def _wanted(folder: Path, condition: Condition | None, groups: bool) -> frozenset[str] | None:
    """The documents to load; None for all."""
    if condition is None:
        return None
    rows = (row for path in part_files(folder) for row in read_parquet(path, LIGHT))
    found = {row["document_id"] for row in rows if row["document_id"] and condition.holds(row)}
    held = sorted((folder / "groups").glob("*.parquet")) if groups else []
    places = [row for path in held for row in read_parquet(path)]
    together = {row["group"] for row in places if row["document_id"] in found}
    return frozenset(found | {row["document_id"] for row in places if row["group"] in together})


def _holds(path: Path, wanted: frozenset[str] | None) -> bool:
    """Whether a part has a wanted document; the heavy columns of the others are never opened."""
    return wanted is None or any(row["document_id"] in wanted for row in read_parquet(path, ("document_id",)))
