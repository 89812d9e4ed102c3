"""One page at a time over HTTP, as a guest: by the site's rules, slowly, and never more than has changed.

In comes an address and what is known of its last fetch; out comes a ``Response``, or the problem with it. Only public
addresses are asked, unless the caller says otherwise: a feed cannot point into the network that it is fetched from.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from onrecord.fetch.robots import Answer, Robots
from onrecord.model import Problem

MOST_REDIRECTS = 5
TIMEOUT = 20.0
# A server that trickles is left after this many seconds a page.
LONGEST = 120.0
LARGEST = 20_000_000
# A site that asks to be left alone, or fails, is asked no more in this run.
_LEAVE_ALONE = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: the address that gave it, its status, headers and body as sent."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        """The first header of a name; '' where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass
class Polite:
    """A guest on other people's servers: one request at a time, with a pause between two to the same host."""

    agent: str
    delay: float = 2.0
    private: bool = False
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)
    _left: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        headers = {"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate"}
        self._client = httpx.Client(headers=headers, timeout=TIMEOUT, follow_redirects=False, trust_env=True)
        self._robots = Robots(self.agent, self._rules)

    def __enter__(self) -> Polite:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, *, tag: str = "", modified: str = "") -> Response | Problem:
        """The page at an address, its redirects followed; status 304 where it has not changed since."""
        conditions = {"If-None-Match": tag, "If-Modified-Since": modified}
        asked = {name: value for name, value in conditions.items() if value}
        at = _joined(url, "")
        for _ in range(MOST_REDIRECTS + 1):
            reason = self._why_not(at)
            if reason:
                return Problem("fetch", reason, at)
            found = self._ask(at, asked, pause=max(self.delay, self._robots.delay(at)))
            if isinstance(found, str):
                return Problem("fetch", found, at)
            if found.status not in _MOVED or not found.header("location"):
                return self._judged(found)
            at = _joined(at, found.header("location"))
        return Problem("fetch", f"the page moves on more than {MOST_REDIRECTS} times; left out", url)

    def _judged(self, found: Response) -> Response | Problem:
        if found.status in _LEAVE_ALONE:
            self._left.add(urlsplit(found.url).netloc)
            wait = found.header("retry-after")
            again = f"; it asks to come again after {wait[:40]}" if wait else ""
            return Problem("fetch", f"the server answers {found.status} and is left alone{again}", found.url)
        if found.status != 304 and not 200 <= found.status < 300:
            return Problem("fetch", f"the server answers {found.status}; the page is left out", found.url)
        return found

    def _why_not(self, url: str) -> str | None:
        """A sentence on why an address is not asked; None where it may be."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return "the address is not one of the web; expected http or https"
        if parts.netloc in self._left:
            return "the server asked to be left alone; try again later"
        if not self.private and not _is_public(parts.hostname):
            return "the address is not a public one; pages of a private network are not fetched for a feed"
        if not self._robots.allows(url):
            return "the site's robots.txt does not allow it, or cannot be had; left out"
        return None

    def _rules(self, url: str) -> Answer:
        """A site's robots.txt, its redirects followed."""
        for _ in range(MOST_REDIRECTS + 1):
            if not self.private and not _is_public(urlsplit(url).hostname or ""):
                return 0, b""
            found = self._ask(url, {}, pause=self.delay)
            if isinstance(found, str):
                return 0, b""
            if found.status not in _MOVED or not found.header("location"):
                return found.status, found.body
            url = _joined(url, found.header("location"))
        return 404, b""

    def _ask(self, url: str, headers: dict[str, str], *, pause: float) -> Response | str:
        """One request, after the pause that its host is due; a sentence where it fails."""
        host = urlsplit(url).netloc
        self.sleep(max(0.0, self._next.get(host, 0.0) - self.clock()))
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                body = self._body(answer)
                kept = tuple((name, value) for name, value in answer.headers.multi_items())
                return body if isinstance(body, str) else Response(url, answer.status_code, kept, body)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            return f"the page cannot be fetched ({type(error).__name__}: {str(error)[:120]}); try again later"
        finally:
            self._next[host] = self.clock() + pause

    def _body(self, answer: httpx.Response) -> bytes | str:
        """The body as sent, or why it is not waited for."""
        parts: list[bytes] = []
        size, until = 0, self.clock() + LONGEST
        for part in answer.iter_raw():
            size += len(part)
            if size > LARGEST:
                return f"the page is more than {LARGEST / 1e6:.0f} MB; left out"
            if self.clock() > until:
                return f"the server takes more than {LONGEST:.0f} s for the page; left out"
            parts.append(part)
        return b"".join(parts)


def _joined(base: str, link: str) -> str:
    """The address that a page moves to; '' where it is none."""
    try:
        return urlsplit(urljoin(base, link)).geturl()
    except ValueError:
        return ""


def _is_public(host: str) -> bool:
    """Whether all addresses of a host are public ones; a name that is not known is left to the request to report."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return True
    return all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found)
