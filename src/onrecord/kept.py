"""Lists that a user keeps beside those of the package.

They lie in a folder of the user's (``ONRECORD_HOME``, else where the system keeps a program's data), so that a newer
version of the package neither loses nor overwrites them. In comes a name (``actors.csv``); out come its rows, none
where nothing is kept. What a row means is known by the module that asks for it.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.errors import InputError, TableError

HOME = "ONRECORD_HOME"


def folder() -> Path:
    """Where the user's lists lie."""
    if os.environ.get(HOME):
        return Path(os.environ[HOME])
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "onrecord"


def rows(name: str, columns: Sequence[str]) -> tuple[Mapping[str, str], ...]:
    """Rows of a kept list with these columns, in the file's order."""
    path = folder() / name
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot be read ({error}); mend it, or remove it to go without it") from error
    found = tuple(csv.DictReader(io.StringIO(text, newline="")))
    for number, row in enumerate(found, 2):
        if any(row.get(column) is None for column in columns):
            raise TableError(f"{path}, line {number}: a row has the columns {', '.join(columns)}; mend or remove it")
    return found


def write(name: str, columns: Sequence[str], kept: Iterable[Mapping[str, str]]) -> Path:
    """Keeps rows in place of those that were kept under the name; the path of the file."""
    path = folder() / name
    lines = io.StringIO()
    writer = csv.DictWriter(lines, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(lines.getvalue(), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error}); set {HOME} to a folder of yours") from error
    return path


def forget(name: str) -> bool:
    """Removes a kept list; whether there was one."""
    path = folder() / name
    if not path.exists():
        return False
    path.unlink()
    return True
