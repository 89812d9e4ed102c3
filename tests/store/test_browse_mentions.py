"""What lies open between namesakes is shown with both of them, and nobody is put in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from readings_by_hand import reading_of
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.cli.lines import document_lines, identity_lines
from onrecord.errors import NotFound
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


def test_a_choice_stands_for_all_places_and_is_taken_back(tied: Record) -> None:
    document = tied.browse.document("tied.txt").line.id
    assert tied.choose(document, "Ren", OLOF.id, by="eve", at="2026-01-02") >= 1
    view = tied.browse.document("tied.txt")
    assert view.ties == () and {m.actor_name for m in view.mentions} >= {"Olof Ren"}
    assert [told.open for told in tied.browse.actor("Ana Ren").identity.told] == [0]
    tied.choose(document, "Ren", "", by="eve", at="2026-01-03")
    assert len(tied.browse.document("tied.txt").ties) == 1


def test_a_choice_makes_a_statement_the_chosen_ones(tied: Record) -> None:
    reading = reading_of("tied")
    name, state = reading.mentions
    tie = Mention(name.start + 5, name.end, "name", None, (ANA.id, OLOF.id))
    said = replace(reading.attributions[0], speaker=None, source=((tie.start, tie.end),))
    actors = (*reading.actors, ANA, OLOF)
    tied.write(replace(reading, mentions=(tie, state), attributions=(said, *reading.attributions[1:]), actors=actors))
    tied.choose(reading.document.id, "Ren", ANA.id, by="eve", at="2026-01-02")
    assert tied.browse.entry(said.id).actor.id == ANA.id
    tied.choose(reading.document.id, "Ren", "", by="eve", at="2026-01-03")
    assert tied.browse.entry(said.id).actor.id is None


def test_a_choice_survives_a_reading_that_says_who_it_is(tied: Record) -> None:
    document = tied.browse.document("tied.txt").line.id
    tied.choose(document, "Ren", OLOF.id, by="eve", at="2026-01-02")
    reading = reading_of("tied")
    name, state = reading.mentions
    newer = Mention(name.start + 5, name.end, "name", ANA.id)
    tied.write(replace(reading, mentions=(newer, state), actors=(*reading.actors, ANA, OLOF)))
    assert "Olof Ren" in {m.actor_name for m in tied.browse.document("tied.txt").mentions}


@pytest.mark.parametrize(("words", "actor"), [("Lind", OLOF.id), ("Ren", "actor-of-nobody")])
def test_only_what_lies_open_is_chosen_and_only_one_of_them(tied: Record, words: str, actor: str) -> None:
    document = tied.browse.document("tied.txt").line.id
    with pytest.raises(NotFound):
        tied.choose(document, words, actor, by="eve", at="2026-01-02")


def test_choosing_from_the_command_line(tied: Record) -> None:
    run = CliRunner().invoke
    done = run(app, ["actors", "choose", str(tied.path), "tied.txt", "Ren", "Olof Ren", "--by", "eve"])
    assert done.exit_code == 0 and "take it back" in done.output
    assert tied.browse.document("tied.txt").ties == ()
    undone = run(app, ["actors", "choose", str(tied.path), "tied.txt", "Ren", "--undo", "--by", "eve"])
    assert undone.exit_code == 0 and len(tied.browse.document("tied.txt").ties) == 1
