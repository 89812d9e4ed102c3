"""Crawled text as pieces: each line that shows something, without its edge white space."""

from __future__ import annotations

import re

from onrecord.extract.charset import Decoded
from onrecord.extract.draft import Piece
from onrecord.extract.shapes import shape_of
from onrecord.model import Run, TextMap

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_VISIBLE = re.compile(r"\w")
LONGEST_TITLE = 30
MOST_LINES = 30_000


def line_pieces(text: str) -> list[Piece]:
    """The lines of a text that hold something to see; after very many of them, all that follows as one."""
    pieces: list[Piece] = []
    for match in _LINE.finditer(text):
        line = match.group() if len(pieces) < MOST_LINES else text[match.start() :]
        bare = line.strip("\ufeff \t\u00a0\u2007\u202f").strip()
        if bare:
            start = match.start() + line.index(bare)
            between = text[pieces[-1].end : start] if pieces else "\n\n"
            tight = len(re.findall(r"\r\n|[\r\n\u2028\u2029]", between)) < 2
            indent = start - match.start()
            pieces.append(Piece(start, start + len(bare), bare, tight=tight, indent=indent))
            if len(pieces) > MOST_LINES:
                break
    return pieces


def settle_plain(pieces: list[Piece]) -> None:
    """Every line is the article's own, and a first line that reads as a title is the headline."""
    for piece in pieces:
        piece.become("body", "plain text")
    if len(pieces) > 1 and _reads_as_title(pieces):
        pieces[0].become("headline", "first line reads as a title")


def _reads_as_title(pieces: list[Piece]) -> bool:
    """Whether the first line is short, ends as no sentence does, and longer text or an empty line follows."""
    first, second = shape_of(pieces[0].line), shape_of(pieces[1].line)
    fits = 1 < first.words <= LONGEST_TITLE and not first.ends and not first.colon and not first.stops
    return fits and (not pieces[1].tight or second.letters > first.letters)


def text_map(decoded: Decoded) -> TextMap:
    """The map of a text that is shown as it is: one run, cut only where the bytes are broken."""
    text, offsets = decoded.text, decoded.offsets
    runs: list[Run] = []
    at = 0
    for match in re.finditer("\ufffd++", text):
        if match.start() > at:
            runs.append(Run(at, match.start(), int(offsets[at]), int(offsets[match.start()])))
        at = match.end()
        # Of several broken bytes in a row none has a place of its own, as in a reference.
        kind = "same" if at - match.start() == 1 else "entity"
        runs.append(Run(match.start(), at, int(offsets[match.start()]), int(offsets[at]), kind))
    if at < len(text):
        runs.append(Run(at, len(text), int(offsets[at]), int(offsets[len(text)])))
    return TextMap(decoded.charset, tuple(runs))
