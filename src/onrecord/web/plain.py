"""Frozen rows as plain values for JSON, and their JSON Schema, both made from the types alone.

A property that the rows compute for a reader (a date in words, who tells it) is given as a field too.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

SAID = ("date_words", "told", "verdict", "differs")


def plain(value: Any) -> Any:
    """A value as dicts, lists, texts and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return found | {name: plain(getattr(value, name)) for name in _computed(type(value))}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def schema_of(kind: Any, named: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a type; dataclasses are put into ``named`` and referred to."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(item, named) for item in inner]}
    if origin is tuple:
        return _tuple_schema(inner, named)
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(inner[1], named)}
    if is_dataclass(origin or kind):
        return _object_schema(kind, named)
    if isinstance(kind, TypeVar) or kind is Any:
        return {}
    scalars = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    return {"type": scalars[kind]}


def _tuple_schema(inner: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return {"type": "array", "items": schema_of(inner[0], named)}
    items = [schema_of(item, named) for item in inner]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _object_schema(kind: Any, named: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(kind) or kind, get_args(kind)
    name = origin.__name__ + "".join(getattr(item, "__name__", "") for item in inner)
    if name not in named:
        named[name] = {}  # A type that holds itself finds its name taken.
        hints = get_type_hints(origin)
        known = dict(zip(getattr(origin, "__parameters__", ()), inner, strict=False))
        properties = {f.name: schema_of(_bound(hints[f.name], known), named) for f in fields(origin)}
        for said in _computed(origin):
            properties[said] = schema_of(get_type_hints(getattr(origin, said).fget)["return"], named)
        named[name] = {"type": "object", "properties": properties, "required": sorted(properties)}
        named[name]["description"] = (origin.__doc__ or "").split("\n")[0]
    return {"$ref": f"#/components/schemas/{name}"}


def _bound(hint: Any, known: dict[Any, Any]) -> Any:
    """A hint with its type variables filled: ``tuple[Row, ...]`` of a ``Listing[Entry]`` holds entries."""
    inner = get_args(hint)
    if hint in known:
        return known[hint]
    if get_origin(hint) is tuple and any(item in known for item in inner):
        return tuple[tuple(known.get(item, item) for item in inner)]  # type: ignore[misc]
    return hint


def _computed(kind: type) -> tuple[str, ...]:
    return tuple(name for name in SAID if isinstance(getattr(kind, name, None), property))
