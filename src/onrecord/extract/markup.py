"""HTML as pieces: the outline's blocks with what their surroundings hint, and the map of the outline's text."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.breaks import cut_at_breaks
from onrecord.extract.charset import Decoded
from onrecord.extract.context import Context, hint_of
from onrecord.extract.discussion import places_of
from onrecord.extract.draft import Piece
from onrecord.extract.elements import Outline
from onrecord.extract.outline import outline
from onrecord.extract.scores import score_blocks
from onrecord.extract.shapes import bare_words
from onrecord.model import Run, TextMap

# A page that shows less than this may hide its article until a script runs.
LEAST_SHOWN = 400
LONGEST_TITLE = 300
SAME_TITLE = 0.5


def visible_outline(source: str) -> Outline:
    """The outline of a page; where almost nothing is shown, with what its styles hide."""
    found = outline(source)
    if sum(block.end - block.start - block.links for block in found.blocks) < LEAST_SHOWN:
        whole = outline(source, show_hidden=True)
        if len(whole.text) > 2 * len(found.text):
            found = whole
    found.blocks = [block for block in cut_at_breaks(found) if found.text[block.start : block.end].strip()]
    return found


def markup_pieces(found: Outline, titles: Sequence[str]) -> list[Piece]:
    """The page's blocks, scored and hinted."""
    context = Context(found.blocks, title_block(found, titles))
    pieces = bare_pieces(found, context)
    score_blocks(pieces, found, context, titles)
    return pieces


def bare_pieces(found: Outline, context: Context) -> list[Piece]:
    """The page's blocks with their hints, not yet scored."""
    pieces = []
    for block, place in zip(found.blocks, places_of(found.blocks, found.text, context), strict=True):
        line = found.text[block.start : block.end]
        bare = line.strip()
        start = block.start + line.index(bare)
        hint = "comment" if place.boxed else hint_of(block, context)
        piece = Piece(start, start + len(bare), bare, hint=hint)
        piece.item, piece.holder, piece.within, piece.by, _ = place
        pieces.append(piece)
    return pieces


def title_block(found: Outline, titles: Sequence[str]) -> int | None:
    """The block that best says the page's title, headings of the first rank before others; None where none does."""
    wanted = [frozenset(bare_words(title)) for title in titles[:6]]
    best: tuple[float, int] | None = None
    for index, block in enumerate(found.blocks):
        if block.end - block.start > LONGEST_TITLE:
            continue
        words = frozenset(bare_words(found.text[block.start : block.end]))
        if len(words) < 2:
            continue
        first_rank = 0.3 * (block.element.tag == "h1" or getattr(block.element.parent, "tag", "") == "h1")
        alike = max((len(words & title) / len(words | title) for title in wanted), default=0.0) + first_rank
        if alike >= SAME_TITLE and (best is None or alike > best[0]):
            best = (alike, index)
    return best[1] if best else None


def markup_map(found: Outline, decoded: Decoded) -> TextMap:
    """The runs of an outline, in bytes."""
    offsets = decoded.offsets
    ends = offsets[[run[3] for run in found.runs]].tolist() if found.runs else []
    starts = offsets[[run[2] for run in found.runs]].tolist() if found.runs else []
    runs = (
        Run(run[0], run[1], first, last, _kind_of(run[4], run[1] - run[0]))
        for run, first, last in zip(found.runs, starts, ends, strict=True)
    )
    return TextMap(decoded.charset, tuple(runs))


def _kind_of(kind: str, size: int) -> str:
    """The kind of a run for the map: of several broken bytes in a row none has a place of its own."""
    if kind != "broken":
        return kind
    return "same" if size == 1 else "entity"
