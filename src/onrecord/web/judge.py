"""Judging: the form for one row, and the posts that write a person's word into the log.

What makes a post ours is told in ``forms``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import InputError, NotFound, OnrecordError, RecordError
from onrecord.store.answering import TARGET, pair_id, pair_of
from onrecord.store.browse import Browse
from onrecord.store.browse_judgements import of_actor, standing
from onrecord.web.access import Access
from onrecord.web.forms import done, fields_of, form_values, inside, keep_secret, refused
from onrecord.web.frame import place
from onrecord.web.screens import page_of, shared

TARGETS = ("moves", "attributions", "actors", "documents", TARGET)


def routes() -> list[Route]:
    """Routes of judging."""
    return [
        Route("/judge/{target}/{id}", form, methods=["GET"], name="judge_form"),
        Route("/judge/{target}/{id}", take, methods=["POST"], name="judge_take"),
        Route("/choose/{id}", choose, methods=["POST"], name="choose"),
        Route("/answer/{id}", answer, methods=["POST"], name="answer"),
    ]


def form(request: Request) -> Response:
    """The form for one row, with what was said of it before."""
    access: Access = request.app.state.access
    target, key = request.path_params["target"], request.path_params["id"]
    with access.browse() as browse:
        if target == "mentions":  # Judged where they stand, all places of the words at once.
            return RedirectResponse(place(*browse.mention_place(key)), 303)
        values = shared(access, browse) | _subject(browse, target, key)
        connection = browse.connection
        values["said"] = (
            of_actor(connection, key) if target == "actors" else standing(connection, target, [key]).get(key, ())
        )
    values["added"] = target == "moves" and any(one.verdict == "added" for one in values["said"])
    values |= {"target": target, "key": key, "back": inside(request.query_params.get("back", ""))}
    values |= form_values(request)
    answer = page_of(request, "judge_form.html", values)
    keep_secret(answer, values["secret"])
    return answer


async def take(request: Request) -> Response:
    """Write the judgement, then back to where the person came from."""
    access: Access = request.app.state.access
    target, key = request.path_params["target"], request.path_params["id"]
    otherwise = f"/judge/{quote(target, safe='')}/{quote(key, safe='')}"
    return await taken(request, lambda fields: _write(access, target, key, fields), otherwise)


async def choose(request: Request) -> Response:
    """Write whom some words of a document mean, or take that back; then back to the document."""
    access: Access = request.app.state.access
    key = request.path_params["id"]
    return await taken(request, lambda fields: _choose(access, key, fields), place(key))


async def answer(request: Request) -> Response:
    """Write that a move answers another, and how; then back to where the person came from."""
    access: Access = request.app.state.access
    key = request.path_params["id"]
    return await taken(request, lambda fields: _answer(access, key, fields), f"/judge/moves/{quote(key, safe='')}")


async def taken(request: Request, write: Callable[[dict[str, str]], None], otherwise: str) -> Response:
    """What a form asks for, written if the form is ours; then back, ``otherwise`` where it names no way."""
    fields = await fields_of(request)
    reason = refused(request, request.app.state.access, fields)
    if reason:
        return page_of(request, "error.html", {"title": "Not written", "words": reason}, 403)
    try:
        await run_in_threadpool(write, fields)
    except NotFound:
        raise
    except OnrecordError as error:
        return page_of(request, "error.html", {"title": "Not written", "words": str(error)}, 400)
    return done(fields, otherwise)


def _write(access: Access, target: str, key: str, fields: dict[str, str]) -> None:
    verdict = fields.get("verdict", "")
    # "Keep apart" is a split without documents, whatever boxes are ticked.
    apart, verdict = verdict == "apart", "split" if verdict == "apart" else verdict
    value = "" if apart else (fields.get(f"value_{verdict}") or fields.get("value", "")).strip()
    if verdict == "split" and not apart and not value:
        raise InputError("Tick the documents in which it is somebody else.")
    if verdict in ("merge", "speaker", "actor", "recipient") and value:
        with access.browse() as browse:
            value = browse.actor(value).line.id
    access.judge(target, key, verdict, value, fields.get("reason", "").strip(), fields.get("by", "").strip())


def _choose(access: Access, document: str, fields: dict[str, str]) -> None:
    actor, undo = fields.get("actor", ""), fields.get("verdict") == "undo"
    if undo == bool(actor):
        raise InputError("Choose one of those between whom the words lie open, or take the last choice back.")
    access.choose(document, fields.get("words", ""), actor, fields.get("reason", "").strip(), fields["by"].strip())


def _answer(access: Access, move: str, fields: dict[str, str]) -> None:
    answered = fields.get("answered_id", "").strip() or fields.get("answered", "").strip()
    if not answered:
        raise InputError("Choose the move that is answered, or give its id.")
    value, reason = fields.get("value_answers", ""), fields.get("reason", "").strip()
    access.judge(TARGET, pair_id(move, answered), "answers", value, reason, fields["by"].strip())


def _subject(browse: Browse, target: str, key: str) -> dict[str, Any]:
    """What is judged, as the form shows it."""
    if target not in TARGETS:
        raise NotFound(f'"{target}" cannot be judged here; known: {", ".join(TARGETS)}')
    empty: dict[str, Any] = {"entry": None, "actor": None, "document": None, "pair": None, "links": ()}
    if target == TARGET:
        return empty | _link(browse, key)
    if target == "moves":
        return empty | {"entry": browse.entry(key)} | _links(browse, key)
    if target == "attributions":
        return empty | {"entry": browse.entry(key)}
    if target == "actors":
        return empty | {"actor": browse.actor(key)}
    return empty | {"document": browse.document(key).line}


def _link(browse: Browse, key: str) -> dict[str, Any]:
    """A link between two moves: both, and what the machine or a person says of it, where anybody does."""
    try:
        move, answered = pair_of(key)
    except RecordError as error:
        raise NotFound(str(error)) from error
    found = (link for link in browse.answers((move,)) if (link.move, link.answered) == (move, answered))
    return {"pair": (browse.entry(move), browse.entry(answered)), "links": tuple(found)}


def _links(browse: Browse, move: str) -> dict[str, Any]:
    """What a move answers, what answers it, and what it may answer."""
    links = [link for link in browse.answers((move,)) if link.scope == "record"]
    ends = browse.entries(tuple({end for link in links for end in (link.move, link.answered)}))
    told = [link for link in links if link.move in ends and link.answered in ends]
    known = {link.answered for link in told if link.move == move}
    may = [entry for entry in browse.answerable(move) if entry.id not in known]
    return {"links": told, "ends": ends, "answerable": may}
