"""Which lines of a page speak of the page itself: cue rows, matched against whole blocks.

Out comes the row that a block matches first. A block longer than any cue is not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord import tables

LONGEST_CUE = 420


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ``data/extract/cues.toml``: the kind of its block, what it opens, and the name of its basis."""

    kind: str
    opens: str
    basis: str


@cache
def _cues() -> tuple[tuple[re.Pattern[str], tuple[str, ...], Cue], ...]:
    rows = tables.rows("extract/cues.toml", ("kind", "pattern", "example", "origin"))
    return tuple(
        (
            re.compile(row["pattern"], re.IGNORECASE),
            tuple(row.get("needs", ())),
            Cue(row["kind"], row.get("opens", ""), f"cues row {number}"),
        )
        for number, row in enumerate(rows, 1)
    )


@lru_cache(maxsize=4096)
def cue_of(line: str) -> Cue | None:
    """The first cue that a block's whole text matches; None where there is none."""
    if len(line) > LONGEST_CUE:
        return None
    line = line.replace("\u00a0", " ")
    small = line.lower()
    for pattern, needs, cue in _cues():
        if (not needs or any(word in small for word in needs)) and pattern.fullmatch(line):
            return cue
    return None
