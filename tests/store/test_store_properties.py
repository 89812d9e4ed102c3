"""The store and the JSON contract keep whatever a page may hold: any text, any names, any order, twice or once."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings_by_hand import reading_of

from onrecord import tables
from onrecord.export import reading_json, reading_line
from onrecord.export.tables import write_jsonl
from onrecord.model import Published, Reading, When
from onrecord.packing import pack, unpack
from onrecord.store import Record

SCHEMA = jsonschema.Draft202012Validator(json.loads(tables.read_bytes("schema/reading.schema.json")))
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=40)
DAYS = st.dates().map(lambda day: day.isoformat())
QUIET = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading whose words, names, outlet and dates are whatever a page may hold."""
    made = reading_of(draw(st.sampled_from("abcdef")), name=f"N{draw(WORDS)}", said=f"S{draw(WORDS)}")
    document = replace(made.document, outlet=draw(st.none() | WORDS), title=draw(st.none() | WORDS))
    first, last = sorted((draw(DAYS), draw(DAYS)))
    when = When(draw(st.sampled_from((None, first[:4], first[:7], first))), first, last)
    moves = tuple(replace(move, date=when, about=draw(WORDS)) for move in made.moves)
    published = Published(draw(st.none() | DAYS), first, last, why=draw(WORDS))
    return replace(made, document=document, moves=moves, published=published)


@QUIET
@given(st.lists(readings(), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_any_readings_in_any_order_give_one_export_that_verifies(found: list[Reading], order: object) -> None:
    pages = {reading.page.id: reading for reading in found}
    shuffled = [*pages.values()]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    exports = []
    with tempfile.TemporaryDirectory() as folder:
        for name, several in (("a", [*pages.values()]), ("b", [*shuffled, *shuffled])):
            with Record.create_or_open(Path(folder) / f"{name}.db") as record:
                for reading in several:
                    record.write(reading)
                assert list(record.verify()) == []
                written = sorted(path for path, _ in write_jsonl(record, Path(folder) / name))
                exports.append([path.read_bytes() for path in written])
    assert exports[0] == exports[1]


@QUIET
@given(readings())
def test_any_reading_follows_the_schema_and_points_into_its_text(reading: Reading) -> None:
    value = json.loads(reading_line(reading))
    assert value == json.loads(json.dumps(reading_json(reading)))
    SCHEMA.validate(value)
    for item in (*value["segments"], *value["mentions"], *value["times"]):
        assert 0 <= item["start"] < item["end"] <= len(value["text"])


@QUIET
@given(readings())
def test_any_reading_travels_without_loss(reading: Reading) -> None:
    assert unpack(Reading, pack(reading)) == reading
