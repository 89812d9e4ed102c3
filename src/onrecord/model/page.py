"""What is read: a page's bytes, its text with the map to those bytes, its segments and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

SEGMENT_KINDS = (
    "headline",
    "byline",
    "dateline",
    "body",
    "heading",
    "quote",
    "caption",
    "credit",
    "related",
    "tag",
    "comment",
    "furniture",
)
ARTICLE_KINDS = frozenset({"headline", "body", "heading", "quote"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or decided: the step, and a reason as a sentence."""

    step: str
    reason: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as crawled, with what the crawler said about them.

    ``media_type`` is ``text/plain`` or ``text/html``; ``captured`` an ISO timestamp or day; ``stated`` holds what the
    carrier (a JSON line, a feed) says of the page: ``title``, ``outlet``, ``date``, ``url``.
    """

    id: str
    locator: str
    content: bytes
    sha256: str
    media_type: str
    charset: str | None = None
    url: str | None = None
    captured: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and the bytes that it came from.

    ``kind`` says how: ``same`` (the bytes decode to the text), ``entity`` (the bytes, decoded and with character
    references resolved, are the text), ``fold`` (white space or markup that the text shows as one space or line break).
    """

    start: int
    end: int
    byte_start: int
    byte_end: int
    kind: str = "same"


@dataclass(frozen=True, slots=True)
class TextMap:
    """Runs that cover a document's text from first to last code point, in order, and the charset of the bytes."""

    charset: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the page with one kind; ``author`` and ``reply_to`` are a comment's."""

    kind: str
    start: int
    end: int
    author: str | None = None
    reply_to: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One fact that the page states of itself (``title``, ``outlet``, ``author``, ``published``...), with its basis."""

    name: str
    value: str
    basis: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article: the visible text of its page in reading order, its segments, what it says of itself."""

    id: str
    page_id: str
    locator: str
    sha256: str
    text: str
    segments: tuple[Segment, ...]
    map: TextMap
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    captured: str | None = None
    url: str | None = None
    metadata: tuple[Metadatum, ...] = ()
