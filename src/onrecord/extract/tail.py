"""Where a crawled text stops being about its article: readers' comments, the site's rules and dialogs.

What comes after is weighed by no model: rules and comments are prose too, and pages have any length of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.cues import cue_of
from onrecord.extract.draft import Piece
from onrecord.extract.shapes import shape_of

# Before this many words of prose a line such as "Comments" is a link at the top of the page.
PROSE_BEFORE = 120
LEAST_PROSE = 8
_ENDING = ("comment", "rules")


def tail_start(pieces: Sequence[Piece]) -> int:
    """Index of the first piece after the article; the number of pieces where nothing ends it."""
    words = 0
    for index, piece in enumerate(pieces):
        cue = cue_of(piece.line)
        if cue is not None:
            if cue.opens in _ENDING and words >= PROSE_BEFORE:
                return index
            continue
        shape = shape_of(piece.line)
        if shape.sentence and shape.words >= LEAST_PROSE:
            words += shape.words
    return len(pieces)
