"""Every span of a document leads to bytes that give its text again, whatever the page is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import textmap
from onrecord.extract import bytes_of, check_span, extract
from onrecord.model import Document, Page

MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<div class=story>", "</div>", "<br>", "<li>", "<a href='x'>", "</a>", "<!-- note -->",
             "<script>if (a<b) {}</script>", "&amp;", "&eacute", "&#x2019;", "&#xD800;", "&notit;", "&#0;", " ", "\n\t",
             "<span hidden>", "</span>", "\u00a0", "<", "</", "<td>", "<h1>", "\x00", "\ufeff", "&nbsp;"]
        ),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)  # fmt: skip


def page_of(content: bytes, media_type: str = "text/html", charset: str | None = None) -> Page:
    return Page("page-1", "memory", content, "0", media_type, charset)


def assert_exact(document: Document, content: bytes) -> None:
    text = document.text
    assert check_span(document, content, 0, len(text))
    for segment in document.segments:
        start, end = bytes_of(document, segment.start, segment.end)
        assert 0 <= start < end <= len(content)
        assert check_span(document, content, segment.start, segment.end)
    runs = document.map.runs
    assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])][: len(runs)]
    assert not runs or runs[-1].end == len(text)
    assert textmap.decode(textmap.encode(document.map)) == document.map


@settings(max_examples=150, deadline=None)
@given(MARKUP, st.sampled_from(["utf-8", "utf-16", "cp1252", "gb18030", "cp932", "cp1251"]))
def test_map_holds_on_any_markup_in_any_charset(source: str, charset: str) -> None:
    content = source.encode(charset, "replace") + b" <p>end"
    document, _ = extract(page_of(content, charset=charset))
    assert_exact(document, content)


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=200), st.sampled_from(["text/html", "text/plain"]))
def test_map_holds_on_any_bytes(content: bytes, media_type: str) -> None:
    document, _ = extract(Page("page-1", "memory", content, "0", media_type))
    assert_exact(document, content)


BROKEN = st.lists(
    st.sampled_from([b"\x80", b"\xe0", b"\xa4\xa4", b"\x81\x30", b"\x8165", b"\xff", b"<p>", b"&amp;", b" a", b"\xc3"]),
    max_size=30,
).map(b"".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(BROKEN, st.sampled_from(["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "utf-16", "utf-8"]))
def test_map_holds_where_a_charset_breaks(content: bytes, charset: str) -> None:
    content = b"<p>\xfe" + content + b"end"
    assert_exact(extract(page_of(content, charset=charset))[0], content)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_text_is_kept_code_point_for_code_point(text: str) -> None:
    content = text.encode("utf-8", "replace")
    document, _ = extract(Page("page-1", "memory", content, "0", "text/plain"), plain=True)
    assert document.text == content.decode("utf-8").replace("\x00", "\ufffd")
    assert_exact(document, content)


CASES = (
    (b"<p>caf&eacute; &amp; bar", "bar", b"bar"),
    (b"<p>caf&eacute; &amp; bar", "caf\u00e9", b"caf&eacute;"),
    (b"<p>one\n   two", "one two", b"one\n   two"),
    (b"<p>a <b>bold</b> word", "bold word", b"bold</b> word"),
    ("<p>Привет мир".encode("cp1251"), "мир", "мир".encode("cp1251")),
    (b"<p>it\x92s so", "it\u2019s", b"it\x92s"),
)


@pytest.mark.parametrize(("content", "words", "expected"), CASES)
def test_span_leads_to_its_own_bytes(content: bytes, words: str, expected: bytes) -> None:
    document, _ = extract(page_of(content, charset="windows-1251" if b"\xcf" in content else None))
    at = document.text.index(words)
    start, end = bytes_of(document, at, at + len(words))
    assert content[start:end] == expected


def test_changed_bytes_are_noticed() -> None:
    content = b"<p>The envoy left on Monday.</p>"
    document, _ = extract(page_of(content))
    assert check_span(document, content, 0, 9)
    assert not check_span(document, content.replace(b"envoy", b"agent"), 0, 9)
    assert not check_span(document, content, 5, len(document.text) + 1)
