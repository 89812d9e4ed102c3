# ruff: noqa: E501 -- pages are kept in the lines in which they come
"""What of a page is the article, and what is caption, related link, comment, furniture."""

from __future__ import annotations

import re
import time

import pytest

from onrecord import tables
from onrecord.extract import check_span, extract, lines, outline
from onrecord.model import Document, Page

BODY = (
    "The foreign ministry of Northland summoned the ambassador of Southland on Monday over the seized trawler, officials said.",
    '"We expect a full explanation by the end of the week," the deputy minister, Ana Hollis, told reporters in the capital.',
    "Southland denied that its coast guard had entered foreign waters and called the accusation groundless and absurd.",
    "The two countries have quarrelled over the fishing grounds since the treaty of 1998 ran out without a successor.",
    "Talks that were planned for next month in Port Alder are now in doubt, according to two diplomats familiar with them.",
)  # fmt: skip
DUMP = "\n".join(
    (
        "Skip to content", "Register", "14:05 GMT +29 May 2019", "    Search", "",
        "    Northland Summons Southland Ambassador Over Seized Trawler", "", "    © Harbour Photo / Jane Roe",
        "    Get short URL", "", f"    {BODY[0]}", "", f"    {BODY[1]}", "",
        "    READ MORE: Trawler Crew Returns Home After Ten Days", "", f"    {BODY[2]}", "", f"    {BODY[3]}", "",
        f"    {BODY[4]}", "", "    Related:", "", "    Fishing Fleet Stays in Port as Talks Stall",
        "    Southland Moves Patrol Ships to the Northern Bank", "    Tags:", "    trawler, treaty, Northland, Southland",
        "    Community standards", "    All comments", "", "    • old_sailor", "      They should have talked years ago.",
        "    • avatar", "      jane_r in reply to old_sailor (Show comment)", "      Nobody listens to the fishermen.",
        "    • avatar", "      Send them all home.", "    Show new comments (0)",
    )
)  # fmt: skip


def document_of(content: str, media_type: str = "text/plain", *, plain: bool = False) -> Document:
    return extract(Page("page-1", "memory", content.encode(), "0", media_type), plain=plain)[0]


def shown(document: Document, kind: str) -> list[str]:
    return [document.text[segment.start : segment.end] for segment in document.segments if segment.kind == kind]


def test_dump_keeps_the_article_and_nothing_else() -> None:
    document = document_of(DUMP)
    assert shown(document, "body") == list(BODY)
    assert shown(document, "headline") == ["Northland Summons Southland Ambassador Over Seized Trawler"]
    assert "READ MORE: Trawler Crew Returns Home After Ten Days" in shown(document, "related")
    assert shown(document, "credit") == ["© Harbour Photo / Jane Roe"]
    assert "trawler, treaty, Northland, Southland" in shown(document, "tag")


def test_comments_have_authors_and_whom_they_answer() -> None:
    comments = [segment for segment in document_of(DUMP).segments if segment.kind == "comment"]
    assert [(comment.author, comment.reply_to) for comment in comments] == [
        ("old_sailor", None), ("jane_r", "old_sailor"), (None, None),
    ]  # fmt: skip


def test_dates_of_other_stories_are_theirs() -> None:
    stories = "".join(
        f"<li><p>{day} May 2019</p><a href='/{day}'>Fishing Fleet Stays in Port Again</a></li>" for day in (3, 9)
    )
    page = f"<html><body><article><h1>Northland Summons Ambassador</h1><p>29 May 2019</p>{{}}</article><ul>{stories}</ul></body></html>"
    document = document_of(page.format("".join(f"<p>{line}</p>" for line in BODY)), "text/html")
    assert shown(document, "dateline") == ["29 May 2019"]
    assert "3 May 2019" in shown(document, "related") and shown(document, "body") == list(BODY)


def test_clock_of_the_crawl_is_no_dateline() -> None:
    document = document_of(DUMP)
    (clock,) = [row for row in document.metadata if row.name == "clock"]
    assert clock.value == "14:05 GMT +29 May 2019"
    assert not shown(document, "dateline")


