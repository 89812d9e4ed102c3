"""The addresses that a person opens: every view as HTML, the kept page as plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from onrecord.errors import NotFound
from onrecord.store.browse import Browse, Filters
from onrecord.store.browse_rows import Entry
from onrecord.store.browse_stories import StoryView
from onrecord.web import chart, labels, ladder, periods
from onrecord.web.access import Access
from onrecord.web.ask import Ask, ask_of
from onrecord.web.chart_shapes import Chart
from onrecord.web.forms import form_values, keep_secret
from onrecord.web.frame import render
from onrecord.web.marks import blocks
from onrecord.web.views import VIEWS, View

MAX_SHOWN = 400_000
"""Characters of a kept page that are shown; the whole of it can be downloaded."""


DRAWN_LATER = 10_000
"""Rows from which a narrowed chart is counted after its screen has been answered."""


def routes() -> list[Route]:
    """Routes of all screens."""
    made = [Route(f"/{view.path}", _screen(view), name=view.name) for view in VIEWS if view.screen]
    made.append(Route("/chart", chart_screen, name="chart"))
    made.append(Route("/page/{id}", kept_page, name="page"))
    made.append(Route("/page/{id}/bytes", page_bytes, name="page_bytes"))
    return made


def page_of(request: Request, template: str, values: dict[str, Any], status: int = 200) -> HTMLResponse:
    """A template in the common frame: the record's name, the sides' colours, whether judging is possible."""
    access: Access = request.app.state.access
    frame = {
        "record_name": access.path.name,
        "read_only": access.read_only,
        "query": dict(request.query_params),
        "path": request.url.path,
        "screen": template.removesuffix(".html"),
        "colours": {},
        "names": {},
        "sides": (),
        "asked": {},
        "missed": None,
    }
    return HTMLResponse(render(template, frame | values), status)


def shared(access: Access, browse: Browse) -> dict[str, Any]:
    """What most screens need of the whole record, kept until the file changes."""
    sides = access.kept("sides", browse.sides)
    return {
        "sides": sides,
        "colours": labels.side_colours(sides),
        "names": {line.code: line.name for line in sides},
        "outlets": access.kept("outlets", browse.outlets),
    }


def _screen(view: View) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        access: Access = request.app.state.access
        ask = ask_of(request.query_params, request.path_params.get("id", ""))
        with access.browse() as browse:
            value = _made(access, browse, view, ask)
            values = {"view": value, "ask": ask, "asked": _asked(browse, ask)} | shared(access, browse)
            values |= _extras(access, browse, view, ask, value)
        forms = view.name == "document" and not access.read_only and (value.ties or values["choices"])
        values |= form_values(request) if forms else {}
        answer = page_of(request, f"{view.name}.html", values)
        if forms:
            keep_secret(answer, values["secret"])
        return answer

    return endpoint


def _asked(browse: Browse, ask: Ask) -> dict[str, str]:
    """The names of actors that the filters name by id."""
    given = (ask.filters.actor, ask.filters.recipient, ask.filters.voice)
    return browse.names_of(tuple(key for key in given if key))


def _made(access: Access, browse: Browse, view: View, ask: Ask) -> Any:
    """The view's value; what counts the whole record is kept."""
    if view.name in ("overview", "network"):
        return access.kept((view.name, ask), lambda: view.make(browse, ask))
    return view.make(browse, ask)


def _extras(access: Access, browse: Browse, view: View, ask: Ask, value: Any) -> dict[str, Any]:
    """What only the screen of a view shows, beside the view."""
    if view.name in ("overview", "timeline"):
        rows = value.fitting if view.name == "overview" else value.total
        if rows > DRAWN_LATER and ask.filters != Filters():
            return {"chart": None, "later": rows}
        return {"chart": _kept_chart(access, browse, ask.filters), "later": 0}
    if view.name == "document":
        answered = browse.answered(tuple(entry.id for entry in value.moves))
        return {"folds": blocks(value, ask.mark), "choices": browse.choices(value), "answered": answered}
    if view.name == "judge":
        return {"meant": browse.names_of(tuple({one.value for one in value.log.rows if one.value}))}
    if view.name == "thread":
        return {"periods": ladder.periods(value.rungs)}
    if view.name == "story":
        return {"heads": _heads(browse, value)}
    return {}


def _heads(browse: Browse, story: StoryView) -> dict[str, Entry]:
    """The move of each row of a story's table that is one, as the first account tells it."""
    moves = {row.id: cell.move_id for row in story.rows if row.kind == "move"
             for cell in reversed(row.cells) if cell and cell.move_id}  # fmt: skip
    entries = browse.entries(tuple(moves.values()))
    return {row: entries[move] for row, move in moves.items() if move in entries}


def chart_screen(request: Request) -> Response:
    """The chart alone, for a screen that did not wait for it."""
    access: Access = request.app.state.access
    ask = ask_of(request.query_params)
    with access.browse() as browse:
        values = shared(access, browse) | {"chart": _kept_chart(access, browse, ask.filters), "ask": ask}
    return page_of(request, "chart.html", values)


def _kept_chart(access: Access, browse: Browse, filters: Filters) -> Chart | None:
    return access.kept(("chart", filters), lambda: _chart(access, browse, filters))


def _chart(access: Access, browse: Browse, filters: Filters) -> Chart | None:
    """The chart of a timeline, as fine as its span allows, but so coarse that it holds most of what can be placed."""
    sides = tuple(line.code for line in access.kept("sides", browse.sides))
    months = browse.drawn_bars(filters, width=7)
    widths = periods.widths(chart.width_for(months), filters.since or "", filters.until or "")
    bars = ((width, months if width == 7 else browse.drawn_bars(filters, width=width)) for width in widths)
    return chart.choose(bars, sides)


def kept_page(request: Request) -> Response:
    """The page as crawled, as escaped text: nothing of it runs."""
    access: Access = request.app.state.access
    ask = ask_of(request.query_params, request.path_params["id"])
    with access.browse() as browse:
        page = browse.page(ask.id)
        document = request.query_params.get("document", "")
        span = browse.span_bytes(document, *ask.mark) if ask.mark and document else None
    content = page.content or b""
    pieces = _page_pieces(content, page.charset or "utf-8", span)
    return page_of(request, "page.html", {"page": page, "pieces": pieces, "cut_at": MAX_SHOWN})


def _page_pieces(content: bytes, charset: str, span: tuple[int, int] | None) -> tuple[str, str, str]:
    """The page's source before, in and after a range of bytes, no more of it than can be shown."""
    try:
        "".encode(charset)
    except LookupError:
        charset = "utf-8"
    start, end = span or (0, 0)
    first = max(0, start - MAX_SHOWN // 2)
    cuts = (content[first:start], content[start:end], content[end : end + MAX_SHOWN])
    before, inside, after = (piece.decode(charset, "replace") for piece in cuts)
    return before, inside, after


def page_bytes(request: Request) -> Response:
    """The page's bytes as a file to keep, never as something that a browser shows."""
    access: Access = request.app.state.access
    with access.browse() as browse:
        page = browse.page(request.path_params["id"])
    if page.content is None:
        raise NotFound("the record keeps this page's digest, not its bytes; read it again without leaving pages out")
    headers = {"Content-Disposition": f'attachment; filename="{page.sha256[:16]}.bin"'}
    return Response(page.content, media_type="application/octet-stream", headers=headers)
