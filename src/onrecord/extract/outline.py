"""A page's visible text, cut into blocks, each knowing the elements around it.

In come the tokens of an HTML page; out comes an ``Outline``: the text in reading order with the runs of the source that
it came from, its blocks, and the marks by which the page speaks of itself (meta, link, time, itemprop, JSON-LD). White
space is folded as a browser folds it; what a browser hides is left out. It judges nothing.
"""

from __future__ import annotations

import html
import re

from onrecord.extract.elements import Block, Element, Mark, Outline
from onrecord.extract.layout import names_of
from onrecord.extract.tokens import END, RAW, START, TEXT, ElementKind, attributes, element_kinds, tokens

# Deeper elements are read as if they stood at this depth.
DEEPEST = 400
# After so many blocks all that follows is one; after so many runs nothing more is read. No page for people has as many.
MOST_BLOCKS = 30_000
MOST_RUNS = 400_000
_INLINE = ElementKind()
_PIECES = re.compile(
    r"([^ \t\n\r\f&\ufffd\ufeff]++(?: [^ \t\n\r\f&\ufffd\ufeff]++)*+)"
    r"|([ \t\n\r\f]++)"
    r"|(&(?:#[0-9]{1,7}+;?+|#[xX][0-9a-fA-F]{1,6}+;?+|[A-Za-z][A-Za-z0-9]{1,31}+;?+))"
    r"|(\ufeff)|(.)"
)
_SCOPES = {"li": "ul ol menu", "dd": "dl", "dt": "dl", "td": "table", "th": "table", "tr": "table"}


def outline(source: str, *, show_hidden: bool = False) -> Outline:
    """The outline of a page's source; ``show_hidden`` also reads what its styles hide."""
    builder = _Builder(source, show_hidden)
    for kind, start, end, name, raw in tokens(source):
        if kind == TEXT:
            builder.add_text(start, end)
        elif kind == START:
            builder.open(name, raw, start)
        elif kind == END:
            builder.close(name)
        elif kind == RAW:
            builder.add_raw(start, end)
    return builder.finish()


