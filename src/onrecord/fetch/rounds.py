"""Feeds asked for again and again, one page at a step, so that reading can go on between two pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.fetch.feeds import Fetched
from onrecord.model import Problem

Row = Fetched | Problem


class Rounds:
    """Rounds over feeds: ``begin`` starts one, ``clock`` gives seconds, ``every`` lies between two starts."""

    def __init__(self, begin: Callable[[], Iterator[Row]], clock: Callable[[], float], every: float) -> None:
        self._begin = begin
        self._clock = clock
        self._every = every
        self._round: Iterator[Row] | None = None
        self._due = clock()
        self._told: set[Problem] = set()

    def step(self) -> Row | None:
        """The next page that was fetched, or a problem not yet told; None where a round has ended or none is due."""
        if self._round is None:
            if self._clock() < self._due:
                return None
            self._due = self._clock() + self._every
            self._round = self._begin()
        for row in self._round:
            if self._is_news(row):
                return row
        self._round = None
        return None

    def _is_news(self, row: Row) -> bool:
        if isinstance(row, Problem):
            known = row in self._told
            self._told.add(row)
            return not known
        return row.outcome == "new"
