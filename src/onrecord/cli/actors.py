"""``onrecord actors …``: who is known, newer lists of office holders, merging and splitting in a record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.saying import moment, speaker
from onrecord.errors import InputError, NotFound

if TYPE_CHECKING:
    from onrecord.store.browse import Browse
    from onrecord.store.browse_rows import ActorLine

actors = typer.Typer(
    help="Who is known, newer lists of office holders, merging and splitting actors.", no_args_is_help=True
)

RecordPath = Annotated[Path, typer.Argument(help="The record.", metavar="RECORD")]
Why = Annotated[str, typer.Option("--why", help="The reason.")]
By = Annotated[str | None, typer.Option("--by", help="Who judges; your user name by default.")]
MAX_BYTES = 64 * 1024 * 1024


@actors.command()
def update(
    file: Annotated[Path, typer.Argument(help="A CSV file; docs/how_to_add.md describes its columns.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check it and show the difference; keep nothing.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Keep the rows that hold, leave the others.")] = False,
) -> None:
    """Take a newer list of office holders and bodies; pages read from then on are read with it."""
    from onrecord import kept
    from onrecord.resolve import COLUMNS, Gazetteer, check, difference, key_of

    gazetteer = Gazetteer.load()
    checked = check(_rows(file), gazetteer, file.name)
    for fault in checked.faults:
        typer.echo(f"{file}, {fault}", err=True)
    if checked.faults and not skip_bad:
        count = len(checked.faults)
        raise InputError(f"{file}: {count} of its lines do not hold; mend them, or leave them out with --skip-bad")
    for line in difference(checked.rows, gazetteer):
        print(line)
    if dry_run:
        print("nothing was kept (--dry-run)")
        return
    rows = {key_of(row): row for row in (*kept.rows("actors.csv", COLUMNS), *checked.rows)}
    path = kept.write("actors.csv", COLUMNS, (rows[key] for key in sorted(rows)))
    print(f"{path}: {len(rows)} rows kept; `onrecord read PAGES --into RECORD --again` brings a record up to them")


@actors.command()
def forget() -> None:
    """Go back to the lists of the package."""
    from onrecord import kept

    gone = kept.forget("actors.csv")
    print("the list that you kept is removed" if gone else "no list is kept; nothing to remove")


@actors.command()
def known(name: Annotated[str, typer.Argument(help="A full name, a family name, or a body's name.")]) -> None:
    """What the lists know of a name, before any page is read."""
    from onrecord.resolve import Gazetteer

    found = Gazetteer.load().bearing(name)
    for party in found:
        side = f" ({party.side})" if party.side else ""
        print(f"{party.name}{side}, {party.kind}  [{party.wikidata or party.key}; {party.origin or 'states'}]")
        if party.names:
            print(f"    also {', '.join(party.names[:8])}")
        for term in party.terms:
            office = term.office
            print(
                f"    {office.title} ({office.side}): {office.since or '?'} to {office.until or '?'}  ({office.origin})"
            )
    if not found:
        raise NotFound(f'no list knows "{name}"; `onrecord actors update FILE` takes a list that does')


@actors.command()
def merge(
    record: RecordPath,
    one: Annotated[str, typer.Argument(help="The actor that is somebody else: an id or a name.")],
    other: Annotated[str, typer.Argument(help="Who it is: an id or a name.")],
    why: Why = "",
    by: By = None,
) -> None:
    """Say that one actor is another: every view then shows them as one."""
    first, second = _found(record, one), _found(record, other)
    if first.id == second.id:
        first = _namesake(record, one, other, second)
    made = _judge(record, first.id, "merge", second.id, why, by)
    print(f"{first.name} [{first.id}] is {second.name} [{second.id}]")
    _print_undo(record, first.id, made)


@actors.command()
def split(
    record: RecordPath,
    who: Annotated[str, typer.Argument(help="The actor: an id or a name.")],
    within: Annotated[list[str] | None, typer.Option("--in", help="A document in which it is somebody else.")] = None,
    name: Annotated[str, typer.Option("--name", help="What to call the one split off.")] = "",
    side: Annotated[str, typer.Option("--side", help="The side that the one split off acts for.")] = "",
    why: Why = "",
    by: By = None,
) -> None:
    """Say that in some documents an actor is somebody else; without --in, that it is merged with nobody."""
    key = _found(record, who).id if within else _merged(record, who)
    documents = [_document(record, item) for item in within or ()]
    made = _judge(record, key, "split", " ".join(documents), why, by)
    if documents:
        part = made.replace("judgement-", "actor-")
        for verdict, value in (("name", name), ("side", side)):
            if value:
                _judge(record, part, verdict, value, why, by)
        print(f"{_found(record, part).name} [{part}] in {len(documents)} documents, apart from [{key}]")
    else:
        print(f"{key} is itself")
    _print_undo(record, key, made)


@actors.command()
def choose(
    record: RecordPath,
    document: Annotated[str, typer.Argument(help="The document that leaves the words open: an id, path or title.")],
    words: Annotated[str, typer.Argument(help='The words as printed there: "Bush".')],
    who: Annotated[str, typer.Argument(help="Whom they mean: the id or the name of one that is shown.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the last choice over these words back.")] = False,
    why: Why = "",
    by: By = None,
) -> None:
    """Say whom a name means that a document leaves open between namesakes, and who said what it is the source of."""
    from onrecord.store import Record

    if undo == bool(who):
        raise InputError("name one of those between whom the words lie open, or give --undo")
    key, actor = _document(record, document), "" if undo else _candidate(record, document, words, who)
    with Record.open(record) as opened:
        rows = opened.choose(key, words, actor, reason=why, by=speaker(by), at=moment())
    print(f'"{words}" is {"left open again" if undo else f"{who} [{actor}]"} in {key} ({rows} rows)')
    if not undo:
        print(f"take it back: onrecord actors choose {record} {key} {quote(words)} --undo")


def _candidate(record: Path, document: str, words: str, who: str) -> str:
    """The id of the candidate of an id or name; another actor's, where none of them bears it."""
    with _opened(record) as browse:
        ties = [tie for tie in browse.document(document).ties if tie.words == " ".join(words.split())]
        named = {one.id for tie in ties for one in tie.candidates if one.id and who in (one.id, one.name)}
        return named.pop() if len(named) == 1 else browse.actor(who).line.id


