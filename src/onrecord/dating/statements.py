"""When a statement was made: the time expression on which its cue hangs, else the day that the page reports.

The time of what a statement speaks about is not its own: only an expression that the cue's own verb governs counts.
Where the text looks back ("had said", "has often said", a paragraph about an earlier year), the statement is of the
page's day or older; of the time of the sentences before where these are told in one ("In 1987 ... . He said ...").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter

from onrecord import tables
from onrecord.dating import days
from onrecord.model import Parse, Published, TimeExpression, Token, When

# News of the day: a page reports as new what was said at most so many days before it came out.
_NEWS_DAYS = 1
_DATED = frozenset({"date", "time"})
_QUALIFYING = frozenset({"compound", "amod", "nummod", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PAST = "VBD"
_HELPING = frozenset({"aux", "auxpass"})
# A time set by one sentence holds for so many that follow it in its paragraph.
_BACK = 2


def date_of(start: int, end: int, times: Sequence[TimeExpression], parse: Parse, published: Published) -> When:
    """Day, or interval, on which the statement with a cue from start to end was made; empty where nothing fixes it."""
    cue = _verb(parse.tokens[_first_from(parse, start) : _first_from(parse, end)])
    if cue is None:
        return When()
    own = [t for t in times if t.kind in _DATED and t.when.latest and _belongs(t, cue, parse)]
    if own:
        return min(own, key=lambda t: (abs(t.start - cue.start), t.start)).when
    if days.parse(published.earliest) is None:
        return When()
    if not _looks_back(cue, parse, times, published):
        return _news_of_the_day(published)
    told = _time_before(cue, parse, times) if cue.tag == _PAST else None
    return told.when if told else When(None, None, published.latest)


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
    if _is_of_another_time(cue, near):
        return True
    day = days.parse(published.earliest)
    first = bisect_left(parse.sentences, sentence.paragraph, key=attrgetter("paragraph"))
    start, end = parse.sentences[first].start, sentence.start
    told = [t for t in times if t.kind in _DATED and start <= t.start < end]
    before = [days.parse(t.when.latest) for t in told if not _is_quoted(parse.text[start : t.start])]
    return any(d is not None and day is not None and (day - d).days > _NEWS_DAYS for d in before)


def _is_quoted(before: str) -> bool:
    """Whether a quotation is open after a text: what somebody speaks of in it is no time in which the page tells."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_of_another_time(cue: Token, near: Sequence[Token]) -> bool:
    """Whether a word on the cue sets it at another time than the page's: "has repeatedly said", "back then he said"."""
    forms = [t.text.lower() for t in near]
    return any(
        tuple(forms[n : n + len(words)]) == words and any(t.head == cue.i for t in near[n : n + len(words)])
        for n, form in enumerate(forms)
        for words in _other_times().get(form, ())
    )


@cache
def _other_times() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Phrases of other times by their first word."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in tables.rows("moves/other_times.toml", ("kind", "words", "example", "origin")):
        for phrase in row["words"]:
            found[phrase.split()[0]].append(tuple(phrase.split()))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _time_before(cue: Token, parse: Parse, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The time in which the paragraph's sentences before are told, if one or two back sets it; None where none does."""
    for number in range(cue.sentence - 1, cue.sentence - 1 - _BACK, -1):
        if number < 0 or parse.sentences[number].paragraph != parse.sentences[cue.sentence].paragraph:
            return None
        sentence = parse.sentences[number]
        tokens = parse.tokens[sentence.first : sentence.last]
        root = next((t for t in tokens if t.head == t.i), None)
        if root is None or not _is_past(root, tokens):
            return None
        inside = [t for t in times if t.kind in _DATED and t.when.latest and sentence.start <= t.start < sentence.end]
        if inside:
            return next((t for t in inside if _hangs_on(t, root, parse)), None)
    return None


def _is_past(verb: Token, near: Sequence[Token]) -> bool:
    """Whether a verb is in the past, "was done" too; "had done" looks back further."""
    return verb.tag == _PAST or any(
        t.tag == _PAST and t.head == verb.i and t.lemma == "be" and t.dep in _HELPING for t in near
    )


def _hangs_on(time: TimeExpression, verb: Token, parse: Parse) -> bool:
    """Whether a time is an adverbial of a verb, not of a noun beside it: "in 1987 he came", not "the pact of 1987"."""
    token = parse.tokens[_first_from(parse, time.start)]
    while token.head != token.i and time.start <= parse.tokens[token.head].start < time.end:
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    return verb.i in (above.i, above.head if above.pos == "ADP" else above.i)


def _news_of_the_day(published: Published) -> When:
    """The page's day, or the day before it; the value is the page's own where it is known to the day."""
    first = days.parse(published.earliest)
    if first is None or published.latest is None:
        return When()
    return When(published.value, days.shift(first, -_NEWS_DAYS).isoformat(), published.latest)
