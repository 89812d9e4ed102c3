"""What a model sees of a block's place in an HTML page, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.extract.context import Context
from onrecord.extract.draft import Piece
from onrecord.extract.features import LINE_COLUMNS, WINDOW_COLUMNS, Matrix, line_features, with_neighbours
from onrecord.extract.layout import group_bits
from onrecord.extract.outline import Block, Element, Outline

_TAGS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "section", "article", "dd")
FAR = 12
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
    rows = np.concatenate([lines, own], axis=1)
    start = len(LINE_COLUMNS)
    columns = [LINE_COLUMNS.index(name) for name in WINDOW_COLUMNS] + [start, start + 3, start + 7, start + 9]
    return with_neighbours(rows, columns)


class _Places:
    """Places of a page's blocks, in relation to the element that holds most of its prose."""

    def __init__(self, blocks: Sequence[Block], context: Context, pieces: Sequence[Piece], lines: Matrix) -> None:
        self.blocks = blocks
        self.context = context
        self.bits = tuple(group_bits().values())
        self.prose = sum(self._prose(block) for block in blocks) or 1
        self._sum_siblings()
        self.points = self._points()
        self.best, self.most = self._best()
        self.above = self._above()
        inside = [index for index, block in enumerate(blocks) if self._prose(block) and self._up(block)[0] == 0]
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, len(blocks) - 1)
        titled = lines[:, LINE_COLUMNS.index("titled")]
        self.title = int(titled.argmax()) if len(titled) and titled.max() >= 0.5 else self.first

    def row(self, index: int) -> list[float]:
        """Numbers of one block; the distances to the nearest ancestor of each group come last."""
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
        return numbers + self._parents(holder) + self._groups(block.element)

    def _siblings(self, index: int, holder: Element) -> tuple[float, float, float]:
        """Blocks under the same parent, and the share of the page's prose among them before and after this one."""
        before, whole = self.prose_before[index], self.sums.get(id(holder.parent), (0, 0))
        own = self._prose(self.blocks[index])
        return whole[1], before / self.prose, (whole[0] - before - own) / self.prose

    def _sum_siblings(self) -> None:
        self.sums: dict[int, tuple[int, int]] = {}
        self.prose_before: list[int] = []
        for block in self.blocks:
            parent = id(_holder(block.element).parent)
            prose, count = self.sums.get(parent, (0, 0))
            self.prose_before.append(prose)
            self.sums[parent] = (prose + self._prose(block), count + 1)

    def _parents(self, holder: Element) -> list[float]:
        numbers: list[float] = []
        element: Element | None = holder
        for _ in range(PARENTS):
            if element is not None:
                here = self.context.of(element)
                numbers += [here.prose / self.prose, here.links / here.letters, min(here.blocks, 200), here.letters]
                element = element.parent
            else:
                numbers += [-1.0, -1.0, -1.0, -1.0]
        return numbers

    def _groups(self, element: Element) -> list[float]:
        """How many elements up the nearest one of each group stands."""
        numbers = [float(FAR)] * len(self.bits)
        at: Element | None = element
        left = self.context.of(element).groups
        for distance in range(FAR):
            if at is None or not left:
                break
            own = self.context.of(at).own & left
            if own:
                for place, bit in enumerate(self.bits):
                    if own & bit:
                        numbers[place] = distance
                left &= ~own
            at = at.parent
        return numbers

    def _prose(self, block: Block) -> int:
        size = block.end - block.start
        return size - block.links if size >= 80 and block.links * 3 < size else 0

    def _points(self) -> dict[int, float]:
        """Prose of each element's own paragraphs, and half of what stands one level deeper."""
        points: dict[int, float] = {}
        self.elements: dict[int, Element] = {}
        for block in self.blocks:
            prose = self._prose(block)
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
        element: Element | None = block.element
        down = 0
        while element is not None:
            if id(element) in self.above:
                return min(self.above[id(element)], 20), min(down, 20)
            element, down = element.parent, down + 1
        return 20, 20


def _holder(element: Element) -> Element:
    """The nearest element that is shown as a block."""
    at = element
    while at.display != "block" and at.parent is not None:
        at = at.parent
    return at
