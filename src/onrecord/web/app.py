"""The web page of a record: the application with its addresses, its guard, and how errors are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from onrecord.errors import NotFound, OnrecordError
from onrecord.store import Record
from onrecord.web import add, api, citing, downloads, frame, judge, screens
from onrecord.web.access import Access, Relink
from onrecord.web.answers import json_answer
from onrecord.web.ask import BadAsk
from onrecord.web.guard import LOOPBACK, Guard


def create_app(
    record_path: str | Path,
    *,
    read_only: bool = False,
    token: str | None = None,
    hosts: tuple[str, ...] | None = LOOPBACK,
    relink: Relink | None = None,
) -> Starlette:
    """The application over a record. ``hosts`` are the names that it answers to; None, which needs a token, is any.

    ``relink`` links threads of which a link was judged; without it that waits until pages are read.
    """
    if hosts is None and token is None:
        raise ValueError("a page that answers to any host needs a token")
    path = Path(record_path)
    Record.open(path, read_only=True).close()  # A file that is no record is told at once, not at the first request.
    frame.warm()
    static = Mount("/static", StaticFiles(packages=[("onrecord.web", "static")]), name="static")
    app = Starlette(
        routes=[
            *judge.routes(),
            *add.routes(),
            *citing.routes(),
            *screens.routes(),
            *api.routes(),
            *downloads.routes(),
            static,
        ],
        middleware=[Middleware(Guard, hosts=hosts, token=token)],
        exception_handlers={
            NotFound: _told(404, "Not in this record"),
            BadAsk: _told(400, "This cannot be asked"),
            OnrecordError: _told(500, "The record cannot be read"),
            sqlite3.OperationalError: _told(503, "This took too long"),
            HTTPException: _http_error,
        },
    )
    app.state.access = Access(path, read_only=read_only, relink=relink)
    return app


def _told(status: int, title: str) -> Callable[[Request, Exception], Response]:
    """A handler that tells an error in a sentence, as a page or as JSON."""

    def handler(request: Request, error: Exception) -> Response:
        words, missed = str(error), error if isinstance(error, NotFound) else None
        if isinstance(error, sqlite3.OperationalError):
            if not any(cause in words for cause in ("interrupted", "locked", "busy")):
                raise error  # The record is not as this version knows it: no wait will help.
            words = "The question was given up, or the record is being written. Narrow it down, or try again."
        if request.url.path.startswith(("/api/", "/csv/", "/json/")):
            return json_answer({"error": words}, status=status)
        values = {"title": title, "words": missed.what if missed else words, "missed": missed}
        return screens.page_of(request, "error.html", values, status)

    return handler


def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = "Nothing stands at this address. These screens lead to everything that the record holds."
    if status == 405:
        words = "This address does not take such a request."
    answer = _told(status, "Nothing here")(request, Exception(words))
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer
