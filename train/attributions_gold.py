"""Articles of PolNeAR with what its annotators marked, for the recipe of the attributions.

In comes a folder of texts and brat annotations; out come articles: the tree of each text, and each marked attribution
as tokens. The first annotator by name counts.
"""

from __future__ import annotations

import pickle
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.annotate.attribution_features import Tagged
from onrecord.annotate.frames import Frame
from onrecord.annotate.tree import Tree, plant
from onrecord.model import Parse, Segment
from onrecord.parse import Parser


@dataclass(frozen=True)
class Gold:
    """One marked attribution as tokens: its anchor (the highest word of the cue), source, cue, content."""

    anchor: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


@dataclass
class Article:
    """A training text: its tree, what is marked, and what each model says of it.

    Where only some cues were looked at (``judged``, by their anchors), all others are left out of what is learnt.
    """

    stem: str
    tree: Tree
    gold: list[Gold]
    fold: int
    judged: frozenset[int] | None = None
    vectors: Any = None
    words: Any = None
    frames: list[Frame] = field(default_factory=list)
    sieved: list[float] = field(default_factory=list)
    rows: Any = None
    chances: Any = None
    tagged: list[Tagged] = field(default_factory=list)

    def looked_at(self, anchor: int) -> bool:
        return self.judged is None or anchor in self.judged

    def marked(self) -> list[int]:
        anchors = {gold.anchor for gold in self.gold}
        return [int(frame.anchor in anchors) for frame in self.frames]


def read_articles(corpus: Path, cache: Path | None, folds: int) -> list[Article]:
    """The articles of a corpus in order of their names."""
    parses = read_parses(corpus, cache)
    articles = []
    for number, stem in enumerate(sorted(parses)):
        tree = plant(parses[stem])
        annotation = min((corpus / "attributions").glob(f"{stem}_*.ann"), key=lambda path: path.name)
        articles.append(Article(stem, tree, list(read_gold(tree, annotation)), number % folds))
    return articles


def read_parses(corpus: Path, cache: Path | None) -> dict[str, Parse]:
    if cache and cache.exists():
        with cache.open("rb") as file:
            return dict(pickle.load(file))
    parser = Parser()
    parses = {}
    for path in sorted((corpus / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        parses[path.stem] = parser.parse(text, line_segments(text))
    if cache:
        with cache.open("wb") as file:
            pickle.dump(parses, file, -1)
    return parses


def line_segments(text: str) -> list[Segment]:
    """Each line that is not empty, as a segment; a short first line without a full stop is the headline."""
    found: list[Segment] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if line:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            title = not found and len(line) < 150 and not line.endswith(".")
            found.append(Segment("headline" if title else "body", start, start + len(line)))
    return found


def read_gold(tree: Tree, path: Path) -> Iterable[Gold]:
    """The attributions of a brat file that have a cue and a content."""
    spans: dict[str, list[tuple[int, int]]] = {}
    text = re.sub(r"\n(?![TE]\d+\t)", " ", path.read_text(encoding="utf-8"))
    for line in text.split("\n"):
        name, _, rest = line.partition("\t")
        if line.startswith("T"):
            where = rest.split("\t")[0].split(" ", 1)[1]
            spans[name] = [(int(a), int(b)) for a, b in (piece.split() for piece in where.split(";"))]
        elif line.startswith("E"):
            parts: dict[str, set[int]] = defaultdict(set)
            for item in rest.split():
                role, target = item.split(":")
                parts[re.sub(r"\d+$", "", role)] |= tokens_in(tree, spans.get(target, []))
            if parts["Cue"] and parts["Content"]:
                anchor = min(parts["Cue"], key=lambda i: (tree.depth[i], i))
                yield Gold(anchor, *(frozenset(parts[role]) for role in ("Source", "Cue", "Content")))


def tokens_in(tree: Tree, spans: list[tuple[int, int]]) -> set[int]:
    ends = [token.end for token in tree.tokens]
    found: set[int] = set()
    for start, end in spans:
        i = bisect_right(ends, start)
        while i < len(tree.tokens) and tree.tokens[i].start < end:
            found.add(i)
            i += 1
    return found
