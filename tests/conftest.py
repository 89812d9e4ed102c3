"""Fixtures that several floors' tests share: an invented dispute, and the example pages with their readings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from onrecord.model import Page, Reading

sys.path.insert(0, str(Path(__file__).parent))

from dispute import write_dispute

# No list that a developer keeps may change what is tested.
os.environ["ONRECORD_HOME"] = str(Path(__file__).parent / "no such folder")

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="session")
def dispute(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A record of an invented dispute, and the ids of what it holds by short names. Read it only."""
    path = tmp_path_factory.mktemp("dispute") / "dispute.db"
    return path, write_dispute(path)


@pytest.fixture(scope="session")
def example_pages() -> tuple[Page, ...]:
    """The example pages in order of locator."""
    from onrecord.pages import read_pages

    pages = [page for page in read_pages([EXAMPLES / "pages"]) if isinstance(page, Page)]
    assert len(pages) == len(list((EXAMPLES / "pages").iterdir()))
    return tuple(pages)


@pytest.fixture(scope="session")
def example_readings(example_pages: tuple[Page, ...]) -> dict[str, Reading]:
    """The readings of the example pages by file name, made once a run."""
    from onrecord.run import reader

    return {Path(page.locator).name: reader().read(page) for page in example_pages}
