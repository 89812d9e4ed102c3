"""A client of the web page over the invented dispute; one over a copy that may be judged; a server and a browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watched import CHROMIUM, FLAGS, Watched

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


@pytest.fixture(scope="module")
def address(dispute: Dispute, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a copy of the dispute."""
    import uvicorn

    path = tmp_path_factory.mktemp("served") / "record.db"
    shutil.copy(dispute[0], path)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(path), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=5)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed: the browser tests are left out")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def watched(browser: Any, address: str) -> Iterator[Watched]:
    one = Watched(browser, address, viewport={"width": 1280, "height": 900})
    yield one
    one.context.close()
    assert not one.faults
