"""The example pages against what a careful reader takes from them (``examples/truth.toml``); needs no corpus."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.measures.counts import share
from bench.system import Item, Json, Options, readings
from bench.tasks.base import Outcome, Task
from onrecord.model import ARTICLE_KINDS

FOLDER = Path(__file__).parents[2] / "examples"
Check = tuple[str, bool]
ASPECTS = ("title", "outlet", "published", "held", "article", "speakers", "moves", "sides", "details")


def run(options: Options) -> Outcome:
    """The share of checks that hold, by aspect and in all; one case a page, with what did not hold."""
    pages = tomllib.loads((FOLDER / "truth.toml").read_text(encoding="utf-8"))["page"]
    items = [Item(page["name"], (FOLDER / "pages" / page["name"]).read_bytes(), None) for page in pages]
    checks = [list(check(page, reading)) for page, reading in zip(pages, readings(items, options), strict=True)]
    cases = [
        {
            "case": page["name"],
            "score": share(sum(held for _, held in found), len(found)),
            "failed": [name for name, held in found if not held],
        }
        for page, found in zip(pages, checks, strict=True)
    ]
    every = [one for found in checks for one in found]
    figures = {aspect: _share(every, aspect) for aspect in ASPECTS}
    return Outcome({"checks": float(len(every)), "held_in_all": _share(every, ""), **figures}, cases)


def check(page: dict[str, Any], reading: Json) -> Iterator[Check]:
    """Each thing that should hold of a page's reading: what, beginning with its aspect, and whether it does."""
    document, published = reading["document"], reading["document"]["published"]
    yield f"title: {document['title']}", document["title"] == page["title"]
    yield f"outlet: {document['outlet']}", document["outlet"] == page["outlet"]
    yield f"published: {published['value']}", published["value"] == page["published"]
    bounds = published["earliest"] or "9", published["latest"] or "0"
    yield f"held: {bounds}", bounds[0] <= page["published"] <= bounds[1]
    yield from _article(page, reading)
    for words, name in page["speakers"]:
        found = list(_speakers(reading, words))
        yield f"speakers: {words}: {found}, not {name}", _is_named(found, name)
    for wanted in page["moves"]:
        yield from _move(reading, *wanted)


def _article(page: dict[str, Any], reading: Json) -> Iterator[Check]:
    article = _plain(
        "\n".join(reading["text"][s["start"] : s["end"]] for s in reading["segments"] if s["kind"] in ARTICLE_KINDS)
    )
    for words in page["article"]:
        yield f"article: lacks {words}", _plain(words) in article
    for words in page["not_article"]:
        yield f"article: holds {words}", _plain(words) not in article


def _speakers(reading: Json, words: str) -> Iterator[Json | None]:
    """Speakers of the innermost attributions whose content holds the words."""
    at = _find(reading["text"], words)
    holding = [item for item in reading["attributions"] if any(start <= at < end for start, end in item["content"])]
    outer = {item["within"] for item in holding}
    actors = {actor["id"]: actor for actor in reading["actors"]}
    yield from (actors.get(item["speaker"]) for item in holding if item["id"] not in outer)


def _is_named(found: Iterable[Json | None], name: str) -> bool:
    for actor in found:
        if actor is None:
            continue
        if name == "unnamed":
            return bool(actor["kind"] in ("unnamed", "group"))
        words = {word for each in (actor["name"], *actor["names"]) for word in each.lower().split()}
        if words & set(name.lower().split("|")):
            return True
    return False


def _move(reading: Json, kind: str, actor: str, recipient: str, words: str, *details: str) -> Iterator[Check]:
    """Whether a move of the kind stands there, whether its sides are right, whether its details are."""
    text, label = reading["text"], f"{kind} {actor}>{recipient} {words}"
    start = _find(text, words)
    near = [m for m in reading["moves"] if m["span"][0] < start + len(words) and start < m["span"][1]]
    met = [m for m in near if m["type"] == kind]
    yield f"moves: {label}: found {[m['type'] for m in near]}", bool(met)
    if not met:
        return
    sides = [(m["actor_side"] or "", m["recipient_side"] or "") for m in met]
    yield f"sides: {label}: found {sides}", any(_meets(a, actor) and _meets(r, recipient) for a, r in sides)
    speakers = {a["id"]: a["speaker"] for a in reading["attributions"]}
    names = {a["id"]: a["name"] for a in reading["actors"]}
    found = [(names.get(speakers.get(m["voice"]), m["voice"]), m["status"], m["date"]["value"] or "") for m in met]
    yield f"details: {label} {details}: found {found}", any(_agree(details, each) for each in found)


def _agree(wanted: tuple[str, ...], found: tuple[str, str, str]) -> bool:
    return all(not w or w == f or w in f.split() for w, f in zip(wanted, found, strict=True))


def _meets(found: str, wanted: str) -> bool:
    return not wanted or bool(set(found.split(";")) & set(wanted.split(";")))


def _find(text: str, words: str) -> int:
    """Where the words begin in the text, whatever white space and quotation marks it has."""
    pattern = r"\s+".join(re.escape(word) for word in _plain(words).split())
    match = re.search(pattern, _plain(text))
    return match.start() if match else -1


def _plain(text: str) -> str:
    return text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "})


def _share(checks: list[Check], aspect: str) -> float:
    held = [ok for name, ok in checks if name.startswith(aspect)]
    return share(sum(held), len(held))


TASK = Task("examples", (), ("held_in_all", *ASPECTS), run)
