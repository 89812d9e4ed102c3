"""Pages read with weights that saw no page of their outlet.

The weights that ship learnt from all pages with a gold body, those of the gate among them. Here each quarter of the
outlets is read with weights that the recipe (``train/segments``) makes of the other three, so that the figure is that
of a page from elsewhere, to the last rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from unittest.mock import patch

from bench.measures import text as measure
from onrecord import weights
from train.segments.corpus import Sample
from train.segments.train import folds, tables_of

Read = Callable[[str, bytes, str], dict[str, Any]]


def held_out_cases(route: str, read: Read) -> list[dict[str, Any]]:
    """What ``read`` gives of each page (name, bytes, gold body) under the weights that know nothing of its outlet."""
    tables = tables_of(route)
    pages = {table.sample.name: table.sample for table in tables if not table.sample.name.startswith("silver/")}
    cases = []
    for fold, trees in folds(route, tables):
        with patch.object(weights, "load_trees", lambda model, name, trees=trees: trees):
            cases += [_case(page, read) for page in pages.values() if page.fold == fold]
    return cases


def held_out_figures(cases: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Figures of the gate's pages, and of the other corpus of pages, by name."""
    found = list(cases)
    figures: dict[str, float] = {}
    for corpus, prefix in (("zyte", "held_out_"), ("fundus", "held_out_fundus_")):
        figures |= measure.figures([case for case in found if case["case"].startswith(corpus)], prefix)
    return figures


def _case(page: Sample, read: Read) -> dict[str, Any]:
    return read(page.name, page.content, page.gold) | {"case": page.name, "outlet": page.outlet}
