"""Attributions on the development part of PolNeAR, on hard cases of our own, and what finding them costs."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from time import process_time
from typing import Any

from bench import attribution_cases, corpora
from bench.measures import attributions as measure
from bench.measures.counts import Counts, prf, total
from bench.system import Item, Options, reader, readings, sampled
from bench.tasks.base import Outcome, Task
from onrecord import tables
from onrecord.annotate import find_attributions
from onrecord.model import Segment

BINS = 10
# Articles on which the cost is taken, and the classes of cue that are speech.
TIMED = 20
SPEECH = frozenset({"speech", "question"})
# "According to" counts as speech.
ACCORDING = "accord"
EXCERPT = 160


def run(options: Options) -> Outcome:
    """Figures, with a reliability table of the scores among them, and one case an article.

    ``speech`` is content F1 where the cue is a word of speech, in what is marked and in what is found.
    """
    articles = sampled(corpora.polnear("dev"), options)
    items = [Item(f"{article.stem}.txt", article.text.encode(), plain=True) for article in articles]
    counts, cases, judged, speech = [], [], [], []
    for article, reading in zip(articles, readings(items, options), strict=True):
        found = reading["attributions"]
        count = measure.score(article.text, article.gold, found)
        counts.append(count)
        speech.append(_speech(article, found))
        met = _met(article, found)
        judged += [(item["score"], f in met.values()) for f, item in enumerate(found)]
        cases.append(_case(article, found, met, dict(count)))
    figures = measure.figures(counts) | _speech_figures(total(speech)) | _reliability(judged)
    own = attribution_cases.run(reader().parser)
    return Outcome(figures | own | {"words_a_second": _words_a_second(articles[:TIMED])}, cases)


def _speech(article: corpora.Annotated, found: list[dict[str, Any]]) -> Counts:
    """Counts of an article, of attributions by a word of speech alone."""
    gold = [item for item in article.gold if _is_speech(article.text, item)]
    return measure.score(article.text, gold, [item for item in found if _is_speech(article.text, item)])


def _is_speech(text: str, item: Any) -> bool:
    words = re.findall(r"\w+", " ".join(text[start:end] for start, end in item["cue"]))
    return any(reader().parser.lemma(word, "VERB") in _speech_words() for word in words)


@cache
def _speech_words() -> frozenset[str]:
    rows = tables.rows("cues/en.toml", ("lemma", "class"))
    return frozenset(row["lemma"] for row in rows if row["class"] in SPEECH) | {ACCORDING}


def _speech_figures(count: Counter[str]) -> dict[str, float]:
    return prf("speech", count["content"], count["found"], count["gold"]) | {"speech_gold": float(count["gold"])}


def _words_a_second(articles: list[corpora.Annotated]) -> float:
    """Words of parsed text in which attributions are found in a second of processor time."""
    parses = []
    for article in articles:
        starts = [0, *(at + 1 for at, letter in enumerate(article.text) if letter == "\n")]
        ends = [*(start - 1 for start in starts[1:]), len(article.text)]
        pieces = [Segment("body", start, end) for start, end in zip(starts, ends, strict=True) if start < end]
        parses.append(reader().parser.parse(article.text, pieces))
    find_attributions(parses[0])
    begin = process_time()
    for parse in parses:
        find_attributions(parse)
    return round(sum(len(a.text.split()) for a in articles) / max(1e-9, process_time() - begin))


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
    ("content.f1", "sourced.f1", "exact.f1", "speech.f1", "cases_met", "calibration_error", "words_a_second"),
    run,
)
