"""What leaves the record, one file a format. ``FORMATS`` gives each format's writer and what it is for."""

from onrecord.export.annotations import write_annotations
from onrecord.export.citations import write_ris
from onrecord.export.datasette import write_datasette
from onrecord.export.events import write_gdelt, write_polecat
from onrecord.export.follow_the_money import write_ftm
from onrecord.export.judged import write_judged
from onrecord.export.network import write_gexf, write_graphml
from onrecord.export.provenance import write_provenance
from onrecord.export.reading_json import reading_json, reading_line
from onrecord.export.report import write_report
from onrecord.export.schema_org import write_schema_org
from onrecord.export.standoff import write_brat, write_label_studio
from onrecord.export.tables import write_csv, write_jsonl, write_parquet_tables

FORMATS = {
    "annotations": (write_annotations, "moves and statements as W3C Web Annotations (JSON-LD)"),
    "brat": (write_brat, "texts with standoff annotation, for brat"),
    "csv": (write_csv, "every table as CSV, with a data dictionary (Frictionless)"),
    "datasette": (write_datasette, "metadata for `datasette RECORD --metadata metadata.json`"),
    "ftm": (write_ftm, "entities of FollowTheMoney (JSON lines)"),
    "gdelt": (write_gdelt, "what was done, in GDELT's columns"),
    "gexf": (write_gexf, "who did what to whom over time, for Gephi"),
    "graphml": (write_graphml, "who did what to whom, as a graph"),
    "jsonl": (write_jsonl, "every table as JSON lines, with a data dictionary (Frictionless)"),
    "judged": (write_judged, "what persons judged, as rows to learn from (JSON lines)"),
    "label-studio": (write_label_studio, "texts with what was found, as tasks of Label Studio"),
    "parquet": (write_parquet_tables, "every table as Parquet"),
    "polecat": (write_polecat, "what was done, in POLECAT's columns"),
    "prov": (write_provenance, "where every row comes from (PROV-O, JSON-LD)"),
    "report": (write_report, "a page of HTML for each thread, with footnotes"),
    "ris": (write_ris, "articles as citations, for Zotero and its like"),
    "schema-org": (write_schema_org, "articles, quotations and claims in the words of schema.org (JSON-LD)"),
}

__all__ = ["FORMATS", "reading_json", "reading_line", "write_report"]
