"""What is taken away is the whole list, however many pages the screen shows it on; an error is still told as one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.web import downloads
from onrecord.web.views import VIEWS

Dispute = tuple[Path, dict[str, str]]
LISTS = ["timeline", "timeline?kind=move", "documents", "actors", "actor/{brandt}", "stories", "threads",
         "open?state=all", "search?q=gates", "search?q=gates&kind=move"]  # fmt: skip


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "BATCH", 2)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def total_of(value: dict[str, Any]) -> int:
    found = value.get("hits") or value.get("entries") or value
    return int(found["total"])


@pytest.mark.parametrize("address", LISTS)
def test_file_holds_the_whole_list(client: TestClient, dispute: Dispute, address: str) -> None:
    address = address.format(**dispute[1])
    total = total_of(client.get(f"/api/{address}").json())
    mark = "&" if "?" in address else "?"
    assert total > 0
    assert len(rows_of(client.get(f"/csv/{address}{mark}limit=1&offset=1").text)) == total
    rows = client.get(f"/json/{address}").json()["rows"]
    assert len(rows) == total and len({json.dumps(row) for row in rows}) == total


def test_list_ends_at_the_bound_and_the_screen_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MAX_ROWS", 3)
    assert len(rows_of(client.get("/csv/timeline").text)) == 3
    from onrecord.web.frame import environment

    monkeypatch.setitem(environment().globals, "most", 3)
    assert "Take the first 3 of 15 rows with you" in client.get("/timeline").text


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_view_can_be_taken_as_json(client: TestClient, dispute: Dispute, view: Any) -> None:
    ids = {"document": "herald", "actor": "brandt", "story": "story", "thread": "thread", "entry": "accuse"}
    path = (view.path or "overview").replace("{id}", dispute[1][ids[view.name]] if view.name in ids else "")
    answer = client.get(f"/json/{path}")
    assert answer.headers["content-disposition"] == f'attachment; filename="{view.name}.json"'
    assert answer.json() == client.get(f"/api/{path}").json() or "rows" in answer.json()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/csv/actor/nobody", 404),
        ("/json/document/none", 404),
        ("/json/timeline?since=soon", 400),
        ("/csv/nowhere", 404),
    ],
)
def test_what_cannot_be_taken_is_told_as_an_error(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status and answer.json()["error"]


def test_list_without_rows_is_still_a_file(client: TestClient) -> None:
    assert client.get("/json/timeline?actor=nobody").json() == {"rows": []}
    assert rows_of(client.get("/csv/timeline?actor=nobody").text) == []
