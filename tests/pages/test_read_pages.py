"""Files, folders, archives, lines, feeds become pages; what is wrong with one is a sentence, and the next is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import zlib
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.model import Page, Problem
from onrecord.pages import make, read_pages

ARTICLE = "<!doctype html><html><body><p>The envoy of Northland left the capital on Monday.</p></body></html>"


def read(path: Path, **options: bool) -> list[Page | Problem]:
    return list(read_pages([path], **options))


def warc(url: str, body: bytes, *, promise: int | None = None, header: str = "Server: x") -> bytes:
    http = f"HTTP/1.1 200 OK\r\n{header}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
    length = len(http) if promise is None else promise
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2019-05-09T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_folder_gives_pages_in_order_of_locator(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/b.txt", ".hidden/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ARTICLE if name.endswith("html") else f"Words of {name}.")
    found = read(tmp_path)
    assert [Path(page.locator).relative_to(tmp_path).as_posix() for page in found] == ["a/b.txt", "a/z.html", "b.txt"]
    assert [page.media_type for page in found if isinstance(page, Page)] == ["text/plain", "text/html", "text/plain"]


@pytest.mark.parametrize("plain", [False, True])
def test_pipe_is_told_and_not_waited_for(tmp_path: Path, plain: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    (problem,) = read(tmp_path / "pipe", plain=plain)
    assert isinstance(problem, Problem) and problem.reason.startswith("a pipe or a device")


def test_same_bytes_have_the_same_id_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(ARTICLE)
    (tmp_path / "two.html.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    first, second = read(tmp_path)
    assert isinstance(first, Page) and isinstance(second, Page)
    assert (first.id, first.content) == (second.id, second.content)


BAD = (
    (b"", "empty"),
    (b" \n\t", "empty"),
    (b"%PDF-1.4 rest", "a PDF"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "a PNG"),
    (b"PK\x03\x04" + b"\x00" * 90, "a zip"),
    (b"ab\x00\x01" * 300, "binary data"),
    (gzip.compress(ARTICLE.encode() * 50)[:-20], "gzip file is broken"),
    (b"\x1f\x8bnot gzip at all", "gzip file is broken"),
)


@pytest.mark.parametrize(("content", "words"), BAD)
def test_bad_file_is_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a-bad.html").write_bytes(content)
    (tmp_path / "b-good.html").write_text(ARTICLE)
    problem, page = read(tmp_path)
    assert isinstance(problem, Problem) and isinstance(page, Page)
    assert words in problem.reason and problem.step == "pages"


def test_large_page_and_gzip_bomb_stop_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as packed:
        for _ in range(25):
            packed.write(b"a" * 1_000_000)
    (tmp_path / "bomb.txt.gz").write_bytes(bomb.getvalue())
    (tmp_path / "large.txt").write_bytes(b"a" * (make.LARGEST_PAGE + 5))
    assert all("at most 20 MB" in problem.reason for problem in read(tmp_path) if isinstance(problem, Problem))
    assert len(read(tmp_path)) == 2


def test_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "nowhere")


def test_archive_gives_its_pages_and_says_where_it_breaks(tmp_path: Path) -> None:
    whole = warc("http://news.example/1", ARTICLE.encode()) + warc("http://news.example/2", b"<p>Second page.</p>")
    (tmp_path / "crawl.warc").write_bytes(whole)
    found = read(tmp_path / "crawl.warc")
    assert [page.locator for page in found] == ["http://news.example/1", "http://news.example/2"]
    assert isinstance(found[0], Page) and found[0].captured == "2019-05-09T10:00:00Z" and found[0].charset == "utf-8"
    (tmp_path / "more.warc").write_bytes(warc("http://news.example/3", ARTICLE.encode(), promise=10_000_000))
    found = read(tmp_path / "more.warc")
    assert any(isinstance(row, Problem) for row in found) and len(found) <= 2


def test_archive_that_ends_anywhere_gives_whole_pages_and_a_problem(tmp_path: Path) -> None:
    first, second = warc("http://news.example/1", b"<p>First.</p>"), warc("http://news.example/2", b"<p>Second.</p>")
    path = tmp_path / "crawl.warc"
    blanks = len(b"\r\n\r\n")
    for cut in range(1, len(first + second) - blanks):
        path.write_bytes((first + second)[:cut])
        found = read(path)
        whole = [page.content for page in found if isinstance(page, Page)]
        assert whole == [b"<p>First.</p>"][: cut >= len(first) - blanks], cut
        # Between two records, or after the first letters of the second, nothing is known to be missing.
        told = any(isinstance(row, Problem) and "crawl.warc" in row.locator for row in found)
        assert told or cut in range(len(first) - blanks, len(first) + 1), cut


def test_record_that_runs_over_the_next_is_a_problem(tmp_path: Path) -> None:
    records = [warc("http://news.example/1", ARTICLE.encode(), promise=300), warc("http://news.example/2", b"<p>2</p>")]
    (tmp_path / "crawl.warc").write_bytes(b"".join(records))
    assert not [page for page in read(tmp_path / "crawl.warc") if isinstance(page, Page)]
    assert "another begins" in read(tmp_path / "crawl.warc")[0].reason


def arc(url: str, body: bytes, *, promise: int | None = None, status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n".encode() + body
    length = len(http) if promise is None else promise
    return f"{url} 192.0.2.1 20040509100000 text/html {length}\n".encode() + http + b"\n"


ARC_HEAD = b"filedesc://old.arc 0.0.0.0 20040101000000 text/plain 21\n1 0 Crawl\nURL IP Dates\n"


@pytest.mark.parametrize("packed", [False, True])
def test_arc_archive_gives_its_pages(tmp_path: Path, packed: bool) -> None:
    records = [
        ARC_HEAD, arc("http://news.example/a page", b"<p>First."),
        arc("http://news.example/2", b"gone", status="404 No"), arc("http://news.example/3", b"<p>Third."),
    ]  # fmt: skip
    path = tmp_path / "old.arc"
    path.write_bytes(b"".join(gzip.compress(record) if packed else record for record in records))
    found = [row for row in read(path) if isinstance(row, Page)]
    assert [(page.url, page.content) for page in found] == [
        ("http://news.example/a page", b"<p>First."), ("http://news.example/3", b"<p>Third."),
    ]  # fmt: skip
    assert (found[0].captured, found[0].charset) == ("2004-05-09T10:00:00Z", "koi8-r")


BROKEN_ARCS = (
    (arc("http://news.example/1", b"<p>First.", promise=5_000_000), "promises 5000000 bytes", 0),
    (arc("http://news.example/1", b"<p>First.", promise=170) + arc("http://news.example/2", b"x" * 90), "another", 0),
    (b"no head at all\n" + arc("http://news.example/1", b"<p>First."), "no line of an ARC", 1),
)


@pytest.mark.parametrize(("records", "words", "pages"), BROKEN_ARCS)
def test_broken_arc_record_is_a_problem(tmp_path: Path, records: bytes, words: str, pages: int) -> None:
    (tmp_path / "old.arc").write_bytes(ARC_HEAD + records)
    found = read(tmp_path / "old.arc")
    assert any(isinstance(row, Problem) and words in row.reason for row in found)
    assert sum(isinstance(row, Page) for row in found) == pages


BODY = ARTICLE.encode()
CHUNKED = (
    b"20;name=x\r\n" + BODY[:32] + b"\r\n" + f"{len(BODY) - 32:x}".encode() + b"\r\n" + BODY[32:] + b"\r\n0\r\n\r\n"
)
CODED = (
    ("Content-Encoding: gzip", gzip.compress(BODY), BODY),
    ("Content-Encoding: gzip", BODY, BODY),
    ("Content-Encoding: deflate", zlib.compress(BODY), BODY),
    ("Content-Encoding: deflate", zlib.compress(BODY)[2:-4], BODY),
    ("Transfer-Encoding: chunked", CHUNKED, BODY),
    ("Transfer-Encoding: chunked", BODY, BODY),
    ("Transfer-Encoding: chunked", CHUNKED[:-20], "within a chunk"),
    ("Content-Encoding: gzip", gzip.compress(BODY)[:-20], "breaks off"),
    ("Content-Encoding: gzip", gzip.compress(b"a" * 20_000_001), "at most 20 MB"),
    ("Content-Encoding: br", BODY, "packed as br"),
)


@pytest.mark.parametrize(("header", "held", "expected"), CODED)
def test_body_of_a_response_is_unpacked(tmp_path: Path, header: str, held: bytes, expected: bytes | str) -> None:
    (tmp_path / "crawl.warc").write_bytes(warc("http://news.example/1", held, header=header))
    (row,) = read(tmp_path / "crawl.warc")
    if isinstance(expected, bytes):
        assert isinstance(row, Page) and row.content == expected
    else:
        assert isinstance(row, Problem) and expected in row.reason and "crawl.warc#1" in row.locator


LINES = (
    ({"url": "http://news.example/1", "text": "Words of it.", "date": "2019-05-09", "outlet": "Harbour"}, "text/plain"),
    ({"link": "http://a.example", "html": ARTICLE, "pubDate": "2019-05-09", "source": {"name": "Harbor"}}, "text/html"),
    ({"url": "http://news.example", "body": "Words.", "published": "2019-05-09", "domain": "harbour.tv"}, "text/plain"),
)  # fmt: skip


@pytest.mark.parametrize(("record", "media_type"), LINES)
def test_line_of_json_is_a_page_with_what_it_states(tmp_path: Path, record: dict[str, object], media_type: str) -> None:
    (tmp_path / "crawl.jsonl").write_text(json.dumps(record) + "\n")
    (page,) = read(tmp_path / "crawl.jsonl")
    assert isinstance(page, Page)
    assert (page.locator, page.media_type) == (page.url, media_type)
    stated = dict(page.stated)
    assert stated["date"] == "2019-05-09" and stated["outlet"].lower().startswith("harbo")


def test_bad_lines_are_problems_and_the_others_are_read(tmp_path: Path) -> None:
    rows = ['{"text": "Good one."}', "{broken", "[1, 2]", '{"title": "no text"}', "", '{"text": "Good two."}']
    (tmp_path / "crawl.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    found = read(tmp_path / "crawl.jsonl.gz")
    assert [type(row) for row in found] == [Page, Problem, Problem, Problem, Page]
    assert found[-1].locator.endswith("#6")


def test_feed_gives_the_content_of_its_entries(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>'
        "<item><title>Envoy leaves</title><link>http://news.example/1</link><pubDate>Thu, 09 May 2019 10:00:00 GMT"
        "</pubDate><description>&lt;p&gt;The envoy left.&lt;/p&gt;</description></item>"
        "<item><title>Nothing</title><link>http://news.example/2</link></item></channel></rss>"
    )
    page, problem = read(tmp_path / "feed.xml")
    assert isinstance(page, Page) and isinstance(problem, Problem)
    assert page.content == b"<p>The envoy left.</p>"
    assert dict(page.stated)["outlet"] == "Harbour News" and "2019" in dict(page.stated)["date"]


def test_plain_takes_every_file_as_one_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(ARTICLE)
    (page,) = read(tmp_path / "a.html", plain=True)
    assert isinstance(page, Page) and page.media_type == "text/plain"


def test_plain_opens_what_its_name_says_holds_many_texts(tmp_path: Path) -> None:
    rows = [{"url": f"http://news.example/{n}", "text": f"The envoy left on day {n}."} for n in (1, 2)]
    packed = gzip.compress("\n".join(map(json.dumps, rows)).encode())
    (tmp_path / "crawl.jsonl.gz").write_bytes(packed)
    (tmp_path / "notes.txt").write_bytes(packed)
    many = read(tmp_path / "crawl.jsonl.gz", plain=True)
    assert [page.url for page in many if isinstance(page, Page)] == [row["url"] for row in rows]
    (one,) = read(tmp_path / "notes.txt", plain=True)
    assert isinstance(one, Page) and one.content == gzip.decompress(packed)
