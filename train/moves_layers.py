"""Read the labelled articles up to their moves, for ``train/moves.py``.

Each article is read as plain text with its own date from outside, as ``onrecord annotate --plain`` reads it. Labels are
the hand-made moves of ``corpora/moves`` and our own of ``train/labels/moves`` over other corpora (``labelled_texts``).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labelled_texts import russia_articles, texts_of

from onrecord.annotate import find_attributions, find_mentions
from onrecord.annotate.moves.layers import Layers
from onrecord.dating import date_document, find_times
from onrecord.extract import extract
from onrecord.model import Page
from onrecord.pages import read_pages
from onrecord.pipeline import Reader
from onrecord.pipeline import _dated as dated  # the pipeline's own step
from onrecord.resolve import resolve

Inputs = tuple[Any, ...]
LABELS = Path(__file__).parent / "labels" / "moves" / "articles.jsonl"
# Letters of an article that is neither a scrap nor a book.
FAIR = range(600, 9001)


def read_layers(reader: Reader, page: Page, day: str | None) -> Inputs:
    """Parse, attributions, mentions, actors, times and date of a page: what ``find_moves`` takes."""
    document, _ = extract(page, plain=True)
    published = date_document(document, reader.gazetteer, stated=day)
    parse = reader.parser.parse(document.text, document.segments)
    times = find_times(parse, published)
    mentions = find_mentions(parse, reader.gazetteer)
    attributions = dated(find_attributions(parse, document_id=document.id), times, parse, published)
    found = resolve(document, parse, mentions, attributions, published, reader.gazetteer)
    return parse, found.attributions, found.mentions, found.actors, times, published


def read_folder(folder: Path, days: dict[str, str]) -> dict[str, Inputs]:
    """Inputs of every text of a folder by its stem."""
    reader = Reader()
    found = {}
    for page in read_pages([folder], plain=True):
        if isinstance(page, Page):
            name = Path(page.locator).name
            found[Path(name).stem] = read_layers(reader, page, days[name] or None)
    return found


def read_corpus(corpora: Path) -> dict[str, tuple[Layers, list[dict[str, Any]]]]:
    """Layers and hand-made moves of every article by its stem."""
    folder = corpora / "moves"
    days = json.loads((folder / "dates.json").read_text(encoding="utf-8"))
    found = {}
    for stem, inputs in read_folder(folder / "text", days).items():
        gold = json.loads((folder / "gold" / f"{stem}.json").read_text(encoding="utf-8"))["moves"]
        found[stem] = Layers(*inputs), gold
    return found


def read_labelled(corpora: Path) -> dict[str, tuple[Layers, list[dict[str, Any]]]]:
    """Layers and our own moves of every labelled article that the corpora hold, by its name."""
    labels = {row["article"]: row for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts_of(corpora):
            if name in labels:
                (Path(folder) / f"{name}.txt").write_bytes(text.encode("utf-8"))
        inputs = read_folder(Path(folder), {f"{name}.txt": row["date"] for name, row in labels.items()})
    return {name: (Layers(*found), labels[name]["moves"]) for name, found in inputs.items()}


def read_unlabelled(corpora: Path, most: int) -> Iterator[tuple[str, Layers]]:
    """Layers of so many articles that nobody labelled, in order of their names; neither scraps nor very long ones."""
    labels = {json.loads(line)["article"] for line in LABELS.read_text(encoding="utf-8").splitlines()}
    texts = dict(russia_articles(corpora))
    names = sorted(name for name, text in texts.items() if name not in labels and len(text) in FAIR)
    with tempfile.TemporaryDirectory() as folder:
        for name in names[:most]:
            (Path(folder) / f"{name}.txt").write_bytes(texts[name].encode("utf-8"))
        inputs = read_folder(Path(folder), {f"{name}.txt": "" for name in names[:most]})
    for name, found in sorted(inputs.items()):
        yield name, Layers(*found)
