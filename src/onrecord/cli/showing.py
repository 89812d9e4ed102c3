"""``onrecord show …`` and ``onrecord search``: a record as text that a reporter would want to read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.counting import number_of
from onrecord.errors import InputError, NotFound

if TYPE_CHECKING:
    from onrecord.store.browse import Browse
    from onrecord.store.browse_rows import Listing

show = typer.Typer(
    help="Print the timeline, a story, a thread, an actor, a document, what is open.", no_args_is_help=True
)

RecordPath = Annotated[Path, typer.Argument(help="The record.", metavar="RECORD")]
MOST_ROWS = 1_000_000
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST_ROWS, help="Rows at most.")]
Least = Annotated[float, typer.Option("--least", min=0, max=1, help="The least score; under .5 a row is doubtful.")]
Which = Annotated[str | None, typer.Argument(help="Which one: an id, the beginning of an id, or a name.")]

QUOTE = '"'
UNCLOSED = "; the quotation mark is not closed, so that all words after it were taken for one phrase"
# A plural whose singular is more than a letter shorter.
ONE = {"stories": "story", "moves and statements": "move or statement"}


@contextmanager
def _browse(path: Path, lists: str = "") -> Iterator[Browse]:
    """What answers; where it is asked for something that is not there, ``lists`` is the command that lists them."""
    from onrecord.store import Record
    from onrecord.store.browse import Browse

    with Record.open(path, read_only=True) as record:
        try:
            yield Browse(record.connection)
        except NotFound as error:
            if not lists or not error.listed:
                raise
            raise NotFound(f"{error.told}; `onrecord show {lists} {path}` lists all with their ids") from error


@show.command()
def timeline(
    record: RecordPath,
    actor: Annotated[str | None, typer.Option("--actor", help="A name or an id, on either end.")] = None,
    side: Annotated[str | None, typer.Option("--side", help="A state (RUS or Russia) or an organisation.")] = None,
    type: Annotated[str | None, typer.Option("--type", help="accuse, deny, demand, offer, expel, …")] = None,
    status: Annotated[str | None, typer.Option("--status", help="done, alleged, denied, planned, conditional.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="The outlet that tells it.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="2021, 2021-09 or 2021-09-10: what may be of that time or later.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Likewise: what may be of that time or earlier.")] = None,
    statements: Annotated[bool, typer.Option("--statements", help="Show statements beside moves.")] = False,
    least: Least = 0,
    limit: Limit = 1000,
) -> None:
    """Moves in order of when they were made, each with who told it and the sentence."""
    from onrecord.cli import lines
    from onrecord.store.browse_rows import Filters
    from onrecord.store.browse_wanted import understood_filters

    kind = None if statements else "move"
    filters = Filters(
        kind=kind, actor=actor, side=side, type=type, status=status, outlet=outlet, since=since, until=until,
        least=str(least) if least else None,
    )  # fmt: skip
    with _browse(record) as browse:
        found = browse.timeline(understood_filters(browse, filters), limit=limit)
        held = browse.total(Filters(kind=kind)) if not found.total else 0
    for words in lines.together_lines(found):
        print(words)
    _print_end(found, "moves" if kind else "moves and statements", held)


@show.command()
def document(record: RecordPath, which: Which = None, limit: Limit = 100) -> None:
    """A document with its date, its segments and what was found in it; without a name, the list of documents."""
    from onrecord.cli import lines

    with _browse(record, "document") as browse:
        if which is None:
            found = browse.documents(limit=limit)
            for line in found:
                print(lines.document_line(line))
            _print_end(found, "documents")
            return
        print("\n".join(lines.document_lines(browse.document(which))))


@show.command()
def actor(record: RecordPath, which: Which = None, limit: Limit = 100) -> None:
    """An actor with offices, moves and statements; without a name, the list of actors."""
    from onrecord.cli import lines
    from onrecord.store.browse_rows import Filters

    with _browse(record, "actor") as browse:
        if which is None:
            found = browse.actors(limit=limit)
            for line in found:
                side = f" ({line.side})" if line.side else ""
                counts = f"{number_of(line.moves, 'move')}, {number_of(line.statements, 'statement')}"
                print(f"{line.name}{side}, {line.kind}: {counts}  [{line.id}]")
            _print_end(found, "actors")
            return
        view = browse.actor(which)
        side = f" ({view.line.side})" if view.line.side else ""
        print(f"{view.line.name}{side}, {view.line.kind}  [{view.line.id}]")
        if view.names:
            print(f"    named as {', '.join(view.names)}")
        for office in view.offices:
            print(f"    {office.title}: {office.since or '?'} to {office.until or '?'}  ({office.origin})")
        for words in lines.identity_lines(view.identity):
            print(words)
        for words in lines.together_lines(browse.timeline(Filters(actor=view.line.id), limit=limit)):
            print(words)


@show.command()
def story(record: RecordPath, which: Which = None, limit: Limit = 100) -> None:
    """A story as its outlets tell it, side by side; without a name, the list of stories."""
    from onrecord.cli import lines

    with _browse(record, "story") as browse:
        if which is None:
            found = browse.stories(limit=limit)
            for line in found:
                print(lines.story_line(line))
            _print_end(found, "stories")
            return
        view = browse.story(which)
    if view.merged:
        print(view.merged)
    print(lines.story_line(view.line))
    said = {date.document_id: date.line for date in view.dates}
    for document in view.documents:
        print(f"    {lines.document_line(document)}")
        if document.id in said:
            print(f"        {said[document.id]}")
    outlets = tuple(account.outlet for account in view.accounts)
    for row in view.rows:
        print("\n".join(lines.story_row(row, outlets)))


@show.command()
def thread(record: RecordPath, which: Which = None, limit: Limit = 100, least: Least = 0) -> None:
    """A thread: who moved, who answered, what is open; without a name, the list of threads."""
    from onrecord.cli import lines
    from onrecord.store.browse_links import Stretch

    with _browse(record, "thread") as browse:
        if which is None:
            found = browse.threads(limit=limit, least=least)
            for line in found:
                print(lines.thread_line(line))
            _print_end(found, "threads")
            return
        view = browse.thread(which, Stretch(least=least))
    print(lines.thread_line(view.line))
    names = {rung.entry.id: lines.rung_name(rung.entry) for rung in view.rungs}
    for rung in view.rungs:
        print("\n".join(lines.rung_lines(rung, names)))
    if view.below:
        print(f"{view.below} of a lower score left out")
    print(view.coverage)


@show.command("open")
def open_items(
    record: RecordPath,
    state: Annotated[
        str,
        typer.Option(
            "--state",
            help="unanswered, denied, 'denied in general', admitted, accepted, refused, fulfilled, withdrawn, "
            "superseded; 'all' for all.",
        ),
    ] = "unanswered",
    limit: Limit = 100,
    least: Least = 0,
) -> None:
    """Accusations, demands, offers and pledges that nothing in the record answers, or what became of them."""
    from onrecord.cli import lines
    from onrecord.store.browse_wanted import checked_state

    with _browse(record) as browse:
        found = browse.open_items(state=checked_state(state), limit=limit, least=least)
        held = browse.open_items(state=None, limit=1).total if not found.total else 0
    for item in found:
        print("\n".join(lines.open_lines(item)))
    _print_end(found, "open items", held)


def search(
    record: RecordPath,
    query: Annotated[str, typer.Argument(help="Words; a phrase in quotation marks.")],
    kind: Annotated[str | None, typer.Option("--kind", help="statement, move or document.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="The outlet.")] = None,
    limit: Limit = 20,
    least: Least = 0,
) -> None:
    """Statements, moves and documents that hold the words."""
    from onrecord.cli import lines
    from onrecord.store.browse_query import terms
    from onrecord.store.browse_wanted import understood_outlet

    if kind not in (None, "statement", "move", "document"):
        raise InputError(f'--kind "{kind}": no such kind; known: statement, move, document')
    if not terms(query)[0]:
        raise InputError(f'"{query}" names no word that must be there; give a word, or a phrase in quotation marks')
    with _browse(record) as browse:
        told, low = understood_outlet(browse, outlet), str(least) if least else None
        found = browse.search(query, limit=limit, kind=kind, outlet=told, least=low)
    for hit in found.hits:
        if hit.entry:
            print("\n".join(lines.entry_lines(hit.entry)))
        else:
            print(lines.document_line(hit.document))
            print(lines.quoted(hit.snippet))
    if not found.hits.total:
        print(f"nothing holds {query}{UNCLOSED if query.count(QUOTE) % 2 else ''}")
    else:
        _print_end(found.hits, "hits")


def _print_end(found: Listing[Any], what: str, held: int = 0) -> None:
    """How many there are, so that a short list is never taken for the whole; ``held`` by the record where none fits."""
    if held and not found.total:
        print(f"none of the {held} {what} of this record fits")
    elif not found.total:
        print(f"no {what} in this record")
    elif len(found) < found.total:
        print(f"{len(found)} of {found.total} {what}; --limit shows more")
    else:
        print(f"{found.total} {what if found.total > 1 else ONE.get(what, what.removesuffix('s'))}")
