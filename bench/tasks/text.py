"""Main text of news pages, from their HTML and from a text dump of the same pages, beside trafilatura's on the HTML.

The weights learnt from these pages too, so that a whole run prints beside each figure that of the same pages under
weights that saw no page of the outlet.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

from bench import corpora, peers
from bench.held_out import Read, held_out_cases, held_out_figures
from bench.measures import text as measure
from bench.system import Item, Options, mapped, page_of, sampled
from bench.tasks.base import Outcome, Task
from onrecord.extract import extract

Page = tuple[str, Path, str]
SHOWN = ("held_out_f1", "held_out_fundus_f1")


def run_html(options: Options) -> Outcome:
    """``zyte_articles`` as HTML: ours, the peer's, and how much time each took."""
    pages = sampled(corpora.zyte_articles(), options)
    cases = list(mapped(_html_case, pages, options))
    peer = [{"p": case["peer_p"], "r": case["peer_r"]} for case in cases]
    figures = measure.figures(cases) | measure.figures(peer, "peer_")
    ours, theirs = (sum(case[key] for case in cases) for key in ("seconds", "peer_seconds"))
    figures["speed_to_peer"] = round(theirs / max(1e-9, ours), 2)
    return _with_held_out("blocks", _read_html, Outcome(figures, cases), options)


def run_rendered(options: Options) -> Outcome:
    """The same pages as text dumps with all their furniture, against the same bodies."""
    cases = list(mapped(_rendered_case, sampled(corpora.zyte_articles(), options), options))
    return _with_held_out("lines", _read_rendered, Outcome(measure.figures(cases), cases), options)


def _with_held_out(route: str, read: Read, outcome: Outcome, options: Options) -> Outcome:
    """The outcome with that of held-out outlets; a sample goes without, for making the weights takes minutes."""
    if options.sample:
        return outcome
    cases = held_out_cases(route, read)
    named = [case | {"case": f"{case['case']} (held out)"} for case in cases]
    return Outcome(outcome.figures | held_out_figures(cases), [*outcome.cases, *named])


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
    return {"case": name, **_read_rendered(name, corpora.read_page(path), gold)}


def _read_html(name: str, content: bytes, gold: str) -> dict[str, Any]:
    return measure.score(gold, _body(Item(name, content, "text/html")))


def _read_rendered(name: str, content: bytes, gold: str) -> dict[str, Any]:
    dump = peers.rendered(content).encode("utf-8", "replace")
    return measure.score(gold, _body(Item(f"{name}.txt", dump)))


def _body(item: Item) -> str:
    document, _ = extract(page_of(item), plain=item.plain)
    return "\n".join(document.text[s.start : s.end] for s in document.segments if s.kind in measure.BODY_KINDS)


HTML = Task("text_html", ("zyte_articles",), ("f1", *SHOWN, "peer_f1", "speed_to_peer"), run_html)
RENDERED = Task("text_rendered", ("zyte_articles",), ("f1", *SHOWN, "p", "r"), run_rendered)