class _Builder:
    def __init__(self, source: str, show_hidden: bool) -> None:
        self.source = source
        self.show_hidden = show_hidden
        self.result = Outline()
        self.pieces: list[str] = []
        self.length = 0
        self.stack = [Element("#page", "block", names_of("#page", ""), None)]
        self.kinds = element_kinds()
        self.marking = frozenset(tag for tag in self.kinds if names_of(tag, "").marks)
        self.open_count: dict[str, int] = {}
        self.too_deep = 0
        self.block: Block | None = None
        self.space = False
        self.breaks = 0
        self.links = 0
        self.strong = 0
        self.last = 0

    def open(self, tag: str, raw: str, at: int) -> None:
        """Opens an element, closing those that it implies."""
        kind = self.kinds.get(tag, _INLINE)
        if kind.display == "break":
            self._break()
            return
        if kind.display == "block":
            self._end_block()
            if self.open_count.get("head") and tag != "html":
                self.close("head")
        if kind.closes:
            self._imply(tag, kind.closes)
        if tag == "a" and self.open_count.get("a"):
            self.close("a")
        if kind.void:
            if (tag in self.marking or "itemprop" in raw) and names_of(tag, raw).marks:
                self.result.marks.append(Mark(tag, attributes(raw), at, element=self.stack[-1]))
            return
        if len(self.stack) >= DEEPEST:
            self.too_deep += 1
            return
        self._push(Element(tag, kind.display, names_of(tag, raw), self.stack[-1]), raw, at)

    def _push(self, element: Element, raw: str, at: int) -> None:
        if self.show_hidden and element.display != "hidden":
            element.hidden = bool(element.parent and element.parent.hidden)
        self.stack.append(element)
        tag = element.tag
        self.open_count[tag] = self.open_count.get(tag, 0) + 1
        self.links += tag == "a"
        self.strong += element.names.strong
        if element.names.marks:
            element.mark = Mark(tag, attributes(raw), at, start=self.length, element=element)
            self.result.marks.append(element.mark)

    def close(self, tag: str) -> None:
        """Closes the nearest open element of a tag, with all that stands open within it."""
        kind = self.kinds.get(tag, _INLINE)
        if self.too_deep:
            self.too_deep -= 1
            if kind.display == "block":
                self._end_block()
            return
        if kind.display == "block":
            self._end_block()
        if not self.open_count.get(tag):
            return
        for index in range(len(self.stack) - 1, 0, -1):
            element = self.stack[index]
            if element.tag == tag:
                self._pop_to(index)
                return
            if kind.display == "inline" and element.display == "block":
                return
            if element.tag in ("td", "th", "table") and tag not in ("table", "tr", "tbody", "thead", "tfoot", "body"):
                return

    def _imply(self, tag: str, closes: frozenset[str]) -> None:
        """Closes what a start tag implies: the outermost element that it closes within its scope."""
        if not any(map(self.open_count.get, closes)):
            return
        scopes = _SCOPES.get(tag, "table").split()
        outermost = 0
        for index in range(len(self.stack) - 1, 0, -1):
            element = self.stack[index]
            if element.tag in closes:
                outermost = index
            elif element.tag in scopes or (element.display == "block" and tag not in _SCOPES):
                break
        if outermost:
            self._pop_to(outermost)

    def _pop_to(self, index: int) -> None:
        for element in reversed(self.stack[index:]):
            self.open_count[element.tag] -= 1
            self.links -= element.tag == "a"
            self.strong -= element.names.strong
            if element.mark:
                element.mark.end = self.length
        del self.stack[index:]

    def add_raw(self, start: int, end: int) -> None:
        """Keeps the inside of a title or of a JSON-LD script; other raw elements are not visible text."""
        mark = self.stack[-1].mark
        if mark is not None:
            mark.content = self.source[start:end]

    def add_text(self, start: int, end: int) -> None:
        """Adds a stretch of the source to the text, folding white space and resolving references."""
        if self.stack[-1].hidden:
            return
        source, runs = self.source, self.result.runs
        for piece in _PIECES.finditer(source, start, end):
            if len(runs) > MOST_RUNS:
                self.result.cut = True
                return
            group = piece.lastindex
            if group == 2:
                self.space = True
            elif group == 1 or group == 5:
                kind = "broken" if piece.group() == "\ufffd" else "same"
                self._emit(piece.group(), piece.start(), piece.end(), kind)
            elif group == 3:
                shown = html.unescape(piece.group())
                if shown == piece.group():
                    self._emit(shown, piece.start(), piece.end(), "same")
                elif (shown and not shown.isspace()) or shown == "\u00a0":
                    self._emit(shown, piece.start(), piece.end(), "entity")
                else:
                    self.space = self.space or bool(shown)

    def _emit(self, shown: str, start: int, end: int, kind: str) -> None:
        block = self.block
        if block is None:
            block = self._begin_block(start)
        elif self.breaks:
            block.cuts.append((self.length, block.links, block.strong))
            self._fold("\n", start)
            block.breaks += 1
        elif self.space:
            self._fold(" ", start)
        self.space = False
        self.breaks = 0
        size = len(shown)
        runs = self.result.runs
        if kind != "entity" and runs and runs[-1][3] == start and runs[-1][4] == kind:
            first = runs[-1]
            runs[-1] = (first[0], self.length + size, first[2], end, kind)
        else:
            runs.append((self.length, self.length + size, start, end, kind))
        self.pieces.append(shown)
        self.length += size
        self.last = end
        block.end = self.length
        if self.links:
            block.links += size
        if self.strong:
            block.strong += size

    def _fold(self, shown: str, until: int) -> None:
        runs = self.result.runs
        if shown == " " and until == self.last + 1 and self.source[self.last] == " " and runs[-1][4] == "same":
            first = runs[-1]
            runs[-1] = (first[0], self.length + 1, first[2], until, "same")
        else:
            runs.append((self.length, self.length + 1, self.last, until, "fold"))
        self.pieces.append(shown)
        self.length += 1

    def _begin_block(self, start: int) -> Block:
        if self.length:
            self._fold("\n", start)
        self.block = Block(self.length, self.length, self.stack[-1])
        self.result.blocks.append(self.block)
        return self.block

    def _break(self) -> None:
        self.breaks += 1
        if self.breaks > 1:
            self._end_block()

    def _end_block(self) -> None:
        if len(self.result.blocks) >= MOST_BLOCKS:
            self.result.cut = True
            self.space = True
            return
        self.block = None
        self.space = False
        self.breaks = 0

    def finish(self) -> Outline:
        self._pop_to(1)
        self.result.text = "".join(self.pieces)
        return self.result
