"""A reading as JSON is what its schema says, and what it points to is there."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

import onrecord
from onrecord import tables
from onrecord.export import reading_json
from onrecord.model import ACTOR_KINDS, OUTLET_VOICE, SEGMENT_KINDS, STATUSES, Reading

SCHEMA = json.loads(tables.read_bytes("schema/reading.schema.json"))


@pytest.fixture(scope="module")
def found(example_readings: dict[str, Reading]) -> dict[str, Any]:
    return {name: json.loads(json.dumps(reading_json(reading))) for name, reading in example_readings.items()}


def test_a_text_at_hand_is_read_again_and_again() -> None:
    for _ in range(2):
        (one,) = onrecord.annotate("The envoy said that the talks in Vienna had failed.", plain=True).attributions
        assert one.kind == "indirect"


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_schema_knows_every_word_of_the_model() -> None:
    kinds = SCHEMA["$defs"]
    assert kinds["segment"]["properties"]["kind"]["enum"] == list(SEGMENT_KINDS)
    assert kinds["actor"]["properties"]["kind"]["enum"] == list(ACTOR_KINDS)
    assert kinds["move"]["properties"]["status"]["enum"] == list(STATUSES)
    types = [row["type"] for row in tables.rows("moves/types.toml", ("type",))]
    assert kinds["move"]["properties"]["type"]["enum"] == types


def test_every_example_follows_the_schema(found: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for name, reading in found.items():
        errors = [f"{name}: {'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(reading)]
        assert not errors, errors[:5]


def test_schema_rejects_what_is_not_promised(found: dict[str, Any]) -> None:
    reading = json.loads(json.dumps(next(iter(found.values()))))
    reading["segments"][0]["kind"] = "advert"
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(reading)


def test_every_id_that_is_pointed_to_is_in_the_reading(found: dict[str, Any]) -> None:
    for name, reading in found.items():
        actors, attributions, moves = (
            {row["id"] for row in reading[kind]} for kind in ("actors", "attributions", "moves")
        )
        for mention in reading["mentions"]:
            assert {mention["actor"], *mention["candidates"]} <= actors | {None}, (name, mention)
        for item in reading["attributions"]:
            assert {item["speaker"], item["addressee"]} <= actors | {None}, (name, item)
            assert item["within"] in attributions | {None}, (name, item)
        for move in reading["moves"]:
            assert {move["actor"], move["recipient"]} <= actors | {None}, (name, move)
            assert move["voice"] in attributions | {OUTLET_VOICE}, (name, move)
            assert {answer["move"] for answer in move["answers"]} <= moves - {move["id"]}, (name, move)


def test_ids_are_not_given_twice(found: dict[str, Any]) -> None:
    for kind in ("attributions", "moves", "actors"):
        for name, reading in found.items():
            ids = [row["id"] for row in reading[kind]]
            assert len(ids) == len(set(ids)), (name, kind)


def test_segments_cover_every_visible_letter(found: dict[str, Any]) -> None:
    for name, reading in found.items():
        at = 0
        for segment in reading["segments"]:
            assert segment["start"] >= at, (name, segment)
            assert not reading["text"][at : segment["start"]].strip(), (name, segment)
            at = segment["end"]
        assert not reading["text"][at:].strip(), name
