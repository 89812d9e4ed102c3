"""What a model sees of the lines of a crawled text, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.draft import Piece
from onrecord.extract.features import LINE_COLUMNS, WINDOW_COLUMNS, Matrix, line_features, with_neighbours

_SEEN = (*WINDOW_COLUMNS, "commas", "colon", "tight", "indent", "bullet", "listing")


def text_features(pieces: Sequence[Piece]) -> Matrix:
    """Rows of the lines of a text, neighbours included. A text has no titles but its own lines."""
    rows = line_features(pieces, ())
    return with_neighbours(rows, [LINE_COLUMNS.index(name) for name in _SEEN], reach=4)
