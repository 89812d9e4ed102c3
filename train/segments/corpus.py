"""Pages with the bodies that people or per-outlet parsers took from them, and pages with the body that we find.

In comes the folder of corpora (``ONRECORD_CORPORA``); out come ``Sample`` rows: the page's bytes, its gold body, and
the outlet by which pages are held out together, whichever corpus they are from. Where nobody took the body, what our
own reader finds in the HTML stands for it: good enough to teach the reader of text, which sees no HTML.
"""

from __future__ import annotations

import collections
import gzip
import json
import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onrecord.extract import extract
from onrecord.model import Page

CORPORA = Path(os.environ.get("ONRECORD_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
# A body with fewer words than this may be no article at all.
LEAST_BODY = 80
BODY_KINDS = frozenset({"body", "heading", "quote"})
# So many long words of a body tell whether it is that of a page.
WORDS_LOOKED_FOR = 100
FOLDS = 4
Runs = collections.Counter[tuple[str, ...]]
# Labels of an address that are no outlet's name, though they stand before the last one: "co.uk", "com.au".
_SECOND = frozenset(("ac", "co", "com", "edu", "gob", "gov", "gv", "ne", "net", "or", "org"))
_ADDRESS = re.compile(
    rb"""<link[^>]{0,200}rel=["']?canonical["']?[^>]{0,200}?href=["']([^"']+)"""
    rb"""|property=["']og:url["'][^>]{0,100}?content=["']([^"']+)""",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sample:
    """A page, its gold body, and the outlet that it is held out with."""

    name: str
    content: bytes
    gold: str
    outlet: str

    @property
    def fold(self) -> int:
        """The part of the pages that it is held out with: the outlet's name alone tells."""
        return int(sha256(self.outlet.encode()).hexdigest(), 16) % FOLDS


def samples() -> list[Sample]:
    """All pages with a gold body, in order of name."""
    return [*_zyte(), *_fundus()]


def silver_samples() -> list[Sample]:
    """Pages of which only the date is known, with the body that the HTML reader finds; in order of name."""
    found = []
    for path in sorted((CORPORA / "htmldate_pages" / "pages").glob("*.gz")):
        content = _unpacked(path)
        document, _ = extract(Page("page", path.name, content, "", "text/html"))
        body = "\n".join(document.text[s.start : s.end] for s in document.segments if s.kind in BODY_KINDS)
        if len(body.split()) >= LEAST_BODY:
            found.append(Sample(f"silver/{path.name}", content, body, outlet_of(document.url or path.name)))
    return found


def _zyte() -> list[Sample]:
    folder = CORPORA / "zyte_articles"
    bodies = json.loads((folder / "bodies.json").read_text("utf-8"))
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [
        Sample(f"zyte/{name}", _unpacked(folder / "html" / name), body, outlet_of(_url(truth, name)))
        for name, body in sorted(bodies.items())
    ]


def _url(truth: dict[str, dict[str, str]], name: str) -> str:
    return (truth.get(name.removesuffix(".html.gz")) or truth.get(name) or {}).get("url", name)


def outlet_of(url: str) -> str:
    """The name that an address bears before its last labels: "example" of "https://news.example.co.uk/a"."""
    labels = (urlsplit(url).netloc or url).lower().split(":")[0].split(".")
    labels = labels[:-1] or labels
    return labels[-2] if len(labels) > 1 and labels[-1] in _SECOND else labels[-1]


def _printed_outlet(content: bytes, otherwise: str) -> str:
    """The outlet of the address that a page states for itself."""
    found = _ADDRESS.search(content)
    url = (found.group(1) or found.group(2)).decode("utf-8", "replace") if found else ""
    return outlet_of(url) if "://" in url else otherwise.lower()


def _fundus() -> list[Sample]:
    found = []
    for path in sorted((CORPORA / "fundus_pages").glob("*/*.html.gz")):
        outlet = path.name.split("_")[0]
        content = _unpacked(path)
        versions = json.loads((path.parent / f"{outlet}.json").read_text("utf-8")).values()
        text = content.decode("utf-8", "replace")
        gold = max((_gold_of(version) for version in versions), key=lambda body: _share_in(body, text))
        found.append(Sample(f"fundus/{path.parent.name}/{path.name}", content, gold, _printed_outlet(content, outlet)))
    return found


def _gold_of(version: dict[str, Any]) -> str:
    body = version.get("body") or {}
    lines = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        lines += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return "\n".join(lines)


def _share_in(body: str, text: str) -> float:
    """Of the body's words of some length, the share that stands in the page; empty bodies come last."""
    words = re.findall(r"\w{6,}", body)[:WORDS_LOOKED_FOR]
    return sum(word in text for word in words) / len(words) if words else -1.0


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def runs(text: str) -> Runs:
    """Runs of four words, as the gate counts them."""
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Runs()


def labels(lines: list[str], gold: str) -> list[tuple[int, int]]:
    """For each line, whether it is of the body, and how many words it has."""
    wanted = runs(gold)
    whole = {tuple(re.findall(r"\w+", line)) for line in gold.split("\n")}
    found = []
    for line in lines:
        words = re.findall(r"\w+", line)
        if len(words) < 4:
            found.append((int(bool(words) and tuple(words) in whole), len(words)))
            continue
        own = runs(line)
        found.append((int(sum((own & wanted).values()) >= 0.5 * sum(own.values())), len(words)))
    return found


def page_score(text: str, gold: str) -> tuple[float, float]:
    """Precision and recall of a page."""
    wanted, found = runs(gold), runs(text)
    hit = sum((wanted & found).values())
    precision = hit / sum(found.values()) if found else float(not wanted)
    return precision, hit / sum(wanted.values()) if wanted else 1.0
