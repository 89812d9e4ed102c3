"""What the outline of an HTML page is made of: elements, blocks of text, marks by which the page speaks of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.layout import Names


class Element:
    """An element of the page with its names and what of its ancestors' names it inherits."""

    __slots__ = ("depth", "display", "hidden", "mark", "names", "parent", "tag")

    def __init__(self, tag: str, display: str, names: Names, parent: Element | None) -> None:
        self.tag = tag
        self.display = display
        self.names = names
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.hidden: bool = names.hidden or display == "hidden" or (parent is not None and parent.hidden)
        self.mark: Mark | None = None


@dataclass(slots=True)
class Mark:
    """A place where the page speaks of itself: the tag, its attributes, its offset in the source, the text inside."""

    tag: str
    attributes: dict[str, str]
    at: int
    content: str = ""
    start: int | None = None
    end: int | None = None
    element: Element | None = None


@dataclass(slots=True)
class Block:
    """A stretch of text that a browser shows by itself, and how many of its letters are links or strong.

    ``cuts`` are its breaks: the offset of each, with the letters in links and in strong type before it.
    """

    start: int
    end: int
    element: Element
    links: int = 0
    strong: int = 0
    breaks: int = 0
    cuts: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The visible text; its runs as (start, end, source start, source end, kind); blocks; marks in page order.

    ``cut`` says that the page has more of them than are read.
    """

    text: str = ""
    runs: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    cut: bool = False
