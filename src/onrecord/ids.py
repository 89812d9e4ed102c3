"""Ids as hashes of content: the same thing has the same id on every machine, in any order."""

from __future__ import annotations

import hashlib

ID_LENGTH = 16


def make_id(prefix: str, *parts: object) -> str:
    """Id of a thing: ``prefix-`` and 16 hexadecimal digits of the SHA-256 of its parts.

    Parts are joined by U+001F, a character that no name holds, so that ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_LENGTH]}"


def digest(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
