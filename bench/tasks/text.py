"""Main text of news pages, from their HTML and from a text dump of the same pages, beside trafilatura's on the HTML."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

from bench import corpora, peers
from bench.measures import text as measure
from bench.system import Item, Options, mapped, page_of, sampled
from bench.tasks.base import Outcome, Task
from onrecord.extract import extract

Page = tuple[str, Path, str]


def run_html(options: Options) -> Outcome:
    """``zyte_articles`` as HTML: ours, the peer's, and how much time each took."""
    pages = sampled(corpora.zyte_articles(), options)
    cases = list(mapped(_html_case, pages, options))
    peer = [{"p": case["peer_p"], "r": case["peer_r"]} for case in cases]
    figures = measure.figures(cases) | measure.figures(peer, "peer_")
    ours, theirs = (sum(case[key] for case in cases) for key in ("seconds", "peer_seconds"))
    figures["speed_to_peer"] = round(theirs / max(1e-9, ours), 2)
    return Outcome(figures, cases)


def run_rendered(options: Options) -> Outcome:
    """The same pages as text dumps with all their furniture, against the same bodies."""
    cases = list(mapped(_rendered_case, sampled(corpora.zyte_articles(), options), options))
    return Outcome(measure.figures(cases), cases)


def _html_case(page: Page) -> dict[str, Any]:
    name, path, gold = page
    content = corpora.read_page(path)
    start = process_time()
    body = _body(Item(name, content, "text/html"))
    between = process_time()
    peer = peers.trafilatura_body(content)
    end = process_time()
    theirs = {f"peer_{key}": value for key, value in measure.score(gold, peer).items()}
    return {
        "case": name,
        **measure.score(gold, body),
        **theirs,
        "seconds": between - start,
        "peer_seconds": end - between,
    }


def _rendered_case(page: Page) -> dict[str, Any]:
    name, path, gold = page
    dump = peers.rendered(corpora.read_page(path)).encode("utf-8", "replace")
    return {"case": name, **measure.score(gold, _body(Item(f"{name}.txt", dump)))}


def _body(item: Item) -> str:
    document, _ = extract(page_of(item), plain=item.plain)
    return "\n".join(document.text[s.start : s.end] for s in document.segments if s.kind in measure.BODY_KINDS)


HTML = Task("text_html", ("zyte_articles",), ("f1", "peer_f1", "speed_to_peer"), run_html)
RENDERED = Task("text_rendered", ("zyte_articles",), ("f1", "p", "r"), run_rendered)
