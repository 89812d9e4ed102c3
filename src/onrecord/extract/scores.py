"""How likely each block of a page is a part of the article, by trained weights: one set for HTML, one for text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord import weights
from onrecord.extract.block_features import block_features
from onrecord.extract.context import Context
from onrecord.extract.draft import Piece
from onrecord.extract.elements import Outline
from onrecord.extract.features import Matrix
from onrecord.extract.line_features import text_features
from onrecord.extract.tail import tail_start

BLOCKS, LINES = "segments-blocks-v1", "segments-lines-v2"
# More blocks than this are weighed in parts, so that no page fills memory.
MOST_AT_ONCE = 5000


def score_lines(pieces: Sequence[Piece]) -> None:
    """Scores of the lines of a crawled text; what comes after the article keeps 0."""
    for part in _parts(pieces[: tail_start(pieces)]):
        _write(part, _predict(LINES, "first.txt", text_features(part)))


def score_blocks(pieces: Sequence[Piece], found: Outline, context: Context, titles: Sequence[str]) -> None:
    """Scores of the blocks of an HTML page."""
    if pieces:
        _write(pieces, _predict(BLOCKS, "first.txt", block_features(pieces, found, context, titles)))


def _parts(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    return [pieces[at : at + MOST_AT_ONCE] for at in range(0, len(pieces), MOST_AT_ONCE)]


def _predict(model: str, name: str, rows: Matrix) -> Any:
    return weights.load_trees(model, name).predict(rows, num_threads=1)


def _write(pieces: Sequence[Piece], scores: Sequence[float]) -> None:
    for piece, score in zip(pieces, scores, strict=True):
        piece.score = float(score)
