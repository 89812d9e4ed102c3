"""Frozen values as bytes and back, without loss: how readings travel between machines.

In comes a tree of dataclasses, tuples, strings, numbers and None (all of ``model``); out come compressed bytes that say
which shape they were packed with. Bytes of another shape (an older version's) are refused with a sentence, not guessed
at. Nothing in the bytes is ever run, so that a file from elsewhere can do no harm.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from onrecord.errors import InputError
from onrecord.ids import digest

Value = TypeVar("Value")
Decoder = Callable[[Any], Any]


def pack(value: Any) -> bytes:
    """The bytes of a frozen value."""
    kind: Any = type(value)
    told = [shape_of(kind), _plain(value)]
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode("ascii"))


def unpack(kind: type[Value], packed: bytes) -> Value:
    """The value that was packed; an ``InputError`` where the bytes are something else or of another version."""
    key: Any = kind  # a type can be hashed, which the checker does not see of a type variable
    try:
        shape, told = json.loads(zlib.decompress(packed))
    except (zlib.error, ValueError, TypeError) as error:
        raise InputError(f"not a packed {kind.__name__} ({error}); read the pages again") from error
    if shape != shape_of(key):
        raise InputError(f"a {kind.__name__} packed by another version (shape {shape}); read the pages again")
    try:
        found: Value = _decoder(key)(told)
    except (TypeError, ValueError) as error:
        raise InputError(f"a damaged {kind.__name__} ({error}); read the pages again") from error
    return found


@cache
def shape_of(kind: type) -> str:
    """A short digest of a dataclass's fields and their types, down to the last."""
    return digest(_described(kind).encode())[:12]


def _described(kind: Any) -> str:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        inner = ",".join(f"{field.name}:{_described(hints[field.name])}" for field in fields(kind))
        return f"{getattr(kind, '__name__', kind)}({inner})"
    if get_args(kind):
        return f"{get_origin(kind)}[{','.join(_described(part) for part in get_args(kind))}]"
    return getattr(kind, "__name__", str(kind))


def _plain(value: Any) -> Any:
    """Dataclasses and tuples as lists; bytes as Latin-1 text."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.decode("latin-1") if isinstance(value, bytes) else value


@cache
def _decoder(kind: Any) -> Decoder:
    """What makes a value of a type from its plain form."""
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(part for part in parts if part is not type(None)))
        return lambda told: None if told is None else inner(told)
    if origin is tuple:
        return _tuple_decoder(parts)
    return _scalar_decoder(kind)


def _dataclass_decoder(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    decoders = [_decoder(hints[field.name]) for field in fields(kind)]
    return lambda told: kind(*(decode(item) for decode, item in zip(decoders, told, strict=True)))


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        inner = _decoder(parts[0])
        return lambda told: tuple(inner(item) for item in told)
    decoders = [_decoder(part) for part in parts]
    return lambda told: tuple(decode(item) for decode, item in zip(decoders, told, strict=True))


def _scalar_decoder(kind: Any) -> Decoder:
    def decode(told: Any) -> Any:
        if kind is bytes and isinstance(told, str):
            return told.encode("latin-1")
        if kind is float and isinstance(told, int):
            return float(told)
        if not isinstance(told, kind):
            raise TypeError(f"{kind.__name__} expected, {type(told).__name__} found")
        return told

    return decode
