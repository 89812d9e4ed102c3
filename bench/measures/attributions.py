"""Attributions against gold: do they meet, do their sources meet, are all three spans the same?

Two attributions meet when they share at least half of the shorter content, counted in letters and digits; the pairing
takes the largest overlap first. *Content* counts those that meet; *sourced*, of these, those whose sources share a
letter or are both missing; *exact*, those whose source, cue and content are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.measures.counts import Counts, best_pairs, letters, prf, share, total

LEAST_SHARED = 0.5
KINDS = ("direct", "indirect", "mixed")
QUOTATION_MARKS = frozenset('"“”„«»')
# What PolNeAR counts as quotation inside a content, as a share of its letters: all but the edges, or none.
WHOLE = 0.9

Attribution = Mapping[str, Any]
Sets = tuple[frozenset[int], frozenset[int], frozenset[int]]


def score(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> Counts:
    """Counts of one article. An attribution maps ``source``, ``cue`` and ``content`` to lists of spans."""
    gold_sets, found_sets = sets(text, gold), sets(text, found)
    counts: Counts = Counter(gold=len(gold), found=len(found))
    kinds = [kind_of(text, item["content"]) for item in gold]
    counts.update(f"gold_{kind}" for kind in kinds)
    for g, f in pairs(gold_sets, found_sets):
        source, met = gold_sets[g], found_sets[f]
        sourced = bool(source[0] & met[0]) or not (source[0] or met[0])
        counts.update(content=1, sourced=int(sourced), exact=int(source == met))
        counts[f"content_{kinds[g]}"] += 1
    return counts


def pairs(gold: Sequence[Sets], found: Sequence[Sets]) -> list[tuple[int, int]]:
    """Indices of the gold and found attributions that meet."""
    candidates = []
    for g, (_, _, wanted) in enumerate(gold):
        for f, (_, _, content) in enumerate(found):
            common = len(wanted & content)
            if common and common >= LEAST_SHARED * min(len(wanted), len(content)):
                candidates.append(((-common / max(len(wanted), len(content)),), g, f))
    return best_pairs(candidates)


def kind_of(text: str, content: Iterable[Sequence[int]]) -> str:
    """Direct, indirect or mixed, by how much of a gold content stands between quotation marks."""
    inside = seen = 0
    for start, end in content:
        opened = bool(start) and text[start - 1] in QUOTATION_MARKS
        for letter in text[start:end]:
            if letter in QUOTATION_MARKS:
                opened = not opened
            elif letter.isalnum():
                seen += 1
                inside += opened
    if not inside:
        return "indirect"
    return "direct" if inside >= WHOLE * seen else "mixed"


def figures(cases: Iterable[Counts]) -> dict[str, float]:
    """The figures over all articles, with the recall of each kind apart."""
    counts = total(cases)
    result = {"gold": float(counts["gold"]), "found": float(counts["found"])}
    for name in ("content", "sourced", "exact"):
        result |= prf(name, counts[name], counts["found"], counts["gold"])
    for kind in KINDS:
        result[f"recall_{kind}"] = share(counts[f"content_{kind}"], counts[f"gold_{kind}"])
    return result


def sets(text: str, attributions: Iterable[Attribution]) -> list[Sets]:
    """Source, cue and content of each attribution as sets of letters."""
    return [
        (letters(text, item["source"]), letters(text, item["cue"]), letters(text, item["content"]))
        for item in attributions
    ]
