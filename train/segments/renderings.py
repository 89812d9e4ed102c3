"""A page as the texts that crawls make of it: dense, spaced, and indented with bullets."""

from __future__ import annotations

import zlib

from resiliparse.extract.html2text import extract_plain_text

from onrecord.extract.charset import decode_page
from onrecord.extract.markup import visible_outline
from train.segments.corpus import Sample

_SPACED = {"p", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "td", "article", "section"}


def renderings(sample: Sample) -> list[str]:
    """The rendering of most crawls, and for a page with a gold body one of three others, drawn from its name."""
    source = decode_page(sample.content, None, markup=True).text
    if sample.name.startswith("silver/"):
        return [_indented(source)]
    drawn = zlib.crc32(sample.name.encode())
    return [_indented(source), (_dense, _spaced, _bare)[drawn % 3](source)]


def _dense(source: str) -> str:
    return visible_outline(source).text


def _spaced(source: str) -> str:
    """Paragraphs and headings between empty lines, all else line by line."""
    found = visible_outline(source)
    lines: list[str] = []
    for block in found.blocks:
        spaced = block.element.tag in _SPACED
        if spaced and lines and lines[-1]:
            lines.append("")
        lines.append(found.text[block.start : block.end])
        if spaced:
            lines.append("")
    return "\n".join(lines)


def _indented(source: str) -> str:
    return str(extract_plain_text(source, preserve_formatting=True, main_content=False, list_bullets=True))


def _bare(source: str) -> str:
    return str(
        extract_plain_text(
            source, preserve_formatting=True, main_content=False, list_bullets=False, links=False, noscript=False
        )
    ).replace("\n\n", "\n")
