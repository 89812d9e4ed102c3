"""Where in the page's elements each block of a discussion stands: in which comment, within which other.

Most discussions are lists, whose items hold the comments. Others are made of nested boxes alone: there the comment is
the smallest box that holds both who wrote it and what was written, and it answers the comment whose box holds it, or
beside whose box, as the only one, the box around it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.extract.context import NEAREST, Context
from onrecord.extract.elements import Block, Element
from onrecord.extract.layout import group_bits
from onrecord.extract.shapes import shape_of

_ITEMS = ("li", "article")
# A line in a comment's box with fewer words may be a time, a share button, a count of likes.
LEAST_WORDS = 5


class Place(NamedTuple):
    """Ids of the comment that holds a block, of the box that its answers stand in, of the one around that; 0: none.

    ``by`` says that the block names an author, ``boxed`` that the comment is a box and no item of a list.
    """

    item: int = 0
    holder: int = 0
    within: int = 0
    by: bool = False
    boxed: bool = False


def places_of(blocks: Sequence[Block], text: str, context: Context) -> list[Place]:
    """The place of every block of a page in its discussions."""
    items = [_item_of(block, context) for block in blocks]
    authors = [bool(item) and _names_author(block, context) for block, item in zip(blocks, items, strict=True)]
    boxes = _Boxes([block for block, item in zip(blocks, items, strict=True) if item], text, context)
    return [
        boxes.place(block) or Place(item, *_holders_of(block, context), by) if item else Place()
        for block, item, by in zip(blocks, items, authors, strict=True)
    ]


class _Boxes:
    """The comments of discussions that are no lists."""

    def __init__(self, blocks: Sequence[Block], text: str, context: Context) -> None:
        self.context = context
        self.comment = group_bits()["comment"]
        blocks = [block for block in blocks if not any(_holders_of(block, context))]
        written: set[int] = set()
        for block in blocks:
            if not _names_author(block, context) and _is_prose(text[block.start : block.end]):
                written.update(id(element) for element in self._chain(block.element))
        found: dict[int, list[Element]] = defaultdict(list)
        for block in blocks:
            if _names_author(block, context):
                box = next((element for element in self._chain(block.element) if id(element) in written), None)
                if box is not None:
                    found[id(box)].append(box)
        # A box that holds two authors is the whole discussion, not a comment.
        self.boxes = {key: boxes[0] for key, boxes in found.items() if len(boxes) == 1}
        self.beside: dict[int, list[Element]] = defaultdict(list)
        for box in self.boxes.values():
            self.beside[id(box.parent)].append(box)

    def place(self, block: Block) -> Place | None:
        """The place of a block in a comment's box; None where none holds it."""
        box = next((element for element in self._chain(block.element) if id(element) in self.boxes), None)
        if box is None:
            return None
        return Place(id(box), id(box), self._answered(box), _names_author(block, self.context), True)

    def _answered(self, box: Element) -> int:
        element = box.parent
        while element is not None and self.context.of(element).groups & self.comment:
            if id(element) in self.boxes:
                return id(element)
            alone = self.beside.get(id(element), [])
            if len(alone) == 1 and alone[0] is not box:
                return id(alone[0])
            element = element.parent
        return 0

    def _chain(self, element: Element | None) -> list[Element]:
        """The elements of the discussion around a block, the innermost first."""
        chain = []
        while element is not None and self.context.of(element).groups & self.comment:
            if element.display == "block":
                chain.append(element)
            element = element.parent
        return chain


def _is_prose(line: str) -> bool:
    shape = shape_of(line)
    return shape.words - shape.digits >= LEAST_WORDS or (shape.ends and shape.words > shape.digits)


def _item_of(block: Block, context: Context) -> int:
    """The id of the list's item that holds a block in a discussion, or of its innermost element; 0 outside."""
    comment = group_bits()["comment"]
    element: Element | None = block.element
    innermost = 0
    while element is not None and context.of(element).groups & comment:
        if element.tag in _ITEMS:
            return id(element)
        named = context.of(element).own & comment and element.display == "block" and element.names.written
        innermost = innermost or (id(element) if named else 0)
        element = element.parent
    return innermost


def _holders_of(block: Block, context: Context) -> tuple[int, int]:
    """The ids of the two innermost items of a list that hold a block within a discussion; 0 for what is not there."""
    comment = group_bits()["comment"]
    found: list[int] = []
    element: Element | None = block.element
    while element is not None and len(found) < 2 and context.of(element).groups & comment:
        if element.tag in _ITEMS:
            found.append(id(element))
        element = element.parent
    first, second = [*found, 0, 0][:2]
    return first, second


def _names_author(block: Block, context: Context) -> bool:
    """Whether one of the nearest elements around a block is named for an author."""
    byline = group_bits()["byline"]
    element: Element | None = block.element
    for _ in range(NEAREST):
        if element is None or element.tag in _ITEMS:
            break
        if context.of(element).own & byline:
            return True
        element = element.parent
    return False
