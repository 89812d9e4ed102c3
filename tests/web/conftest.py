"""A client of the web page over the invented dispute; one over a copy that may be judged."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from onrecord.web import create_app

HERE = "http://127.0.0.1:8000"
Dispute = tuple[Path, dict[str, str]]


@pytest.fixture(scope="session")
def client(dispute: Dispute) -> TestClient:
    return TestClient(create_app(dispute[0], read_only=True), base_url=HERE)


@pytest.fixture
def writable(dispute: Dispute, tmp_path: Path) -> TestClient:
    path = tmp_path / "record.db"
    shutil.copy(dispute[0], path)
    return TestClient(create_app(path), base_url=HERE, follow_redirects=False)
