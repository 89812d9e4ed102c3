"""Which kind each block of a page is.

In come pieces with their scores as part of the article, the hints of the page's structure, and the titles that the page
gives itself; out come the same pieces with their kinds. The order: cue rows, hints, the score, and for what is no
article the look of the block and what was opened before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.comments import settle_comments
from onrecord.extract.cues import Cue, cue_of
from onrecord.extract.draft import Piece
from onrecord.extract.headline import find_headline
from onrecord.extract.shapes import shape_of

THRESHOLD = 0.42
# On a page whose best block has less, the best are the article all the same, down to a share of their score.
LEAST_BEST, SHARE_OF_BEST = 0.15, 0.8
# A block that opens comments or rules counts only after this many words of the article.
WORDS_BEFORE_TAIL = 40
# Prose this long is never a link to another story, whatever stands before it.
LONG_PROSE = 20
# A block with this score is the article's, whatever was opened before it.
SURE = 0.75
LONGEST_CAPTION = 45
# A block about an author that is longer tells of his life.
LONGEST_BYLINE = 30
# Lower scores do for a block between paragraphs of the article, or just after them.
FILL_SCORE, FILL_WORDS, FILL_AFTER = 0.2, 6, 4
# So many lines in a row that read as datelines are a list.
LEAST_LIST = 3
# Lines about the page that may stand between a heading and its paragraph, and one more.
PASSED_OVER = 3
_OPENERS_TO_END = ("comment", "rules")
_HEADS = frozenset({"h1", "headline", "byline", "dateline"})
_HINTED = frozenset({"caption", "credit", "related", "tag", "comment", "furniture", "byline", "dateline"})


def settle_kinds(pieces: Sequence[Piece], titles: Sequence[str]) -> None:
    """Gives every piece its kind."""
    cues = _without_lists([cue_of(piece.line) for piece in pieces])
    _mark_article(pieces, cues)
    _mark_captions(pieces)
    _fill_gaps(pieces)
    _mark_opened(pieces, cues)
    find_headline(pieces, titles)
    body = [index for index, piece in enumerate(pieces) if piece.kind == "body"] or [len(pieces), -1]
    for index, piece in enumerate(pieces):
        if not piece.kind:
            _settle_rest(pieces, index, before=body[0] < index, after=body[-1] > index)
    _mark_dates_of_others(pieces)
    settle_comments(pieces)


def _mark_dates_of_others(pieces: Sequence[Piece]) -> None:
    """Dates after the article that stand beside links to other stories are theirs: "17 March 2024" over a title.

    One by itself, or above another, may be the article's: "Published", "Updated".
    """
    last = max((index for index, piece in enumerate(pieces) if piece.kind == "body"), default=len(pieces))
    for index in range(last + 1, len(pieces)):
        beside = {piece.kind for piece in pieces[index - 1 : index + 2]}
        if pieces[index].kind == "dateline" and "related" in beside:
            pieces[index].become("related", "a date beside links to other stories")


def _without_lists(cues: list[Cue | None]) -> list[Cue | None]:
    """The cues without datelines that stand in a row of them: those are an article's list of days and places."""
    found = list(cues)
    start = 0
    for index in range(len(cues) + 1):
        cue = cues[index] if index < len(cues) else None
        if cue is not None and cue.kind == "dateline":
            continue
        if index - start >= LEAST_LIST:
            found[start:index] = [None] * (index - start)
        start = index + 1
    return found


def _mark_article(pieces: Sequence[Piece], cues: Sequence[Cue | None]) -> None:
    """The article's own blocks by their score, unless a cue says otherwise; other cues at their word."""
    threshold = _threshold(pieces)
    for piece, cue in zip(pieces, cues, strict=True):
        if cue is not None and not _outweighs(piece, cue):
            kind = "furniture" if cue.kind == "clock" else cue.kind
            piece.become(kind, f"{cue.basis} clock" if cue.kind == "clock" else cue.basis)
        elif piece.score >= threshold and piece.hint != "comment":
            piece.become(_article_kind(piece), f"score {piece.score:.2f}")


def _threshold(pieces: Sequence[Piece]) -> float:
    best = max((piece.score for piece in pieces if shape_of(piece.line).sentence), default=0.0)
    return SHARE_OF_BEST * best if LEAST_BEST <= best < THRESHOLD else THRESHOLD


def _mark_captions(pieces: Sequence[Piece]) -> None:
    """Prose that belongs to a picture: the line above a credit, and a lone line above the headline."""
    for piece, after in pairwise(pieces):
        short = shape_of(piece.line).words <= LONGEST_CAPTION
        if after.kind == "credit" and after.tight and piece.kind in ("body", "heading") and short:
            piece.become("caption", "above a credit")
    body = [index for index, piece in enumerate(pieces) if piece.kind == "body"]
    if len(body) > 2 and _stands_above_headline(pieces, body[0], body[1]):
        pieces[body[0]].become("caption", "above the headline")


