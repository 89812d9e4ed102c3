"""A record of public disputes, read from crawled news pages: who said what, who did what to whom, who answered.

``annotate(text)`` gives the reading of one text; ``read(paths, into)`` reads pages into a record; ``open_record(path)``
opens one. The types that they give stand in ``onrecord.model``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.model import Reading
    from onrecord.run import Report
    from onrecord.store import Record

__version__ = "0.1.0"
__all__ = ["annotate", "open_record", "read"]


def annotate(text: str, *, plain: bool = False, published: str | None = None) -> Reading:
    """The reading of a text; ``plain`` says that it is an article without furniture, ``published`` its date (ISO).

    An empty text is an ``InputError``; what else goes wrong stands in the reading's problems.
    """
    from onrecord.errors import InputError
    from onrecord.model import Problem
    from onrecord.pages import make_page
    from onrecord.run import reader

    page = make_page("text", text.encode("utf-8", "replace"), charset="utf-8")
    if isinstance(page, Problem):
        raise InputError(page.reason)
    return reader().read(page, plain=plain, published=published)


def read(paths: list[str | Path], into: str | Path, *, workers: int = 1) -> Report:
    """Read pages (files, folders, archives) into a record, made if missing; what was read before is left as it is."""
    from onrecord.run import read_into
    from onrecord.store import Record

    with Record.create_or_open(Path(into)) as record:
        return read_into([Path(path) for path in paths], record, workers=workers)


def open_record(path: str | Path) -> Record:
    """A record, opened for reading."""
    from onrecord.store import Record

    return Record.open(Path(path), read_only=True)


class _Floor(ModuleType):
    """The floor ``annotate``, which bears the function's name: calling it calls the function."""

    def __call__(self, text: str, *, plain: bool = False, published: str | None = None) -> Reading:
        return _annotate(text, plain=plain, published=published)


class _Package(ModuleType):
    """This package: the import of a floor must not take the function of the same name away."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "annotate" and isinstance(value, ModuleType):
            value.__class__ = _Floor
        super().__setattr__(name, value)


_annotate = annotate
sys.modules[__name__].__class__ = _Package
