"""Which block is the article's headline.

In come pieces and the titles that the page gives itself; the piece that best says one of them, or else the one that
looks most like a title before the article's first paragraph, becomes the headline.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.draft import Piece
from onrecord.extract.shapes import bare_words, shape_of

# Of a title's words, this share must stand in a block for it to say the title.
SAME_TITLE = 0.6
LONGEST_HEADLINE = 40
MOST_LOOKED_AT = 400
LONGEST_LINE = 250


def find_headline(pieces: Sequence[Piece], titles: Sequence[str]) -> None:
    """Makes one piece the headline, where there is one."""
    first = next((index for index, piece in enumerate(pieces) if _is_prose(piece)), None)
    found = _by_titles(pieces, titles, first)
    basis = "says the page's title"
    if found is None and first is not None:
        found = _by_look(pieces, first)
        basis = "title before the article"
    if found is None:
        return
    pieces[found].become("headline", basis)
    _repeat(pieces, found)


def _repeat(pieces: Sequence[Piece], found: int) -> None:
    """A second printing of the headline is no part of the article."""
    words = bare_words(pieces[found].line)
    for index, piece in enumerate(pieces):
        if index != found and piece.kind in ("", "heading", "body") and bare_words(piece.line) == words:
            piece.become("furniture", "headline printed again")


def _is_prose(piece: Piece) -> bool:
    return piece.kind == "body" and shape_of(piece.line).sentence


def _by_titles(pieces: Sequence[Piece], titles: Sequence[str], first: int | None) -> int | None:
    wanted = [frozenset(bare_words(title)) for title in titles if title.strip()]
    best: tuple[float, int] | None = None
    for index, piece in enumerate(pieces[:MOST_LOOKED_AT]):
        if not piece.line or len(piece.line) > 400 or piece.kind in ("comment", "tag"):
            continue
        likeness = max((_likeness(bare_words(piece.line), title) for title in wanted), default=0.0)
        if likeness < SAME_TITLE:
            continue
        # Of two printings, the heading element wins, then the one before the article, then the nearest to it.
        rank = likeness + 0.5 * (piece.hint in ("h1", "headline")) + 0.2 * (first is None or index <= first)
        rank -= 0.001 * abs(index - (first or 0)) / max(1, len(pieces))
        if best is None or rank > best[0]:
            best = (rank, index)
    return best[1] if best else None


def _likeness(words: Sequence[str], title: frozenset[str]) -> float:
    """How much a block says a title, which may have the outlet's name after it."""
    if len(words) < 2 or not title:
        return 0.0
    shared = len(title.intersection(words))
    return 2 * shared / (len(set(words)) + len(title)) if shared / len(set(words)) < 0.9 else shared / len(title)


def _by_look(pieces: Sequence[Piece], first: int) -> int | None:
    """The block before the first paragraph that looks and speaks most like its title."""
    body = frozenset(word for piece in pieces[first : first + 12] for word in bare_words(piece.line))
    best: tuple[float, int] | None = None
    for index in range(max(0, first - 30), first):
        piece = pieces[index]
        shape = shape_of(piece.line)
        if piece.kind not in ("", "heading", "body") or not 3 <= shape.words <= LONGEST_HEADLINE or shape.sentence:
            continue
        if len(piece.line) > LONGEST_LINE:
            continue
        words = frozenset(bare_words(piece.line))
        shared = len(words & body) / len(words)
        rank = shared + 0.05 * min(shape.words, 12) + 0.3 * (piece.hint == "h1") - 0.02 * (first - index)
        if best is None or rank > best[0]:
            best = (rank, index)
    return best[1] if best else None
