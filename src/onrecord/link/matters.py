"""What moves are about: named matters, from rows of cues.

In comes a text; out comes how much of each matter's cues it holds. The rows stand in ``data/link/matters.toml``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from onrecord import tables


def scores_of(text: str) -> dict[str, float]:
    """How much a text is about each matter; matters without a cue are left out."""
    scores = {}
    for name, pattern in _patterns():
        found = Counter(match.group().lower() for match in pattern.finditer(text))
        # A cue of several words says more than one word; the tenth time says less than the first.
        score = sum((1 + cue.count(" ")) * (1.0 + math.log(count)) for cue, count in sorted(found.items()))
        if score:
            scores[name] = score
    return scores


def shares_of(texts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The share of each matter in some texts, each with its weight; the shares add up to one."""
    total: Counter[str] = Counter()
    for text, weight in texts:
        for name, score in scores_of(text).items():
            total[name] += weight * score  # type: ignore[assignment]
    whole = sum(total.values())
    return {name: score / whole for name, score in total.items()}


def best_of(scores: Mapping[str, float]) -> str | None:
    """The matter that scores most; None where none does. A tie falls to the row that stands first."""
    order = {name: place for place, (name, _) in enumerate(_patterns())}
    return max(scores, key=lambda name: (scores[name], -order[name]), default=None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = tables.rows("link/matters.toml", ("name", "cues", "example", "origin"))
    return tuple((str(row["name"]), _pattern(row["cues"])) for row in rows)


def _pattern(cues: Iterable[str]) -> re.Pattern[str]:
    """Cues at the start of a word, the longest first."""
    found = sorted(cues, key=lambda cue: (-len(cue), cue))
    return re.compile(r"\b(?:" + "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in found) + ")", re.IGNORECASE)
