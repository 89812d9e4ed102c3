"""Imports run one way: a floor imports only from floors below it, and a foreign library has one door."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "onrecord"
LEVEL = {
    "model": 0, "errors": 0,
    "cores": 1, "ids": 1, "kept": 1, "lean": 1, "tables": 1, "weights": 1, "textmap": 1,
    "columns": 2, "packing": 2,
    "pages": 2, "parse": 2, "store": 2,
    "fetch": 3, "extract": 3, "dating": 3, "annotate": 3, "resolve": 3, "link": 3, "export": 3, "web": 3,
    "pipeline": 4,
    "run": 5,
    "__init__": 6, "__main__": 8,
    "cli": 7,
}  # fmt: skip
PURE = {"extract", "dating", "annotate", "resolve", "link"}
IMPURE_MODULES = {"sqlite3", "socket", "urllib.request", "subprocess", "time", "random", "os"}
# A library may stand behind the door of one floor only; numpy and the standard library may stand anywhere.
ANYWHERE = {"numpy"}


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "data" not in path.parts)


def floor_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} if node.module != "onrecord" else {f"onrecord.{a.name}" for a in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_floor_imports_only_from_below(path: Path) -> None:
    floor = floor_of(path)
    assert floor in LEVEL, f"{path}: a new floor; give it a level in docs/design.md and here"
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "onrecord" and len(parts) > 1 and parts[1] != floor:
            assert LEVEL.get(parts[1], 0) < LEVEL[floor], f"{path.name} ({floor}) imports {name}"


@pytest.mark.parametrize(
    "path", [p for p in modules() if floor_of(p) in PURE], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_middle_sees_no_file_clock_network(path: Path) -> None:
    assert not imports_of(path) & IMPURE_MODULES


def test_foreign_library_has_one_door() -> None:
    import sys

    floors = defaultdict(set)
    for path in modules():
        for name in imports_of(path):
            top = name.split(".")[0]
            if top != "onrecord" and top not in sys.stdlib_module_names and top not in ANYWHERE:
                floors[top].add(floor_of(path))
    shared = {library: sorted(names) for library, names in floors.items() if len(names) > 1}
    assert not shared, f"libraries behind more than one door: {shared}"
