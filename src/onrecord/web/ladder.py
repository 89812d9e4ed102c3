"""A thread's rungs in periods, so that a long ladder can be folded and jumped through.

In come rungs in the thread's order; out come runs of rungs that begin in one year; of one month where all are of one
year, from one day where all are of one month. No rung changes its place; one without a date goes with those before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.store.browse_dates import date_words
from onrecord.store.browse_links import Rung

YEAR, MONTH, DAY = 4, 7, 10
OPEN = "unanswered"


@dataclass(frozen=True, slots=True)
class Period:
    """Rungs in a row of one year or month, or from one day on; ``words`` are empty where nothing dates them."""

    words: str
    rungs: tuple[Rung, ...]

    @property
    def open(self) -> int:
        """How many of them nobody has answered."""
        return sum(rung.state == OPEN for rung in self.rungs)


def periods(rungs: Iterable[Rung]) -> tuple[Period, ...]:
    """Rungs in a row by year, month or day: the widest that parts them."""
    rungs = tuple(rungs)
    width = next((width for width in (YEAR, MONTH) if len({_begun(rung, width) for rung in rungs} - {""}) > 1), DAY)
    runs: list[tuple[str, list[Rung]]] = []
    for rung in rungs:
        begun = _begun(rung, width)
        if runs and begun in ("", runs[-1][0]):
            runs[-1][1].append(rung)
        else:
            runs.append((begun, [rung]))
    return tuple(Period(_words(begun), tuple(run)) for begun, run in runs)


def _words(begun: str) -> str:
    """A period in words; what begins on a day may last longer."""
    return f"{'from ' if len(begun) == DAY else ''}{date_words(begun)}" if begun else ""


def _begun(rung: Rung, width: int) -> str:
    """The year or month in which a rung's interval begins; empty where nothing places it within a few years."""
    return "" if rung.entry.undated else (rung.entry.when.earliest or "")[:width]
