"""Fixtures that several floors' tests share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from dispute import write_dispute


@pytest.fixture(scope="session")
def dispute(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A record of an invented dispute, and the ids of what it holds by short names. Read it only."""
    path = tmp_path_factory.mktemp("dispute") / "dispute.db"
    return path, write_dispute(path)
