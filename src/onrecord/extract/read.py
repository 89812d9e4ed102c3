"""A page as a document: its visible text, its segments, what it says of itself.

In comes a ``Page``; out come a ``Document`` whose text maps to the page's bytes, and the problems met on the way. The
steps: decode, cut into blocks, weigh the blocks, settle their kinds, name title, outlet and language.
"""

from __future__ import annotations

from onrecord.extract.charset import Decoded, decode_page
from onrecord.extract.facts import find_facts, metadata_of
from onrecord.extract.kinds import settle_kinds
from onrecord.extract.lines import MOST_LINES, line_pieces, settle_plain, text_map
from onrecord.extract.markup import markup_map, markup_pieces, visible_outline
from onrecord.extract.metadata import read_marks
from onrecord.extract.scores import score_lines
from onrecord.extract.segments import make_segments
from onrecord.ids import make_id
from onrecord.model import ARTICLE_KINDS, Document, Metadatum, Page, Problem, Segment, TextMap

READ_LANGUAGE = "en"


def extract(page: Page, *, plain: bool = False) -> tuple[Document, tuple[Problem, ...]]:
    """The document of a page; with ``plain`` the page is article text and nothing else."""
    markup = page.media_type == "text/html" and not plain
    decoded = decode_page(page.content, page.charset, markup=markup)
    if markup:
        parts, cut = _from_markup(page, decoded)
    else:
        parts, cut = _from_text(page, decoded, plain)
    document = _document(page, *parts)
    return document, tuple(_problems(document, cut))


_Parts = tuple[str, tuple[Segment, ...], TextMap, list[Metadatum]]
"""Text, segments, map and metadata of a document."""


def _from_text(page: Page, decoded: Decoded, plain: bool) -> tuple[_Parts, bool]:
    pieces = line_pieces(decoded.text)
    titles = [value for name, value in page.stated if name == "title"]
    if plain:
        settle_plain(pieces)
    else:
        score_lines(pieces)
        settle_kinds(pieces, titles)
    facts = find_facts(page, [], pieces)
    parts = decoded.text, make_segments(decoded.text, pieces), text_map(decoded), facts
    return parts, len(pieces) > MOST_LINES


def _from_markup(page: Page, decoded: Decoded) -> tuple[_Parts, bool]:
    found = visible_outline(decoded.text)
    rows = read_marks(found.marks, found.text, decoded)
    titles = metadata_of(rows, "title")
    pieces = markup_pieces(found, titles)
    settle_kinds(pieces, [*(value for name, value in page.stated if name == "title"), *titles])
    facts = find_facts(page, rows, pieces)
    return (found.text, make_segments(found.text, pieces), markup_map(found, decoded), facts), found.cut


def _document(
    page: Page, text: str, segments: tuple[Segment, ...], found_map: TextMap, metadata: list[Metadatum]
) -> Document:
    named = {row.name: row.value for row in reversed(metadata)}
    return Document(
        id=make_id("doc", page.id),
        page_id=page.id,
        locator=page.locator,
        sha256=page.sha256,
        text=text,
        segments=segments,
        map=found_map,
        title=named.get("title"),
        outlet=named.get("outlet"),
        language=named.get("language"),
        captured=page.captured,
        url=page.url or named.get("url"),
        metadata=tuple(metadata),
    )


def _problems(document: Document, cut: bool) -> list[Problem]:
    problems = []
    if cut:
        reason = "the page has more lines or more markup than any article; the rest is kept in one piece or left unread"
        problems.append(Problem("extract", reason, document.locator))
    if not any(segment.kind in ARTICLE_KINDS - {"headline"} for segment in document.segments):
        reason = "no article was found on the page; its text is kept as furniture; leave it out or read it with --plain"
        problems.append(Problem("extract", reason, document.locator))
    if document.language not in (None, READ_LANGUAGE):
        reason = f'the page is in another language ("{document.language}"); only English is read so far'
        problems.append(Problem("extract", reason, document.locator))
    return problems
