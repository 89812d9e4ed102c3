"""What a model sees of the lines of a crawled text, as numbers.

Beside what any block shows, a line shows the words by which pages speak of pictures, of themselves and to their reader
(``data/extract/signs.csv``), whether it runs on in lines like it, and where it stands in relation to the page's densest
stretch of prose: a text has no elements that would tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from onrecord import tables
from onrecord.extract.draft import Piece
from onrecord.extract.features import LINE_COLUMNS, WINDOW_COLUMNS, Matrix, line_features, with_neighbours
from onrecord.extract.shapes import Shape, shape_of

_SEEN = (*WINDOW_COLUMNS, "commas", "colon", "tight", "indent", "bullet", "listing")
_WORD = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"[a-zà-ÿ.!?”\"][A-ZÀ-Þ][a-zà-ÿ]")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|(?<!\w)[@#]\w")
LOOKED_AT = 600
LONGEST_RUN = 12
FAR = 60
# A paragraph counts by its words, up to so many; any other line takes this many off the stretch that it stands in.
MOST_WORDS, COST = 60, 7


def text_features(pieces: Sequence[Piece]) -> Matrix:
    """Rows of the lines of a text, neighbours included. A text has no titles but its own lines."""
    rows = with_neighbours(line_features(pieces, ()), [LINE_COLUMNS.index(name) for name in _SEEN], reach=4)
    signs = np.array([_signs(piece.line) for piece in pieces], np.float32).reshape(len(pieces), -1)
    shapes = [shape_of(piece.line) for piece in pieces]
    worth = [min(shape.words, MOST_WORDS) if shape.sentence else -COST for shape in shapes]
    beside = with_neighbours(signs, range(signs.shape[1]), 1)
    return np.concatenate([rows, beside, _runs(shapes), _stretch(worth)], axis=1)


def _signs(line: str) -> list[float]:
    """How a line begins, what is run together in it, and how many of its words are signs of each group."""
    counts = [0.0] * len(_groups())
    words = _WORD.findall(line[:LOOKED_AT].lower())
    known = _words()
    for word in words:
        if word in known:
            counts[known[word]] += 1
    shown = max(1, len(words))
    glued, addresses = len(_GLUED.findall(line[:LOOKED_AT])), len(_ADDRESS.findall(line[:LOOKED_AT]))
    return [line[:1].islower(), min(glued, 6), min(addresses, 4), line.count("?") + line.count("!"), *counts,
            sum(counts[1:]) / shown]  # fmt: skip


def _runs(shapes: Sequence[Shape]) -> Matrix:
    """How many lines before and after each one look like it: as long, as bulleted, as ended."""
    looks = [(min(shape.words // 4, 4), shape.ends, shape.bullet, shape.digits > 0) for shape in shapes]
    count = len(looks)
    before, after = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for index in range(1, count):
        before[index] = min(before[index - 1] + 1, LONGEST_RUN) if looks[index] == looks[index - 1] else 0
    for index in range(count - 2, -1, -1):
        after[index] = min(after[index + 1] + 1, LONGEST_RUN) if looks[index] == looks[index + 1] else 0
    return np.stack([before, after], axis=1)


def _stretch(worth: Sequence[float]) -> Matrix:
    """Where each line stands in relation to the stretch of lines that is worth most, and how much that is of all."""
    best, first, last = 0.0, 0, -1
    total, begin = 0.0, 0
    for index, value in enumerate(worth):
        if total <= 0:
            total, begin = 0.0, index
        total += value
        if total > best:
            best, first, last = total, begin, index
    places = np.arange(len(worth), dtype=np.float32)
    share = best / max(1.0, sum(value for value in worth if value > 0))
    return np.stack(
        [np.clip(places - first, -FAR, FAR), np.clip(last - places, -FAR, FAR), np.full(len(worth), share, np.float32)],
        axis=1,
    ).astype(np.float32)


@cache
def _groups() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["group"] for row in tables.rows("extract/signs.csv", ("word", "group"))))


@cache
def _words() -> dict[str, int]:
    return {row["word"]: _groups().index(row["group"]) for row in tables.rows("extract/signs.csv", ("word", "group"))}
