"""When a statement was made: the time expression on which its cue hangs, else the day that the page reports.

The time of what a statement speaks about is not its own: only an expression that the cue's own verb governs counts.
Where the text looks back ("had said", a paragraph about an earlier year), nothing is assumed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from onrecord.dating import days
from onrecord.model import Parse, Published, TimeExpression, Token, When

# News of the day: a page reports as new what was said at most so many days before it came out.
_NEWS_DAYS = 1
_DATED = frozenset({"date", "time"})
_QUALIFYING = frozenset({"compound", "amod", "nummod", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def date_of(start: int, end: int, times: Sequence[TimeExpression], parse: Parse, published: Published) -> When:
    """Day, or interval, on which the statement with a cue from start to end was made; empty where nothing fixes it."""
    cue = _verb(parse.tokens[_first_from(parse, start) : _first_from(parse, end)])
    if cue is None:
        return When()
    own = [t for t in times if t.kind in _DATED and t.when.latest and _belongs(t, cue, parse)]
    if own:
        return min(own, key=lambda t: (abs(t.start - cue.start), t.start)).when
    if _looks_back(cue, parse, times, published):
        return When()
    return _news_of_the_day(published)


def _first_from(parse: Parse, offset: int) -> int:
    """The first token that starts at an offset or after it."""
    return bisect_left(parse.tokens, offset, key=attrgetter("start"))


def _verb(tokens: Sequence[Token]) -> Token | None:
    """The verb of a cue, else its first token."""
    return next((t for t in tokens if t.pos == "VERB"), tokens[0] if tokens else None)


def _belongs(time: TimeExpression, cue: Token, parse: Parse) -> bool:
    """Whether a time stands in the cue's sentence and hangs on the cue or on no verb."""
    # Nearly all times stand in other sentences, and two looks tell so.
    sentence = parse.sentences[cue.sentence]
    before = parse.tokens[sentence.first - 1].start if sentence.first else -1
    if not before < time.start <= parse.tokens[sentence.last - 1].start:
        return False
    index = _first_from(parse, time.start)
    if _names_a_thing(time, index, parse):
        return False
    governor = _governor(parse, parse.tokens[index])
    return governor is None or governor.i == cue.i


def _names_a_thing(time: TimeExpression, index: int, parse: Parse) -> bool:
    """Whether a year only tells which thing is meant: "the 2016 election" dates no word about it."""
    if len(time.when.value or "") != len("2016"):
        return False
    token = parse.tokens[index]
    above = parse.tokens[token.head]
    return token.dep in _QUALIFYING and above.i > token.i and above.start >= time.end and above.pos in _NOUNS


def _governor(parse: Parse, token: Token) -> Token | None:
    """The verb on which a token hangs."""
    for _ in range(30):
        if token.head == token.i:
            return token if token.pos == "VERB" else None
        token = parse.tokens[token.head]
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
            return token
    return None


def _looks_back(cue: Token, parse: Parse, times: Sequence[TimeExpression], published: Published) -> bool:
    """Whether the cue, or what its paragraph told before, speaks of an earlier time than the page's day."""
    sentence = parse.sentences[cue.sentence]
    near = parse.tokens[sentence.first : sentence.last]
    if cue.tag == "VBN" and any(t.head == cue.i and t.lemma == "have" and t.tag == "VBD" for t in near):
        return True
    day = days.parse(published.earliest)
    if day is None:
        return True
    first = bisect_left(parse.sentences, sentence.paragraph, key=attrgetter("paragraph"))
    start, end = parse.sentences[first].start, sentence.start
    before = [days.parse(t.when.latest) for t in times if t.kind in _DATED and start <= t.start < end]
    return any(d is not None and (day - d).days > _NEWS_DAYS for d in before)


def _news_of_the_day(published: Published) -> When:
    """The page's day, or the day before it; the value is the page's own where it is known to the day."""
    first = days.parse(published.earliest)
    if first is None or published.latest is None:
        return When()
    return When(published.value, days.shift(first, -_NEWS_DAYS).isoformat(), published.latest)
