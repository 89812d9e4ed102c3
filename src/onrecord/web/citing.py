"""The addresses of citations: of a sentence, by the entry that stands in it, and of a view, by its address.

Each has a page with all three ways, and a file a way. A view is cited with the day on which it was looked at, for a
record grows.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from onrecord.errors import NotFound
from onrecord.store.browse import Browse
from onrecord.web import cite
from onrecord.web.access import Access
from onrecord.web.answers import json_answer, json_text
from onrecord.web.ask import BadAsk, ask_of
from onrecord.web.frame import place
from onrecord.web.screens import page_of, shared
from onrecord.web.views import VIEWS, title_of

MEDIA = {"txt": "text/plain", "ris": "application/x-research-info-systems"}
MAX_ADDRESS = 2_000


def routes() -> list[Route]:
    """Routes of the citations."""
    return [
        Route("/cite/{id}", entry_screen, name="cite"),
        Route("/cite/{id}/{form}", entry_file, name="cite_file"),
        Route("/citation", view_screen, name="citation"),
        Route("/citation/{form}", view_file, name="citation_file"),
    ]


def entry_screen(request: Request) -> Response:
    """All ways to cite an entry, on one page."""
    access: Access = request.app.state.access
    with access.browse() as browse:
        entry, forms = _of_entry(request, browse)
        frame = shared(access, browse)
    values = {"entry": entry, "forms": _shown(forms), "file": f"/cite/{quote(entry.id, safe='')}/", "query_of": ""}
    return page_of(request, "cite.html", frame | values)


def entry_file(request: Request) -> Response:
    """One way to cite an entry, as a file."""
    access: Access = request.app.state.access
    with access.browse() as browse:
        entry, forms = _of_entry(request, browse)
    return _file(request.path_params["form"], forms, entry.id)


def view_screen(request: Request) -> Response:
    """All ways to cite a view, on one page."""
    access: Access = request.app.state.access
    with access.browse() as browse:
        forms = _of_view(request, access, browse)
        frame = shared(access, browse)
    address = _asked(request)
    values = {"entry": None, "cited": address, "forms": _shown(forms), "file": "/citation/"}
    return page_of(request, "cite.html", frame | values | {"query_of": f"?of={quote(address, safe='')}"})


def view_file(request: Request) -> Response:
    """One way to cite a view, as a file."""
    access: Access = request.app.state.access
    with access.browse() as browse:
        forms = _of_view(request, access, browse)
    return _file(request.path_params["form"], forms, "view")


def _of_entry(request: Request, browse: Browse) -> tuple[Any, dict[str, Any]]:
    entry = browse.entry(request.path_params["id"])
    view = browse.document(entry.document_id)
    address = _base(request) + place(entry.document_id, entry.start, entry.end)
    made = {"txt": cite.as_text, "ris": cite.as_ris, "json": cite.as_annotation}
    return entry, {form: make(entry, view, address) for form, make in made.items()}


def _of_view(request: Request, access: Access, browse: Browse) -> dict[str, Any]:
    """The citations of the view at an address of this server."""
    asked = _asked(request)
    parts = urlsplit(asked)
    for view in VIEWS:
        found = re.fullmatch("/" + re.escape(view.path).replace(re.escape("{id}"), "([^/]+)"), parts.path)
        if found and view.screen:
            query = dict(parse_qsl(parts.query, max_num_fields=40))
            ask = ask_of(query, unquote(found[1]) if found.groups() else "")
            title = title_of(view, view.make(browse, ask))
            seen = cite.Seen(title, access.path.name, _base(request) + asked, datetime.now(UTC).date().isoformat())
            return {"txt": cite.view_text(seen), "ris": cite.view_ris(seen), "json": cite.view_annotation(seen)}
    raise NotFound(f'no view stands at "{asked[:80]}"; cite a view from its own page')


def _asked(request: Request) -> str:
    """The address to be cited, without its host."""
    asked = request.query_params.get("of", "")
    if not asked.startswith("/") or len(asked) > MAX_ADDRESS or not asked.isprintable():
        raise BadAsk("of is no address of a view; cite a view from its own page")
    return asked


def _file(form: str, forms: dict[str, Any], name: str) -> Response:
    if form not in forms:
        raise NotFound(f'no citation is made as "{form}"; known: {", ".join(forms)}')
    if form == "json":
        return json_answer(forms[form])
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return PlainTextResponse(forms[form], media_type=MEDIA[form], headers=headers)


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _shown(forms: dict[str, Any]) -> dict[str, str]:
    """Citations as text to read."""
    return {form: made if isinstance(made, str) else json_text(made, indent=True) for form, made in forms.items()}