def _rows(file: Path) -> list[Mapping[str | None, Any]]:
    """Lines of the file by its header."""
    from onrecord.resolve import COLUMNS

    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError(f"{file}: more than {MAX_BYTES // 2**20} MB; a list of actors is smaller; cut it up")
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); name a CSV file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = reader.fieldnames or []
    unknown = [column for column in header if column not in COLUMNS]
    if "name" not in header or unknown:
        what = f"does not know the column {unknown[0]!r}" if unknown else 'needs the column "name"'
        raise InputError(f"{file}: a list of actors {what}; its columns are {', '.join(COLUMNS)}")
    try:
        return list(reader)
    except csv.Error as error:
        raise InputError(f"{file}, line {reader.line_num}: not CSV ({error}); mend that line") from error


def _found(record: Path, wanted: str) -> ActorLine:
    with _opened(record) as browse:
        return browse.actor(wanted).line


def _namesake(record: Path, one: str, other: str, known: ActorLine) -> ActorLine:
    """Who else bears a name: "Barr" is first of all William Barr, but who merges the two means the other."""
    with _opened(record) as browse:
        others = [line for line in browse.bearers(one) if line.id != known.id]
    named = [line for line in others if line.name == one] or others
    if len(named) == 1:
        return named[0]
    listed = ", ".join(f"{line.name} [{line.id}]" for line in named[:5])
    which = f"of the others of that name say which by its id: {listed}" if named else "give the ids of two"
    raise InputError(f'"{one}" and "{other}" are one actor already ({known.id}); {which}')


def _merged(record: Path, wanted: str) -> str:
    """The id of an actor that was merged into another, by its own id or name."""
    with _opened(record) as browse:
        view = browse.actor(wanted)
    merged = {name.id for name in view.identity.merged if wanted in (name.id, name.name)}
    if len(merged) != 1:
        raise InputError(
            f'"{wanted}" was merged with nobody; name the documents in which {view.line.name} is somebody else (--in)'
            if not merged
            else f'"{wanted}" is the name of several that were merged: {", ".join(sorted(merged))}; give the id'
        )
    return merged.pop()


def _document(record: Path, wanted: str) -> str:
    with _opened(record) as browse:
        return browse.document(wanted).line.id


@contextmanager
def _opened(record: Path) -> Iterator[Browse]:
    from onrecord.store import Record

    with Record.open(record, read_only=True) as found:
        yield found.browse


def _judge(record: Path, key: str, verdict: str, value: str, why: str, by: str | None) -> str:
    from onrecord.store import Record

    with Record.open(record) as opened:
        return opened.judge("actors", key, verdict, value=value, reason=why, by=speaker(by), at=moment())


def _print_undo(record: Path, key: str, made: str) -> None:
    print(f"take it back: onrecord judge {record} actors {key} undo --value {made}")
