"""Quotations of a parse, found by their marks.

In comes a parse; out come the stretches between quotation marks, paragraph by paragraph, with the marks included. A
mark that never closes ends with its paragraph, a stray one is dropped: an odd number of marks costs one paragraph at
most. Whether a quotation is speech, a title or a scare quote is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Parse

_OPENING = frozenset("“„‟«")
_CLOSING = frozenset("”»")
# Two single marks side by side are one double mark.
_DOUBLE_MARK = re.compile(r"""(['‘’`])\1|[“„‟«”»"]""")
_SINGLE_MARK = re.compile("[‘‚']")
_SINGLE_CLOSING = frozenset("’'")
_BRACKETS = frozenset("([{—–-")
# A closing single mark after one of these cannot be a plural's apostrophe.
_SENTENCE_MARKS = frozenset(",.?!…;:-—–")
# The longest stretch that single marks may hold: beyond it, two apostrophes are the likelier reading.
_LONGEST_SINGLE = 1_500


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text in quotation marks, marks included; ``double`` tells the kind of mark, ``closed`` its end."""

    start: int
    end: int
    paragraph: int
    double: bool = True
    closed: bool = True


def find_quotations(parse: Parse) -> tuple[Quotation, ...]:
    """The outermost quotations of a parse, in order."""
    found: list[Quotation] = []
    for paragraph, start, end in paragraphs(parse):
        double = list(_double_quotations(parse.text, start, end, paragraph))
        single = _single_quotations(parse.text, start, end, paragraph)
        outside = [one for one in single if not any(d.start < one.end and one.start < d.end for d in double)]
        found += sorted(double + outside, key=lambda quotation: quotation.start)
    return tuple(found)


def paragraphs(parse: Parse) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each paragraph of a parse."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in parse.sentences:
        start, _ = bounds.get(sentence.paragraph, (sentence.start, 0))
        bounds[sentence.paragraph] = (start, sentence.end)
    for paragraph, (start, end) in bounds.items():
        yield paragraph, start, end


def _double_quotations(text: str, start: int, end: int, paragraph: int) -> Iterator[Quotation]:
    marks = _double_marks(text, start, end)
    opened: int | None = None
    for number, (at, after) in enumerate(marks):
        if opened is None:
            if not _only_closes(text, at, after, start, end):
                opened = at
        elif _opens_anew(text, at, after, end, last=number + 1 == len(marks)):
            if text[opened] in _OPENING:
                yield Quotation(opened, at, paragraph, closed=False)
            opened = at
        else:
            yield Quotation(opened, after, paragraph)
            opened = None
    if opened is not None and end - opened > 1 and text[opened] not in _CLOSING:
        yield Quotation(opened, end, paragraph, closed=False)


def _double_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each double mark; two single marks side by side are one double mark."""
    return [match.span() for match in _DOUBLE_MARK.finditer(text, start, end)]


def _only_closes(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether a mark with nothing open before it is a stray closing one."""
    if at == start:
        return False
    tight = not text[at - 1].isspace() and text[at - 1] not in _BRACKETS
    loose = after >= end or not text[after].isalnum()
    return (text[at] in _CLOSING or tight) and loose


def _opens_anew(text: str, at: int, after: int, end: int, *, last: bool) -> bool:
    """Whether a mark inside an open quotation opens another one, so that the first was never closed."""
    if after >= end or not text[after].isalnum():
        return False
    if text[at] in "“«‘":
        return True
    return text[at] not in _CLOSING and not last and text[at - 1].isspace()


def _single_quotations(text: str, start: int, end: int, paragraph: int) -> Iterator[Quotation]:
    after = start
    for match in _SINGLE_MARK.finditer(text, start, end):
        at = match.start()
        if at >= after and _may_open(text, at, start, end):
            close = _single_close(text, at, min(end, at + _LONGEST_SINGLE))
            if close is not None:
                yield Quotation(at, close + 1, paragraph, double=False)
                after = close + 1


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    free = at == start or text[at - 1].isspace() or text[at - 1] in _BRACKETS
    return free and at + 1 < end and text[at + 1].isalpha()


def _single_close(text: str, opened: int, end: int) -> int | None:
    """The mark that closes a single quotation: the first after a sentence mark, else the first that ends a word."""
    first = None
    for at in range(opened + 2, end):
        if text[at] not in _SINGLE_CLOSING or (at + 1 < end and text[at + 1].isalnum()):
            continue
        if text[at - 1] in _SENTENCE_MARKS:
            return at if first is None or text[first - 1] in "sS" else first
        if not text[at - 1].isspace() and first is None:
            first = at
    return first
