"""``onrecord judge``: a person's word over a row; and judgements out, in, and set beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord.cli.adding import add, withdraw
from onrecord.cli.counting import number_of
from onrecord.cli.saying import moment, speaker
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.store import Record

RecordPath = Annotated[Path, typer.Argument(help="The record.", metavar="RECORD")]
CONFLICTS_SHOWN = 20
_ROW = "row"


class WithRow(TyperGroup):
    """Takes ``judge RECORD TARGET ID VERDICT`` for ``judge row …``: what is no command of its own is a record."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = [_ROW, *args]
        return super().parse_args(ctx, args)


judge = typer.Typer(
    cls=WithRow,
    help="Judge a row (onrecord judge RECORD TARGET ID VERDICT); add a move that was missed, withdraw it; "
    "export, import and compare judgements.",
    no_args_is_help=True,
)


@judge.command(_ROW)
def row(
    record: RecordPath,
    target: Annotated[
        str,
        typer.Argument(
            help="The table: moves, attributions, actors, documents, stories, threads, open_items; move_answers for "
            "which move answers which."
        ),
    ],
    target_id: Annotated[str, typer.Argument(help="The row's id; of move_answers both moves: ANSWER:ANSWERED.")],
    verdict: Annotated[
        str,
        typer.Argument(
            help="right, wrong, undo; date; of moves type, status, actor, recipient; of attributions speaker; "
            "of actors name, side, merge, split; of move_answers answers."
        ),
    ],
    value: Annotated[
        str,
        typer.Option(
            "--value",
            help="What it ought to be: a date (2021-09-10, 2021-09, 2021), a type, a status, a name, a side "
            "(RUS), the id of an actor; of split, the ids of documents; of answers, how: denies, rejects, accepts, "
            "retaliates, supports, fulfils, repeats.",
        ),
    ] = "",
    why: Annotated[str, typer.Option("--why", help="The reason.")] = "",
    by: Annotated[str | None, typer.Option("--by", help="Who judges; your user name by default.")] = None,
) -> None:
    """Add a judgement over a row; the machine's row stays as it was (the web page lists all under /judge)."""
    from onrecord.run.judged_links import link_judged
    from onrecord.store import Record

    with Record.open(record) as opened:
        made = opened.judge(target, target_id, verdict, value=value, reason=why, by=speaker(by), at=moment())
        link_judged(opened)
    print(f"judgement {made}: {target} {target_id} is {verdict}{f' {value}' if value else ''}")


judge.command("add")(add)
judge.command("withdraw")(withdraw)


@judge.command("export")
def export(
    record: RecordPath, out: Annotated[Path, typer.Option("--out", help="The file to write: lines of JSON.")]
) -> None:
    """Write all judgements of a record to a file that another record of the same pages can take in."""
    from onrecord.store import Record
    from onrecord.store.judgement_files import judgement_lines

    with Record.open(record, read_only=True) as opened:
        lines = list(judgement_lines(opened.connection))
    try:
        out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror}); name another --out") from error
    print(f"{out}: {number_of(len(lines), 'line')}")


@judge.command("import")
def take_in(
    record: RecordPath,
    file: Annotated[Path, typer.Argument(help="What `onrecord judge export` wrote.", metavar="FILE")],
) -> None:
    """Take in another person's judgements; show on which rows you differ, and how far you agree."""
    from onrecord.store import Record

    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error}); give what `onrecord judge export` wrote") from error
    with Record.open(record) as opened:
        merged = opened.merge_judgements(lines, str(file))
        print(f"{record}: {merged.taken} judgements taken, {merged.known} were known")
        if merged.elsewhere:
            print(f"{merged.elsewhere} of them are over rows that this record does not hold (yet)")
        _print_agreement(opened)


@judge.command("compare")
def compare(record: RecordPath) -> None:
    """Show the rows on which judges differ, and how far each two agree."""
    from onrecord.store import Record

    with Record.open(record, read_only=True) as opened:
        _print_agreement(opened)


def _print_agreement(opened: Record) -> None:
    from onrecord.store.agreement import agreements, conflicts

    differing = conflicts(opened.connection)
    for item in differing[:CONFLICTS_SHOWN]:
        words = ", ".join(f"{by}: {word or '(none)'}" for by, word in item.words)
        print(f"conflict  {item.target} {item.target_id}, {item.field}: {words}")
    if len(differing) > CONFLICTS_SHOWN:
        print(f"and {len(differing) - CONFLICTS_SHOWN} conflicts more")
    for pair in agreements(opened.connection):
        kappa = "kappa not defined (one label only)" if pair.kappa is None else f"Cohen's kappa {pair.kappa:.2f}"
        print(f"{pair.one} and {pair.other}, {pair.field}: {pair.rows} rows, agree on {pair.raw:.0%}, {kappa}")
    if not differing:
        print("no conflicts")
