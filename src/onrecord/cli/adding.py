"""``onrecord judge add`` and ``withdraw``: a move that the machine missed, by a person's word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.saying import moment, speaker
from onrecord.errors import InputError

RecordPath = Annotated[Path, typer.Argument(help="The record.", metavar="RECORD")]
Why = Annotated[str, typer.Option("--why", help="The reason.")]
By = Annotated[str | None, typer.Option("--by", help="Who says so; your user name by default.")]


def add(
    record: RecordPath,
    document: Annotated[str, typer.Argument(help="The document: its id, or the end of its file's name.")],
    words: Annotated[str, typer.Option("--words", help="The words that tell the move, as the text has them.")],
    type: Annotated[str, typer.Option("--type", help="The type of the move: accuse, deny, demand, …")],
    trigger: Annotated[str, typer.Option("--trigger", help="Those of the words that name the move.")] = "",
    actor: Annotated[str, typer.Option("--actor", help="Who makes it: a name, an id, or a state.")] = "",
    recipient: Annotated[str, typer.Option("--recipient", help="Whom it meets, likewise.")] = "",
    status: Annotated[str, typer.Option("--status", help="done, alleged, denied, planned or conditional.")] = "done",
    date: Annotated[str, typer.Option("--date", help="When: 2021-09-10, 2021-09 or 2021; unknown by default.")] = "",
    why: Why = "",
    by: By = None,
) -> None:
    """Add a move that the machine missed; it is a row like any other, in your name, and can be withdrawn."""
    from onrecord.run.linking import link_record
    from onrecord.store import Record
    from onrecord.store.added_values import AddedMove
    from onrecord.store.adding import party_of

    with Record.open(record) as opened:
        view = opened.browse.document(document)
        start = _only_place(view.text, words)
        (one, one_side), (other, other_side) = (party_of(opened.connection, who) for who in (actor, recipient))
        move = AddedMove(
            view.line.id, start, start + len(words), words, type, status, date, one_side, other_side, trigger
        )
        made = opened.add_move(move, one, other, (why, speaker(by), moment()))
        link_record(opened)
    print(f"{made}: {type} added to {view.line.locator}")


def withdraw(
    record: RecordPath,
    move: Annotated[str, typer.Argument(help="The id of the move that a person added.")],
    why: Why = "",
    by: By = None,
) -> None:
    """Take back a move that a person added, with all that was said of it."""
    from onrecord.run.linking import link_record
    from onrecord.store import Record

    with Record.open(record) as opened:
        opened.withdraw_move(move, (why, speaker(by), moment()))
        link_record(opened)
    print(f"{move}: withdrawn")


def _only_place(text: str, words: str) -> int:
    """Where some words stand in a text, in which they must stand once."""
    count = text.count(words) if words.strip() else 0
    if count != 1:
        found = f"stand there {count} times; give more of the sentence" if count else "do not stand there as they are"
        raise InputError(f"--words “{words[:60]}”: they {found}")
    return text.index(words)
