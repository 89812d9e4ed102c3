"""JSON columns of the record as spans and lists.

A column that does not parse gives nothing, so that a damaged row hides no sound one.
"""

from __future__ import annotations

import json
from typing import Any

from onrecord.model import Spans


def spans(column: str | None) -> Spans:
    """Spans of a JSON array of ``[start, end]``, in order."""
    pairs = listed(column)
    return tuple((pair[0], pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2)


def listed(column: str | None) -> list[Any]:
    """The list in a JSON column."""
    try:
        value = json.loads(column or "[]")
    except json.JSONDecodeError:
        return []
    return value if isinstance(value, list) else []
