"""Attributions on the development part of PolNeAR."""

from __future__ import annotations

import json
from typing import Any

from bench import corpora
from bench.measures import attributions as measure
from bench.system import Item, Options, readings, sampled
from bench.tasks.base import Outcome, Task

BINS = 10
EXCERPT = 160


def run(options: Options) -> Outcome:
    """Figures, with a reliability table of the scores among them, and one case an article."""
    articles = sampled(corpora.polnear("dev"), options)
    items = [Item(f"{article.stem}.txt", article.text.encode(), plain=True) for article in articles]
    counts, cases, judged = [], [], []
    for article, reading in zip(articles, readings(items, options), strict=True):
        found = reading["attributions"]
        count = measure.score(article.text, article.gold, found)
        counts.append(count)
        met = _met(article, found)
        judged += [(item["score"], f in met.values()) for f, item in enumerate(found)]
        cases.append(_case(article, found, met, dict(count)))
    return Outcome(measure.figures(counts) | _reliability(judged), cases)


def _met(article: corpora.Annotated, found: list[dict[str, Any]]) -> dict[int, int]:
    """Index of the found attribution that each gold one meets."""
    text = article.text
    return dict(measure.pairs(measure.sets(text, article.gold), measure.sets(text, found)))


def _case(
    article: corpora.Annotated, found: list[dict[str, Any]], met: dict[int, int], counts: dict[str, int]
) -> dict[str, Any]:
    taken = set(met.values())
    return {
        "case": article.stem,
        "score": 2 * counts.get("content", 0) / max(1, counts["gold"] + counts["found"]),
        **counts,
        "missed": [_words(article.text, item) for g, item in enumerate(article.gold) if g not in met],
        "invented": [_words(article.text, item) for f, item in enumerate(found) if f not in taken],
    }


def _words(text: str, item: Any) -> str:
    parts = {role: " … ".join(text[start:end] for start, end in item[role]) for role in ("source", "cue", "content")}
    return json.dumps({role: words[:EXCERPT] for role, words in parts.items()}, ensure_ascii=False)


def _reliability(judged: list[tuple[float, bool]]) -> dict[str, float]:
    """How far the scores are from the share that is right, on average over the found; and the shares bin by bin."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for score, right in judged:
        bins.setdefault(min(BINS - 1, int(score * BINS)), []).append((score, right))
    result, error = {}, 0.0
    for at, rows in sorted(bins.items()):
        said, true = sum(score for score, _ in rows) / len(rows), sum(right for _, right in rows) / len(rows)
        error += abs(said - true) * len(rows)
        result[f"right_of_scored_{at / BINS:.1f}"] = round(true, 3)
    return {"calibration_error": round(error / max(1, len(judged)), 3), **result}


TASK = Task(
    "attributions",
    ("polnear",),
    ("content.f1", "sourced.f1", "exact.f1", "calibration_error"),
    run,
)
