"""Published dates: of articles under neutral names, from nothing but the text; of HTML pages, beside htmldate."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import corpora, peers
from bench.measures import dates as measure
from bench.system import Item, Options, mapped, page_of, reader, sampled
from bench.tasks.base import Outcome, Task
from onrecord.dating import date_document
from onrecord.extract import extract


def run_text(options: Options) -> Outcome:
    """PolNeAR, train and dev. Neither the file's name nor a date from outside is given."""
    articles = sampled(corpora.polnear("train") + corpora.polnear("dev"), options)
    items = [Item(f"page-{at:04}.txt", article.text.encode(), plain=True) for at, article in enumerate(articles)]
    found = mapped(_published, items, options)
    cases = [
        {"case": article.stem, **measure.score(article.day, published), "why": published["why"]}
        for article, published in zip(articles, found, strict=True)
    ]
    return Outcome(measure.figures(cases), cases)


def run_html(options: Options) -> Outcome:
    """``htmldate_pages``: the share of all pages dated to the exact day, ours and the peer's."""
    pages = sampled(corpora.htmldate_pages(), options)
    cases = [
        {"case": name, **measure.score(day, published), "peer": peer, "peer_score": float(peer == day)}
        for (name, _, day), (published, peer) in zip(pages, mapped(_both, pages, options), strict=True)
    ]
    figures = measure.figures(cases)
    figures["peer_exact_of_all"] = round(sum(case["peer_score"] for case in cases) / max(1, len(cases)), 3)
    return Outcome(figures, cases)


def _published(item: Item) -> dict[str, Any]:
    """The published date that the reading of an item would bear; what is above the text is not read."""
    document, _ = extract(page_of(item), plain=item.plain)
    published = date_document(document, reader().gazetteer)
    return {**asdict(published.when), "why": published.why}


def _both(page: tuple[str, Path, str]) -> tuple[dict[str, Any], str | None]:
    name, path, _ = page
    content = corpora.read_page(path)
    return _published(Item(name, content, "text/html")), peers.htmldate_day(content)


TEXT = Task("dates_text", ("polnear",), ("answered", "exact", "within_3", "held", "median_width"), run_text)
HTML = Task("dates_html", ("htmldate_pages",), ("exact_of_all", "peer_exact_of_all", "held"), run_html)
