"""The API: every view as JSON under ``/api/``, and the document that describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.web.access import Access
from onrecord.web.answers import json_answer
from onrecord.web.ask import ask_of
from onrecord.web.openapi import description
from onrecord.web.views import VIEWS, View


def routes() -> list[Route]:
    """Routes of the API."""
    made = [Route("/api/openapi.json", describe, name="openapi")]
    for view in VIEWS:
        path = view.path or "overview"
        made.append(Route(f"/api/{path}", _json(view), name=f"api_{view.name}"))
    return made


def describe(request: Request) -> Response:
    """The OpenAPI document."""
    return json_answer(description())


def _value(request: Request, view: View) -> Any:
    access: Access = request.app.state.access
    ask = ask_of(request.query_params, request.path_params.get("id", ""))
    with access.browse() as browse:
        return view.make(browse, ask)


def _json(view: View) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return json_answer(_value(request, view))

    return endpoint
