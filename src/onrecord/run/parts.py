"""Work for many machines, cut into parts that can be done in any order, and done again without harm.

A file of pages (an archive of thousands, or one page) is cut into slices: each page belongs to the slice that its id
falls into. The readings of a slice are one Parquet file, which appears whole or not at all; a slice whose file is there
is done. So a run that was stopped, or whose machine died, does only what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.columns import write_parquet
from onrecord.errors import InputError
from onrecord.ids import make_id
from onrecord.model import Page, Problem
from onrecord.pages import read_pages
from onrecord.run.half import READINGS, PageHalf

# Bytes of a file that make one slice: some hundred pages of a packed archive, a few minutes' work.
SLICE_BYTES = 4_000_000
PARTS = "readings"


@dataclass(frozen=True, slots=True)
class Slice:
    """Part ``number`` of ``count`` of a file of pages; ``name`` is that of its Parquet file."""

    path: str
    number: int
    count: int
    name: str


def slices_of(paths: Iterable[Path], *, size: int = SLICE_BYTES) -> list[Slice]:
    """The slices of some files and folders, in order of path; an ``InputError`` where one is missing."""
    found = []
    for path in sorted({file for given in paths for file in _files(given)}):
        length = path.stat().st_size
        count = max(1, -(-length // size))
        for number in range(count):
            name = make_id("part", path.as_posix(), length, number, count)
            found.append(Slice(path.as_posix(), number, count, f"{name}.parquet"))
    return found


def missing(slices: Iterable[Slice], folder: Path) -> list[Slice]:
    """The slices that are not yet read."""
    return [part for part in slices if not (folder / PARTS / part.name).exists()]


def read_slice(part: Slice, folder: Path, half: PageHalf) -> int:
    """Read the pages of a slice into its Parquet file; how many rows it has."""
    (folder / PARTS).mkdir(parents=True, exist_ok=True)
    return write_parquet(folder / PARTS / part.name, READINGS, (half.row(item) for item in _pages(part)))


def part_files(folder: Path) -> list[Path]:
    """The Parquet files of a folder of readings, in order; an ``InputError`` where it holds none."""
    found = sorted((folder / PARTS).glob("part-*.parquet"))
    if not found:
        raise InputError(f"{folder}: holds no readings; expected what `onrecord read --engine ... --into FOLDER` made")
    return found


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; give the path of pages, a folder of them or an archive")
    hidden = [found for found in path.rglob("*") if found.is_file()] if path.is_dir() else [path]
    return [found for found in hidden if not any(piece.startswith(".") for piece in found.relative_to(path).parts)]


def _pages(part: Slice) -> Iterator[Page | Problem]:
    for item in read_pages([Path(part.path)]):
        if _slice_of(item, part.count) == part.number:
            yield item


def _slice_of(item: Page | Problem, count: int) -> int:
    """The slice that a page falls into by its id; a problem of the file goes with the first."""
    return int(item.id.rsplit("-", 1)[1], 16) % count if isinstance(item, Page) else 0
