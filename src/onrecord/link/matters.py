"""What moves are about: named matters, from rows of cues.

In comes a text; out comes how much of each matter's cues it holds. The rows stand in ``data/link/matters.toml``.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from onrecord import tables

# Letters by which cues are looked up; no cue is shorter.
KEY = 3
# As much as a few cues in passing, for each thousand letters: a page that bears no more of any matter is about
# something that has no row.
DOUBT = 0.6
# Of a text of so many letters, a matter of which it has a single cue is told in passing: one "news agency" does not
# make a page of a revolution one about the press.
LONG = 2_000
_WORD = re.compile(r"\w+")


def scores_of(text: str) -> dict[str, float]:
    """How much a text is about each matter; matters without a cue are left out."""
    return _scores(_told(text))


def _scores(told: Mapping[tuple[str, str], int]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for (name, cue), count in sorted(told.items()):
        # A cue of several words says more than one word; the tenth time says less than the first.
        weight = _weights()[name] * (1 + cue.count(" "))
        scores[name] = scores.get(name, 0.0) + weight * (1.0 + math.log(count))
    return scores


def _told(text: str) -> Counter[tuple[str, str]]:
    """How often a text has each cue of each matter."""
    plain = " ".join(text.lower().split())
    found: Counter[tuple[str, str]] = Counter()
    for word in _WORD.finditer(plain):
        at = word.start()
        for cue, name, whole in _cues().get(plain[at : at + KEY], ()):
            if plain.startswith(cue, at) and not (whole and plain[at + len(cue) : at + len(cue) + 1].isalnum()):
                found[name, cue] += 1
    return found


def shares_of(texts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The share of each matter in some texts, each with its weight; what is not said by many cues has a small one."""
    total: dict[str, float] = defaultdict(float)
    passing: dict[str, float] = defaultdict(float)
    letters = 0
    for text, weight in texts:
        letters += len(text)
        told = _told(text)
        times = Counter(name for name, _ in told.elements())
        for name, score in _scores(told).items():
            held = passing if len(text) >= LONG and times[name] == 1 else total
            held[name] += weight * score
    whole = sum(total.values()) + sum(passing.values()) + DOUBT * letters / 1_000
    return {name: score / whole for name, score in total.items()} if whole else {}


def best_of(scores: Mapping[str, float]) -> str | None:
    """The matter that scores most; None where none does. A tie falls to the row that stands first."""
    return max(scores, key=lambda name: (scores[name], -_order()[name]), default=None)


@cache
def _weights() -> Mapping[str, float]:
    """How much a matter's cues count: envoys and sanctions are the means of disputes about other things."""
    return {row["name"]: row.get("weight", 1.0) for row in _rows()}


@cache
def _order() -> Mapping[str, int]:
    return {row["name"]: place for place, row in enumerate(_rows())}


@cache
def _cues() -> Mapping[str, list[tuple[str, str, bool]]]:
    """Cues and their matters by the first letters of the cue; a cue counts where a word begins with it, or, where the
    row calls it whole, is it: "dam" is no "damage"."""
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for row in _rows():
        told = {cue.lower(): False for cue in row["cues"]} | {cue.lower(): True for cue in row.get("whole", ())}
        for cue, whole in sorted(told.items()):
            found[cue[:KEY]].append((cue, row["name"], whole))
    return dict(found)


def _rows() -> tuple[tables.Row, ...]:
    return tables.rows("link/matters.toml", ("name", "cues", "example", "origin"))
