"""The texts of the corpora over which our own labels of moves stand, by the names that the labels give them.

A name is the first twelve hex digits of a SHA-256: of the address of an article of ``russia_articles``, else of the
corpus and the name that the corpus gives the article, as in ``news_clusters/0046d5``. Offsets of the labels are code
points of the text as it is given here.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

NAME = 12
_BODY, _TAG = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL), re.compile(r"<[^>]+>")
_REPORTS = ("CENTCOM", "UK Government", "US State Department")


def texts_of(corpora: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of all corpora that have labelled articles."""
    yield from russia_articles(corpora)
    yield from _clustered(corpora / "news_clusters")
    yield from _with_times(corpora / "tempeval3")
    yield from _reports(corpora / "re3d")


def russia_articles(corpora: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of ``russia_articles``."""
    with gzip.open(corpora / "russia_articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield _name(row["url"]), row["text"]


def _clustered(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        yield _name(f"news_clusters/{row['dId']}"), row["text"] or ""


def _with_times(folder: Path) -> Iterator[tuple[str, str]]:
    """Articles of TempEval-3 without their tags."""
    for path in sorted(folder.glob("*/*.tml")):
        body = _BODY.search(path.read_bytes().decode("utf-8"))
        if body:
            yield _name(f"tempeval3/{path.parent.name}/{path.stem}"), unescape(_TAG.sub("", body[1]))


def _reports(folder: Path) -> Iterator[tuple[str, str]]:
    """Documents of RE3D, one JSON object a line."""
    for source in _REPORTS:
        for line in (folder / source / "documents.json").read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                yield _name(f"re3d/{row['_id']}"), row["text"]


def _name(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:NAME]
