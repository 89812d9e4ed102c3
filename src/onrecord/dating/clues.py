"""Clues to a page's date in its own text: dates, weekdays, months, years, known events, roles and offices.

In come the text's article segments; out come clues: the words, their class, and the days that they may mean. What a
clue is worth for which day of publication is known by ``laws``, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord import tables
from onrecord.dating import days
from onrecord.dating.clue import Clue, named
from onrecord.dating.datelines import YEARS, days_without_year, is_dateline, stamps_of
from onrecord.dating.grammar import Expression, find_expressions
from onrecord.dating.naming import Words
from onrecord.dating.needs import words_in
from onrecord.dating.offices import OfficeLookup
from onrecord.dating.posts import latest_post
from onrecord.dating.tense import tense_in_text
from onrecord.dating.ties import from_events
from onrecord.dating.values import FUTURE, PAST
from onrecord.model import ARTICLE_KINDS, Document

TITLES = "times/titles.csv"
_LEAD = 700
# What is told of a weekday's evening is printed the next day, what of its morning more often on the same.
_PARTS = {"NI": "night", "EV": "night", "MO": "morning"}
_DATELINE = frozenset({"dateline"})


def find_clues(document: Document, offices: OfficeLookup) -> tuple[Clue, ...]:
    """Clues in the article's own segments, in order."""
    spans = tuple((s.start, s.end) for s in document.segments if s.kind in ARTICLE_KINDS | _DATELINE)
    text = document.text
    begin = spans[0][0] if spans else 0
    expressions: list[Expression] = []
    sent: list[Expression] = []
    for start, end in spans:
        for e in find_expressions(text, start, end):
            (sent if start - begin < _LEAD and is_dateline(text, start, e) else expressions).append(e)
    spoken = Words(text, spans)
    found = list(_from_expressions(text, expressions, begin))
    found += [_signed("dateline", e) for e in sent[:1] if days_without_year(e)]
    found += [_signed("stamp", e) for e in stamps_of(document)[:1]]
    found += _from_posts(text, spans)
    found += from_events(text, spoken.events(), expressions)
    found += [named("period", "span", text, n) for n in spoken.roles()]
    dated = [e for e in expressions if e.weekday is not None or e.year]
    topics = [n for n in spoken.topics() if not any(n.start < e.end and e.start < n.end for e in dated)]
    found += [named("topic", "span", text, n) for n in topics]
    found += [named("burst", "span", text, n) for n in spoken.bursts()]
    found += _from_offices(text, spans, offices)
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.kind, c.scale)))


