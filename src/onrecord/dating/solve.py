"""When a document was published: all its evidence brought together.

A date from outside decides; else a date that the page states; else the clues in the text, weighed day by day within
the bounds that clocks and captures set. Evidence that speaks against the answer stays in the basis, marked as not
having decided. Without evidence there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from onrecord.dating import days
from onrecord.dating.clue import Clue
from onrecord.dating.clues import find_clues
from onrecord.dating.explained import explained
from onrecord.dating.likelihood import Weighed, shortest_interval, weigh
from onrecord.dating.offices import OfficeLookup
from onrecord.dating.outside import Stated, read_day, stated_outside
from onrecord.dating.printed import clocks, printed_dates
from onrecord.model import DateEvidence, Document, Published

# First and last day that are weighed for what the text implies: the crawl of news began in the nineties; the calendar
# and the gazetteer know nothing of later years than these. A text that tells of a later day as past is weighed up to
# a year after that. A stated day needs no calendar: a day from the last one on is taken for a slip.
_FIRST, _LAST, _BEYOND = date(1990, 1, 1), date(2027, 12, 31), date(2060, 1, 1)
_A_YEAR = 366
# Shares of the chance, seen on dated news: the best day must have the first to be named; months and years
# the second; the interval holds the third.
_SURE_DAY, _SURE_REST, _HELD = 0.9, 0.9, 0.98
# Hours of UTC at which it is the next day in the east, or still the day before in the west; how near in rank a printed
# day must be to be heard.
_LATE, _EARLY, _CLOSE = 20, 9, 5
# Fields of the head up to this rank are set when the article is made, those above may be the site's or the crawl's.
_CERTAIN = 1
_UTC_HOUR = re.compile(r"T(\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)")
_FIXED = frozenset(
    {
        "date",
        "month_year",
        "year",
        "day_weekday",
        "scheduled",
        "happened",
        "event_weekday",
        "event_day",
        "event_m",
        "event_weekday_own",
        "event_m_own",
        "event_w_own",
        "event_y_own",
        "office",
        "period",
        "topic",
        "burst",
        "posted",
    }
)


def date_document(document: Document, offices: OfficeLookup, *, stated: str | None = None) -> Published:
    """When a document was published; ``stated`` is a date from outside, which decides where it is one."""
    found = _dated(document, offices, stated)
    return replace(found, basis=tuple(_as_printed(evidence, document.text) for evidence in found.basis))


def _as_printed(evidence: DateEvidence, text: str) -> DateEvidence:
    """The evidence with the very words of its span: what is said of it stands in its kind and dates."""
    if evidence.start is None or evidence.end is None:
        return evidence
    return replace(evidence, text=text[evidence.start : evidence.end])


def _dated(document: Document, offices: OfficeLookup, stated: str | None) -> Published:
    bounds = _upper_bounds(document)
    given = _from_outside(stated)
    listed = sorted(
        (*stated_outside(document), *printed_dates(document)), key=lambda s: (s.rank, s.evidence.kind != "metadata")
    )
    allowed, late = _within(listed, bounds)
    if given:
        return _decided(given, [s.evidence for s in listed] + bounds, f"{given.text}: stated from outside")
    best = next((s for s in allowed if s.means != "modified"), None) or next(iter(allowed), None)
    best = _shown(_local(best, allowed), allowed) if best else None
    if best and best.evidence.earliest == best.evidence.latest:
        return _decided(best.evidence, [s.evidence for s in listed if s is not best] + bounds, _reason(best))
    return _from_text(document, offices, [s.evidence for s in allowed], bounds, late)


def _from_outside(stated: str | None) -> DateEvidence | None:
    if not stated:
        return None
    bounds = days.bounds(stated.strip())
    if bounds is None:
        found = read_day(stated)
        bounds = (found, found) if found else None
    if bounds is None:
        return None
    return DateEvidence("stated", stated.strip()[:40], None, None, bounds[0].isoformat(), bounds[1].isoformat())


def _upper_bounds(document: Document) -> list[DateEvidence]:
    """Evidence that bounds the day from above: the capture and the page's clock."""
    found = list(clocks(document))
    captured = read_day(document.captured or "")
    if captured:
        found.append(DateEvidence("captured", (document.captured or "")[:40], None, None, None, captured.isoformat()))
    return sorted(found, key=lambda e: (e.latest or "", e.kind))


def _within(listed: list[Stated], bounds: list[DateEvidence]) -> tuple[list[Stated], list[DateEvidence]]:
    """Stated dates that the upper bounds allow, and the evidence that they do not."""
    last = bounds[0].latest if bounds else None
    limit = days.parse(last)
    limit = days.shift(limit, 1) if limit else _BEYOND
    late = [s for s in listed if (days.parse(s.evidence.earliest) or _FIRST) > limit]
    return [s for s in listed if s not in late], [s.evidence for s in late]


