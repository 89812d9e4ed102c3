"""The record as entities of FollowTheMoney, as Aleph, OpenAleph and yente take them: JSON lines.

In come actors, offices, documents and moves; out come Person, PublicBody and Organization, Position and Occupancy,
Article, Mention and Event. Sources that nobody names are left out: an entity is somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.export.files import Written, compact, filled, made_folder, whole
from onrecord.export.source import actors, documents, moves
from onrecord.ids import make_id
from onrecord.store import Record
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_rows import ActorLine, Entry
from onrecord.tables import rows

Json = dict[str, Any]
Entity = Json
PERSON = "Person"
# FollowTheMoney refuses a longer name, and a longer text.
LONGEST_NAME, LONGEST_TEXT = 384, 65_000


def write_ftm(record: Record, out: Path) -> Written:
    """One file of JSON lines, an entity a line."""
    path = made_folder(out) / "entities.ftm.json"
    count = 0
    with whole(path) as file:
        for entity in _entities(record):
            file.write((compact(entity) + "\n").encode("utf-8", "replace"))
            count += 1
    yield path, count


def _entities(record: Record) -> Iterator[Entity]:
    known = {line.id: line for line in actors(record) if _schema(line.kind)}
    for line in known.values():
        yield _party(record, line)
    yield from _offices(record, known)
    for view in documents(record):
        yield _article(view)
        yield from _mentions(view, known)
        yield from (_event(entry, view, known) for entry in moves(view))


def _party(record: Record, line: ActorLine) -> Entity:
    names = record.connection.execute("SELECT name FROM actor_names WHERE actor_id = ? ORDER BY name", (line.id,))
    others = [row[0] for row in names if row[0] != line.name]
    country = _country(line.side)
    key = "nationality" if line.kind == "person" else "country"
    return _entity(
        line.id, str(_schema(line.kind)), name=[line.name], alias=others, wikidataId=_one(line.wikidata),
        **{key: _one(country)},
    )  # fmt: skip


def _offices(record: Record, known: dict[str, ActorLine]) -> Iterator[Entity]:
    """Offices of persons: a position each, and who held it when."""
    sql = "SELECT id, actor_id, title, side, since, until FROM offices ORDER BY id"
    seen = set()
    for key, actor, title, side, since, until in record.connection.execute(sql):
        if actor not in known or _schema(known[actor].kind) != PERSON:
            continue
        position = make_id("position", title, side)
        if position not in seen:
            seen.add(position)
            yield _entity(position, "Position", name=[title], country=_one(_country(side)))
        yield _entity(
            f"occupancy-{key}", "Occupancy", holder=[actor], post=[position], startDate=_one(since), endDate=_one(until)
        )


def _article(view: DocumentView) -> Entity:
    line = view.line
    return _entity(
        line.id, "Article", title=_one(line.title), fileName=[line.locator], contentHash=[],
        publishedAt=_one(line.published.value), sourceUrl=_one(line.url), publisher=_one(line.outlet),
        mimeType=[view.media_type], bodyText=[view.text[:LONGEST_TEXT]], crawler=["onrecord"],
    )  # fmt: skip


def _mentions(view: DocumentView, known: dict[str, ActorLine]) -> Iterator[Entity]:
    """Each actor that a document names, once."""
    for actor in sorted({mention.actor for mention in view.mentions if mention.actor in known} - {None}):
        line = known[str(actor)]
        yield _entity(
            make_id("mention", view.line.id, line.id), "Mention", document=[view.line.id], resolved=[line.id],
            name=[line.name], detectedSchema=[str(_schema(line.kind))],
        )  # fmt: skip


def _event(entry: Entry, view: DocumentView, known: dict[str, ActorLine]) -> Entity:
    ends = [party.id for party in (entry.actor, entry.recipient) if party.id in known]
    words = " ".join(entry.text.split())
    name = f"{entry.type} ({entry.status}): {words}"
    cut = f"{name[: LONGEST_NAME - 2].rpartition(' ')[0]} …" if len(name) > LONGEST_NAME else name
    return _entity(
        entry.id, "Event", name=[cut], description=[words] if cut != name else [],
        date=_one(entry.when.value), involved=[str(end) for end in ends],
        proof=[view.line.id], keywords=[entry.type, str(entry.status)], sourceUrl=_one(view.line.url),
        publisher=_one(view.line.outlet), summary=_one(entry.about or None),
    )  # fmt: skip


def _entity(key: str, schema: str, **properties: list[str]) -> Entity:
    return {"id": key, "schema": schema, "properties": filled(dict(properties))}


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _schema(kind: str) -> str | None:
    table = rows("export/kinds.csv", ("kind", "schema_org"))
    return next((row["follow_the_money"] or None for row in table if row["kind"] == kind), None)


def _country(side: str | None) -> str | None:
    """The two letters that FollowTheMoney writes for a state; None for any other side."""
    codes = {row["iso3"]: row["iso2"] for row in rows("export/countries.csv", ("iso3", "iso2"))}
    return codes.get(side or "")
