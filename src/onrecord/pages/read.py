"""Paths as pages: files, folders, archives, lines of JSON and feeds, told apart by what they hold.

In come paths; out come pages and problems in order of locator. A path that does not exist is an ``InputError``;
whatever is wrong with a file that does is a problem row, and the next file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.model import Page, Problem
from onrecord.pages.archive import NAMES as ARCHIVES
from onrecord.pages.archive import is_archive, read_archive
from onrecord.pages.feed import is_feed, read_feed
from onrecord.pages.lines import NAMES as LINES
from onrecord.pages.lines import is_lines, read_lines
from onrecord.pages.make import make_page
from onrecord.pages.unpack import read_file, read_head


def read_pages(paths: Iterable[Path | str], *, plain: bool = False) -> Iterator[Page | Problem]:
    """Pages of files, folders and archives; with ``plain`` a file is one text, whatever it looks like.

    Archives and lines of JSON that bear such a name hold many texts all the same.
    """
    for path in _sorted([Path(path) for path in paths]):
        yield from _read_path(path, plain)


def _sorted(paths: list[Path]) -> list[Path]:
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; give the path of pages, a folder of them or an archive")
    return sorted(dict.fromkeys(paths), key=lambda path: path.as_posix())


def _read_path(path: Path, plain: bool) -> Iterator[Page | Problem]:
    if not path.is_dir():
        yield from _read_file(path, plain)
        return
    files = sorted((found for found in path.rglob("*") if _belongs(found, path)), key=lambda found: found.as_posix())
    if not files:
        yield Problem("pages", "the folder holds no files; expected pages; give another folder", path.as_posix())
    for file in files:
        yield from _read_file(file, plain)


def _belongs(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden


def _read_file(path: Path, plain: bool) -> Iterator[Page | Problem]:
    locator = path.as_posix()
    head = read_head(path, locator)
    if isinstance(head, Problem):
        yield head
    elif plain and not path.name.lower().endswith((*ARCHIVES, *LINES)):
        yield _read_page(path, locator, media_type="text/plain")
    elif is_archive(head, path.name):
        yield from read_archive(path, head, locator)
    elif is_lines(head, path.name):
        yield from read_lines(path, locator)
    elif is_feed(head):
        yield from read_feed(path, locator)
    else:
        yield _read_page(path, locator)


def _read_page(path: Path, locator: str, *, media_type: str | None = None) -> Page | Problem:
    content = read_file(path, locator)
    if isinstance(content, Problem):
        return content
    return make_page(locator, content, media_type=media_type)
