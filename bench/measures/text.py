"""Main text against a gold body: precision and recall of runs of four words, averaged over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bench.measures.counts import PLACES, f1

RUN = 4
BODY_KINDS = frozenset({"body", "heading", "quote"})


def body_of(text: str, segments: Sequence[Mapping[str, Any]]) -> str:
    """The article's body as the segments of a reading give it."""
    return "\n".join(text[s["start"] : s["end"]] for s in segments if s["kind"] in BODY_KINDS)


def runs(text: str | None) -> Counter[tuple[str, ...]]:
    """Runs of four words; a text that is shorter is one run, an empty one none."""
    words = re.findall(r"\w+", text or "")
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def score(gold: str, found: str) -> dict[str, Any]:
    """Precision, recall and F1 of one page. Nothing found where nothing was wanted is right."""
    wanted, given = runs(gold), runs(found)
    hits = sum((wanted & given).values())
    precision = hits / sum(given.values()) if given else float(not wanted)
    recall = hits / sum(wanted.values()) if wanted else 1.0
    return {"p": precision, "r": recall, "score": f1(precision, recall)}


def figures(cases: Sequence[Mapping[str, Any]], prefix: str = "") -> dict[str, float]:
    """The means over all pages; F1 is that of the mean precision and the mean recall."""
    precision, recall = (sum(case[key] for case in cases) / max(1, len(cases)) for key in ("p", "r"))
    return {
        f"{prefix}pages": float(len(cases)),
        f"{prefix}p": round(precision, PLACES),
        f"{prefix}r": round(recall, PLACES),
        f"{prefix}f1": round(f1(precision, recall), PLACES),
    }
