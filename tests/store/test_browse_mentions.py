"""What lies open between namesakes is shown with both of them, and nobody is put in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from readings_by_hand import reading_of

from onrecord.cli.lines import document_lines, identity_lines
from onrecord.ids import make_id
from onrecord.model import Actor, Mention
from onrecord.store import Record
from onrecord.web.marks import blocks

ANA, OLOF = (Actor(make_id("actor", "person", name), name, "person", "NOR") for name in ("Ana Ren", "Olof Ren"))


@pytest.fixture
def tied(tmp_path: Path) -> Iterator[Record]:
    reading = reading_of("tied")
    name, state = reading.mentions
    tie = Mention(name.start + 5, name.end, "name", None, (ANA.id, OLOF.id))
    with Record.create_or_open(tmp_path / "r.db") as opened:
        opened.write(replace(reading, mentions=(tie, state), actors=(*reading.actors, ANA, OLOF)))
        yield opened


def test_tie_names_both_and_its_place(tied: Record) -> None:
    view = tied.browse.document("tied.txt")
    (tie,) = view.ties
    assert (tie.words, tie.who) == ("Ren", "Ana Ren (NOR) or Olof Ren (NOR)")
    assert [view.text[start:end] for start, end in tie.places] == ["Ren"]
    assert "“Ren” is left open between Ana Ren (NOR) or Olof Ren (NOR) (1 place)" in "\n".join(document_lines(view))
    pieces = [piece for fold in blocks(view, None) for block in fold.blocks for piece in block.pieces]
    (open_piece,) = [piece for piece in pieces if "on-tie" in piece.classes]
    assert open_piece.text == "Ren" and open_piece.words == "left open: Ana Ren (NOR) or Olof Ren (NOR)"


def test_actor_tells_where_it_may_be_meant(tied: Record) -> None:
    identity = tied.browse.actor("Ana Ren").identity
    assert [told.open for told in identity.told] == [1]
    assert any("in 1 place it or a namesake may be meant" in line for line in identity_lines(identity))


def test_candidates_that_a_person_merged_are_a_tie_no_more(tied: Record) -> None:
    tied.judge("actors", ANA.id, "merge", value=OLOF.id, by="eve", at="2026-01-02")
    assert tied.browse.document("tied.txt").ties == ()
