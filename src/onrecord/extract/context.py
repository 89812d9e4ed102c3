"""What surrounds each block of an HTML page: the groups of its ancestors, and what structure alone says of its kind.

A wrapper around the headline or most of the page says little of what is in it ("has-comments" on a whole page), so the
groups of such a wrapper are not handed down, but for those that speak of an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.extract.elements import Block, Element
from onrecord.extract.layout import group_bits

# An element with more than this share of the page's letters is a wrapper.
WRAPPER_SHARE = 0.5
# How many of the nearest ancestors say what kind a block is.
NEAREST = 5


@dataclass(slots=True)
class Surroundings:
    """Letters, letters in links, and letters in paragraphs below an element; the groups that it hands down."""

    letters: int = 0
    links: int = 0
    prose: int = 0
    blocks: int = 0
    groups: int = 0
    own: int = 0


class Context:
    """Surroundings of every element that holds text."""

    def __init__(self, blocks: list[Block], title: int | None) -> None:
        self._found: dict[int, Surroundings] = {}
        self._wrappers: set[int] = set()
        element = blocks[title].element.parent if title is not None else None
        while element is not None:
            self._wrappers.add(id(element))
            element = element.parent
        self.total = sum(block.end - block.start for block in blocks)
        self._count(blocks)
        for block in blocks:
            self._hand_down(block.element)

    def of(self, element: Element) -> Surroundings:
        """Surroundings of an element."""
        return self._found[id(element)]

    def _count(self, blocks: list[Block]) -> None:
        """Sums up the blocks of each element: its own first, then, from the deepest up, into its parent."""
        elements: list[Element] = []
        for block in blocks:
            size = block.end - block.start
            entry = self._entry(block.element, elements)
            entry.letters += size
            entry.links += block.links
            entry.prose += size - block.links if size >= 80 and block.links * 3 < size else 0
            entry.blocks += 1
        elements.sort(key=lambda element: element.depth, reverse=True)
        for element in elements:
            if element.parent is not None:
                below, above = self._found[id(element)], self._found[id(element.parent)]
                above.letters += below.letters
                above.links += below.links
                above.prose += below.prose
                above.blocks += below.blocks

    def _entry(self, element: Element, elements: list[Element]) -> Surroundings:
        """The entry of an element, made with those of its ancestors where it is new."""
        at: Element | None = element
        while at is not None and id(at) not in self._found:
            self._found[id(at)] = Surroundings(groups=-1)
            elements.append(at)
            at = at.parent
        return self._found[id(element)]

    def _hand_down(self, element: Element) -> None:
        chain: list[Element] = []
        at: Element | None = element
        while at is not None and self._found[id(at)].groups < 0:
            chain.append(at)
            at = at.parent
        for inner in reversed(chain):
            entry = self._found[id(inner)]
            entry.own = inner.names.groups & self._handed(inner, entry)
            entry.groups = entry.own | (self._found[id(inner.parent)].groups if inner.parent else 0)

    def _handed(self, element: Element, entry: Surroundings) -> int:
        """The groups that an element may hand down: a wrapper's are few, and fewer around the headline."""
        if id(element) in self._wrappers:
            return _kept("keeps")
        if entry.letters > WRAPPER_SHARE * self.total:
            return _kept("keeps") | _kept("unless headline")
        return -1


@cache
def _kept(word: str) -> int:
    bits = group_bits()
    rows = tables.rows("extract/hints.csv", ("group", "wrapper"))
    return sum(bits[row["group"]] for row in rows if row["wrapper"] == word)


@cache
def _hints() -> tuple[tuple[int, str], ...]:
    bits = group_bits()
    rows = tables.rows("extract/hints.csv", ("group", "wrapper"))
    return tuple((bits[row["group"]], row["hint"]) for row in rows if row["hint"])


@cache
def _hinting() -> int:
    """The bits of all groups that hint at a kind."""
    return sum(bit for bit, _ in _hints())


def hint_of(block: Block, context: Context) -> str:
    """The kind that the nearest named ancestor gives a block; '' where none does."""
    element: Element | None = block.element
    for _ in range(NEAREST):
        if element is None or element.parent is None:
            break
        if element.tag == "h1":
            return "h1"
        own = context.of(element).own
        if own & _hinting():
            return next(hint for bit, hint in _hints() if own & bit)
        element = element.parent
    return ""
