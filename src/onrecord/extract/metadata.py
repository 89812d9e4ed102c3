"""What an HTML page says of itself, as rows with their basis.

In come the marks of the outline (meta, link, time, itemprop, JSON-LD) and the text; out come ``Metadatum`` rows in page
order. Values are kept as the page writes them; the basis tells the tag, the byte at which it begins, and whether it
stands in the article's header. Nothing is judged here.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.extract.charset import Decoded
from onrecord.extract.elements import Element, Mark
from onrecord.extract.scripts import days_in_script
from onrecord.model import Metadatum

LONGEST_VALUE = 1000
MOST_ROWS = 600
DEEPEST_JSON = 6
# Properties of JSON-LD that are kept; their values may be objects with a name.
_KEPT = (
    "headline", "alternativeHeadline", "datePublished", "dateModified", "dateCreated", "uploadDate", "author",
    "publisher", "articleSection", "keywords", "inLanguage", "url", "mainEntityOfPage", "name", "isPartOf", "creator",
    "translator", "translationOfWork", "isBasedOn", "dateline", "sourceOrganization", "isAccessibleForFree",
)  # fmt: skip


def read_marks(marks: Iterable[Mark], text: str, decoded: Decoded) -> list[Metadatum]:
    """Rows of all marks, in page order."""
    rows: list[Metadatum] = []
    for mark in marks:
        rows.extend(_rows_of(mark, text, f"byte {int(decoded.offsets[mark.at])}"))
        if len(rows) >= MOST_ROWS:
            break
    return rows[:MOST_ROWS]


def _rows_of(mark: Mark, text: str, place: str) -> Iterator[Metadatum]:
    found = mark.attributes
    if mark.tag == "meta":
        yield from _meta(found, place)
    elif mark.tag == "link":
        yield from _link(found, place)
    elif mark.tag == "title":
        yield from _row("html:title", mark.content, f"{place}; <title>")
    elif mark.tag == "html":
        yield from _row("html:lang", found.get("lang") or found.get("xml:lang") or "", f"{place}; <html lang>")
    elif mark.tag == "script":
        yield from _script(found.get("type", "").lower(), mark.content, place)
    else:
        yield from _visible(mark, text, place)


def _script(media: str, content: str, place: str) -> Iterator[Metadatum]:
    if "json" in media:
        yield from _json_ld(content, place)
    if "ld+json" not in media:
        for key, value in days_in_script(content):
            yield from _row(f"script:{key}", value, f"{place}; <script>")


def _row(name: str, value: str, basis: str, span: tuple[int | None, int | None] = (None, None)) -> Iterator[Metadatum]:
    clean = " ".join(html.unescape(value).split())[:LONGEST_VALUE]
    if clean:
        yield Metadatum(name, clean, basis, *span)


def _meta(found: dict[str, str], place: str) -> Iterator[Metadatum]:
    for kind in ("property", "name", "itemprop", "http-equiv"):
        if found.get(kind) and found.get("content"):
            name = found[kind].strip().lower()[:80]
            prefix = "itemprop" if kind == "itemprop" else "meta"
            written = found[kind].strip()[:80] if kind == "itemprop" else name
            yield from _row(f"{prefix}:{written}", found["content"], f"{place}; <meta {kind}>")


def _link(found: dict[str, str], place: str) -> Iterator[Metadatum]:
    relation = found.get("rel", "").lower().split()
    for wanted in ("canonical", "shortlink", "amphtml"):
        if wanted in relation:
            yield from _row(f"url:{wanted}", found.get("href", ""), f"{place}; <link rel={wanted}>")
    if found.get("itemprop"):
        value = found.get("content") or found.get("href", "")
        yield from _row(f"itemprop:{found['itemprop']}", value, f"{place}; <link itemprop>")


def _visible(mark: Mark, text: str, place: str) -> Iterator[Metadatum]:
    """Rows of a time element, an itemprop or an author link, with the span of its text where it has one."""
    start, end = mark.start or 0, mark.end if mark.end is not None else mark.start or 0
    shown = text[start:end].strip()
    span: tuple[int | None, int | None] = (None, None)
    if shown:
        start = text.index(shown, start)
        span = start, start + len(shown)
    basis = f"{place}; <{mark.tag}{_written(mark)}>{_where(mark.element)}"
    value = mark.attributes.get("datetime") or mark.attributes.get("content") or ""
    if mark.tag == "time":
        if value:
            yield from _row("time:datetime", value, basis, span)
        yield from _row("time:text", shown, basis, span)
    elif mark.tag == "abbr":
        yield from _row("abbr:title", mark.attributes.get("title", ""), basis, span)
    if mark.attributes.get("itemprop"):
        for name in mark.attributes["itemprop"].split()[:3]:
            if len(shown) <= 300 or value:
                yield from _row(f"itemprop:{name}", value or shown, basis, span)
    elif "author" in mark.attributes.get("rel", "").lower().split():
        yield from _row("rel:author", shown, basis, span)


def _written(mark: Mark) -> str:
    kept = [name for name in ("class", "id", "itemprop", "pubdate") if name in mark.attributes]
    return "".join(f' {name}="{mark.attributes[name][:80]}"' for name in kept)


def _where(element: Element | None) -> str:
    tags = set()
    while element is not None:
        tags.add(element.tag)
        element = element.parent
    named = [tag for tag in ("article", "header", "main", "footer", "aside", "nav") if tag in tags]
    return f"; in {' '.join(named)}" if named else ""


def _json_ld(content: str, place: str) -> Iterator[Metadatum]:
    try:
        found = json.loads(html.unescape(content) if "&quot;" in content else content, strict=False)
    except (ValueError, RecursionError):
        return
    yield from _json_rows(found, place, 0)


def _json_rows(found: Any, place: str, depth: int) -> Iterator[Metadatum]:
    if depth > DEEPEST_JSON:
        return
    if isinstance(found, list):
        for item in found[:50]:
            yield from _json_rows(item, place, depth + 1)
    elif isinstance(found, dict):
        types = found.get("@type") or ""
        kind = " ".join(map(str, types)) if isinstance(types, list) else str(types)
        for name in _KEPT:
            for value in _values(found.get(name)):
                yield from _row(f"jsonld:{name}", value, f"{place}; JSON-LD {kind[:60]}")
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if isinstance(found.get(name), dict | list):
                yield from _json_rows(found[name], place, depth + 1)


def _values(found: Any) -> Iterator[str]:
    """The text of a property: itself, the name of an object, or each of a list."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, bool | int | float):
        yield str(found)
    elif isinstance(found, dict):
        yield from _values(found.get("name") or found.get("@id"))
    elif isinstance(found, list):
        for item in found[:20]:
            yield from _values(item)
