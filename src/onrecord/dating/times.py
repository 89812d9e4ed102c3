"""Time expressions of a parse, each with the interval that it names given the page's date.

Where the page's date is itself an interval, an expression is named from both its ends: the answer is an interval that
holds both, and a value only where they agree. Words whose time hangs on an unknown day stay without one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from onrecord.dating import days
from onrecord.dating.grammar import Expression, find_expressions
from onrecord.dating.tense import tense_in_parse
from onrecord.dating.values import FUTURE, PAST, PRESENT, Frame, Named, name
from onrecord.model import Parse, Published, Sentence, TimeExpression, When

# Shapes whose words say a year or nothing at all: they need no page date.
_FREE = frozenset({"year", "decade", "duration", "every", "vague", "numeric"})
_ANY_DAY = date(2000, 1, 1)
# Shapes that bear a year or could; letters of a line that may be a heading; what ends a sentence; what is no word.
_OF_A_YEAR = frozenset({"year", "date", "month"})
_HEADING, _STOPS = 60, (".", "!", "?", "”", '"')
_BESIDE = re.compile(r"[\W_]+")


def find_times(parse: Parse, published: Published) -> tuple[TimeExpression, ...]:
    """Time expressions of a parse in order of their start."""
    anchors = (days.parse(published.earliest), days.parse(published.latest))
    first, last = anchors if all(anchors) else (None, None)
    starts = [token.start for token in parse.tokens]
    reader = _Reader(parse, first, last)
    found = []
    for start, end in _paragraphs(parse):
        expressions = find_expressions(parse.text, start, end)
        reader.enter(parse.text[start:end], expressions)
        for expression in expressions:
            index = bisect_left(starts, expression.start)
            if index < len(starts) and starts[index] < expression.end:
                found.append(reader.read(expression, index))
    return tuple(found)


def _paragraphs(parse: Parse) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph that was parsed."""
    current: list[Sentence] = []
    for sentence in parse.sentences:
        if current and sentence.paragraph != current[-1].paragraph:
            yield current[0].start, current[-1].end
            current = []
        current.append(sentence)
    if current:
        yield current[0].start, current[-1].end


class _Reader:
    """Reads expressions in order and remembers the day last spoken of."""

    def __init__(self, parse: Parse, first: date | None, last: date | None) -> None:
        self.parse, self.first, self.last = parse, first, last
        self.context: dict[date | None, date] = {}
        self.quarter: dict[date | None, date] = {}
        self.year: int | None = None

    def enter(self, paragraph: str, expressions: Sequence[Expression]) -> None:
        """Begin a paragraph. The day last spoken of is kept: "the day before" may open the next paragraph; so is the
        year of a heading ("2016", "March 2016") until the next line that is no sentence."""
        self.quarter = {}
        if len(paragraph) <= _HEADING and not paragraph.rstrip().endswith(_STOPS):
            alone = len(expressions) == 1 and not _BESIDE.sub("", paragraph.replace(expressions[0].text, "", 1))
            self.year = expressions[0].year if alone and expressions[0].shape in _OF_A_YEAR else None

    def read(self, expression: Expression, index: int) -> TimeExpression:
        """The time expression, named from both ends of the page's date."""
        if self.year and expression.year is None and expression.shape in _OF_A_YEAR:
            expression = replace(expression, year=self.year)
        tense = tense_in_parse(self.parse, index)
        named = [self._name(expression, anchor, tense) for anchor in dict.fromkeys((self.first, self.last))]
        when, timex, kind = _joined(named)
        basis = f"shape {expression.shape}" + (f", {tense}" if tense else "")
        return TimeExpression(expression.start, expression.end, when, kind, basis, timex)

    def _name(self, expression: Expression, anchor: date | None, tense: str) -> Named:
        if anchor is None and not _is_free(expression):
            return Named()
        frame = Frame(anchor or _ANY_DAY, self.context.get(anchor), _news_tense(tense), self.quarter.get(anchor))
        named = name(expression, frame)
        if named.value and len(named.value) == 10 and named.first and expression.shape not in ("context_day",):
            self.context[anchor] = named.first
        if named.first and (expression.shape == "quarter" or expression.unit == "Q"):
            self.quarter[anchor] = named.first
        return named


def _news_tense(tense: str) -> str:
    """Present tense fixes no direction."""
    return "" if tense == PRESENT else tense if tense in (PAST, FUTURE) else ""


def _is_free(expression: Expression) -> bool:
    return expression.shape in _FREE or (expression.year is not None and expression.shape in ("date", "month"))


def _joined(named: list[Named]) -> tuple[When, str, str]:
    """One answer from the answers of both ends: an interval that holds both, a value where they agree."""
    firsts = [n.first for n in named if n.first]
    lasts = [n.last for n in named if n.last]
    same = all(n.value == named[0].value for n in named)
    timex = named[0].timex if all(n.timex == named[0].timex for n in named) else ""
    if len(firsts) < len(named) or len(lasts) < len(named):
        return When(), timex, named[0].kind
    when = When(named[0].value if same else None, min(firsts).isoformat(), max(lasts).isoformat())
    return when, timex, named[0].kind
