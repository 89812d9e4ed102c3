"""The example pages give what a careful reader takes from them, as far as the floors say."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bench import floors
from bench.tasks.examples import check
from onrecord.export import reading_json
from onrecord.model import Reading

TRUTH = Path(__file__).parents[1] / "examples" / "truth.toml"
PAGES: list[dict[str, Any]] = tomllib.loads(TRUTH.read_text(encoding="utf-8"))["page"]


def test_truth_speaks_of_every_page(example_readings: dict[str, Reading]) -> None:
    assert {page["name"] for page in PAGES} == set(example_readings)


@pytest.mark.parametrize("aspect", ["title", "held", "article", "speakers", "moves"])
def test_example_pages_are_read_as_well_as_they_were(aspect: str, example_readings: dict[str, Reading]) -> None:
    found = [
        (name, held)
        for page in PAGES
        for name, held in check(page, json.loads(json.dumps(reading_json(example_readings[page["name"]]))))
        if name.startswith(aspect)
    ]
    (floor,) = [row.keep for row in floors.load() if (row.task, row.figure) == ("examples", aspect)]
    share = sum(held for _, held in found) / len(found)
    assert floor is not None and share >= floor, [name for name, held in found if not held]
