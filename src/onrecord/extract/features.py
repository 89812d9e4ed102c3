"""What a model sees of the blocks of a page, as numbers.

In come lines, and for HTML their blocks and surroundings; out comes one row of numbers a block, whose columns stand in
``LINE_COLUMNS`` and ``BLOCK_COLUMNS``. The recipe of the weights imports these functions, so that what is learnt is
what is read.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from onrecord.extract.cues import cue_of
from onrecord.extract.draft import Piece
from onrecord.extract.shapes import bare_words, shape_of

# Words of more than five letters; what stands between two of them, a hyphen or an apostrophe, parts them.
_LONG_WORD = re.compile(r"[^\W\d_]{6,}+")
Matrix = np.ndarray[Any, np.dtype[np.float32]]
_CUE_KINDS = ("furniture", "clock", "credit", "caption", "related", "tag", "byline", "dateline")
_OPENED = ("related", "tag", "comment", "rules")
LINE_COLUMNS = (
    "letters", "words", "ends", "colon", "stops", "commas", "capitals", "digits", "bullet", "quote", "upper",
    "word_length", "title", "listing", "cue", "opens", "repeated", "titled", "index", "from_end", "offset",
    "since_opened", "opened", "shared", "tight", "tight_after", "indent",
)  # fmt: skip
# Columns of a block that its neighbours see, and how far.
WINDOW_COLUMNS = ("letters", "ends", "words", "cue", "stops", "capitals", "opens", "title", "shared")
REACH = 3


def line_features(pieces: Sequence[Piece], titles: Sequence[str]) -> Matrix:
    """Own numbers of each line."""
    count = len(pieces)
    rows: list[tuple[float, ...]] = []
    times = Counter(piece.line for piece in pieces)
    wanted = [frozenset(bare_words(title)) for title in titles[:6]]
    total = sum(len(piece.line) for piece in pieces) or 1
    common = _common_words(pieces)
    offset = 0
    opened, opened_at = 0, -1
    for index, piece in enumerate(pieces):
        line = piece.line
        shape = shape_of(line)
        cue = cue_of(line)
        kind = _CUE_KINDS.index(cue.kind) + 1 if cue else 0
        opens = _OPENED.index(cue.opens) + 1 if cue and cue.opens else 0
        if opens:
            opened, opened_at = opens, index
        words = frozenset(bare_words(line)) if len(line) < 300 else frozenset()
        titled = max((len(words & title) / len(words | title) for title in wanted), default=0.0) if words else 0.0
        shown = max(1, shape.words)
        rows.append((
            math.log1p(shape.letters), min(shape.words, 400), shape.ends, shape.colon, shape.stops,
            min(shape.commas, 20) / shown, shape.capitals / shown, shape.digits / shown, shape.bullet, shape.quote,
            line.isupper(), shape.letters / shown if shape.words else 0, shape.title, shape.listing, kind, opens,
            min(times[line], 5), titled, index / count, (count - index) / count, offset / total,
            min(index - opened_at, 40) if opened_at >= 0 else 50, opened,
            _share(line, common), piece.tight, index + 1 < count and pieces[index + 1].tight, min(piece.indent, 12),
        ))  # fmt: skip
        offset += len(line)
    return np.array(rows, np.float32).reshape(count, len(LINE_COLUMNS))


def _common_words(pieces: Sequence[Piece]) -> frozenset[str]:
    """Long words that several pieces of prose on the page use: what its article is about."""
    seen: Counter[str] = Counter()
    for piece in pieces:
        if shape_of(piece.line).words >= 20:
            seen.update(frozenset(_long_words(piece.line[:1500])))
    return frozenset(word for word, times in seen.items() if times >= 3)


def _share(line: str, common: frozenset[str]) -> float:
    words = _long_words(line[:600]) if common else ()
    return len([word for word in words if word in common]) / len(words) if words else 0.0


def _long_words(line: str) -> list[str]:
    return _LONG_WORD.findall(line.lower())


def with_neighbours(rows: Matrix, columns: Sequence[int], reach: int = REACH) -> Matrix:
    """Rows with some columns of the rows before and after them; -1 beyond the page."""
    parts = [rows]
    chosen = rows[:, list(columns)]
    for step in range(1, reach + 1):
        parts += [shifted(chosen, step), shifted(chosen, -step)]
    return np.concatenate(parts, axis=1)


def shifted(rows: Matrix, step: int) -> Matrix:
    """Rows moved down (or up, where ``step`` is negative), with -1 where none comes."""
    moved = np.full_like(rows, -1)
    if abs(step) < len(rows):
        if step > 0:
            moved[step:] = rows[:-step]
        else:
            moved[:step] = rows[-step:]
    return moved