@pytest.mark.parametrize("source", [DUMP, "One.\r\nTwo.\n\n\u00a0Three\u2028Four"])
def test_segments_cover_every_visible_letter_in_order(source: str) -> None:
    for plain in (False, True):
        document = document_of(source, plain=plain)
        assert document.text == source
        ends = 0
        for segment in document.segments:
            assert segment.start >= ends and segment.end > segment.start
            assert not source[ends : segment.start].strip()
            ends = segment.end
        assert not source[ends:].strip()


PLAIN = (
    ("Envoy leaves the capital\n\nThe envoy left.\n", ["headline", "body"]),
    ("The envoy left on Monday.\nHe did not speak.\n", ["body", "body"]),
    ("One line only", ["body"]),
)


@pytest.mark.parametrize(("source", "kinds"), PLAIN)
def test_plain_text_is_all_article(source: str, kinds: list[str]) -> None:
    assert [segment.kind for segment in document_of(source, plain=True).segments] == kinds


HTML = f"""<!doctype html><html lang=en><head><title>Envoy summoned | Harbour News</title>
<meta property="og:site_name" content="Harbour News"><meta property="article:published_time" content="2019-05-09T10:00Z">
<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2019-05-09","author":{{"name":"Jane Roe"}}}}</script>
<style>p {{color: red}}</style></head><body><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>
<article><h1>Envoy summoned</h1><p class=byline>By Jane Roe</p><time datetime="2019-05-09">9 May 2019</time>
<p>{BODY[0]}</p><p>{BODY[1]}</p><figure><img src=x><figcaption>The ministry in May. (Photo by Jane Roe)</figcaption></figure>
<p>{BODY[2]}</p><p hidden>Never shown.</p><p>{BODY[3]}</p><p>{BODY[4]}</p></article>
<div class="related-links"><a href=/1>Fishing fleet stays in port as talks stall</a></div>
<ol class="comment-list"><li class="comment" id=c1><p>They should have talked.</p></li></ol>
<footer>© 2019 Harbour News. All rights reserved.</footer></body></html>"""


def test_markup_gives_article_kinds_and_metadata() -> None:
    document = document_of(HTML, "text/html")
    assert shown(document, "body") == list(BODY)
    assert (document.title, document.outlet, document.language) == ("Envoy summoned", "Harbour News", "en")
    assert shown(document, "caption") == ["The ministry in May. (Photo by Jane Roe)"]
    assert shown(document, "comment") == ["They should have talked."]
    assert "Never shown" not in document.text and "color: red" not in document.text
    rows = {row.name: row.value for row in document.metadata}
    assert rows["meta:article:published_time"] == "2019-05-09T10:00Z"
    assert rows["jsonld:datePublished"] == rows["time:datetime"] == "2019-05-09"
    assert rows["author"] == "Jane Roe"


def test_page_in_another_language_and_page_without_article_are_problems() -> None:
    french = "Le ministère des Affaires étrangères a convoqué lundi l'ambassadeur après la saisie d'un chalutier. " * 6
    _, problems = extract(Page("page-1", "memory", french.encode(), "0", "text/plain"))
    assert any('"fr"' in problem.reason for problem in problems)
    # One headline that was left in its own language makes no foreign page of an English article.
    english = "The ministry said on Monday that the envoy had been called in over the seizure of a trawler. " * 6
    mixed = f"Le ministère des Affaires étrangères a convoqué lundi l'ambassadeur après la saisie\n\n{english}"
    document, problems = extract(Page("page-1", "memory", mixed.encode(), "0", "text/plain"))
    assert (document.language, problems) == ("en", ())
    _, problems = extract(Page("page-1", "memory", b"<nav><a href=/>Home</a></nav>", "0", "text/html"))
    assert any("no article" in problem.reason for problem in problems)


