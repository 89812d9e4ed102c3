"""Who did what to whom as a graph: GraphML, and GEXF with the dates of the moves.

In come actors and moves; out comes one directed graph with an edge for each move between two of them, its type, status,
date and the span where it is written. A move with one end unknown is no edge, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from onrecord.export.files import Written, made_folder, write_text
from onrecord.export.source import actors, codes, documents, moves
from onrecord.store import Record

NODE = {"label": "string", "kind": "string", "side": "string", "wikidata": "string"}
EDGE = {
    "type": "string", "plover": "string", "cameo": "string", "status": "string", "date": "string",
    "earliest": "string", "latest": "string", "about": "string", "outlet": "string", "document": "string",
    "start_at": "long", "end_at": "long", "text": "string", "score": "double",
}  # fmt: skip
_GEXF_KINDS = {"string": "string", "long": "long", "double": "double"}
Values = dict[str, Any]


def write_graphml(record: Record, out: Path) -> Written:
    """One GraphML file, as Gephi, Cytoscape, igraph and networkx open it."""
    nodes, edges = _nodes(record), list(_edges(record))
    keys = [
        f'<key id="{place}_{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>'
        for place, columns in (("node", NODE), ("edge", EDGE))
        for name, kind in columns.items()
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *keys,
        '<graph id="record" edgedefault="directed">',
        *(f"<node id={quoteattr(key)}>{_data('node', values)}</node>" for key, values in nodes),
        *(
            f"<edge id={quoteattr(key)} source={quoteattr(source)} target={quoteattr(target)}>"
            f"{_data('edge', values)}</edge>"
            for key, source, target, values in edges
        ),
        "</graph>",
        "</graphml>",
    ]
    path = made_folder(out) / "network.graphml"
    write_text(path, "\n".join(lines) + "\n")
    yield path, len(nodes) + len(edges)


def write_gexf(record: Record, out: Path) -> Written:
    """One GEXF file for Gephi: edges bear the first and last day that the move may have been made on."""
    nodes, edges = _nodes(record), list(_edges(record))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">',
        *_attributes("node", NODE),
        *_attributes("edge", EDGE),
        "<nodes>",
        *(
            f"<node id={quoteattr(key)} label={quoteattr(_clean(values['label']))}>{_values(NODE, values)}</node>"
            for key, values in nodes
        ),
        "</nodes>",
        "<edges>",
        *(
            f'<edge id={quoteattr(key)} source={quoteattr(source)} target={quoteattr(target)} type="directed"'
            f"{_days(values)}>{_values(EDGE, values)}</edge>"
            for key, source, target, values in edges
        ),
        "</edges>",
        "</graph>",
        "</gexf>",
    ]
    path = made_folder(out) / "network.gexf"
    write_text(path, "\n".join(lines) + "\n")
    yield path, len(nodes) + len(edges)


def _nodes(record: Record) -> list[tuple[str, Values]]:
    return [
        (line.id, {"label": line.name, "kind": line.kind, "side": line.side, "wikidata": line.wikidata})
        for line in actors(record)
    ]


def _edges(record: Record) -> Iterator[tuple[str, str, str, Values]]:
    for view in documents(record):
        for entry in moves(view):
            if not entry.actor.id or not entry.recipient.id:
                continue
            known = codes(entry)
            values = {
                "type": entry.type, "plover": known.plover, "cameo": known.cameo, "status": entry.status,
                "date": entry.when.value, "earliest": entry.when.earliest, "latest": entry.when.latest,
                "about": entry.about, "outlet": entry.outlet, "document": entry.document_id, "start_at": entry.start,
                "end_at": entry.end, "text": entry.text, "score": round(entry.score, 4),
            }  # fmt: skip
            yield entry.id, entry.actor.id, entry.recipient.id, values


def _data(place: str, values: Values) -> str:
    said = ((name, value) for name, value in values.items() if value not in (None, ""))
    return "".join(f'<data key="{place}_{name}">{escape(_clean(value))}</data>' for name, value in said)


def _attributes(place: str, columns: dict[str, str]) -> Iterator[str]:
    yield f'<attributes class="{place}" mode="static">'
    for number, (name, kind) in enumerate(columns.items()):
        yield f'<attribute id="{number}" title="{name}" type="{_GEXF_KINDS[kind]}"/>'
    yield "</attributes>"


def _values(columns: dict[str, str], values: Values) -> str:
    said = [
        f'<attvalue for="{number}" value={quoteattr(_clean(values[name]))}/>'
        for number, name in enumerate(columns)
        if values[name] not in (None, "")
    ]
    return f"<attvalues>{''.join(said)}</attvalues>"


def _days(values: Values) -> str:
    days = (("start", values["earliest"]), ("end", values["latest"]))
    return "".join(f' {name}="{day}"' for name, day in days if day)


def _clean(value: Any) -> str:
    """Text without the letters that no XML file may hold."""
    return "".join(letter for letter in str(value) if letter in "\t\n" or (letter >= " " and letter not in _NO_XML))


_NO_XML = frozenset({chr(code) for code in (*range(0x7F, 0xA0), 0xFFFE, 0xFFFF)})
