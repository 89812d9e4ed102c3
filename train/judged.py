"""Rows that persons judged (``onrecord export RECORD --format judged``), as the recipes of this folder take them.

In comes the folder that the export wrote; out come articles in which only what was judged is to be learnt from: of a
judged text the rows that nobody looked at are neither right nor wrong. A row judged wrong is learnt as none; one judged
right, or of another type, as what it was judged to be.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import attributions_gold as ag
import moves_gold as mg

from onrecord.annotate import find_attributions, find_mentions
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.features import features_of
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.tree import plant
from onrecord.dating import find_times
from onrecord.model import Document, Published, Segment, TextMap
from onrecord.pipeline import Reader
from onrecord.resolve import resolve

Row = dict[str, Any]
TRUTH = ("right", "wrong")


@dataclass(frozen=True)
class JudgedText:
    """A text with the rows of it that were judged."""

    name: str
    text: str
    segments: tuple[Segment, ...]
    published: Published
    rows: tuple[Row, ...]

    def of(self, layer: str) -> list[Row]:
        return [row for row in self.rows if row["layer"] == layer]


def read_judged(folder: Path) -> list[JudgedText]:
    """The judged texts of a folder, in order of their names."""
    rows = _lines(folder / "judged.jsonl")
    return [
        JudgedText(
            line["document"], line["text"], tuple(Segment(**item) for item in line["segments"]),
            Published(**line["published"]), tuple(row for row in rows if row["document"] == line["document"]),
        )
        for line in sorted(_lines(folder / "texts.jsonl"), key=lambda line: str(line["document"]))
    ]  # fmt: skip


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def verdict_of(row: Row, field: str) -> str | None:
    """The last word on a field of a row: of ``truth`` right or wrong, of ``type`` and ``status`` the value."""
    words = TRUTH if field == "truth" else (field,)
    said = [one["verdict"] if field == "truth" else one["value"] for one in row["judged"] if one["verdict"] in words]
    return str(said[-1]) if said else None


def judged_moves(one: JudgedText, reader: Reader) -> mg.Article:
    """The candidates of a text that stand for a judged move, and which moves they are; wrong ones are none."""
    layers = _layers(one, reader)
    gold, candidates, labels = [], [], {}
    everything = find_candidates(layers)
    for row in one.of("move"):
        first, last = (row["sentence_start"] + place for place in row["cue"])
        heads = [n for n, c in enumerate(everything) if first <= layers.tree.token(c.head).start < last]
        kind = verdict_of(row, "type") or (row["machine"]["type"] if verdict_of(row, "truth") == "right" else None)
        if not heads or not (kind or verdict_of(row, "truth") == "wrong"):
            continue
        if kind and verdict_of(row, "truth") != "wrong":
            labels[len(candidates)] = len(gold)
            gold.append({"id": row["id"], "type": kind, "voice": row["machine"]["voice"], "status": _status(row)})
        candidates.append(everything[heads[0]])
    features = [features_of(layers, candidate) for candidate in candidates]
    return mg.Article(one.name, layers, gold, tuple(candidates), features, labels)


def _status(row: Row) -> str:
    """The status that was judged, or that stood in a row judged right; empty where nobody said."""
    machine = row["machine"]["status"] if verdict_of(row, "truth") == "right" else ""
    return verdict_of(row, "status") or machine


def _layers(one: JudgedText, reader: Reader) -> Layers:
    document = Document(one.name, "", one.name, "", one.text, one.segments, TextMap("utf-8", ()))
    parse = reader.parser.parse(one.text, one.segments)
    mentions = find_mentions(parse, reader.gazetteer)
    attributions = find_attributions(parse, document_id=one.name)
    found = resolve(document, parse, mentions, attributions, one.published, reader.gazetteer)
    times = find_times(parse, one.published)
    return Layers(parse, found.attributions, found.mentions, found.actors, times, one.published)


def judged_statements(one: JudgedText, reader: Reader, fold: int) -> ag.Article | None:
    """A text in which only judged cues are candidates: those judged right are marked; None where none was judged."""
    tree = plant(reader.parser.parse(one.text, one.segments))
    gold, judged = [], set()
    for row in one.of("statement"):
        parts = {
            name: frozenset(ag.tokens_in(tree, [(s, e) for s, e in spans])) for name, spans in row["roles"].items()
        }
        truth = verdict_of(row, "truth")
        if truth is None or not parts["cue"] or not parts["content"]:
            continue
        anchor = min(parts["cue"], key=lambda i: (tree.depth[i], i))
        judged.add(anchor)
        if truth == "right":
            gold.append(ag.Gold(anchor, parts["source"], parts["cue"], parts["content"]))
    return replace(ag.Article(one.name, tree, gold, fold), judged=frozenset(judged)) if judged else None
