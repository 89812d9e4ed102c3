"""Exports as programs read them that are too heavy for the development set; a test is skipped where its own is missing.

To run them all: ``pip install followthemoney label-studio-sdk brat-peek unidecode`` into an environment of its own.
What FollowTheMoney asks of the properties that we write stands in ``follow_the_money.csv``, to be held without it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import FORMATS
from onrecord.store import Record

Dispute = tuple[Path, dict[str, str]]
Json = dict[str, Any]
TABLE = Path(__file__).parent / "follow_the_money.csv"


@pytest.fixture(scope="module")
def written(dispute: Dispute, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("formats")
    with Record.open(dispute[0], read_only=True) as record:
        for name in ("ftm", "brat", "label-studio"):
            list(FORMATS[name][0](record, out / name))
    return {name: out / name for name in ("ftm", "brat", "label-studio")}


def entities(written: dict[str, Path]) -> list[Json]:
    lines = (written["ftm"] / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def properties() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["schema"], row["property"]): row for row in csv.DictReader(file)}


def used(found: list[Json]) -> Iterator[tuple[str, str, str]]:
    for item in found:
        for name, values in item["properties"].items():
            yield from ((item["schema"], name, value) for value in values)


def test_entities_keep_to_the_table_of_follow_the_money(written: dict[str, Path]) -> None:
    found, table = entities(written), properties()
    schemas = {item["id"]: item["schema"] for item in found}
    for schema, name, value in used(found):
        row = table[schema, name]
        assert isinstance(value, str) and 0 < len(value) <= int(row["longest"])
        if row["type"] == "entity":
            assert schemas[value] in row["range"].split(), (schema, name, schemas[value])
        if row["type"] == "country":
            assert len(value) == 2 and value.islower()
        if row["type"] == "date":
            assert value.replace("-", "").isdigit() and len(value) in (4, 7, 10)
    for item in found:
        required = {name for (schema, name), row in table.items() if schema == item["schema"] and row["required"]}
        assert required <= set(item["properties"]), item


def test_a_long_clause_is_cut_in_the_name_and_whole_in_the_description(dispute: Dispute, tmp_path: Path) -> None:
    copied = tmp_path / "copy.db"
    copied.write_bytes(dispute[0].read_bytes())
    with Record.open(copied) as record:
        record.connection.execute("UPDATE moves SET span_text = ? WHERE id = ?", ("word " * 200, dispute[1]["accuse"]))
        list(FORMATS["ftm"][0](record, tmp_path))
    lines = (tmp_path / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    event = next(item for item in map(json.loads, lines) if item["id"] == dispute[1]["accuse"])["properties"]
    longest = int(properties()["Event", "name"]["longest"])
    assert len(event["name"][0]) <= longest < len(event["description"][0])


def test_follow_the_money_takes_the_entities(written: dict[str, Path]) -> None:
    model = pytest.importorskip("followthemoney").model
    found = entities(written)
    schemas = {item["id"]: item["schema"] for item in found}
    for item in found:
        model.get(item["schema"]).validate(item)
    for schema, name, value in used(found):
        prop = model.get(schema).get(name)
        assert prop is not None and prop.type.clean(value), (schema, name, value)
        if prop.range is not None:
            assert model.get(schemas[value]).is_a(prop.range), (schema, name, schemas[value])


def test_the_table_says_what_follow_the_money_says() -> None:
    model = pytest.importorskip("followthemoney").model
    for (schema, name), row in properties().items():
        prop = model.get(schema).get(name)
        assert (prop.type.name, bool(row["required"])) == (row["type"], name in prop.schema.required)
        assert prop.max_length == int(row["longest"])
        assert all(model.get(each).is_a(prop.range) for each in row["range"].split())


def test_label_studio_converts_the_tasks(written: dict[str, Path], tmp_path: Path) -> None:
    converter = pytest.importorskip("label_studio_sdk.converter")
    tasks = json.loads((written["label-studio"] / "tasks.json").read_text(encoding="utf-8"))
    wanted = sum(mark["type"] == "labels" for task in tasks for made in task["predictions"] for mark in made["result"])
    # The converter takes what persons made: the predictions as they would be when accepted.
    accepted = [
        {**task, "id": number, "annotations": [{**made, "id": number} for made in task["predictions"]]}
        for number, task in enumerate(tasks, 1)
    ]
    (tmp_path / "tasks.json").write_text(json.dumps(accepted), encoding="utf-8")
    config = (written["label-studio"] / "config.xml").read_text(encoding="utf-8")
    made = converter.Converter(config, str(tmp_path))
    made.convert_to_json_min(str(tmp_path / "tasks.json"), str(tmp_path / "out"), is_dir=False)
    back = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    marks = [(task["text"], mark) for task in back for mark in task.get("label", ())]
    assert len(marks) == wanted > 10
    assert all(text[mark["start"] : mark["end"]] == mark["text"] for text, mark in marks)


def test_brat_files_are_read_by_peek(written: dict[str, Path]) -> None:
    peek = pytest.importorskip("peek")
    documents = peek.AnnCorpus(str(written["brat"]), txt=True).docs
    marks = 0
    for document in documents:
        text = (written["brat"] / f"{document.name}.txt").read_text(encoding="utf-8")
        for mark in document.anns["entities"]:
            marks += 1
            assert " ".join(text[start:end] for start, end in mark.span) == mark.text
    lines = [line for path in written["brat"].glob("*.ann") for line in path.read_text(encoding="utf-8").splitlines()]
    assert marks == sum(line.startswith("T") for line in lines) > 10
    relations = sum(len(document.anns["relations"]) for document in documents)
    assert relations == sum(line.startswith("R") for line in lines) > 0
