"""Fit linear weights over named features and write them as the package reads them."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from onrecord.annotate.moves.linear import Linear


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    *,
    strength: float,
    fewest: int = 2,
    scale: dict[str, float] | None = None,
    weights: Sequence[float] | None = None,
) -> Linear:
    """Softmax weights; ``strength`` is the inverse of the penalty, ``scale`` frees features by their prefix."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= fewest)
    index = {name: n for n, name in enumerate(names)}
    factor = np.array([(scale or {}).get(name.split("=")[0], 1.0) for name in names])
    pairs = [(r, index[name]) for r, row in enumerate(rows) for name in row if name in index]
    at = (np.array([r for r, _ in pairs]), np.array([c for _, c in pairs]))
    matrix = csr_matrix((factor[at[1]], at), shape=(len(rows), len(names)))
    model = LogisticRegression(C=strength, max_iter=150).fit(matrix, np.array(labels), sample_weight=weights)
    coefficients = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_[0] / 2, model.coef_[0] / 2])
    intercept = (
        model.intercept_ if len(model.classes_) > 2 else np.array([-model.intercept_[0] / 2, model.intercept_[0] / 2])
    )
    table = {name: [float(v) for v in coefficients[:, n] * factor[n]] for n, name in enumerate(names)}
    bias = table.get("BIAS", [0.0] * len(model.classes_))
    table["BIAS"] = [b + float(i) for b, i in zip(bias, intercept, strict=True)]
    return Linear([str(c) for c in model.classes_], table)


def write(linear: Linear, path: Path, *, digits: int = 3) -> None:
    """The weights as gzipped JSON, rounded, without rows that say nothing; the same weights, the same bytes."""
    rows = {}
    for name, n in linear._index.items():
        row = [round(float(v), digits) for v in linear._matrix[n]]
        if max(abs(v) for v in row) > 0.005:
            rows[name] = row
    text = json.dumps({"classes": list(linear.classes), "rows": rows}, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