def _local(best: Stated, allowed: list[Stated]) -> Stated:
    """The stated day as the page's readers count it: a time in UTC late or early in the day, beside a printed day.

    A page that says "22:30Z" and prints the next day came out on the next day where it is read.
    """
    hour = _UTC_HOUR.search(best.evidence.text)
    day = days.parse(best.evidence.earliest)
    if not hour or not day:
        return best
    step = 1 if int(hour[1]) >= _LATE else -1 if int(hour[1]) < _EARLY else 0
    wanted = days.shift(day, step).isoformat()
    printed = [
        s
        for s in allowed
        if s.means != "modified" and s.evidence.kind in ("printed", "url") and s.rank <= best.rank + _CLOSE
    ]
    return next((s for s in printed if step and s.evidence.earliest == s.evidence.latest == wanted), best)


def _shown(best: Stated, allowed: list[Stated]) -> Stated:
    """The day that the page shows its readers beside the headline, where its head states another.

    The words of the page are those of the day that it shows. One before the stated day or after the last change is
    some other article's.
    """
    if best.evidence.kind != "metadata":
        return best
    shown = next((s for s in allowed if s.shown), None)
    stated = days.parse(best.evidence.earliest)
    changed = [s.evidence.earliest for s in allowed if s.means == "modified" and s.evidence.kind == "metadata"]
    last = days.parse(max((day for day in changed if day), default=None))
    day = days.parse(shown.evidence.earliest) if shown else None
    if shown is None or day is None or stated is None:
        return best
    early = day < days.shift(stated, -1) and best.rank <= _CERTAIN
    return best if early or (last and day > days.shift(last, 1)) else shown


def _reason(best: Stated) -> str:
    kind = {"url": "the address has", "printed": "printed", "metadata": "the page states"}[best.evidence.kind]
    return f'{best.evidence.earliest}: {kind} "{best.evidence.text}"'


def _decided(evidence: DateEvidence, others: list[DateEvidence], why: str) -> Published:
    """The answer that one row gives; the others decided nothing, and agree or not."""
    first, last = days.parse(evidence.earliest), days.parse(evidence.latest)
    value = days.precision(first, last) if first and last else None
    rest = tuple(_aside(e) for e in others)
    return Published(value, evidence.earliest, evidence.latest, (evidence, *rest), why)


def _aside(e: DateEvidence) -> DateEvidence:
    return DateEvidence(e.kind, e.text, e.start, e.end, e.earliest, e.latest, decided=False)


def _from_text(
    document: Document,
    offices: OfficeLookup,
    stated: list[DateEvidence],
    bounds: list[DateEvidence],
    late: list[DateEvidence],
) -> Published:
    """The answer that the clues in the text give within the bounds."""
    clocked = [(e.start, e.end) for e in bounds if e.start is not None and e.end is not None]
    clues = tuple(
        c for c in find_clues(document, offices) if not any(c.start < end and start < c.end for start, end in clocked)
    )
    span = _span(clues, stated, bounds)
    aside = tuple(_aside(e) for e in late)
    if not any(clue.kind in _FIXED for clue in clues) and not stated:
        return Published(None, None, bounds[0].latest if bounds else None, (*bounds, *aside), "no clue to the year")
    weighed = weigh(clues, *span)
    first, last = shortest_interval(weighed.chance, _HELD)
    earliest, latest = (date.fromordinal(int(weighed.ordinal[place])) for place in (first, last))
    value = _value(weighed)
    basis, why = explained(weighed, value)
    return Published(value, earliest.isoformat(), latest.isoformat(), (*basis, *stated, *bounds, *aside), why)


def _span(clues: Sequence[Clue], stated: list[DateEvidence], bounds: list[DateEvidence]) -> tuple[int, int]:
    """First and last ordinal that the bounds leave; a month of the address bounds on both sides."""
    told = [c.intervals[-1][1] for c in clues if c.kind == "date" and c.tense == "past"]
    first, last = _FIRST, max([_LAST, *(min(days.shift(day, _A_YEAR), _BEYOND) for day in told if day > _LAST)])
    upper = days.parse(bounds[0].latest) if bounds else None
    if upper:
        last = max(first, min(last, upper))
    for e in stated:
        early, late = days.parse(e.earliest), days.parse(e.latest)
        if early and late and early <= last:
            first, last = max(first, early), min(last, max(late, early))
            break
    return first.toordinal(), max(first, last).toordinal()


def _value(weighed: Weighed) -> str | None:
    """The most precise of day, month and year that is sure enough."""
    best = int(weighed.chance.argmax())
    day = date.fromordinal(int(weighed.ordinal[best])).isoformat()
    if weighed.chance[best] >= _SURE_DAY:
        return day
    dates = (weighed.ordinal - 719163).astype("datetime64[D]")
    for unit, length in (("M", 7), ("Y", 4)):
        key = dates.astype(f"datetime64[{unit}]")
        places, inverse = np.unique(key, return_inverse=True)
        mass = np.bincount(inverse, weights=weighed.chance, minlength=len(places))
        if mass.max() >= _SURE_REST:
            return str(places[int(mass.argmax())])[:length]
    return None
