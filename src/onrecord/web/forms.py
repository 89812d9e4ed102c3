"""Forms that write a person's word: the secret that proves a form ours, its fields, and when a post is refused.

A post is taken only with the secret that the form got, from a page of this server, on a record that may be written.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.web.access import Access

SECRET, NAME = "onrecord_form", "onrecord_name"
SPLIT = "value_split"
"""The documents in which an actor is somebody else: one field for each that was ticked."""
# As many as there may be boxes to tick in a body of that length.
MAX_FIELD, MAX_FIELDS = 500, 600
MAX_BODY = 16_384


def form_values(request: Request) -> dict[str, str]:
    """What a form bears: its secret, and the name under which this person judged last."""
    return {
        "secret": request.cookies.get(SECRET) or token_urlsafe(24),
        "name": unquote(request.cookies.get(NAME, "")),
    }


def keep_secret(answer: Response, secret: str) -> None:
    """Give the browser the secret that its form will be asked for."""
    answer.set_cookie(SECRET, secret, httponly=True, samesite="strict", path="/")


def done(fields: dict[str, str], otherwise: str) -> Response:
    """Back to where the person came from, whose name is kept for the next form."""
    answer = RedirectResponse(inside(fields.get("back", "")) or otherwise, 303)
    answer.set_cookie(NAME, quote(fields.get("by", "")), httponly=True, samesite="strict", path="/", max_age=31_536_000)
    return answer


async def fields_of(request: Request) -> dict[str, str]:
    """The form's fields, each a bounded text; a body that is too long, or of too many, gives none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return {}
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        return {}
    chosen = " ".join(value[:MAX_FIELD] for name, value in pairs if name == SPLIT)
    return {name: value[:MAX_FIELD] for name, value in pairs} | {SPLIT: chosen}


def refused(request: Request, access: Access, fields: dict[str, str]) -> str | None:
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


def inside(address: str) -> str:
    """An address of this server to go back to; empty where it leads anywhere else."""
    sound = address.startswith("/") and not address.startswith(("//", "/\\")) and "\\" not in address
    return address if sound and address.isprintable() else ""
