"""A move that the machine missed is added and withdrawn from the command line."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.store import Record

Dispute = tuple[Path, dict[str, str]]


def test_move_is_added_shown_and_withdrawn(dispute: Dispute, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.write_bytes(dispute[0].read_bytes())

    def run(*words: str) -> str:
        answer = CliRunner().invoke(app, ["judge", *words])
        return f"{answer.output}{answer.exception or ''}"

    told = ["add", str(path), dispute[1]["wire"], "--type", "refuse", "--actor", "Norland", "--recipient", "Vesmark"]
    assert "do not stand there as they are" in run(*told, "--words", "never said")
    assert "stand there" in run(*told, "--words", "Norland")
    made = re.search(r"move-[0-9a-f]+", run(*told, "--words", "would not join an inspection", "--by", "eve"))
    assert made
    with Record.open(path) as record:
        entry = record.browse.entry(made[0])
        assert (entry.actor.name, entry.recipient.name, entry.basis) == ("Norland", "Vesmark", "person: eve")
        assert not record.needs_linking
    assert "withdrawn" in run("withdraw", str(path), made[0])
    assert "nobody added the move" in run("withdraw", str(path), dispute[1]["accuse"])
