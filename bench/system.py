"""The program under measure, driven through its contract: pages in, readings as JSON out.

An ``Item`` is a page in memory; ``readings`` gives its reading, on one process or several, always in the order of the
items. Tasks that need only the first steps call the doors of those floors with the pages that ``page_of`` makes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Any, TypeVar

from onrecord.export import reading_json
from onrecord.model import Page, Problem
from onrecord.pages.make import make_page
from onrecord.pipeline import Reader

Json = dict[str, Any]
T = TypeVar("T")
CHUNK = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A page to be read: its name, its bytes, and how to read it; no media type means that the bytes tell."""

    name: str
    content: bytes
    media_type: str | None = "text/plain"
    plain: bool = False
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is made: at most ``sample`` cases a task (None: all), on ``jobs`` processes."""

    sample: int | None = None
    jobs: int = 1


def sampled(items: Sequence[T], options: Options) -> list[T]:
    """Every so many-th item, so that a sample of the same size is always the same one."""
    if options.sample is None or options.sample >= len(items):
        return list(items)
    return [items[at * len(items) // options.sample] for at in range(options.sample)]


def page_of(item: Item) -> Page:
    """The page of an item, as a reader of files would make it."""
    page = make_page(item.name, item.content, media_type=item.media_type)
    if isinstance(page, Problem):
        raise ValueError(f"{item.name}: {page.reason}")
    return page


@cache
def reader() -> Reader:
    """The reader of this process, loaded once."""
    return Reader()


def read(item: Item) -> Json:
    """The reading of one item as JSON."""
    return reading_json(reader().read(page_of(item), plain=item.plain, published=item.published))


def readings(items: Iterable[Item], options: Options) -> Iterator[Json]:
    """The readings of the items, in their order."""
    return mapped(read, list(items), options)


def mapped(function: Any, items: Sequence[Any], options: Options) -> Iterator[Any]:
    """``function`` over the items, in their order, on as many processes as the options say."""
    if options.jobs <= 1:
        yield from map(function, items)
        return
    # Workers are started afresh, so that no thread of a library is copied in mid-flight.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(function, items, chunksize=CHUNK)
