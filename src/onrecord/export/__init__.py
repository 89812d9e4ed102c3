"""What leaves the record, one file a format. ``FORMATS`` gives each format's writer and what it is for."""

from onrecord.export.reading_json import reading_json, reading_line
from onrecord.export.tables import write_csv, write_jsonl

FORMATS = {
    "csv": (write_csv, "every table as CSV with a header line"),
    "jsonl": (write_jsonl, "every table as JSON lines"),
}

__all__ = ["FORMATS", "reading_json", "reading_line"]
