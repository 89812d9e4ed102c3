"""``onrecord forget``: a page or an actor removed for good, and kept from coming back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.saying import moment, speaker
from onrecord.errors import InputError, NotFound

if TYPE_CHECKING:
    from onrecord.store import Record


def forget(
    record: Annotated[Path, typer.Argument(help="The record.", metavar="RECORD")],
    what: Annotated[str, typer.Argument(help="A page (id or locator) or an actor (id or name).")],
    why: Annotated[str, typer.Option("--why", help="The reason; it is kept.")],
    by: Annotated[str | None, typer.Option("--by", help="Who removes it; your user name by default.")] = None,
) -> None:
    """Remove a page with all that was read from it, or an actor's rows; reading again does not bring them back."""
    from onrecord.run.linking import link_record
    from onrecord.store import Record

    if not why.strip():
        raise InputError("--why: a reason is needed; it stands in the record's table `forgotten` in place of the rows")
    now, who = moment(), speaker(by)
    with Record.open(record) as opened:
        pages, actors = _found(opened, what)
        gone = sum(opened.forget_page(page, why, who, now) for page in pages)
        gone += sum(opened.forget_actor(actor, why, who, now) for actor in actors)
        link_record(opened)
        opened.scrub()
    print(f"{record}: {', '.join((*pages, *actors))} forgotten, {gone} rows went")
    if actors:
        print("the name may still stand in the texts of pages; to remove those, forget the pages")


def _found(record: Record, what: str) -> tuple[list[str], list[str]]:
    """The page or the actor (with all that are merged into it) that is meant."""
    sql = "SELECT id FROM pages WHERE id = ?1 OR url = ?1"
    pages = {str(row[0]) for row in record.connection.execute(sql, (what,))}
    try:
        pages |= {record.browse.document(what).page_id}
    except NotFound as error:
        if "several" in str(error):
            raise
    actors = _actors(record, what)
    if pages and actors:
        raise InputError(f'"{what}" is a page ({min(pages)}) and an actor ({actors[0]}); give the id of one of them')
    if not pages and not actors:
        raise NotFound(f'no page and no actor has the id, locator or name "{what}"; the lists of both show them')
    return sorted(pages), list(actors)


def _actors(record: Record, what: str) -> tuple[str, ...]:
    """The one actor of an id or name, with those that were merged into it."""
    from onrecord.store.browse_sources import actor_ids, merged_ids

    found = actor_ids(record.connection, what)
    if len(found) > 1:
        raise InputError(f'"{what}" fits several actors ({", ".join(found[:5])}); give one of these ids')
    held = "SELECT 1 FROM actors WHERE id = ?"
    known = merged_ids(record.connection, found)
    return tuple(key for key in known if record.connection.execute(held, (key,)).fetchone())
