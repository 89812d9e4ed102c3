"""Nobody else's page or name gets in: hosts, token, headers, forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.errors import RecordError
from onrecord.web import create_app

Dispute = tuple[Path, dict[str, str]]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
def test_only_known_hosts_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize("address", ["/", "/api/timeline", "/nowhere", "/static/css/base.css"])
def test_every_answer_forbids_what_is_not_ours(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';") and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_token_is_asked_for_then_kept_in_a_cookie(dispute: Dispute) -> None:
    app = create_app(dispute[0], read_only=True, token="s3cret", hosts=None)
    visitor = TestClient(app, base_url="http://archive.example", follow_redirects=False)
    assert visitor.get("/timeline").status_code == 401
    assert visitor.get("/static/css/base.css").status_code == 401
    assert visitor.get("/?token=wrong").status_code == 401
    welcome = visitor.get("/timeline?side=NLD&token=s3cret")
    assert (welcome.status_code, welcome.headers["location"]) == (303, "/timeline?side=NLD")
    assert visitor.get("/timeline").status_code == 200
    other = TestClient(app, base_url="http://archive.example")
    assert other.get("/api/timeline", headers={"authorization": "Bearer s3cret"}).status_code == 200


def test_any_host_without_a_token_is_refused(dispute: Dispute) -> None:
    with pytest.raises(ValueError, match="token"):
        create_app(dispute[0], hosts=None)


def test_file_that_is_no_record_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a record")
    with pytest.raises(RecordError):
        create_app(tmp_path / "notes.txt")


def form_of(client: TestClient, address: str) -> dict[str, str]:
    secret = re.search(r'name="secret" value="([^"]+)"', client.get(address).text)
    assert secret
    return {"secret": secret[1], "by": "Ada", "verdict": "wrong", "reason": "told otherwise", "back": "/timeline"}


def test_judgement_is_written_shown_and_taken_back(writable: TestClient, dispute: Dispute) -> None:
    address = f"/judge/moves/{dispute[1]['accuse']}"
    fields = form_of(writable, address)
    answer = writable.post(address, data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/timeline")
    assert "judged-wrong" in writable.get("/timeline").text
    judged = writable.get(address).text
    assert "told otherwise" in judged and "by Ada" in judged
    given = re.search(r'name="value" value="(judgement-[^"]+)"', judged)
    assert given
    writable.post(address, data=fields | {"verdict": "undo", "value": given[1], "back": "//evil.example/"})
    assert "judged-wrong" not in writable.get("/timeline").text
    assert "taken back" in writable.get("/judge").text


def test_mended_date_moves_the_row(writable: TestClient, dispute: Dispute) -> None:
    address = f"/judge/moves/{dispute[1]['demand']}"
    fields = form_of(writable, address) | {"verdict": "date", "value_date": "2021-09-20"}
    assert writable.post(address, data=fields).status_code == 303
    assert "Brandt demanded" in writable.get("/timeline?since=2021-09-20&until=2021-09-20").text
    assert writable.post(address, data=fields | {"value_date": "soon"}).status_code == 400


def test_merged_actor_is_shown_as_the_other(writable: TestClient, dispute: Dispute) -> None:
    address = f"/judge/actors/{dispute[1]['dorv']}"
    fields = form_of(writable, address) | {"verdict": "merge", "value_merge": "Pavel Istrin"}
    assert writable.post(address, data=fields).status_code == 303
    assert "Ilan Dorv" not in writable.get("/actors").text


BAD_FORMS = [
    ({"secret": "guessed"}, {}),
    ({"secret": ""}, {}),
    ({"by": " "}, {}),
    ({}, {"origin": "http://evil.example"}),
    ({"reason": "x" * 20_000}, {}),
]


@pytest.mark.parametrize(("changes", "headers"), BAD_FORMS)
def test_form_from_elsewhere_is_not_taken(
    writable: TestClient, dispute: Dispute, changes: dict[str, str], headers: dict[str, str]
) -> None:
    address = f"/judge/moves/{dispute[1]['accuse']}"
    fields = form_of(writable, address) | changes
    assert writable.post(address, data=fields, headers=headers).status_code == 403
    assert "judged-wrong" not in writable.get("/timeline").text


def test_read_only_record_is_not_judged(client: TestClient, dispute: Dispute) -> None:
    answer = client.post(f"/judge/moves/{dispute[1]['accuse']}", data={"verdict": "wrong", "by": "Ada"})
    assert answer.status_code == 403
    assert "read-only" in answer.text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_way_back_leads_nowhere_else(writable: TestClient, dispute: Dispute, back: str) -> None:
    address = f"/judge/moves/{dispute[1]['accuse']}"
    answer = writable.post(address, data=form_of(writable, address) | {"back": back})
    assert answer.headers["location"] == address


def act(writable: TestClient, address: str, **more: object) -> None:
    """Posts a judgement with the form's own secret."""
    answer = writable.post(address, data=form_of(writable, address) | more)
    assert answer.status_code == 303, answer.text


def test_actors_are_merged_and_split_and_taken_back_on_the_page(writable: TestClient, dispute: Dispute) -> None:
    dorv, brandt = dispute[1]["dorv"], dispute[1]["brandt"]
    act(writable, f"/judge/actors/{dorv}", verdict="merge", value_merge=brandt, reason="one man")
    page = writable.get(f"/actor/{brandt}").text
    assert "was merged with it by Ada" in page and ": one man" in page
    assert f"/actor/{dorv}" not in writable.get("/actors").text
    said = writable.get(f"/judge/actors/{dorv}").text
    judgement = re.search(r'name="value" value="(judgement-[^"]+)"', said)
    assert judgement
    act(writable, f"/judge/actors/{dorv}", verdict="undo", value=judgement[1])
    assert "was merged with it" not in writable.get(f"/actor/{brandt}").text
    boxes = re.findall(r'name="value_split" value="([^"]+)"', writable.get(f"/judge/actors/{brandt}").text)
    assert len(boxes) > 1
    act(writable, f"/judge/actors/{brandt}", verdict="split", value_split=boxes[:1])
    page = writable.get(f"/actor/{brandt}").text
    assert "was split off by Ada" in page and boxes[0] not in writable.get(f"/judge/actors/{brandt}").text


def test_split_without_documents_is_told(writable: TestClient, dispute: Dispute) -> None:
    address = f"/judge/actors/{dispute[1]['brandt']}"
    answer = writable.post(address, data=form_of(writable, address) | {"verdict": "split"})
    assert answer.status_code == 400 and "Tick the documents" in answer.text


def test_form_of_many_boxes_is_taken_and_one_of_too_many_is_refused(writable: TestClient, dispute: Dispute) -> None:
    address = f"/judge/actors/{dispute[1]['brandt']}"
    boxes = {"verdict": "split", "value_split": [f"doc-{number:016x}" for number in range(300)]}
    answer = writable.post(address, data=form_of(writable, address) | boxes)
    assert answer.status_code == 404 and "does not tell of" in answer.text
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert writable.post(address, content="a=1&" * 2_000, headers=kind).status_code == 403
