"""The tables under ``data/`` can all be read, and those that speak of the same things agree."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from onrecord import tables

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "onrecord" / "data"
TABLES = sorted(
    path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.name.endswith((".csv", ".csv.gz", ".toml"))
)


@pytest.mark.parametrize("name", TABLES)
def test_table_can_be_read_and_no_row_stands_twice(name: str) -> None:
    rows = [json.dumps(dict(row), sort_keys=True, default=str) for row in tables.rows(name)]
    twice = sorted({row for row in rows if rows.count(row) > 1}) if len(rows) < 3000 else []
    assert not twice, twice[:3]


@pytest.mark.parametrize(
    "name", [name for name in TABLES if name.split("/")[0] in ("cues", "moves", "actors", "outlets")]
)
def test_rows_say_where_they_come_from(name: str) -> None:
    rows = tables.rows(name)
    missing = [dict(row) for row in rows if not (row.get("origin") or row.get("example") or row.get("gives"))]
    assert not missing, missing[:3]


def test_every_type_of_move_is_in_the_codebook_and_on_the_screens() -> None:
    types = [row["type"] for row in tables.rows("moves/types.toml", ("type", "gives"))]
    codebook = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(types) <= set(codebook)
    assert types == [row["type"] for row in tables.rows("web/types.toml", ("type", "past"))]


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    shipped = [*project["dependencies"], *(line for extra in extras if extra != "dev" for line in extras[extra])]
    wanted = {re.match(r"[\w.-]+", line)[0] for line in shipped}  # type: ignore[index]
    rows = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").splitlines()
    cells = [line.split("|")[1] for line in rows if line.startswith("| ")][2:]
    assert wanted == {name.strip() for cell in cells for name in cell.split(",")}


def test_lock_names_no_host() -> None:
    assert not re.findall(r"https?://\S+", (ROOT / "dev.lock").read_text(encoding="utf-8"))
