"""Readers' comments: which blocks make one, who wrote it, whom it answers.

In come pieces of which some stand in a discussion; the blocks of one comment are told apart by the page's own items, by
bullets, or by the lines that name an author, and joined later into one segment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord import tables
from onrecord.extract.draft import Piece
from onrecord.extract.shapes import shape_of

LONGEST_NAME = 5
_BULLET = re.compile(r"^[•·▪●*] ?")


def settle_comments(pieces: Sequence[Piece]) -> None:
    """Numbers the comments and names their authors; what stands in a discussion and is no comment is furniture."""
    inside = [piece for piece in pieces if piece.kind == "comment"]
    if not inside:
        return
    bulleted = sum(bool(_BULLET.match(piece.line)) for piece in inside) >= 2
    item = 0
    author: str | None = None
    reply_to: str | None = None
    known = bool(inside[0].item)
    before = 0
    authors: dict[int, str] = {}
    for piece in inside:
        if known and piece.item != before:
            before, item, author, reply_to = piece.item, item + 1, None, authors.get(piece.within)
        head = _head(piece.line, bulleted=bulleted)
        if head is None and piece.by and author is None:
            head = _named(piece.line)
        if head is not None:
            name, answered = head
            if not known and (answered is None or author is not None or _BULLET.match(piece.line)):
                item, author, reply_to = item + 1, None, None
            author, reply_to = name or author, answered or reply_to
            if author and piece.holder:
                authors.setdefault(piece.holder, author)
            piece.become("furniture", "head of a comment")
            continue
        if not known and not bulleted and not item:
            item = 1
        piece.item, piece.author, piece.reply_to = max(1, item), author, reply_to


def _head(line: str, *, bulleted: bool) -> tuple[str | None, str | None] | None:
    """Author and the one answered, where a line is the head of a comment."""
    bare = _BULLET.sub("", line).strip()
    for pattern in _heads():
        match = pattern.fullmatch(bare)
        if match:
            found = match.groupdict()
            return _name(found.get("author")), _name(found.get("to"))
    if bulleted and _BULLET.match(line) and shape_of(bare).words <= 5 and not shape_of(bare).ends:
        return _name(bare), None
    return None


def _named(line: str) -> tuple[str | None, str | None] | None:
    """The author, where a line that the page marks as naming one is short enough for a name."""
    shape = shape_of(line)
    return (_name(line), None) if 0 < shape.words <= LONGEST_NAME and not shape.ends else None


def _name(written: str | None) -> str | None:
    name = " ".join((written or "").split()).strip(" ,:")
    return name or None


@cache
def _heads() -> tuple[re.Pattern[str], ...]:
    rows = tables.rows("extract/comment_heads.toml", ("pattern", "example", "origin"))
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in rows)
