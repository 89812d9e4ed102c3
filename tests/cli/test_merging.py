"""Merging by a name that two actors bear: whoever is named beside it is not the one meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.readings_by_hand import reading_of
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.ids import make_id
from onrecord.model import Actor
from onrecord.store import Record


def record_with(path: Path, *names: str) -> str:
    """A record in which "Ren" is another name of Alva Ren, and other actors bear these names."""
    reading = reading_of("one")
    others = tuple(Actor(make_id("actor", "person", name, str(n)), name, "person") for n, name in enumerate(names))
    with Record.create_or_open(path) as opened:
        opened.write(replace(reading, actors=(*reading.actors, *others)))
    return str(path)


@pytest.mark.parametrize(
    ("names", "code", "words"),
    [
        (("Ren",), 0, "Ren [actor-"),
        (("Ren", "ren"), 0, "Ren [actor-"),
        (("Ren", "Ren"), 1, "say which by its id: Ren [actor-"),
        ((), 1, "give the ids of two"),
    ],
)
def test_merge_takes_the_other_of_a_name(tmp_path: Path, names: tuple[str, ...], code: int, words: str) -> None:
    record = record_with(tmp_path / "r.db", *names)
    called = CliRunner().invoke(app, ["actors", "merge", record, "Ren", "Alva Ren", "--by", "eve"])
    said = called.output if code == 0 else str(called.exception)
    assert (called.exit_code, words in said) == (code, True)


def test_who_is_alike_is_shown_with_the_command_that_merges(tmp_path: Path) -> None:
    """A family name alone, on a page with the company that the one person of that name keeps elsewhere."""
    names = {"one": ("Waldstein", "Ada Quill", "Olof Lind"), "two": ("Anton Waldstein", "Ada Quill", "Olof Lind")}
    with Record.create_or_open(tmp_path / "r.db") as opened:
        for page, here in names.items():
            reading = reading_of(page)
            others = tuple(Actor(make_id("actor", "person", name), name, "person") for name in here)
            opened.write(replace(reading, actors=(*reading.actors, *others)))
    said = CliRunner().invoke(app, ["actors", "alike", str(tmp_path / "r.db")]).output
    assert "Waldstein [" in said and "is perhaps Anton Waldstein" in said
    command = next(line.split() for line in said.splitlines() if line.strip().startswith("onrecord actors merge"))
    assert CliRunner().invoke(app, [*command[1:], "--by", "eve"]).exit_code == 0
    assert "nobody" in CliRunner().invoke(app, ["actors", "alike", str(tmp_path / "r.db")]).output
