"""Read the articles of ``corpora/moves`` up to their moves, for ``train/moves.py``.

Each article is read as plain text with its own date from outside, as ``onrecord annotate --plain`` reads it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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


def read_layers(reader: Reader, page: Page, day: str) -> Inputs:
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
            found[Path(name).stem] = read_layers(reader, page, days[name])
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
