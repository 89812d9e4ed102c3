"""Moves in articles, each read with its day of publication given: the held-out fifth of the hand-made gold, and that
of our own labels (``train/labels/moves``), ten times as many, by readers who agree less.
"""

from __future__ import annotations

from bench import corpora
from bench.measures import moves as measure
from bench.system import Item, Options, readings, sampled
from bench.tasks.base import Outcome, Task

EXCERPT = 160


def run(options: Options) -> Outcome:
    """Figures over the articles, and one case an article with what was missed, invented and mistyped."""
    return _figures(corpora.moves(), options)


def run_labels(options: Options) -> Outcome:
    """The same over our own labels."""
    return _figures(corpora.labelled_moves(), options)


def _figures(marked: list[corpora.Marked], options: Options) -> Outcome:
    articles = sampled(marked, options)
    items = [Item(f"{stem}.txt", text.encode(), plain=True, published=day) for stem, text, _, day in articles]
    counts, cases = [], []
    for (stem, text, gold, _), reading in zip(articles, readings(items, options), strict=True):
        wanted, found = measure.plain(text, gold), measure.plain(text, reading["moves"])
        count = measure.score(wanted, found)
        counts.append(count)
        score = 2 * count["typed"] / max(1, count["gold"] + count["found"])
        cases.append({"case": stem, "score": score, **count, **_faults(text, wanted, found)})
    return Outcome(measure.figures(counts), cases)


def _faults(text: str, gold: list[measure.Plain], found: list[measure.Plain]) -> dict[str, list[str]]:
    pairs = measure.pairs(gold, found)
    met, taken = {g for g, _ in pairs}, {f for _, f in pairs}
    mistyped = [
        f"{gold[g].type}, found {found[f].type}: {_words(text, gold[g])}"
        for g, f in pairs
        if gold[g].type != found[f].type
    ]
    return {
        "missed": [_line(text, move) for g, move in enumerate(gold) if g not in met],
        "invented": [_line(text, move) for f, move in enumerate(found) if f not in taken],
        "mistyped": mistyped,
    }


def _line(text: str, move: measure.Plain) -> str:
    return f"{move.type} {'/'.join(sorted(move.actor))} -> {'/'.join(sorted(move.recipient))}: {_words(text, move)}"


def _words(text: str, move: measure.Plain) -> str:
    return text[min(move.at) : max(move.at) + 1][:EXCERPT] if move.at else ""


SHOWN = ("met.f1", "typed.f1", "sided.f1", "status", "voice", "date", "links.f1")
TASK = Task("moves", ("moves",), SHOWN, run)
LABELS = Task("moves_labels", ("russia_articles", "news_clusters", "tempeval3", "re3d"), SHOWN, run_labels)
