"""What stands before every answer: which hosts are answered, the token, the headers that keep a browser inside.

Pages of the web are hostile: no script but ours runs, nothing is fetched from elsewhere, no other site can frame the
page, read it under a borrowed name, or post to it.
"""

from __future__ import annotations

from hmac import compare_digest
from urllib.parse import urlencode

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
COOKIE = "onrecord_token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Answers only the hosts that it is told of (None: any), asks for the token if there is one, adds the headers."""

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...] | None, token: str | None) -> None:
        self.app = app
        self.hosts = hosts
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_headers(request)]
            await send(message)

        refusal = self._refusal(request)
        await (refusal or self.app)(scope, receive, send_with_headers)

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if self.hosts is not None and host_name(host) not in self.hosts:
            return PlainTextResponse("This server answers only to the address that it was started with.\n", 421)
        if self.token is None:
            return None
        given = request.query_params.get("token")
        if given is not None and _same(given, self.token):
            return self._welcome(request)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if _same(bearer, self.token) or _same(request.cookies.get(COOKIE, ""), self.token):
            return None
        return PlainTextResponse(
            "Open the address that the server printed when it was started: it holds a token.\n", 401
        )

    def _welcome(self, request: Request) -> Response:
        """The same address without the token, which from now on stands in a cookie."""
        left = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
        path = URL(scope=request.scope).path
        answer = RedirectResponse("/" + path.lstrip("/") + (f"?{urlencode(left)}" if left else ""), 303)
        answer.set_cookie(COOKIE, str(self.token), httponly=True, samesite="strict", path="/")
        return answer


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _same(given: str, wanted: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))


def _headers(request: Request) -> list[tuple[bytes, bytes]]:
    kept = "public, max-age=31536000, immutable" if request.query_params.get("v") else "no-cache"
    cache = kept if request.url.path.startswith("/static/") else "private, no-cache"
    return [(name.lower().encode(), value.encode()) for name, value in {**HEADERS, "Cache-Control": cache}.items()]
