"""Moves as rows of event data: in the columns of POLECAT, and in those of GDELT.

In come moves, each once, with their other tellings; out come tab-separated files with a header. What the record does
not hold (places, tone, intensity) stays empty. Only what is told as done goes along: such files are read as lists of
what happened, and have no column for a denial. Behind those columns each row names the span where it is written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.export.ends import ends_of, pairs, told
from onrecord.export.files import Written, made_folder, whole
from onrecord.export.source import Telling, first_tellings, offices
from onrecord.ids import make_id
from onrecord.model import ARTICLE_KINDS
from onrecord.store import Record
from onrecord.tables import Row, rows

HAPPENED = "done"
ENDS = ("actor", "recipient")
_DAY = 10
_LEAD = 2
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely a move is told: in how many places, by how many outlets, in how many articles."""

    mentions: int
    sources: int
    articles: int


def write_polecat(record: Record, out: Path) -> Written:
    """One file in POLECAT's columns: moves that have an event type of PLOVER."""
    yield _written(record, made_folder(out) / "polecat.tsv", "export/polecat.csv", _joint, "plover")


def write_gdelt(record: Record, out: Path) -> Written:
    """One file in GDELT's columns: moves that have a code of CAMEO, a row for each pair of sides."""
    yield _written(record, made_folder(out) / "gdelt.tsv", "export/gdelt.csv", _pairs, "cameo")


def _written(
    record: Record, path: Path, table: str, spread: Callable[[Facts], Iterator[Facts]], code: str
) -> tuple[Path, int]:
    columns = rows(table, ("column",))
    count = 0
    with whole(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
        lines = csv.writer(text, delimiter="\t", lineterminator="\n")
        lines.writerow([row["column"] for row in columns])
        for telling in first_tellings(record):
            if telling.entry.status != HAPPENED or not getattr(telling.codes, code):
                continue
            for facts in spread(_facts(record, telling)):
                lines.writerow([_flat(facts.get(row["fact"])) for row in columns])
                count += 1
        text.flush()
        text.detach()
    return path, count


def _joint(facts: Facts) -> Iterator[Facts]:
    """One row, in which those who act together stand side by side."""
    yield facts | _named_ends(*(told(facts[end]) for end in ENDS))


def _pairs(facts: Facts) -> Iterator[Facts]:
    """A row for each pair of single sides; each has a number of its own."""
    for actor, recipient in pairs(facts["actor"], facts["recipient"]):
        key = make_id("event", facts["id"], actor.name, actor.country or "", recipient.name, recipient.country or "")
        ends = ((end.name, end.country, end.title) for end in (actor, recipient))
        # Fifteen hexadecimal digits stay within what a signed integer of 64 bits holds.
        yield facts | _named_ends(*ends) | {"number": int(key.rpartition("-")[2][:15], 16)}


def _named_ends(*ends: tuple[str | None, ...]) -> Facts:
    names = ("name", "country", "title")
    return {
        f"{end}_{name}": value
        for end, row in zip(ENDS, ends, strict=True)
        for name, value in zip(names, row, strict=True)
    }


def _facts(record: Record, telling: Telling) -> Facts:
    entry, view, codes = telling.entry, telling.view, telling.codes
    root = _roots().get(codes.cameo[:2], {})
    spread = spread_of(record, telling)
    return {
        "id": entry.id, "plover": codes.plover, "mode": codes.mode, "quad": codes.quad, "cameo": codes.cameo,
        "base": codes.cameo[:3], "root": codes.cameo[:2], "cameo_quad": root.get("quad"),
        "goldstein": root.get("goldstein"), "mentions": spread.mentions, "sources": spread.sources,
        "articles": spread.articles, "leads": int(_leads(telling)), "outlet": entry.outlet,
        "published": _if_day(entry.published.value), "language": view.line.language,
        "url": view.line.url or view.line.locator, "added": _digits(view.captured), "version": __version__,
        "document": entry.document_id, "start": entry.start, "end": entry.end, "text": entry.text,
        "earliest": entry.when.earliest, "latest": entry.when.latest,
        **_dates(entry.when.value), **_ends(record, telling), **_named(record, telling),
    }  # fmt: skip


def _dates(value: str | None) -> Facts:
    """The date only as far as it is known: no day is made up of a month."""
    known = value or ""
    day = _if_day(known)
    fraction = f"{int(day[:4]) + (int(day[5:7]) * 30 + int(day[8:10])) / 365:.4f}" if day else None
    return {
        "day": day, "sqldate": day.replace("-", "") if day else None, "year": known[:4],
        "month": known[:7].replace("-", "") if len(known) >= 7 else None, "fraction": fraction,
    }  # fmt: skip


def _if_day(value: str | None) -> str | None:
    return value if value and len(value) == _DAY else None


def _ends(record: Record, telling: Telling) -> Facts:
    held = offices(telling.view, record.connection)
    parties = (telling.entry.actor, telling.entry.recipient)
    return {end: ends_of(party, held.get(party.id or "")) for end, party in zip(ENDS, parties, strict=True)}


def _named(record: Record, telling: Telling) -> Facts:
    """Persons and organisations that the article names."""
    sql = "SELECT kind, name FROM document_actors WHERE document_id = ? ORDER BY name"
    found = record.connection.execute(sql, (telling.entry.document_id,)).fetchall()
    return {
        "people": ";".join(sorted({name for kind, name in found if kind == "person"})),
        "organisations": ";".join(sorted({name for kind, name in found if kind == "organisation"})),
    }


def spread_of(record: Record, telling: Telling) -> Spread:
    """How widely a move is told, its other tellings and the retellings within one article counted."""
    ids = (telling.entry.id, *telling.same)
    sql = f"""SELECT m.document_id, d.outlet, json_array_length(m.retellings) FROM moves m
        JOIN documents d ON d.id = m.document_id WHERE m.id IN ({", ".join("?" * len(ids))})"""
    found = record.connection.execute(sql, ids).fetchall()
    return Spread(
        sum(1 + row[2] for row in found), len({row[1] or row[0] for row in found}), len({row[0] for row in found})
    )


def _leads(telling: Telling) -> bool:
    """Whether it stands in the headline or at the head of the article."""
    own = [segment for segment in telling.view.segments if segment.kind in ARTICLE_KINDS][:_LEAD]
    return any(segment.start <= telling.entry.start < segment.end for segment in own)


def _digits(moment: str | None) -> str:
    return "".join(filter(str.isdigit, (moment or "")[:_DAY]))


def _flat(value: Any) -> Any:
    """A value for one cell: in these columns neither tab nor line end may stand."""
    return " ".join(value.split()) if isinstance(value, str) else value


@cache
def _roots() -> Mapping[str, Row]:
    return {row["root"]: row for row in rows("export/cameo_roots.csv", ("root", "quad", "goldstein"))}
