"""Pieces as segments: one a block, the blocks of one reader's comment joined."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.draft import Piece
from onrecord.model import Segment


def make_segments(text: str, pieces: Sequence[Piece]) -> tuple[Segment, ...]:
    """Segments in order of the text, none over another, all letters that can be seen in one of them."""
    segments: list[Segment] = []
    joined = 0
    for piece in pieces:
        if piece.kind == "comment" and piece.item and piece.item == joined and segments[-1].kind == "comment":
            last = segments[-1]
            segments[-1] = Segment("comment", last.start, piece.end, last.author, last.reply_to, last.basis)
            continue
        joined = piece.item if piece.kind == "comment" else 0
        segments.append(Segment(piece.kind, piece.start, piece.end, piece.author, piece.reply_to, piece.basis))
    return tuple(segments)
