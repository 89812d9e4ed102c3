"""Adding a move that the machine missed: an article sentence by sentence, and the form that writes one to the log.

What makes a post ours is told in ``forms``; nothing here needs a script.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import InputError
from onrecord.model import ARTICLE_KINDS
from onrecord.store.added_values import AddedMove
from onrecord.store.adding import party_of
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_entries import SENTENCE_END
from onrecord.web.access import Access
from onrecord.web.forms import form_values, keep_secret
from onrecord.web.judge import taken
from onrecord.web.screens import page_of, shared

MOST_SENTENCES = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: where it stands, its words."""

    start: int
    end: int
    text: str


def routes() -> list[Route]:
    """Routes of adding."""
    return [
        Route("/add/{id}", form, methods=["GET"], name="add_form"),
        Route("/add/{id}", take, methods=["POST"], name="add_take"),
        Route("/withdraw/{id}", withdraw, methods=["POST"], name="withdraw"),
    ]


def form(request: Request) -> Response:
    """The article, a sentence a line, with the form for a move that one of them tells."""
    access: Access = request.app.state.access
    with access.browse() as browse:
        view = browse.document(request.path_params["id"])
        values = shared(access, browse) | {"view": view, "sentences": sentences(view)}
    values |= form_values(request)
    answer = page_of(request, "add.html", values)
    keep_secret(answer, values["secret"])
    return answer


async def take(request: Request) -> Response:
    """Write the move, then back to the article."""
    access: Access = request.app.state.access
    key = request.path_params["id"]
    return await taken(request, lambda fields: _add(access, key, fields), f"/document/{quote(key, safe='')}")


async def withdraw(request: Request) -> Response:
    """Take a move back that somebody added, then back to where the person came from."""
    access: Access = request.app.state.access
    key = request.path_params["id"]
    return await taken(request, lambda fields: access.withdraw(key, _said(fields)), "/judge")


def sentences(view: DocumentView) -> tuple[Sentence, ...]:
    """The sentences of the article's own segments, in order."""
    found = []
    for segment in view.segments:
        if segment.kind in ARTICLE_KINDS:
            text = view.text[segment.start : segment.end]
            cuts = [0, *(end.end() for end in SENTENCE_END.finditer(text)), len(text)]
            for first, last in pairwise(cuts):
                words = text[first:last].strip()
                if words:
                    start = segment.start + first + text[first:last].index(words)
                    found.append(Sentence(start, start + len(words), words))
    return tuple(found[:MOST_SENTENCES])


def _add(access: Access, document: str, fields: dict[str, str]) -> None:
    first, _, last = fields.get("place", "").partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        raise InputError("Choose the sentence that tells the move.")
    start, end = int(first), int(last)
    given = {name: fields.get(name, "").strip() for name in ("type", "status", "date", "trigger")}
    with access.browse() as browse:
        view = browse.document(document)
        parties = [party_of(browse.connection, fields.get(role, "").strip()) for role in ("actor", "recipient")]
    (actor, actor_side), (recipient, recipient_side) = parties
    move = AddedMove(
        view.line.id, start, end, view.text[start:end], actor_side=actor_side, recipient_side=recipient_side, **given
    )
    access.add(move, actor, recipient, _said(fields))


def _said(fields: dict[str, str]) -> tuple[str, str]:
    return fields.get("reason", "").strip(), fields["by"].strip()
