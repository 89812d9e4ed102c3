"""Feeds and their pages are fetched as a guest would: by the site's rules, slowly, and only what is new."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.fetch import Folder, Polite, Rounds, fetch_into
from onrecord.fetch.feeds import Fetched
from onrecord.model import Page, Problem
from onrecord.pages import read_pages

PAGE = b"<!doctype html><html><body><p>The envoy of Northland left the capital on Monday.</p></body></html>"


class Site(ThreadingHTTPServer):
    """A news site on this machine: what it answers, and what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.home = f"http://127.0.0.1:{self.server_port}"
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def shows(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        self.answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)

    def feed(self, *paths: str, **headers: str) -> None:
        items = "".join(f"<item><title>News</title><link>{self.home}{path}</link></item>" for path in paths)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{items}</channel></rss>'
        self.shows("/feed", body.encode(), Content_Type="application/rss+xml", **headers)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b"none"))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def fetch(site: Site, folder: Path, **options: int) -> list[str]:
    """Outcomes of a run, in order; a problem by its reason."""
    with Polite("onrecord/test", delay=0, private=True) as polite:
        rows = fetch_into(Folder(folder), [f"{site.home}/feed"], polite, lambda: "2024-05-09T10:00:00Z", **options)
        return [row.outcome if isinstance(row, Fetched) else row.reason for row in rows]


