"""Time expressions on TempEval-3, given the day of the document."""

from __future__ import annotations

from typing import Any

from bench import corpora
from bench.measures import times as measure
from bench.system import Item, Options, mapped, page_of, reader, sampled
from bench.tasks.base import Outcome, Task
from onrecord.dating import date_document, find_times
from onrecord.extract import extract

Article = tuple[str, str, list[measure.Time], str]


def run(options: Options) -> Outcome:
    """Overlap and value F1 over all expressions, one case an article."""
    articles = sampled(corpora.tempeval3(), options)
    found = list(mapped(_times, articles, options))
    counts = [measure.score(article[2], times) for article, times in zip(articles, found, strict=True)]
    cases = [
        {
            "case": stem,
            "score": 2 * count["value"] / max(1, count["gold"] + count["found"]),
            **count,
            "wrong": _wrong(text, gold, times),
        }
        for (stem, text, gold, _), times, count in zip(articles, found, counts, strict=True)
    ]
    return Outcome(measure.figures(counts), cases)


def _times(article: Article) -> list[measure.Time]:
    """The expressions of a reading; the steps after them are not run."""
    stem, text, _, day = article
    document, _ = extract(page_of(Item(stem, text.encode(), plain=True)), plain=True)
    published = date_document(document, reader().gazetteer, stated=day)
    parse = reader().parser.parse(document.text, document.segments)
    return [
        measure.Time(time.start, time.end, time.timex or time.when.value, time.kind)
        for time in find_times(parse, published)
    ]


def _wrong(text: str, gold: list[measure.Time], found: list[measure.Time]) -> list[dict[str, Any]]:
    """Expressions that were missed or misread."""
    met = dict(measure.pairs(gold, found))
    return [
        {
            "text": text[time.start : time.end],
            "value": time.value,
            "found": found[met[g]].value if g in met else "missed",
        }
        for g, time in enumerate(gold)
        if g not in met or found[met[g]].value != time.value
    ]


TASK = Task("times", ("tempeval3",), ("value.f1", "overlap.f1", "value_of_met_dates"), run)
