"""One page to one reading or one problem, whatever the page holds.

This is the outermost edge of the per-page half: a fault in any step becomes a problem row, so that one page never ends
a run over thousands. It is also what a worker process calls.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.model import Page, Problem, Reading

if TYPE_CHECKING:
    from onrecord.pipeline import Reader

Result = Reading | Problem


# Objects after which rings of garbage are looked for: a long article makes some thirty thousand, loading a million, and
# hardly ever one in a ring. To look every few hundred took a third of the loading and a thirtieth of each page.
_OBJECTS = 50_000


@cache
def reader() -> Reader:
    """The reader of this process, loaded once; one whose workers read for it never loads the floors of reading."""
    from onrecord.pipeline import Reader

    collect_seldom()
    return Reader()


def collect_seldom() -> None:
    """Has this process look for garbage less often."""
    gc.set_threshold(_OBJECTS)


def guarded_read(page: Page, *, plain: bool = False, published: str | None = None) -> Result:
    """The reading of a page; a ``Problem`` where a step failed. Errors of the installation are raised."""
    try:
        return reader().read(page, plain=plain, published=published)
    except OnrecordError:
        raise
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception as error:  # the edge: see the module's first lines
        reason = f"the page could not be read: {type(error).__name__}: {error}; the other pages are not affected"
        return Problem("reading", reason, page.locator)
    finally:
        _settle()


@cache
def _settle() -> None:
    """Has the garbage collector leave alone what the first page loaded: the tables stay for good, and to look through
    them after every few dozen pages took a thirtieth of the time."""
    gc.freeze()


def read_batch(pages: Sequence[Page], plain: bool) -> list[Result]:
    """Results of a batch of pages, in their order."""
    return [guarded_read(page, plain=plain) for page in pages]