def _from_posts(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[Clue]:
    post = latest_post(text, spans, days.LAST)
    if post:
        yield Clue("posted", "day", post.start, post.end, text[post.start : post.end], PAST, ((post.day, post.day),))


def _from_expressions(text: str, expressions: list[Expression], begin: int) -> Iterator[Clue]:
    for e in expressions:
        tense = tense_in_text(text, e.start, e.end)
        lead = "_lead" if e.start - begin < _LEAD else ""
        if e.shape in ("date", "month") and e.year:
            yield from _year_clues(e, tense)
        if e.shape == "date" and e.day and e.month:
            yield from _date_clues(e, tense)
        elif e.shape == "month" and e.month and not e.unit:
            yield from _month_clues(e, tense)
        elif e.shape == "weekday" and e.weekday is not None:
            step = {-1: "_last", 1: "_next", 0: "_this"}.get(e.step, "") if e.step is not None else lead
            part = f"_{_PARTS[e.part]}" if e.step is None and e.part in _PARTS and tense != FUTURE else ""
            yield Clue(f"weekday{step}{part}", "weekday", e.start, e.end, e.text, tense or PAST, number=e.weekday)
        elif e.shape == "year" and e.year:
            yield from _year_clues(e, tense)


def _year_clues(e: Expression, tense: str) -> Iterator[Clue]:
    bounds = days.year_bounds(e.year or 0)
    if bounds:
        yield Clue("year", "year", e.start, e.end, e.text, tense if tense == FUTURE else PAST, (bounds,))


def _date_clues(e: Expression, tense: str) -> Iterator[Clue]:
    month, number = e.month or 0, e.day or 0
    if e.year:
        found = days.day(e.year, month, number)
        if found:
            yield Clue("date", "day", e.start, e.end, e.text, tense, ((found, found),))
        return
    intervals = days_without_year(e)
    kind = "day_weekday" if any(i[0].weekday() == e.weekday for i in intervals) else "day"
    if intervals:
        yield Clue(kind, "day", e.start, e.end, e.text, tense, intervals)


def _signed(kind: str, e: Expression) -> Clue:
    """The page's own day, printed without its year."""
    return Clue(kind, "day", e.start, e.end, e.text, "", days_without_year(e))


def _month_clues(e: Expression, tense: str) -> Iterator[Clue]:
    years = [e.year] if e.year else list(YEARS)
    found = [b for b in (days.month_bounds(year, e.month or 0) for year in years) if b]
    if found:
        kind = "month_year" if e.year else "month"
        yield Clue(kind, "month", e.start, e.end, e.text, tense, tuple(found))


@cache
def _office_pattern() -> re.Pattern[str]:
    """Words of an office with a name: "former US Secretary of State John Kerry", "President Obama"."""
    titles = sorted(
        (row["title"] for row in tables.rows(TITLES, ("title", "example", "origin"))), key=lambda t: (-len(t), t)
    )
    title = "|".join(re.escape(t).replace(r"\ ", r"\s") for t in titles)
    word = r"(?:[A-Z][\w'’-]+|U\.S\.|US|UK|U\.N\.|EU)"
    return re.compile(
        rf"\b(?P<former>(?:[Ff]ormer|[Ee]x|[Tt]hen|[Ll]ate|[Oo]utgoing|[Ii]ncoming)[\s-])?(?P<words>(?:{word}[\s](?:of\s)?){{0,3}}"
        rf"(?i:{title})(?P<tail>(?:\s(?:of|for|to)(?:\sthe)?(?:\s{word}){{1,3}})?)\s(?P<name>{word}(?:\s(?:[A-Z]\.\s)?{word}){{0,3}}))"
    )


@cache
def _title_words() -> frozenset[str]:
    """What titles begin with, in small letters."""
    rows = tables.rows(TITLES, ("title", "example", "origin"))
    return frozenset(re.findall(r"\w+", row["title"].lower())[0] for row in rows)


def _from_offices(text: str, spans: tuple[tuple[int, int], ...], offices: OfficeLookup) -> Iterator[Clue]:
    seen: set[str] = set()
    for start, end in spans:
        # Many paragraphs bear no title, and a look for its first word is many times faster than the whole pattern.
        if _title_words().isdisjoint(words_in(text[start:end])):
            continue
        for match in _office_pattern().finditer(text, start, end):
            words = re.sub(r"\s+", " ", match["words"])
            if words in seen or (match["former"] or "").lower().startswith(("then", "late", "incoming")):
                continue
            seen.add(words)
            yield from _office(match, words, offices)


def _office(match: re.Match[str], words: str, offices: OfficeLookup) -> Iterator[Clue]:
    intervals = []
    for term in offices.terms(words):
        since, until = days.bounds(term.since), days.bounds(term.until)
        if since or until:
            intervals.append((since[0] if since else days.FIRST, until[1] if until else days.LAST))
    if not intervals:
        return
    start, end = match.start("words"), match.end("words")
    if match["former"]:
        ended = _ended(sorted(intervals))
        if ended:
            yield Clue("former", "span", start, end, match[0], PAST, ended)
        return
    yield Clue("office", "span", start, end, match["words"], "", tuple(sorted(intervals)))


def _ended(terms: list[days.Interval]) -> tuple[days.Interval, ...]:
    """When somebody was a former holder: from the end of each term to the next, or for good."""
    follow = [term[0] for term in terms[1:]] + [days.LAST]
    return tuple((term[1], start) for term, start in zip(terms, follow, strict=True) if term[1] < start)
