"""The public corpora where they lie: one function a corpus, which gives its texts and its gold.

The folder is that of ``ONRECORD_CORPORA``, or ``../shared/corpora`` beside the repository. A corpus that is missing is
a task that is skipped with a line, never a failure.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

from bench.measures.times import Time
from train.labelled_texts import texts_of

DEFAULT = Path(__file__).parents[2] / "shared" / "corpora"
# Of the move articles, one in five is kept aside: those whose name hashes to 0. Recipes in train/ never see them.
HELD_OUT = 5
LABELLED = Path(__file__).parents[1] / "train" / "labels" / "moves" / "articles.jsonl"
# An article whose moves are marked: its name, text, moves, day of publication.
Marked = tuple[str, str, list[dict[str, Any]], str | None]
_TIMEX = re.compile(r"<TIMEX3\s([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def folder() -> Path:
    """Where the corpora are looked for."""
    return Path(os.environ.get("ONRECORD_CORPORA") or DEFAULT)


def read_text(path: Path) -> str:
    """The text of a file with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def read_page(path: Path) -> bytes:
    """The bytes of a page, unpacked where it is packed."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with gold attributions; ``day`` is the one in its file's name."""

    stem: str
    text: str
    gold: tuple[dict[str, list[tuple[int, int]]], ...]
    day: str


def polnear(part: str) -> list[Annotated]:
    """Articles of PolNeAR (``train`` or ``dev``), each with the attributions of its first annotator by name."""
    base = folder() / "polnear" / part
    files = defaultdict(list)
    for path in sorted((base / "attributions").glob("*.ann")):
        files[path.stem.rpartition("_")[0]].append(path)
    articles = []
    for stem, annotators in files.items():
        text = read_text(base / "text" / f"{stem}.txt")
        articles.append(Annotated(stem, text, tuple(brat(read_text(annotators[0]))), stem.split("_")[1]))
    return articles


def brat(standoff: str) -> Iterator[dict[str, list[tuple[int, int]]]]:
    """Attributions of a brat standoff file: ``source``, ``cue`` and ``content`` as lists of spans."""
    spans: dict[str, list[tuple[int, int]]] = {}
    # A text with a line break in it runs on over the next line of the file.
    for line in re.sub(r"\r?\n(?![TE]\d+\t)", " ", standoff).split("\n"):
        name, _, rest = line.partition("\t")
        if line.startswith("T"):
            _, where = rest.split("\t")[0].split(" ", 1)
            spans[name] = [(int(start), int(end)) for start, end in (part.split() for part in where.split(";"))]
        elif line.startswith("E"):
            found: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
            for item in rest.split():
                role, target = item.split(":")
                found.setdefault(re.sub(r"\d+$", "", role).lower(), []).extend(spans.get(target, []))
            if found["content"]:
                yield {role: found[role] for role in ("source", "cue", "content")}


def is_held_out(stem: str) -> bool:
    """Whether a move article belongs to the part that no recipe trains on."""
    return int(sha256(stem.encode()).hexdigest(), 16) % HELD_OUT == 0


def moves() -> list[Marked]:
    """Held-out articles with gold moves."""
    base = folder() / "moves"
    days = json.loads(read_text(base / "dates.json"))
    stems = sorted(path.stem for path in (base / "gold").glob("*.json"))
    return [
        (
            stem,
            read_text(base / "text" / f"{stem}.txt"),
            json.loads(read_text(base / "gold" / f"{stem}.json"))["moves"],
            days.get(f"{stem}.txt"),
        )
        for stem in stems
        if is_held_out(stem)
    ]


def labelled_moves() -> list[Marked]:
    """Held-out articles with our own moves: ``train/labels/moves`` over the texts of four corpora."""
    labels = {row["article"]: row for row in map(json.loads, read_text(LABELLED).splitlines())}
    return sorted(
        (name, text, labels[name]["moves"], labels[name]["date"] or None)
        for name, text in texts_of(folder())
        if name in labels and is_held_out(name)
    )


def plv() -> list[dict[str, str]]:
    """Rows of PLV: a sentence, its source, its target, the PLOVER root in ``gold_root``."""
    with (folder() / "plv" / "PLV_train.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def htmldate_pages() -> list[tuple[str, Path, str]]:
    """Pages with a gold date: name, path, day."""
    base = folder() / "htmldate_pages"
    days = json.loads(read_text(base / "dates_by_file.json"))
    found = [(name, base / "pages" / name, day) for name, day in sorted(days.items())]
    return [row for row in found if row[1].is_file()]


def zyte_articles() -> list[tuple[str, Path, str]]:
    """Pages with a gold body: name, path, body."""
    base = folder() / "zyte_articles"
    bodies = json.loads(read_text(base / "bodies.json"))
    return [(name, base / "html" / name, body) for name, body in sorted(bodies.items())]


def tempeval3() -> list[tuple[str, str, list[Time], str]]:
    """Articles of TempEval-3: stem, text, time expressions, day of the document."""
    found = []
    for path in sorted((folder() / "tempeval3").glob("*/*.tml")):
        raw = read_text(path)
        body, day = (
            re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL),
            re.search(r'<DCT>.*?value="([^"]*)"', raw, re.DOTALL),
        )
        if body and day:
            text, gold = _timex(body.group(1))
            found.append((f"{path.parent.name}/{path.stem}", text, gold, day.group(1)[:10]))
    return found


def _timex(body: str) -> tuple[str, list[Time]]:
    """The text of a TimeML body without its tags, and the time expressions in it."""
    pieces: list[str] = []
    gold: list[Time] = []
    length = at = 0
    for match in _TIMEX.finditer(body):
        before, inside = _bare(body[at : match.start()]), _bare(match.group(2))
        start = length + len(before)
        fields = dict(re.findall(r'(\w+)="([^"]*)"', match.group(1)))
        gold.append(Time(start, start + len(inside), fields.get("value"), fields.get("type", "DATE").lower()))
        pieces += [before, inside]
        length, at = start + len(inside), match.end()
    pieces.append(_bare(body[at:]))
    return "".join(pieces), gold


def _bare(markup: str) -> str:
    return unescape(_TAG.sub("", markup))


def news_clusters() -> list[tuple[str, str, str]]:
    """Articles of labelled events: name, text under its title, event."""
    found = []
    for path in sorted((folder() / "news_clusters").glob("*.json")):
        row = json.loads(read_text(path))
        title, text = row["title"] or "", row["text"] or ""
        whole = text if text.lstrip().startswith(title) else f"{title}\n\n{text}"
        found.append((path.name, whole, str(row["newsCluster"]["EventId"])))
    return found


def russia_articles() -> list[tuple[str, str, str]]:
    """Articles for speed and for reading: id, text, day."""
    with gzip.open(folder() / "russia_articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [(row["id"], row["text"], row["date"]) for row in rows]
