"""A grouping of documents against gold: B-cubed precision, recall and F1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

from bench.measures.counts import PLACES, f1

Groups = Mapping[str, Hashable]


def score(found: Groups, gold: Groups) -> list[dict[str, Any]]:
    """One case a document: its precision and recall. A document that is missing from ``found`` stands alone."""
    found_sets = _members({name: found.get(name, ("alone", name)) for name in gold})
    gold_sets = _members(gold)
    cases = []
    for name in gold:
        common = len(found_sets[name] & gold_sets[name])
        precision, recall = common / len(found_sets[name]), common / len(gold_sets[name])
        cases.append({"case": name, "p": precision, "r": recall, "score": f1(precision, recall)})
    return cases


def figures(cases: list[dict[str, Any]], found: Groups, gold: Groups) -> dict[str, float]:
    """The means over all documents, and how many stories there are on each side."""
    precision, recall = (sum(case[key] for case in cases) / max(1, len(cases)) for key in ("p", "r"))
    alone = sum(name not in found for name in gold)
    return {
        "documents": float(len(gold)),
        "stories_found": float(len({found[name] for name in gold if name in found}) + alone),
        "stories_gold": float(len(set(gold.values()))),
        "p": round(precision, PLACES),
        "r": round(recall, PLACES),
        "f1": round(f1(precision, recall), PLACES),
    }


def _members(groups: Groups) -> dict[str, set[str]]:
    by_group: dict[Hashable, set[str]] = defaultdict(set)
    for name, group in groups.items():
        by_group[group].add(name)
    return {name: by_group[group] for name, group in groups.items()}
