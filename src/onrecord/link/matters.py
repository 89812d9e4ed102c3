"""What moves are about: named matters, from rows of cues.

In comes a text; out comes the name of the matter whose cues it holds most of, or None. The rows stand in
``data/link/matters.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from onrecord import tables


def matter_of(texts: Iterable[tuple[str, float]]) -> str | None:
    """The matter of some texts, each with its weight; None where no cue stands in them."""
    scores: Counter[str] = Counter()
    for text, weight in texts:
        for name, pattern in _patterns():
            # A longer cue says more than a short one: "nuclear deal" is not told apart by "deal".
            found = {match.group().lower() for match in pattern.finditer(text)}
            scores[name] += sum(weight * (1 + cue.count(" ")) for cue in found)  # type: ignore[assignment]
    best = max(((score, -place, name) for place, (name, score) in enumerate(scores.items())), default=None)
    return best[2] if best and best[0] > 0 else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = tables.rows("link/matters.toml", ("name", "cues", "example", "origin"))
    return tuple((str(row["name"]), _pattern(row["cues"])) for row in rows)


def _pattern(cues: Iterable[str]) -> re.Pattern[str]:
    """Cues at the start of a word, the longest first."""
    found = sorted(cues, key=lambda cue: (-len(cue), cue))
    return re.compile(r"\b(?:" + "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in found) + ")", re.IGNORECASE)
