"""Judging: the form for one row, and the post that writes a person's word into the log.

A post is taken only with the secret that the form got, from a page of this server, on a record that may be written.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import InputError, NotFound, OnrecordError
from onrecord.store.browse import Browse
from onrecord.store.browse_judgements import of_actor, standing
from onrecord.web.access import Access
from onrecord.web.screens import page_of, shared

SECRET, NAME = "onrecord_form", "onrecord_name"
TARGETS = ("moves", "attributions", "actors", "documents")
SPLIT = "value_split"
"""The documents in which an actor is somebody else: one field for each that was ticked."""
MAX_FIELD, MAX_FIELDS = 500, 100
MAX_BODY = 16_384


def routes() -> list[Route]:
    """Routes of judging."""
    return [
        Route("/judge/{target}/{id}", form, methods=["GET"], name="judge_form"),
        Route("/judge/{target}/{id}", take, methods=["POST"], name="judge_take"),
    ]


def form(request: Request) -> Response:
    """The form for one row, with what was said of it before."""
    access: Access = request.app.state.access
    target, key = request.path_params["target"], request.path_params["id"]
    with access.browse() as browse:
        values = shared(access, browse) | _subject(browse, target, key)
        connection = browse.connection
        values["said"] = (
            of_actor(connection, key) if target == "actors" else standing(connection, target, [key]).get(key, ())
        )
    secret = request.cookies.get(SECRET) or token_urlsafe(24)
    values |= {
        "target": target,
        "key": key,
        "secret": secret,
        "name": unquote(request.cookies.get(NAME, "")),
        "back": _inside(request.query_params.get("back", "")),
    }
    answer = page_of(request, "judge_form.html", values)
    answer.set_cookie(SECRET, secret, httponly=True, samesite="strict", path="/")
    return answer


async def take(request: Request) -> Response:
    """Write the judgement, then back to where the person came from."""
    access: Access = request.app.state.access
    target, key = request.path_params["target"], request.path_params["id"]
    fields = await _fields(request)
    reason = _refused(request, access, fields)
    if reason:
        return page_of(request, "error.html", {"title": "Not written", "words": reason}, 403)
    try:
        await run_in_threadpool(_write, access, target, key, fields)
    except NotFound:
        raise
    except OnrecordError as error:
        return page_of(request, "error.html", {"title": "Not written", "words": str(error)}, 400)
    back = _inside(fields.get("back", "")) or f"/judge/{quote(target, safe='')}/{quote(key, safe='')}"
    answer = RedirectResponse(back, 303)
    answer.set_cookie(NAME, quote(fields.get("by", "")), httponly=True, samesite="strict", path="/", max_age=31_536_000)
    return answer


def _write(access: Access, target: str, key: str, fields: dict[str, str]) -> None:
    verdict = fields.get("verdict", "")
    # "Keep apart" is a split without documents, whatever boxes are ticked.
    apart, verdict = verdict == "apart", "split" if verdict == "apart" else verdict
    value = "" if apart else (fields.get(f"value_{verdict}") or fields.get("value", "")).strip()
    if verdict == "split" and not apart and not value:
        raise InputError("Tick the documents in which it is somebody else.")
    if verdict in ("merge", "speaker") and value:
        with access.browse() as browse:
            value = browse.actor(value).line.id
    access.judge(target, key, verdict, value, fields.get("reason", "").strip(), fields.get("by", "").strip())


def _subject(browse: Browse, target: str, key: str) -> dict[str, Any]:
    """What is judged, as the form shows it."""
    if target not in TARGETS:
        raise NotFound(f'"{target}" cannot be judged here; known: {", ".join(TARGETS)}')
    empty: dict[str, Any] = {"entry": None, "actor": None, "document": None}
    if target in ("moves", "attributions"):
        return empty | {"entry": browse.entry(key)}
    if target == "actors":
        return empty | {"actor": browse.actor(key)}
    return empty | {"document": browse.document(key).line}


async def _fields(request: Request) -> dict[str, str]:
    """The form's fields, each a bounded text; a body that is too long gives none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return {}
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    chosen = " ".join(value[:MAX_FIELD] for name, value in pairs if name == SPLIT)
    return {name: value[:MAX_FIELD] for name, value in pairs} | {SPLIT: chosen}


def _refused(request: Request, access: Access, fields: dict[str, str]) -> str | None:
    """Why the post is not taken; None where it is."""
    if access.read_only:
        return "This record is shown read-only. Start the server without that to judge."
    cookie, given = request.cookies.get(SECRET, ""), fields.get("secret", "")
    if not cookie or not compare_digest(cookie.encode(), given.encode()):
        return "The form is too old or came from elsewhere. Go back, open it anew, and send it again."
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return "The form came from another site."
    if not fields.get("by", "").strip():
        return "Say who you are: a judgement bears the name of whoever made it."
    return None


def _inside(address: str) -> str:
    """An address of this server to go back to; empty where it leads anywhere else."""
    sound = address.startswith("/") and not address.startswith(("//", "/\\")) and "\\" not in address
    return address if sound and address.isprintable() else ""
