"""Published dates against gold: how many are answered to the day, how many rightly, what intervals hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any

from bench.measures.counts import share

DAY = len("2016-10-22")
Case = Mapping[str, Any]


def score(true_day: str, published: Mapping[str, str | None] | None) -> dict[str, Any]:
    """One page: days off (None where no day is given), whether the interval holds the day, its width in days."""
    published = published or {}
    true = _day(true_day)
    case: dict[str, Any] = {"true": true_day[:DAY], "value": published.get("value"), "off": None}
    if len(case["value"] or "") >= DAY:
        case["off"] = abs((_day(case["value"]) - true).days)
    first, last = published.get("earliest"), published.get("latest")
    bounded = bool(first and last)
    case["held"] = bool(first and last) and _day(first or "") <= true <= _day(last or "")
    case["width"] = (_day(last or "") - _day(first or "")).days if bounded else None
    case["score"] = float(case["off"] == 0)
    return case


def figures(cases: Sequence[Case]) -> dict[str, float]:
    """Shares over all pages; those of exact and near days are of the answered pages."""
    off = [case["off"] for case in cases if case["off"] is not None]
    widths = [case["width"] for case in cases if case["width"] is not None]
    near = {f"within_{days}": share(sum(d <= days for d in off), len(off)) for days in (3, 7)}
    return {
        "pages": float(len(cases)),
        "answered": share(len(off), len(cases)),
        "exact": share(sum(d == 0 for d in off), len(off)),
        **near,
        "exact_of_all": share(sum(d == 0 for d in off), len(cases)),
        "held": share(sum(case["held"] for case in cases), len(cases)),
        "median_width": float(median(widths)) if widths else 0.0,
    }


def _day(text: str) -> date:
    return date.fromisoformat(text[:DAY])
