"""Moves against gold: met, typed, sided; then status, voice and date of the typed; then the links between them.

Two moves meet when their spans share at least three tenths of the shorter one's letters and digits; the pairing
prefers the same type, then the largest overlap. Of joint sides one in common is enough, and a missing side is the same
as ``none``. Two dates agree when they are the same or the coarser holds the finer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.measures.counts import Counts, best_pairs, letters, prf, share, total

LEAST_SHARED = 0.3
QUALITIES = ("status", "voice", "date")


@dataclass(frozen=True, slots=True)
class Plain:
    """A move as the measure sees it, whether from gold or from a reading."""

    id: str
    type: str
    at: frozenset[int]
    actor: frozenset[str]
    recipient: frozenset[str]
    status: str | None
    by_outlet: bool
    date: str
    answers: tuple[str, ...]


def plain(text: str, moves: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """Moves of a gold file (spans as words) or of a reading (spans as offsets) in one form."""
    return [
        Plain(
            move["id"],
            move["type"],
            letters(text, [_span(text, move["span"])]),
            _sides(move.get("actor_side")),
            _sides(move.get("recipient_side")),
            move.get("status"),
            move.get("voice") == "outlet",
            _date(move.get("date")),
            tuple(a["move"] if isinstance(a, Mapping) else a for a in move.get("answers") or ()),
        )
        for move in moves
    ]


def pairs(gold: Sequence[Plain], found: Sequence[Plain]) -> list[tuple[int, int]]:
    """Indices of the gold and found moves that meet."""
    candidates = []
    for g, wanted in enumerate(gold):
        for f, move in enumerate(found):
            common = len(wanted.at & move.at)
            if common and common >= LEAST_SHARED * min(len(wanted.at), len(move.at)):
                key = (float(wanted.type != move.type), -common / len(wanted.at | move.at))
                candidates.append((key, g, f))
    return best_pairs(candidates)


def score(gold: Sequence[Plain], found: Sequence[Plain]) -> Counts:
    """Counts of one article."""
    counts: Counts = Counter(gold=len(gold), found=len(found))
    twin = {}
    for g, f in pairs(gold, found):
        wanted, move = gold[g], found[f]
        counts["met"] += 1
        if wanted.type == move.type:
            twin[move.id] = wanted.id
            counts.update(_agreement(wanted, move))
    wanted_links, links = _links(gold), _links(found)
    as_gold = {(twin.get(move, ""), twin.get(answered, "")) for move, answered in links}
    counts.update(links_gold=len(wanted_links), links_found=len(links), links=len(wanted_links & as_gold))
    return counts


def figures(cases: Iterable[Counts]) -> dict[str, float]:
    """The figures over all articles."""
    counts = total(cases)
    result = {"gold": float(counts["gold"]), "found": float(counts["found"])}
    for name in ("met", "typed", "sided"):
        result |= prf(name, counts[name], counts["found"], counts["gold"])
    result |= {name: share(counts[name], counts["typed"]) for name in QUALITIES}
    return result | prf("links", counts["links"], counts["links_found"], counts["links_gold"])


def _agreement(gold: Plain, found: Plain) -> dict[str, int]:
    if gold.date and found.date:
        same_date = gold.date.startswith(found.date) or found.date.startswith(gold.date)
    else:
        same_date = gold.date == found.date
    return {
        "typed": 1,
        "sided": int(bool(gold.actor & found.actor) and bool(gold.recipient & found.recipient)),
        "status": int(gold.status == found.status),
        "voice": int(gold.by_outlet == found.by_outlet),
        "date": int(same_date),
    }


def _links(moves: Sequence[Plain]) -> set[tuple[str, str]]:
    own = {move.id for move in moves}
    return {(move.id, answered) for move in moves for answered in move.answers if answered in own}


def _span(text: str, span: str | Sequence[int]) -> tuple[int, int]:
    if not isinstance(span, str):
        return span[0], span[1]
    start = text.find(span)
    return (start, start + len(span)) if start >= 0 else (0, 0)


def _sides(value: str | None) -> frozenset[str]:
    return frozenset(part.strip().upper() for part in re.split(r"[;+/]", value or "none") if part.strip())


def _date(value: str | Mapping[str, str | None] | None) -> str:
    text = value.get("value") if isinstance(value, Mapping) else value
    return (text or "").split("/")[0]
