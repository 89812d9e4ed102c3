"""Distances are the same whether every day is weighed or one in so many, as the recipe that fits the laws does."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from onrecord.dating.clue import Clue
from onrecord.dating.distances import distances

SUMMIT = (date(2018, 7, 16), date(2018, 7, 16))
VOTE = (date(2016, 11, 8), date(2016, 11, 8))


@pytest.mark.parametrize("scale", ["span", "day", "week", "month", "year"])
@pytest.mark.parametrize("intervals", [(SUMMIT,), (VOTE, SUMMIT)])
def test_some_days_are_as_far_as_among_all(scale: str, intervals: tuple[tuple[date, date], ...]) -> None:
    clue = Clue("event_w", scale, 0, 6, "summit", intervals=intervals)
    every = np.arange(date(2016, 1, 1).toordinal(), date(2019, 12, 31).toordinal())
    for wanted, found in zip(distances(clue, every), distances(clue, every[::5]), strict=True):
        assert found.tolist() == wanted[::5].tolist()
