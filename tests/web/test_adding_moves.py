"""A move that the machine missed is added on the article's screens, without a script, and withdrawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.model import ARTICLE_KINDS
from onrecord.store import Record
from onrecord.store.browse import Browse
from onrecord.web.add import sentences

Dispute = tuple[Path, dict[str, str]]


def fields_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts there, with the name of who judges."""
    form = page[page.index(f'action="{action}"') :].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"by": "Ada"}


def test_move_is_added_from_its_sentence_and_withdrawn(writable: TestClient, dispute: Dispute) -> None:
    herald = dispute[1]["herald"]
    assert f'href="/add/{herald}"' in writable.get(f"/document/{herald}").text
    page = writable.get(f"/add/{herald}").text
    assert "<script>alert" not in page
    place = re.search(r'value="(\d+-\d+)" required> Brandt demanded that Vesmark explain', page)
    assert place
    fields = fields_of(page, f"/add/{herald}") | {"place": place[1], "type": "warn", "status": "conditional"}
    fields |= {"actor": "Olga Brandt", "recipient": "Vesmark", "date": "2021-09-09", "trigger": "within a week"}
    post = f"/add/{herald}"
    for wrong, status in (
        ({"secret": "guessed"}, 403), ({"by": " "}, 403), ({"place": ""}, 400), ({"place": "5-999999"}, 400),
        ({"type": "threat"}, 400), ({"actor": "Nobody Known"}, 404), ({"date": "9 September"}, 400),
        ({"trigger": "not there"}, 400),
    ):  # fmt: skip
        assert writable.post(post, data=fields | wrong).status_code == status, wrong
    assert writable.post(post, data=fields).headers["location"] == f"/document/{herald}"
    moves = writable.get(f"/api/document/{herald}").json()["moves"]
    (added,) = (move for move in moves if move["basis"] == "person: Ada")
    assert (added["type"], added["actor"]["name"], added["recipient"]["name"]) == ("warn", "Olga Brandt", "Vesmark")
    assert "added" in writable.get("/judge").text
    form = writable.get(f"/judge/moves/{added['id']}").text
    assert writable.post(f"/withdraw/{added['id']}", data={"by": "Ada"}).status_code == 403
    withdrawn = writable.post(f"/withdraw/{added['id']}", data=fields_of(form, f"/withdraw/{added['id']}"))
    assert withdrawn.headers["location"] == f"/document/{herald}"
    assert len(writable.get(f"/api/document/{herald}").json()["moves"]) == len(moves) - 1


def test_sentences_to_choose_from_are_the_articles_each_at_its_place(dispute: Dispute) -> None:
    with Record.open(dispute[0], read_only=True) as record:
        browse = Browse(record.connection)
        views = [browse.document(line.id) for line in browse.documents()]
    apart = 0
    for view in views:
        found = sentences(view)
        assert found and all(view.text[one.start : one.end] == one.text for one in found)
        own = [segment for segment in view.segments if segment.kind in ARTICLE_KINDS]
        assert all(any(s.start <= one.start and one.end <= s.end for s in own) for one in found)
        apart += len(view.segments) - len(own)
    assert apart, "no page has anything that is not its article, so that nothing is left out"


def test_read_only_screen_adds_nothing(client: TestClient, dispute: Dispute) -> None:
    herald = dispute[1]["herald"]
    assert "/add/" not in client.get(f"/document/{herald}").text
    assert "<form method" not in client.get(f"/add/{herald}").text
    assert client.post(f"/add/{herald}", data={"by": "Ada"}).status_code == 403


@pytest.mark.browser
def test_form_is_as_wide_as_a_telephone(browser: object, address: str, dispute: Dispute) -> None:
    from watched import Watched

    narrow = Watched(browser, address, viewport={"width": 390, "height": 844}, color_scheme="dark")
    narrow.open(f"/add/{dispute[1]['herald']}")
    assert narrow.page.evaluate("document.documentElement.scrollWidth") <= 390
    narrow.context.close()
    assert not narrow.faults