def test_pages_of_a_feed_are_kept_and_read_with_their_address(site: Site, tmp_path: Path) -> None:
    site.feed("/1", "/2", "/1#again")
    site.shows("/1", PAGE)
    site.shows("/2", gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetch(site, tmp_path) == ["new", "new"]
    pages = [row for row in read_pages([tmp_path]) if isinstance(row, Page)]
    assert {page.url for page in pages} == {f"{site.home}/1", f"{site.home}/2"}
    assert {(page.content, page.captured, page.charset) for page in pages} == {(PAGE, "2024-05-09T10:00:00Z", "utf-8")}


def test_second_run_asks_for_what_is_new_only(site: Site, tmp_path: Path) -> None:
    site.feed("/1", ETag='"a"')
    site.shows("/1", PAGE)
    assert fetch(site, tmp_path) == ["new"]
    assert fetch(site, tmp_path) == ["unchanged"]
    site.feed("/1", "/2", ETag='"b"')
    site.shows("/2", PAGE)
    assert fetch(site, tmp_path) == ["held", "new"]
    assert site.paths().count("/1") == 1


def test_run_that_stopped_goes_on(site: Site, tmp_path: Path) -> None:
    site.feed("/1", "/2", "/3", ETag='"a"')
    for path in ("/1", "/2", "/3"):
        site.shows(path, PAGE)
    assert fetch(site, tmp_path, most=2) == ["new", "new"]
    assert fetch(site, tmp_path) == ["held", "held", "new"]
    assert not list(tmp_path.rglob("*.part"))


def test_rules_of_the_site_are_kept(site: Site, tmp_path: Path) -> None:
    site.shows("/robots.txt", b"User-agent: onrecord\nDisallow: /closed\nCrawl-delay: 7\n")
    site.feed("/closed/1", "/2")
    site.shows("/2", PAGE)
    waits: list[float] = []
    with Polite("onrecord/test", delay=1, private=True, sleep=waits.append, clock=lambda: 0.0) as polite:
        rows = list(fetch_into(Folder(tmp_path), [f"{site.home}/feed"], polite, lambda: "2024-05-09T10:00:00Z"))
    assert [type(row) for row in rows] == [Problem, Fetched]
    assert site.paths() == ["/robots.txt", "/feed", "/2"]
    assert waits == [0.0, 1.0, 7.0]


def test_site_that_asks_to_be_left_alone_is(site: Site, tmp_path: Path) -> None:
    site.feed("/1", "/2")
    site.shows("/1", b"", 429, Retry_After="3600")
    found = fetch(site, tmp_path)
    assert "come again after 3600" in found[0] and "left alone" in found[1]
    assert "/2" not in site.paths()


HOSTILE = (
    ("/loop", 302, {"Location": "/loop"}, b"", "moves on"),
    ("/file", 302, {"Location": "file:///etc/hostname"}, b"", "not one of the web"),
    ("/odd", 302, {"Location": "http://[odd"}, b"", "not one of the web"),
    ("/gone", 404, {}, b"", "answers 404"),
    ("/large", 200, {}, b"a" * 20_000_001, "more than 20 MB"),
)


@pytest.mark.parametrize(("path", "status", "headers", "body", "words"), HOSTILE)
def test_page_that_misbehaves_is_a_problem(
    site: Site, tmp_path: Path, path: str, status: int, headers: dict[str, str], body: bytes, words: str
) -> None:
    site.feed(path, "/2")
    site.answers[path] = (status, headers, body)
    site.shows("/2", PAGE)
    first, second = fetch(site, tmp_path)
    assert words in first and second == "new"


def test_private_network_is_not_asked_for_a_feed(site: Site, tmp_path: Path) -> None:
    with Polite("onrecord/test", delay=0) as polite:
        (row,) = fetch_into(Folder(tmp_path), [f"{site.home}/feed"], polite, lambda: "2024-05-09T10:00:00Z")
    assert isinstance(row, Problem) and "not a public one" in row.reason
    assert not site.asked


def test_rules_that_cannot_be_had_allow_nothing(site: Site, tmp_path: Path) -> None:
    site.shows("/robots.txt", b"", 503)
    site.feed("/1")
    assert "robots.txt" in fetch(site, tmp_path)[0]
    assert site.paths() == ["/robots.txt"]


def test_command_tells_what_came_of_each_address(site: Site, tmp_path: Path) -> None:
    site.feed("/1", "/2")
    site.shows("/1", PAGE)
    arguments = ["fetch", f"{site.home}/feed", "--into", str(tmp_path / "pages"), "--delay", "0", "--private"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    assert f"new       {site.home}/1" in result.output and "1 new, 0 held, 0 unchanged, 1 problem" in result.output


def test_rounds_give_a_page_a_step_and_rest_between(site: Site, tmp_path: Path) -> None:
    site.feed("/1", "/2", "/gone")
    site.shows("/1", PAGE)
    site.shows("/2", PAGE)
    seconds = [0.0]
    with Polite("onrecord/test", delay=0, private=True) as polite:
        folder = Folder(tmp_path)
        turns = Rounds(
            lambda: fetch_into(folder, [f"{site.home}/feed"], polite, lambda: "2024-05-09T10:00:00Z"),
            lambda: seconds[0],
            every=60,
        )
        first = [turns.step() for _ in range(5)]
        assert [row and row.url for row in first[:2] if isinstance(row, Fetched)] == [
            f"{site.home}/1",
            f"{site.home}/2",
        ]
        assert isinstance(first[2], Problem) and first[3:] == [None, None]
        asked = len(site.paths())
        seconds[0] = 61.0
        site.feed("/1", "/2", "/gone", "/4")
        site.shows("/4", PAGE)
        row = turns.step()
        assert isinstance(row, Fetched) and row.url == f"{site.home}/4", "what is held or was told is no news"
        assert site.paths()[asked:] == ["/feed", "/gone", "/4"]


def test_watched_feed_gets_into_the_record(site: Site, tmp_path: Path) -> None:
    site.feed("/1", "/2")
    site.shows("/1", PAGE)
    site.shows("/2", PAGE.replace(b"Monday", b"Tuesday"))
    options = ["--every", "0.1", "--delay", "0", "--private", "--rounds", "6", "--feeds-every", "600"]
    found = CliRunner().invoke(app, ["watch", f"{site.home}/feed", "--into", str(tmp_path / "my.db"), *options])
    assert found.exit_code == 0, found.output
    assert sum(int(count) for count in re.findall(r"(\d+) new page", found.output)) == 2
    assert len(list((tmp_path / "my.db.pages").rglob("*.warc.gz"))) == 2
