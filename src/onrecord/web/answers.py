"""Answers in other forms than HTML: JSON with plain values, sheets to download."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response

from onrecord.web.plain import plain
from onrecord.web.sheets import sheet


def json_text(value: Any, *, indent: bool = False) -> str:
    """A value as JSON text."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2 if indent else None)


def json_answer(value: Any, *, status: int = 200) -> Response:
    """A value as a JSON answer; what no encoding can hold is replaced, so that any text can be sent."""
    return Response(json_text(value).encode("utf-8", "replace"), status, media_type="application/json")


def csv_answer(rows: Any, name: str) -> Response:
    """Rows as a CSV file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    content = ("\ufeff" + sheet(rows)).encode("utf-8", "replace")
    return Response(content, media_type="text/csv", headers=headers)
