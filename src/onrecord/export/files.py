"""Files that an export writes: each appears whole or not at all, in a folder that is made where it is missing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from onrecord.errors import InputError

Written = Iterator[tuple[Path, int]]


def made_folder(out: Path) -> Path:
    """The folder, made where it is missing."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"{out}: not a folder that can be written to ({error.strerror}); name another --out"
        ) from error
    return out


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which bears its name only once all of it is written."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another --out, or make room") from error
    finally:
        unfinished.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a file of UTF-8; half of a surrogate pair, which has no form in it, becomes a question mark."""
    with whole(path) as file:
        file.write(text.encode("utf-8", "replace"))


def write_json(path: Path, value: Any) -> None:
    """Write a value as indented JSON."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def compact(value: Any) -> str:
    """A value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def filled(row: dict[str, Any]) -> dict[str, Any]:
    """A mapping without what is not said."""
    return {name: value for name, value in row.items() if value not in (None, "", [], {})}
