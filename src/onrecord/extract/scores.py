"""How likely each block is a part of the article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.context import Context
from onrecord.extract.draft import Piece
from onrecord.extract.outline import Outline
from onrecord.extract.shapes import shape_of


def score_lines(pieces: Sequence[Piece]) -> None:
    """Scores of the lines of a crawled text."""
    for index, piece in enumerate(pieces):
        shape = shape_of(piece.line)
        piece.score = 0.9 if shape.sentence and shape.words > 5 else 0.2
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if shape.title and following and shape_of(following.line).words > 25 and index and not piece.tight:
            piece.score = 0.6 if pieces[index - 1].score > 0.5 else 0.2


def score_blocks(pieces: Sequence[Piece], found: Outline, context: Context, titles: Sequence[str]) -> None:
    """Scores of the blocks of an HTML page."""
    score_lines(pieces)
    for piece, block in zip(pieces, found.blocks, strict=True):
        if block.links * 2 > block.end - block.start or piece.hint in ("furniture", "caption", "related"):
            piece.score = 0.1