HOSTILE = {
    "deep": b"<div>" * 100_000 + b"words",
    "comments": b"<!--" * 50_000,
    "open tags": b"<a " * 50_000,
    "quotes": b'<a b="1>" ' * 20_000,
    "references": b"<p>" + b"&#xD800;&#99999999999;&bogus;&amp" * 3_000,
    "address": b"<link rel=canonical href='http://[odd'><p>word",
    "blocks": b"<p>a " * 50_000,
    "runs": b"a<b>" * 250_000,
    "lists": b"<ul><li>a" * 4_000,
    "broken bytes": b"<p>" + b"\x81\x8d" * 100_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_is_read_within_bounds(content: bytes) -> None:
    began = time.process_time()
    document, _ = extract(Page("page-1", "memory", content, "0", "text/html"))
    assert len(document.text) <= len(content)
    assert len(document.segments) <= outline.MOST_BLOCKS and len(document.map.runs) <= 2 * outline.MOST_RUNS
    assert check_span(document, content, 0, len(document.text))
    assert time.process_time() - began < 60


def test_page_of_too_many_lines_is_told_of_and_kept_whole() -> None:
    text = "word\n" * (lines.MOST_LINES + 500)
    document, problems = extract(Page("page-1", "memory", text.encode(), "0", "text/plain"))
    assert document.text == text and len(document.segments) == lines.MOST_LINES + 1
    assert any("more lines" in problem.reason for problem in problems)


OLD_PAGE = """<html><head><title>Envoy leaves the capital of Northland</title></head><body><table><tr><td>
<font size=5><b>Envoy leaves the capital of Northland</b></font><br><i>By Ada Moor, staff writer</i><br>May 9, 2019
<p>The envoy of Northland left the capital on Thursday after the talks on fishing had failed, the ministry said.</p>
<p>First the cars were loaded, and then the flag came down.<br>Nobody spoke to the reporters at the gate.</p>
<p>The ministry said that the envoy would not return before the dispute was settled by the two governments.</p>
<font size=1>[ <a href=/p>Print this page</a> ] [ <a href=/m>Mail to a friend</a> ]</font></td></tr></table></body></html>"""


def test_lines_of_a_head_are_parted_and_those_of_a_paragraph_are_not() -> None:
    document = document_of(OLD_PAGE, "text/html")
    assert document.title == "Envoy leaves the capital of Northland"
    assert shown(document, "byline") == ["By Ada Moor, staff writer"]
    assert [row.value for row in document.metadata if row.name == "author"] == ["Ada Moor, staff writer"]
    assert shown(document, "dateline") == ["May 9, 2019"]
    assert any("came down.\nNobody spoke" in words for words in shown(document, "body"))
    assert any("Print this page" in words for words in shown(document, "furniture"))


TRANSLATIONS = (
    ("This article was originally published in German.", [("translated_from", "de")]),
    ("Translated from the Russian by Jane Roe", [("translated_from", "ru"), ("translator", "Jane Roe")]),
    ("Translated by Jane Roe", [("translator", "Jane Roe")]),
    ("Read the original article in French", [("translated_from", "fr")]),
    ("The book was first published in Paris", []),
    ("Read this article in Spanish", []),
)


@pytest.mark.parametrize(("line", "expected"), TRANSLATIONS)
def test_translation_is_told_where_the_page_says_so(line: str, expected: list[tuple[str, str]]) -> None:
    document = document_of("\n\n".join(("Envoy Summoned Over Seized Trawler", *BODY, line)))
    found = [row for row in document.metadata if row.name in ("translated_from", "translator")]
    assert [(row.name, row.value) for row in found] == expected
    assert all(line in document.text[(row.start or 0) - len(line) : (row.end or 0) + len(line)] for row in found)


ARTICLE = "<article><h1>Envoy leaves the capital</h1>" + "<p>The envoy left on Thursday, the ministry said.</p>" * 12
DISCUSSIONS = (
    '<div class="comment" id=a><b class=author>Old Sailor</b> 9 May 2019 20.31<p>Send them home.</p></div>'
    '<div class="comment" id=b><b class=author>jane_r</b> 9 May 2019 20.40<p>Nobody asked the fishermen.</p></div>',
    "<ul><li><b>Old Sailor</b><p>Send them home.</p></li><li><b>jane_r</b><p>Nobody asked the fishermen.</p></li></ul>",
)


@pytest.mark.parametrize("discussion", DISCUSSIONS)
def test_each_comment_is_a_segment_and_the_foot_is_none(discussion: str) -> None:
    comments = '<section class="comments"><h2>2 comments</h2>' + discussion + "</section>"
    foot = "<footer><a href=/t>Terms</a></footer>"
    document = document_of(ARTICLE + "</article>" + comments + foot, "text/html")
    found = shown(document, "comment")
    assert len(found) == 2 and "Send them home." in found[0] and "Nobody asked" in found[1]
    assert "Terms" in shown(document, "furniture")


REPLIES = """<section class=comments><ul><li><span class="comment-author"><span>old_sailor</span></span>
<div class="comment-text"><p>They should have talked years ago.</p></div><ul class=children><li><div class="comment-author">
jane_r</div><div class="comment-text"><p>Nobody listens to the fishermen.</p></div></li></ul></li><li><div class="comment-author">
Third Mate</div><div class="comment-text"><p>Send them all home.</p></div></li></ul></section>"""


NESTED_BOXES = """<div class="comments"><div class="comment"><div class="comment-author">old_sailor</div>
<div class="comment-text">They should have talked years ago.</div><div class="replies"><div class="comment">
<div class="comment-author">jane_r</div><div class="comment-text">Nobody listens to the fishermen.</div></div></div></div>
<div class="comment"><div class="comment-author">Third Mate</div><div class="comment-text">Send them all home.</div></div>
</div>"""
BOXES_BESIDE = """<div id="comments"><div class="thread"><div class="post"><span class="author">old_sailor</span>
<p>They should have talked years ago.</p></div><div class="children"><div class="thread"><div class="post">
<span class="author">jane_r</span><p>Nobody listens to the fishermen.</p></div></div></div></div><div class="thread">
<div class="post"><span class="author">Third Mate</span><p>Send them all home.</p></div></div></div>"""


@pytest.mark.parametrize("discussion", [REPLIES, NESTED_BOXES, BOXES_BESIDE])
def test_comment_within_a_comment_answers_its_author(discussion: str) -> None:
    document = document_of(ARTICLE + "</article>" + discussion, "text/html")
    comments = [segment for segment in document.segments if segment.kind == "comment"]
    assert [(comment.author, comment.reply_to) for comment in comments] == [
        ("old_sailor", None), ("jane_r", "old_sailor"), ("Third Mate", None),
    ]  # fmt: skip


FLAT_BOXES = """<div class="comments"><div class="comment"><div class="comment-author">old_sailor</div>
<div class="comment-text">They should have talked years ago.</div></div><div class="comment">
<div class="comment-author">jane_r</div><div class="comment-text">Nobody listens to the fishermen.</div></div></div>"""


def test_comments_side_by_side_answer_nobody() -> None:
    document = document_of(ARTICLE + "</article>" + FLAT_BOXES, "text/html")
    comments = [segment for segment in document.segments if segment.kind == "comment"]
    assert [(comment.author, comment.reply_to) for comment in comments] == [("old_sailor", None), ("jane_r", None)]


@pytest.mark.parametrize("table", ["cues", "comment_heads", "outlet_cues", "translation_cues"])
def test_every_row_matches_its_own_example(table: str) -> None:
    for row in tables.rows(f"extract/{table}.toml", ("pattern", "example", "origin")):
        assert re.search(row["pattern"], row["example"], re.IGNORECASE), row["example"]


@pytest.mark.parametrize(
    ("above", "section"),
    [
        (["Home > World > Europe"], "Europe"),
        (["Main / Politics"], "Politics"),
        (["Search", "World"], "World"),
        (["World", "Politics", "Business"], None),  # a menu
        (["Subscribe"], None),
    ],
)
def test_section_of_a_crawled_text_is_what_it_prints_above_its_headline(above: list[str], section: str | None) -> None:
    document = document_of("\n".join((*above, "", "Envoy Summoned Over Seized Trawler", "", "\n\n".join(BODY))))
    found = [row for row in document.metadata if row.name == "section"]
    assert [row.value for row in found] == ([section] if section else [])
    assert all(document.text[row.start : row.end] == row.value for row in found)


def test_a_list_of_days_and_places_in_the_article_is_no_row_of_datelines() -> None:
    stops = [f"June {day} -- Harbour Hall, Port Alder, NT" for day in (17, 19, 24, 26)]
    listed = "".join(f"<p>{line}</p>" for line in stops)
    page = f"<article><h1>Envoy tours the north</h1>{'<p>The envoy tours the north, officials said.</p>' * 8}{listed}"
    page += "<p>The envoy will then fly home, the ministry said in a short statement on Thursday.</p></article>"
    document = document_of(page, "text/html")
    assert not shown(document, "dateline")