def _fill_gaps(pieces: Sequence[Piece]) -> None:
    """What stands between paragraphs of the article and reads as one, or as a heading, belongs to it."""
    body = [index for index, piece in enumerate(pieces) if piece.kind == "body"]
    if not body:
        return
    for index in range(body[0], min(body[-1] + FILL_AFTER, len(pieces))):
        piece = pieces[index]
        if piece.kind or piece.hint in _HINTED or piece.score < FILL_SCORE or _beside_credit(pieces, index):
            continue
        shape = shape_of(piece.line)
        if shape.sentence and shape.words >= FILL_WORDS:
            piece.become("body", f"among paragraphs, score {piece.score:.2f}")
        elif shape.title and shape.words <= 14 and _body_next(pieces, index):
            piece.become("heading", f"above a paragraph, score {piece.score:.2f}")


def _body_next(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a paragraph follows, though an advertisement or a link may stand between."""
    after = (piece.kind for piece in pieces[index + 1 : index + 1 + PASSED_OVER] if piece.kind != "furniture")
    return next(after, "") == "body"


def _stands_above_headline(pieces: Sequence[Piece], first: int, second: int) -> bool:
    """Whether a line is followed by a title, and the title by lines about the page, before the next prose."""
    between = pieces[first + 1 : second]
    untold = [piece for piece in between if not piece.kind]
    short = shape_of(pieces[first].line).words <= LONGEST_CAPTION
    return short and len(untold) == 1 and shape_of(untold[0].line).title and len(between) > 1


def _outweighs(piece: Piece, cue: Cue) -> bool:
    """Whether the score of a block outweighs a cue: only prose can, and only against cues of single lines."""
    return piece.score >= 0.8 and shape_of(piece.line).words >= 25 and cue.kind not in ("caption", "credit")


def _article_kind(piece: Piece) -> str:
    if piece.hint in ("quote", "heading"):
        return piece.hint
    shape = shape_of(piece.line)
    return "heading" if shape.title and shape.words <= 14 and not shape.quote and not shape.bullet else "body"


def _mark_opened(pieces: Sequence[Piece], cues: Sequence[Cue | None]) -> None:
    """What stands under a heading such as "Related:" or "Comments"."""
    words = 0
    opened: Cue | None = None
    for piece, cue in zip(pieces, cues, strict=True):
        shape = shape_of(piece.line)
        if cue is not None and cue.opens and (cue.opens not in _OPENERS_TO_END or words >= WORDS_BEFORE_TAIL):
            opened = cue
        elif opened is not None and opened.opens == "related" and _heads_article(piece, cue):
            opened = None
        elif opened is not None and (cue is None or piece.kind == "body"):
            if opened.opens in _OPENERS_TO_END:
                outside = piece.hint == "furniture" and not piece.item
                hidden = "comment" if opened.opens == "comment" and not outside else "furniture"
                piece.become(hidden, f"{opened.basis} opens")
            elif opened.opens == "related" and not _is_article(piece):
                piece.become("related" if shape.words > 2 else "furniture", f"{opened.basis} opens")
            elif opened.opens == "tag" and piece.kind in ("heading", "") and (shape.words <= 5 or shape.listing):
                piece.become("tag", f"{opened.basis} opens")
            else:
                opened = None
        if piece.kind == "body":
            words += shape.words


def _heads_article(piece: Piece, cue: Cue | None) -> bool:
    """Whether a block ends a list of links above the article: its headline, byline or dateline."""
    return piece.hint in _HEADS or (cue is not None and cue.kind in _HEADS)


def _is_article(piece: Piece) -> bool:
    """Whether a block ends a list of links: the article goes on, or another part of the page begins."""
    if piece.kind not in ("body", "heading"):
        return bool(piece.kind)
    return piece.score >= SURE or (shape_of(piece.line).sentence and shape_of(piece.line).words >= LONG_PROSE)


def _settle_rest(pieces: Sequence[Piece], index: int, *, before: bool, after: bool) -> None:
    """The kind of a block that is no article and that no cue knows; paragraphs may stand before or after it."""
    piece = pieces[index]
    shape = shape_of(piece.line)
    if piece.hint == "byline" and (shape.words > LONGEST_BYLINE or not shape.words):
        piece.become("furniture", "about an author")
    elif piece.hint in _HINTED:
        piece.become(piece.hint, "structure")
    elif _beside_credit(pieces, index) and shape.words >= 3 and (shape.sentence or _credit_follows(pieces, index)):
        piece.become("caption", "beside a credit")
    elif after and not before and shape.sentence:
        piece.become("caption", "prose before the article")
    elif before and shape.listing:
        piece.become("tag", "list of names after the article")
    elif before and shape.title and shape.words >= 4:
        piece.become("related", "title outside the article")
    else:
        piece.become("furniture", "outside the article")


def _beside_credit(pieces: Sequence[Piece], index: int) -> bool:
    return any(piece.kind == "credit" for piece in pieces[max(0, index - 1) : index + 2])


def _credit_follows(pieces: Sequence[Piece], index: int) -> bool:
    return index + 1 < len(pieces) and pieces[index + 1].kind == "credit"
