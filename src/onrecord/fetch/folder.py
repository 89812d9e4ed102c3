"""The folder that fetched pages are kept in: one WARC file a page, and what is known of each feed.

Every file is written whole or not at all, so that a run may be stopped at any time and the next one goes on.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import InputError
from onrecord.fetch.polite import Response
from onrecord.ids import digest

STATE = ".feeds.json"


class Folder:
    """A folder of fetched pages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _told(path):
            path.mkdir(parents=True, exist_ok=True)
        self._feeds = self._load()

    def holds(self, url: str) -> bool:
        """Whether the page of an address has been fetched."""
        return self._place(url).exists()

    def keep(self, url: str, found: Response, captured: str) -> Path:
        """Writes a page under the address that was asked for; gives its place."""
        place = self._place(url)
        with _told(place):
            place.parent.mkdir(exist_ok=True)
            _write(place, gzip.compress(record_of(found, captured), mtime=0))
        return place

    def known(self, feed: str) -> dict[str, str]:
        """Tag and time of the last whole fetch of a feed; empty where there was none."""
        entry = self._feeds.get(feed)
        return {key: str(entry[key]) for key in ("tag", "modified") if key in entry} if isinstance(entry, dict) else {}

    def remember(self, feed: str, found: Response) -> None:
        """Keeps what the next fetch of a feed asks with."""
        self._feeds[feed] = {"tag": found.header("etag"), "modified": found.header("last-modified")}
        with _told(self.path / STATE):
            _write(self.path / STATE, json.dumps(self._feeds, indent=1, sort_keys=True).encode())

    def _load(self) -> dict[str, Any]:
        try:
            found = json.loads((self.path / STATE).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _place(self, url: str) -> Path:
        host = "".join(letter if letter.isalnum() or letter in ".-" else "_" for letter in urlsplit(url).netloc)
        return self.path / (host[:80].lstrip(".") or "_") / f"{digest(url.encode())[:24]}.warc.gz"


def record_of(found: Response, captured: str) -> bytes:
    """The WARC record of a response, its body as the server sent it."""
    # A body in chunks has been put together; its header would tell the reader to do so again.
    lines = [f"{name}: {value}" for name, value in found.headers if name.lower() != "transfer-encoding"]
    response = "\r\n".join([f"HTTP/1.1 {found.status} OK", *lines, "", ""]).encode("utf-8", "replace") + found.body
    identity = digest(found.url.encode() + captured.encode() + found.body)
    head = (
        "WARC/1.1", "WARC-Type: response", f"WARC-Record-ID: <urn:sha256:{identity}>",
        f"WARC-Target-URI: {found.url}", f"WARC-Date: {captured}",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(response)}", "", "",
    )  # fmt: skip
    return "\r\n".join(head).encode() + response + b"\r\n\r\n"


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """What the file system refuses, as a sentence."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{place}: cannot be written ({error.strerror}); name another folder, or make room") from error


def _write(place: Path, content: bytes) -> None:
    """Writes beside the place and moves there, so that no half file is ever seen."""
    beside = place.with_name(f".{place.name}.part")
    beside.write_bytes(content)
    beside.replace(place)
