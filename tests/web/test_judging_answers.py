"""Which move answers which is judged, said and taken back on the screens."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.store import Record
from onrecord.store.answering import pair_id
from onrecord.web import create_app

Dispute = tuple[Path, dict[str, str]]
JUDGED = re.compile(r'href="/judge/move_answers/([^"?]+)\?back=([^"]+)"')


def fields_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts there, with the name of who judges."""
    form = page[page.index(f'action="{action}"') :].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"by": "Ada"}


def api_links(client: TestClient, thread: str) -> set[tuple[str, str, str]]:
    rungs = client.get(f"/api/thread/{thread}").json()["rungs"]
    return {(a["move"], a["answered"], a["kind"]) for rung in rungs for a in rung["answers"]}


def test_link_is_judged_wrong_from_its_thread_and_taken_back(writable: TestClient, dispute: Dispute) -> None:
    thread = f"/thread/{dispute[1]['thread']}"
    before = api_links(writable, dispute[1]["thread"])
    pair, back = next(iter(JUDGED.findall(writable.get(thread).text)))
    address = f"/judge/move_answers/{pair}"
    page = writable.get(f"{address}?back={back}").text
    assert page.count('<article class="entry') == 2 and "It is wrong" in page
    fields = fields_of(page, address)
    assert writable.post(address, data=fields | {"verdict": "wrong", "secret": "guessed"}).status_code == 403
    elsewhere = {"origin": "http://elsewhere.example"}
    assert writable.post(address, data=fields | {"verdict": "wrong"}, headers=elsewhere).status_code == 403
    assert writable.post(address, data=fields | {"verdict": "answers"}).status_code == 400
    assert writable.post(address, data=fields | {"verdict": "wrong"}).headers["location"] == thread
    gone = before - api_links(writable, dispute[1]["thread"])
    assert {pair_id(move, answered) for move, answered, _ in gone} == {pair}
    assert f"/judge/move_answers/{pair}" not in writable.get(thread).text
    assert f'href="/judge/move_answers/{pair}"' in writable.get("/judge").text
    undo = fields_of(writable.get(address).text, address) | {"verdict": "undo"}
    assert writable.post(address, data=undo).status_code == 303
    assert api_links(writable, dispute[1]["thread"]) == before


def test_move_is_said_to_answer_another_and_threads_are_linked(dispute: Dispute, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.write_bytes(dispute[0].read_bytes())
    linked: list[Record] = []
    app = create_app(path, relink=linked.append)
    client = TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False)
    demand = dispute[1]["demand"]
    rungs = client.get(f"/api/thread/{dispute[1]['thread']}").json()["rungs"]
    recall = next(rung["entry"]["id"] for rung in rungs if rung["entry"]["type"] == "expel")
    page = client.get(f"/judge/moves/{recall}").text
    assert "Nothing in the record." in page and f'<option value="{demand}">' in page
    post = f"/answer/{recall}"
    fields = fields_of(page, post) | {"value_answers": "retaliates"}
    assert client.post(post, data=fields).status_code == 400
    assert client.post(post, data=fields | {"answered": "move-0"}).status_code == 404
    assert client.post(post, data=fields | {"answered": demand, "value_answers": "denys"}).status_code == 400
    assert client.post(post, data=fields | {"answered": demand, "by": " "}).status_code == 403
    assert client.post(post, data=fields | {"answered": demand}).headers["location"] == f"/judge/moves/{recall}"
    assert (recall, demand, "retaliates") in api_links(client, dispute[1]["thread"])
    assert "by a person" in client.get(f"/judge/moves/{recall}").text
    assert len(linked) == 1


def test_read_only_screens_offer_no_word_on_a_link(client: TestClient, dispute: Dispute) -> None:
    thread = client.get(f"/thread/{dispute[1]['thread']}").text
    assert "/judge/move_answers/" not in thread
    page = client.get(f"/judge/moves/{dispute[1]['accuse']}").text
    assert "/answer/" not in page and "/judge/move_answers/" in page
    assert client.post(f"/answer/{dispute[1]['accuse']}", data={"answered": dispute[1]["demand"]}).status_code == 403


def test_article_tells_what_its_moves_answer_and_lets_it_be_judged(writable: TestClient, dispute: Dispute) -> None:
    page = writable.get(f"/document/{dispute[1]['herald']}").text
    card = page[page.index('id="recorded"') :]
    assert "denies</b>" in card and JUDGED.search(card)


def test_address_that_names_no_link_is_told(client: TestClient, dispute: Dispute) -> None:
    for name in ("nothing", "move-0:move-1", f"{dispute[1]['accuse']}:{dispute[1]['accuse']}"):
        assert client.get(f"/judge/move_answers/{name}").status_code == 404
