"""A document's text cut into blocks and pieces, each piece with the layers that lie over it.

In comes a ``DocumentView``; out come blocks for the template, which escapes every piece: no markup of a page passes
through here. Blocks that are not the article are gathered, to be folded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Segment
from onrecord.store.browse_documents import DocumentView

FOLDED = frozenset({"furniture", "comment", "related", "tag"})
MAX_PIECES = 40_000
"""A text with more is shown without layers: it is no article."""

Layer = tuple[int, int, str, str]  # start, end, style class, id of the entry ('' for none)


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters with the same layers: style classes, ids of entries, whether they are asked for."""

    text: str
    start: int
    classes: tuple[str, ...]
    entries: tuple[str, ...]
    link: str | None
    marked: bool
    first_marked: bool
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """A segment, cut into pieces."""

    kind: str
    author: str | None
    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks in a row: the article's (``folded`` False), or others', to be opened by hand unless a mark lies inside."""

    folded: bool
    open: bool
    label: str
    blocks: tuple[Block, ...]


def blocks(view: DocumentView, mark: tuple[int, int] | None) -> tuple[Fold, ...]:
    """The document's blocks in reading order, those that are not the article gathered into folds."""
    mark = mark if mark and mark[1] <= len(view.text) else None
    layers = _layers(view)
    names = _names(view)
    seen = [False]
    found = []
    for segment in view.segments:
        inside = [layer for layer in layers if layer[0] < segment.end and layer[1] > segment.start]
        pieces = tuple(_pieces(view.text, segment, inside, names, mark, seen))
        found.append(Block(segment.kind, segment.author, segment.start, pieces))
    return tuple(_folds(found))


def _layers(view: DocumentView) -> list[Layer]:
    """Everything that lies over the text, wide things first."""
    found: list[Layer] = []
    for move in view.moves:
        found += [(move.start, move.end, "on-move", move.id), (*move.cue_span, "on-trigger", move.id)]
    for statement in view.statements:
        roles = view.roles[statement.id]
        for role, spans in (("source", roles.source), ("cue", roles.cue), ("content", roles.content)):
            found += [(start, end, f"on-{role}", statement.id) for start, end in spans]
    found += [(time.start, time.end, "on-time", "") for time in view.times]
    found += [(mention.start, mention.end, "on-mention", "") for mention in view.mentions if mention.actor]
    found += [(*place, "on-tie", "") for tie in view.ties for place in tie.places]
    found = [layer for layer in found if 0 <= layer[0] < layer[1] <= len(view.text)]
    return sorted(found) if len(found) < MAX_PIECES else []


def _names(view: DocumentView) -> dict[tuple[int, int], str]:
    """What a date or a name means, by its span."""
    said = {(time.start, time.end): time.date_words for time in view.times}
    for mention in view.mentions:
        if mention.actor_name:
            side = f", {mention.side}" if mention.side else ""
            said.setdefault((mention.start, mention.end), f"{mention.actor_name}{side}")
    said |= {place: f"left open: {tie.who}" for tie in view.ties for place in tie.places}
    return said


def _pieces(
    text: str,
    segment: Segment,
    layers: list[Layer],
    names: dict[tuple[int, int], str],
    mark: tuple[int, int] | None,
    seen: list[bool],
) -> Iterator[Piece]:
    """The segment cut wherever a layer begins or ends. ``seen`` tells whether the mark began in an earlier one."""
    edges = {segment.start, segment.end, *(mark or ())}
    opening: dict[int, list[Layer]] = defaultdict(list)
    for layer in layers:
        edges |= {layer[0], layer[1]}
        opening[max(layer[0], segment.start)].append(layer)
    inside = sorted(edge for edge in edges if segment.start <= edge <= segment.end)
    active: list[Layer] = []
    for start, end in pairwise(inside):
        active = [layer for layer in active if layer[1] > start] + opening[start]
        marked = bool(mark and mark[0] <= start and end <= mark[1])
        first = marked and not seen[0]
        seen[0] = seen[0] or marked
        yield Piece(
            text=text[start:end],
            start=start,
            classes=tuple(sorted({layer[2] for layer in active})),
            entries=tuple(dict.fromkeys(layer[3] for layer in active if layer[3])),
            link=next((layer[3] for layer in reversed(active) if layer[2] in ("on-cue", "on-trigger")), None),
            marked=marked,
            first_marked=first,
            words="; ".join(names[layer[:2]] for layer in active if layer[:2] in names),
        )


def _folds(found: list[Block]) -> Iterator[Fold]:
    """Blocks in a row of the article, or in a row of something else."""
    start = 0
    for place in range(1, len(found) + 1):
        folded = found[start].kind in FOLDED
        if place < len(found) and (found[place].kind in FOLDED) == folded:
            continue
        run = tuple(found[start:place])
        kinds = ", ".join(dict.fromkeys(block.kind for block in run))
        is_open = any(piece.marked for block in run for piece in block.pieces)
        yield Fold(folded, is_open, kinds, run)
        start = place
