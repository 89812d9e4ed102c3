"""What a model sees of a block's place in an HTML page, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from onrecord.extract.context import Context
from onrecord.extract.draft import Piece
from onrecord.extract.elements import Block, Element, Outline
from onrecord.extract.features import LINE_COLUMNS, WINDOW_COLUMNS, Matrix, line_features, with_neighbours
from onrecord.extract.layout import group_bits

_TAGS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "section", "article", "dd")
FAR = 12
# Steps that are told apart, and the number that stands for no way at all.
STEPS, MISSING = 20, 1000
PARENTS = 4
BLOCK_COLUMNS = (
    "link_share", "strong_share", "breaks", "tag", "inline", "depth", "best", "best_share", "above_best", "in_best",
    "after_first", "before_last", "from_title", "siblings", "prose_before", "prose_after", "in_list",
    *(f"{name}_{level}" for level in range(PARENTS) for name in ("prose", "links", "blocks", "letters")),
)  # fmt: skip


def block_features(pieces: Sequence[Piece], found: Outline, context: Context, titles: Sequence[str]) -> Matrix:
    """Rows of the blocks of an HTML page, neighbours included."""
    lines = line_features(pieces, titles)
    if not pieces:
        return lines
    places = _Places(found.blocks, context, pieces, lines)
    own = np.array([places.row(index) for index in range(len(pieces))], np.float32).reshape(len(pieces), -1)
    rows = np.concatenate([lines, own, places.groups()], axis=1)
    start = len(LINE_COLUMNS)
    columns = [LINE_COLUMNS.index(name) for name in WINDOW_COLUMNS] + [start, start + 3, start + 7, start + 9]
    return with_neighbours(rows, columns)


class _Places:
    """Places of a page's blocks, in relation to the element that holds most of its prose."""

    def __init__(self, blocks: Sequence[Block], context: Context, pieces: Sequence[Piece], lines: Matrix) -> None:
        self.blocks = blocks
        self.context = context
        self.nowhere = np.full(len(group_bits()), -MISSING, np.float32)
        self.depths: dict[int, Matrix] = {}
        self.numbers: dict[int, list[float]] = {}
        self.proses = [_prose(block) for block in blocks]
        self.prose = sum(self.proses) or 1
        self._sum_siblings()
        self.points = self._points()
        self.best, self.most = self._best()
        self.above = self._above()
        self.steps: dict[int, tuple[int, int]] = {}
        inside = [at for at, block in enumerate(blocks) if self.proses[at] and self._up(block)[0] == 0]
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, len(blocks) - 1)
        titled = lines[:, LINE_COLUMNS.index("titled")]
        self.title = int(titled.argmax()) if len(titled) and titled.max() >= 0.5 else self.first

    def row(self, index: int) -> list[float]:
        """Numbers of one block but for its distances to the nearest ancestor of each group."""
        block = self.blocks[index]
        size = max(1, block.end - block.start)
        holder = _holder(block.element)
        up, depth = self._up(block)
        tag = _TAGS.index(holder.tag) if holder.tag in _TAGS else len(_TAGS)
        points = self.points.get(id(holder.parent), 0.0) if holder.parent else 0.0
        numbers = [
            block.links / size, block.strong / size, min(block.breaks, 10), tag, block.element is not holder,
            min(block.element.depth, 40), points, points / self.most, up, depth,
            max(-40, min(40, index - self.first)), max(-40, min(40, self.last - index)),
            max(-60, min(60, index - self.title)), *self._siblings(index, holder), holder.tag == "li",
        ]  # fmt: skip
        return numbers + self._parents(holder)

    def _siblings(self, index: int, holder: Element) -> tuple[float, float, float]:
        """Blocks under the same parent, and the share of the page's prose among them before and after this one."""
        before, whole = self.prose_before[index], self.sums.get(id(holder.parent), (0, 0))
        own = self.proses[index]
        return whole[1], before / self.prose, (whole[0] - before - own) / self.prose

    def _sum_siblings(self) -> None:
        self.sums: dict[int, tuple[int, int]] = {}
        self.prose_before: list[int] = []
        for block, own in zip(self.blocks, self.proses, strict=True):
            parent = id(_holder(block.element).parent)
            prose, count = self.sums.get(parent, (0, 0))
            self.prose_before.append(prose)
            self.sums[parent] = (prose + own, count + 1)

    def _parents(self, holder: Element) -> list[float]:
        numbers: list[float] = []
        element: Element | None = holder
        for _ in range(PARENTS):
            if element is None:
                numbers += [-1.0, -1.0, -1.0, -1.0]
                continue
            if id(element) not in self.numbers:
                here = self.context.of(element)
                self.numbers[id(element)] = [
                    here.prose / self.prose, here.links / here.letters, min(here.blocks, 200), here.letters,
                ]  # fmt: skip
            numbers += self.numbers[id(element)]
            element = element.parent
        return numbers

    def groups(self) -> Matrix:
        """How many elements up from each block the nearest one of each group stands."""
        nearest = np.stack([self._nearest(block.element) for block in self.blocks])
        depths = np.array([block.element.depth for block in self.blocks], np.float32)
        return np.asarray(np.minimum(depths[:, None] - nearest, FAR), np.float32)

    def _nearest(self, element: Element) -> Matrix:
        """How deep the nearest element of each group stands; elements without a group share what their parent has."""
        chain: list[Element] = []
        at: Element | None = element
        while at is not None and id(at) not in self.depths:
            chain.append(at)
            at = at.parent
        depths = self.depths[id(at)] if at is not None else self.nowhere
        for inner in reversed(chain):
            if own := self.context.of(inner).own:
                depths = depths.copy()
                depths[_places_of(own)] = inner.depth
            self.depths[id(inner)] = depths
        return depths

    def _points(self) -> dict[int, float]:
        """Prose of each element's own paragraphs, and half of what stands one level deeper."""
        points: dict[int, float] = {}
        self.elements: dict[int, Element] = {}
        for block, prose in zip(self.blocks, self.proses, strict=True):
            parent = _holder(block.element).parent
            share = 1.0
            for _ in range(2):
                if parent is None or not prose:
                    break
                self.elements[id(parent)] = parent
                points[id(parent)] = points.get(id(parent), 0.0) + share * prose
                parent, share = parent.parent, 0.5
        return points

    def _best(self) -> tuple[Element | None, float]:
        if not self.points:
            return None, 1.0
        # Of equal elements the first on the page counts: dictionaries keep the order in which blocks came.
        best = max(self.points, key=lambda key: self.points[key])
        return self.elements[best], max(1.0, self.points[best])

    def _above(self) -> dict[int, int]:
        above: dict[int, int] = {}
        element, steps = self.best, 0
        while element is not None:
            above[id(element)] = steps
            element, steps = element.parent, steps + 1
        return above

    def _up(self, block: Block) -> tuple[float, float]:
        """Steps from the best element up to the one that also holds a block, and from there down to the block."""
        chain: list[Element] = []
        at: Element | None = block.element
        while at is not None and id(at) not in self.steps:
            chain.append(at)
            at = at.parent
        up, down = self.steps[id(at)] if at is not None else (MISSING, 0)
        for inner in reversed(chain):
            up, down = (self.above[id(inner)], 0) if id(inner) in self.above else (up, down + 1)
            self.steps[id(inner)] = up, down
        return (min(up, STEPS), min(down, STEPS)) if up < MISSING else (STEPS, STEPS)


@lru_cache(maxsize=4096)
def _places_of(groups: int) -> list[int]:
    """Columns of the groups whose bits are set."""
    return [place for place, bit in enumerate(group_bits().values()) if groups & bit]


def _prose(block: Block) -> int:
    """Letters of a paragraph that are no links; 0 for what is no paragraph."""
    size = block.end - block.start
    return size - block.links if size >= 80 and block.links * 3 < size else 0


def _holder(element: Element) -> Element:
    """The nearest element that is shown as a block."""
    at = element
    while at.display != "block" and at.parent is not None:
        at = at.parent
    return at
