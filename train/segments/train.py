"""Train the weights that tell an article's blocks from the rest of its page.

Two routes: ``blocks`` for HTML, ``lines`` for crawled text. The model sees a block and its neighbours; a second one
that saw the first one's scores around a block gained nothing in either route. Pages of one outlet are held out
together; what is printed is the score of held-out pages with the gate's measure. The bench reads those pages whole with
the weights of ``folds`` (``bench/held_out.py``).
Run: ``python -m train.segments.train [blocks|lines] [--write [--report]]``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from onrecord.extract.block_features import block_features
from onrecord.extract.charset import decode_page
from onrecord.extract.context import Context
from onrecord.extract.facts import metadata_of
from onrecord.extract.line_features import text_features
from onrecord.extract.lines import line_pieces
from onrecord.extract.markup import bare_pieces, title_block, visible_outline
from onrecord.extract.metadata import read_marks
from onrecord.extract.tail import tail_start
from train.segments.corpus import FOLDS, Sample, labels, page_score, samples, silver_samples
from train.segments.renderings import renderings

OPTIONS = {
    "blocks": {"num_leaves": 20, "learning_rate": 0.06, "min_child_samples": 20, "feature_fraction": 0.6},
    "lines": {"num_leaves": 31, "learning_rate": 0.07, "min_child_samples": 30, "feature_fraction": 0.4},
}
ROUNDS = {"blocks": 160, "lines": 280}
VERSIONS = {"blocks": "segments-blocks-v1", "lines": "segments-lines-v2"}
FIXED = {
    "lambda_l2": 5.0,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 63,
    "objective": "binary",
    "verbose": -1,
    "num_threads": 1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
}
Rows = np.ndarray[Any, np.dtype[Any]]
WEIGHTS = Path(__file__).parents[2] / "src" / "onrecord" / "weights"


@dataclass
class Table:
    """Rows of one page in one rendering."""

    sample: Sample
    lines: list[str]
    rows: Rows
    gold: Rows
    weight: Rows


def main() -> None:
    """Cross-validates one route, and writes its weights where asked."""
    route = "lines" if "lines" in sys.argv else "blocks"
    tables = tables_of(route)
    if "--write" not in sys.argv or "--report" in sys.argv:
        report(tables, held_out(route, tables))
    if "--write" in sys.argv:
        write(route, tables)


def tables_of(route: str) -> list[Table]:
    """The pages that a route learns from, each in its renderings."""
    pages = [*samples(), *(silver_samples() if route == "lines" else [])]
    return [table for sample in pages for table in MAKERS[route](sample)]


def block_tables(sample: Sample) -> list[Table]:
    """The blocks of an HTML page."""
    decoded = decode_page(sample.content, None, markup=True)
    found = visible_outline(decoded.text)
    titles = metadata_of(read_marks(found.marks, found.text, decoded), "title")
    context = Context(found.blocks, title_block(found, titles))
    pieces = bare_pieces(found, context)
    return [_table(sample, [piece.line for piece in pieces], block_features(pieces, found, context, titles))]


def line_tables(sample: Sample) -> list[Table]:
    """The lines of a page in each rendering as text."""
    found = []
    for text in renderings(sample):
        pieces = line_pieces(text)
        pieces = pieces[: tail_start(pieces)]
        if pieces:
            found.append(_table(sample, [piece.line for piece in pieces], text_features(pieces)))
    return found


def _table(sample: Sample, lines: list[str], rows: Rows) -> Table:
    marked = labels(lines, sample.gold)
    gold = np.array([label for label, _ in marked], np.int8)
    words = np.array([count for _, count in marked], np.float64)
    total = max(60.0, float(words[gold == 1].sum()))
    # The measure averages pages, so a word weighs by the length of its article; short lines still count a little.
    weight = np.minimum(words + 3, 150) / total + 0.01
    return Table(sample, lines, rows, gold, weight)


def held_out(route: str, tables: list[Table]) -> list[Rows]:
    """Scores of each page by a model that saw no page of its outlet."""
    scores: list[Rows] = [np.zeros(0)] * len(tables)
    for fold, model in folds(route, tables):
        for at, table in enumerate(tables):
            if table.sample.fold == fold and len(table.rows):
                scores[at] = np.asarray(model.predict(table.rows))
    return scores


def folds(route: str, tables: list[Table]) -> Iterator[tuple[int, lightgbm.Booster]]:
    """Each part of the pages by its number, with a model that learnt from the other parts."""
    for fold in range(FOLDS):
        yield fold, _fit(route, [table for table in tables if table.sample.fold != fold])


def _fit(route: str, tables: list[Table]) -> lightgbm.Booster:
    gold = np.concatenate([table.gold for table in tables])
    weight = np.concatenate([table.weight for table in tables])
    rows = np.concatenate([table.rows for table in tables if len(table.rows)])
    data = lightgbm.Dataset(rows, label=gold, weight=weight / weight.mean())
    return lightgbm.train({**FIXED, **OPTIONS[route]}, data, num_boost_round=ROUNDS[route])


def report(tables: list[Table], scores: list[Rows]) -> None:
    """Prints precision, recall and F1 of held-out pages, by corpus and threshold."""
    for corpus in ("zyte", "fundus"):
        for threshold in (0.4, 0.5, 0.6):
            kept = [
                page_score(
                    "\n".join(line for line, score in zip(table.lines, found, strict=True) if score >= threshold),
                    table.sample.gold,
                )
                for table, found in zip(tables, scores, strict=True)
                if table.sample.name.startswith(corpus)
            ]
            precision, recall = np.mean(kept, axis=0)
            f1 = 2 * precision * recall / (precision + recall)
            print(
                f"{corpus or 'all':7} at {threshold}: P {precision:.4f} R {recall:.4f} F1 {f1:.4f} ({len(kept)} pages)"
            )


def write(route: str, tables: list[Table]) -> None:
    """Fits the route's model on all pages and writes it as text."""
    folder = WEIGHTS / VERSIONS[route]
    folder.mkdir(parents=True, exist_ok=True)
    text = re.sub(r"\nparameters:.*?end of parameters\n", "\n", _fit(route, tables).model_to_string(), flags=re.DOTALL)
    (folder / "first.txt").write_text(text, "utf-8")


MAKERS: dict[str, Callable[[Sample], list[Table]]] = {"blocks": block_tables, "lines": line_tables}

if __name__ == "__main__":
    main()
