"""A name that a page leaves open is decided, and left open again, on the document's screen."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.store.readings_by_hand import reading_of

from onrecord.ids import make_id
from onrecord.model import Actor, Mention
from onrecord.store import Record
from onrecord.store.judgement_files import judgement_lines
from onrecord.web import create_app

ANA, OLOF = (Actor(make_id("actor", "person", name), name, "person", "NOR") for name in ("Ana Ren", "Olof Ren"))


@pytest.fixture
def tied(tmp_path: Path) -> tuple[Path, str, str]:
    """A record in which "Ren" lies open, the document's address, and a statement that Ren alone is the source of."""
    reading = reading_of("tied")
    name, state = reading.mentions
    tie = Mention(name.start + 5, name.end, "name", None, (ANA.id, OLOF.id))
    said = replace(reading.attributions[0], speaker=None, source=((tie.start, tie.end),))
    rest = reading.attributions[1:]
    with Record.create_or_open(tmp_path / "r.db") as opened:
        actors = (*reading.actors, ANA, OLOF)
        opened.write(replace(reading, mentions=(tie, state), attributions=(said, *rest), actors=actors))
    return tmp_path / "r.db", f"/document/{reading.document.id}", said.id


def fields_of(page: str) -> dict[str, str]:
    """The form's hidden fields, with the name of who judges."""
    form = page[page.index('action="/choose/') :].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"by": "Ada"}


def test_choice_is_made_shown_logged_and_taken_back(tied: tuple[Path, str, str]) -> None:
    path, address, said = tied
    client = TestClient(create_app(path), base_url="http://127.0.0.1:8000", follow_redirects=False)
    post = address.replace("/document/", "/choose/")
    fields = fields_of(client.get(address).text)
    assert client.post(post, data=fields | {"actor": OLOF.id, "secret": "guessed"}).status_code == 403
    assert client.post(post, data=fields).status_code == 400
    assert client.post(post, data=fields | {"actor": OLOF.id}).headers["location"] == address
    page = client.get(address).text
    assert "is left open between" not in page and "as Ada said on" in page
    assert client.get(f"/api/document/{address.rpartition('/')[2]}").json()["statements"][0]["actor"]["id"] == OLOF.id
    log = client.get("/judge").text
    assert "actor told: Olof Ren" in log
    mention = re.search(r'href="(/judge/mentions/[^"]+)"', log)
    assert mention and client.get(mention[1]).headers["location"].startswith(address)
    assert client.post(post, data=fields_of(page) | {"verdict": "undo"}).status_code == 303
    assert "is left open between" in client.get(address).text and "taken back" in client.get("/judge").text
    with Record.open(path, read_only=True) as record:
        assert record.browse.entry(said).actor.id is None
        given = [json.loads(line).get("judgement", {}) for line in judgement_lines(record.connection)]
    assert [one["verdict"] for one in given if one.get("target") == "mentions"] == ["actor", "undo"]


def test_read_only_screen_offers_no_choice(tied: tuple[Path, str, str]) -> None:
    path, address, _ = tied
    client = TestClient(create_app(path, read_only=True), base_url="http://127.0.0.1:8000")
    page = client.get(address).text
    assert "is left open between" in page and "/choose/" not in page
    answer = client.post(
        address.replace("/document/", "/choose/"), data={"words": "Ren", "actor": OLOF.id, "by": "Ada"}
    )
    assert answer.status_code == 403
