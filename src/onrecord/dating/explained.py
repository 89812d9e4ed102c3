"""Why a day was given: evidence rows of the clues, and one line that names those that did most for the answer."""

from __future__ import annotations

from datetime import date

from onrecord.dating import days
from onrecord.dating.clue import Clue
from onrecord.dating.likelihood import Weighed
from onrecord.model import DateEvidence

_NAMED = 4


def explained(weighed: Weighed, value: str | None) -> tuple[tuple[DateEvidence, ...], str]:
    """Evidence rows of the clues, and one line that names those that did most for the answer."""
    best = int(weighed.chance.argmax())
    day = date.fromordinal(int(weighed.ordinal[best]))
    # What a clue did: how much likelier it made the answer than the days that it ruled out.
    pull = {clue: float(added[best] - added.mean()) for clue, added in weighed.added.items()}
    told = sorted((c for c in pull if pull[c] > 0), key=lambda c: (-pull[c], c.start, c.kind))[:_NAMED]
    basis = tuple(_row(c, day, decided=pull[c] > 0) for c in sorted(pull, key=lambda c: (c.start, c.kind, c.end)))
    names = ", ".join(f'"{" ".join(c.text.split())}"{_which(c, day)}' for c in sorted(told, key=lambda c: c.start))
    return basis, f"{value or 'about ' + day.isoformat()[:7]}: {names}" if names else "weak clues only"


def _row(clue: Clue, day: date, *, decided: bool) -> DateEvidence:
    near = _nearest(clue, day)
    first, last = (near[0].isoformat(), near[1].isoformat()) if near else (None, None)
    return DateEvidence(clue.kind, " ".join(clue.text.split())[:80], clue.start, clue.end, first, last, decided)


def _nearest(clue: Clue, day: date) -> days.Interval | None:
    if not clue.intervals:
        return None
    return min(clue.intervals, key=lambda i: (max((i[0] - day).days, (day - i[1]).days, 0), i[0]))


def _which(clue: Clue, day: date) -> str:
    near = _nearest(clue, day)
    if near is None or clue.kind in ("date", "year", "month_year"):
        return ""
    if clue.scale == "span":
        return f" ({near[0].year} to {near[1].year})" if near[1].year < days.LAST.year else f" (since {near[0].year})"
    return f" ({days.precision(*near) or near[0].isoformat()})"
