"""Bytes as text, with the byte at which every code point begins.

In comes a page's content and the charset that its headers or its own markup name; out comes a ``Decoded``. The name is
believed only as far as the bytes allow: bytes that are UTF-8 are read as UTF-8, a page that cannot be what it says is
read as Windows-1252, and what no charset reads is U+FFFD with its own bytes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord import tables
from onrecord.textmap import plain_decode

FALLBACK = "cp1252"
# A declared UTF-8 page may hold a few broken sequences; with more than this share of them it is something else.
MOST_BROKEN_SHARE = 0.02
# Of the bytes beyond ASCII, this share may be stray in a page that is UTF-8 all the same.
MOST_STRAY_SHARE = 0.1
HEAD = 4096
WINDOW = 4096
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,30})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,30})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
Offsets = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, charset, and the byte at which each code point begins (one entry more for the end)."""

    text: str
    charset: str
    offsets: Offsets


def decode_page(content: bytes, stated: str | None, *, markup: bool) -> Decoded:
    """The page's content as text, by its byte order mark, its bytes, or the charset that it states."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _decoded(content, codec)
    try:
        return Decoded(plain_decode_strict(content), "utf-8", _utf8_starts(content))
    except UnicodeDecodeError:
        pass
    named = _codec(stated) or (_codec(_declared(content)) if markup else None)
    if named in (None, "utf-8"):
        return _decoded(content, "utf-8" if _mostly_utf8(content) else FALLBACK)
    decoded = _decoded(content, named or FALLBACK)
    broken = decoded.text.count("\ufffd")
    return decoded if broken <= MOST_BROKEN_SHARE * len(decoded.text) else _decoded(content, FALLBACK)


def plain_decode_strict(content: bytes) -> str:
    """The text of bytes that are UTF-8 throughout."""
    return content.decode("utf-8").replace("\x00", "\ufffd")


def _declared(content: bytes) -> str | None:
    head = content[:HEAD]
    found = _XML.search(head) or _META.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    wanted = label.strip().strip("\"'").lower()
    return next((str(row["codec"]) for row in _charsets() if row["label"] == wanted), None)


def _charsets() -> tuple[tables.Row, ...]:
    return tables.rows("extract/charsets.csv", ("label", "codec", "width"))


def _mostly_utf8(content: bytes) -> bool:
    """Whether the bytes beyond ASCII are UTF-8 but for a few."""
    beyond = int(np.count_nonzero(np.frombuffer(content, np.uint8) > 127))
    broken = content.decode("utf-8", "replace").count("\ufffd")
    return broken <= MOST_STRAY_SHARE * beyond


def _decoded(content: bytes, codec: str) -> Decoded:
    if codec == "utf-8":
        return _decoded_utf8(content)
    width = next(row["width"] for row in _charsets() if row["codec"] == codec)
    if width == "1":
        return Decoded(plain_decode(content, codec), codec, np.arange(len(content) + 1, dtype=np.int32))
    return _decoded_slowly(content, codec)


def _utf8_starts(content: bytes) -> Offsets:
    raw = np.frombuffer(content, np.uint8)
    starts = np.flatnonzero((raw & 0xC0) != 0x80).astype(np.int32)
    return np.append(starts, np.int32(len(content)))


def _decoded_utf8(content: bytes) -> Decoded:
    """UTF-8 with broken sequences: each is one U+FFFD, as Python's and the browsers' decoders count them."""
    texts: list[str] = []
    starts: list[Offsets] = []
    at = 0
    while at < len(content):
        window = content[at : at + WINDOW]
        good, broken = _good_utf8(window, final=at + WINDOW >= len(content))
        texts.append(window[:good].decode("utf-8"))
        starts.append(_utf8_starts(window[:good])[:-1] + np.int32(at))
        if broken:
            texts.append("\ufffd")
            starts.append(np.array([at + good], np.int32))
        at += good + broken
    offsets = np.concatenate([*starts, np.array([len(content)], np.int32)])
    return Decoded("".join(texts).replace("\x00", "\ufffd"), "utf-8", offsets)


def _good_utf8(window: bytes, *, final: bool) -> tuple[int, int]:
    """How many bytes are good, and how many broken ones follow them (none where the window cuts a character)."""
    try:
        window.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = not final and error.end == len(window) and error.start > 0
        return error.start, 0 if cut else error.end - error.start
    return len(window), 0


def _decoded_slowly(content: bytes, codec: str) -> Decoded:
    """Any other charset of several bytes a character, byte by byte."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    letters: list[str] = []
    starts: list[int] = []
    begin = 0
    for at in range(len(content)):
        found = decoder.decode(content[at : at + 1], final=at + 1 == len(content))
        # A broken lead byte comes out when the next byte is seen, which the decoder then keeps for the next letter.
        end = at + 1 - (len(decoder.getstate()[0]) if "\ufffd" in found else 0)
        if found:
            starts += _letter_starts(found, begin, end, codec)
            letters.append(found)
            begin = end
    text = "".join(letters).replace("\x00", "\ufffd")
    return Decoded(text, codec, np.array([*starts, len(content)], dtype=np.int32))


def _letter_starts(found: str, begin: int, end: int, codec: str) -> list[int]:
    """Where each of the letters begins that came out together: a broken lead byte, and then what follows it."""
    starts: list[int] = []
    for letter in reversed(found[1:]):
        end -= 1 if letter == "\ufffd" else len(letter.encode(codec, "replace"))
        starts.append(end)
    return [begin, *reversed(starts)]
