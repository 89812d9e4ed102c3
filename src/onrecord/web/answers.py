"""Values as JSON text and as JSON answers."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response

from onrecord.web.plain import plain


def json_text(value: Any, *, indent: bool = False) -> str:
    """A value as JSON text."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2 if indent else None)


def json_answer(value: Any, *, status: int = 200) -> Response:
    """A value as a JSON answer; what no encoding can hold is replaced, so that any text can be sent."""
    return Response(json_text(value).encode("utf-8", "replace"), status, media_type="application/json")
