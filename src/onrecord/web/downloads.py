"""What a view shows as a file to keep: the whole list and not one page of it, as a sheet (CSV) or as JSON.

Rows are read in batches, each with a connection and a time of its own, and sent as they are read, so that neither a
long list nor a slow reader fills the memory. ``MAX_ROWS`` are the end; the page that offers the file says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from onrecord.web.access import Access
from onrecord.web.answers import json_text
from onrecord.web.ask import MAX_ROWS, Ask, ask_of
from onrecord.web.sheets import pieces
from onrecord.web.views import VIEWS, View

BATCH = 1_000


def routes() -> list[Route]:
    """Routes of the files."""
    made = []
    for view in VIEWS:
        path = view.path or "overview"
        made.append(Route(f"/json/{path}", _file(view, "json", json_file), name=f"json_{view.name}"))
        if view.rows:
            made.append(Route(f"/csv/{path}", _file(view, "csv", csv_file), name=f"csv_{view.name}"))
    return made


def csv_file(access: Access, view: View, ask: Ask) -> Iterator[str]:
    """A view's rows as pieces of a sheet."""
    assert view.rows
    yield "\ufeff"
    yield from pieces(view.rows(batch) for batch in batches(access, view, ask))


def json_file(access: Access, view: View, ask: Ask) -> Iterator[str]:
    """A view as pieces of one JSON text: of a list its rows, of anything else what the API gives."""
    found = batches(access, view, ask)
    if not view.pages:
        yield json_text(next(found))
        return
    before = '{"rows": ['
    for batch in found:
        for row in batch:
            yield before + json_text(row)
            before = ",\n"
    yield ("" if before == ",\n" else before) + "]}\n"


def batches(access: Access, view: View, ask: Ask) -> Iterator[Any]:
    """A view's list in stretches; of a view that is no list, the view. No connection stays open between them."""
    if not view.pages:
        with access.browse() as browse:
            whole = view.make(browse, ask)
        yield whole
        return
    offset: int | None = 0
    while offset is not None and offset < MAX_ROWS:
        with access.browse() as browse:
            found = view.pages(browse, replace(ask, limit=BATCH, offset=offset))
        yield found.rows[: MAX_ROWS - offset]
        offset = found.next_offset


def _file(view: View, form: str, make: Callable[[Access, View, Ask], Iterator[str]]) -> Callable[[Request], Response]:
    media = {"csv": "text/csv", "json": "application/json"}[form]

    def endpoint(request: Request) -> Response:
        ask = ask_of(request.query_params, request.path_params.get("id", ""))
        found = make(request.app.state.access, view, ask)
        # The first rows are read before the answer begins: what cannot be asked is still told as an error.
        begun = [piece for _, piece in zip(range(2), found, strict=False)]
        sent = (piece.encode("utf-8", "replace") for piece in chain(begun, found))
        headers = {"Content-Disposition": f'attachment; filename="{view.name}.{form}"'}
        return StreamingResponse(sent, media_type=media, headers=headers)

    return endpoint
