"""The API's description as an OpenAPI document, made from the table of views and the types that they give."""

from __future__ import annotations

from typing import Any

from onrecord.web.ask import DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET, MAX_VALUE, MAX_WORDS
from onrecord.web.plain import schema_of
from onrecord.web.views import VIEWS, View

# An empty value asks for nothing, as a form sends it.
_DATE = {"type": "string", "pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}
_TEXT = {"type": "string", "maxLength": MAX_VALUE}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "kind": {"type": "string", "enum": ["", "move", "statement", "document"]},
    "by": {"type": "string", "enum": ["", "actor", "side"], "default": "actor"},
    "moves": {"type": "string", "enum": ["", "all", "linked"]},
    "status": {"type": "string", "enum": ["", "done", "alleged", "denied", "planned", "conditional"]},
    "since": _DATE,
    "year": {"type": "string", "pattern": r"^([0-9]{4})?$"},
    "until": _DATE,
    "q": {"type": "string", "maxLength": MAX_WORDS},
    "words": {"type": "string", "maxLength": MAX_WORDS},
    "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    "offset": {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0},
}


def description() -> dict[str, Any]:
    """The OpenAPI document of all views."""
    named: dict[str, Any] = {
        "Error": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    }
    paths = {f"/api/{view.path or 'overview'}": {"get": _operation(view, named)} for view in VIEWS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": "1",
            "description": "A record of public disputes: read-only views. Offsets are code points, half-open.",
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(named.items()))},
    }


def _operation(view: View, named: dict[str, Any]) -> dict[str, Any]:
    found = {
        "description": "The view.",
        "content": {"application/json": {"schema": schema_of(view.gives, named)}},
    }
    responses: dict[str, Any] = {"200": found, "400": _error("A parameter that cannot be."), "503": _error("Too slow.")}
    if "{id}" in view.path:
        responses["404"] = _error("Nothing has this id.")
    return {
        "operationId": view.name,
        "summary": view.summary,
        "parameters": _parameters(view),
        "responses": responses,
    }


def _parameters(view: View) -> list[dict[str, Any]]:
    found = [
        {"name": name, "in": "query", "required": False, "schema": _SCHEMAS.get(name, _TEXT)} for name in view.params
    ]
    if "{id}" in view.path:
        found.insert(0, {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}})
    return found


def _error(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
