"""The API gives the same views as the screens, as its description says; sheets and citations can be used elsewhere."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.web.ask import FILTER_NAMES
from onrecord.web.sheets import pieces
from onrecord.web.views import VIEWS

Dispute = tuple[Path, dict[str, str]]
THINGS = {"document": "herald", "actor": "brandt", "story": "story", "thread": "thread", "entry": "accuse"}


def path_of(name: str, path: str, ids: dict[str, str]) -> str:
    return (path or "overview").replace("{id}", ids[THINGS[name]] if name in THINGS else "")


def resolved(schema: Any, description: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "components": description["components"]}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_answer_is_as_described(client: TestClient, dispute: Dispute, view: Any) -> None:
    description = client.get("/api/openapi.json").json()
    operation = description["paths"][f"/api/{view.path or 'overview'}"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    answer = client.get(f"/api/{path_of(view.name, view.path, dispute[1])}?q=gates")
    assert answer.status_code == 200
    jsonschema.Draft202012Validator(resolved(schema, description)).validate(answer.json())


def test_description_names_each_parameter_once() -> None:
    for view in VIEWS:
        assert len(set(view.params)) == len(view.params)


def test_api_tells_errors_as_json(client: TestClient) -> None:
    assert client.get("/api/document/none").json()["error"].startswith("no document")
    assert client.get("/api/timeline?limit=0").status_code == 400
    assert client.get("/api/nowhere").status_code == 404


def test_timeline_of_the_api_is_the_timeline_of_the_screen(client: TestClient) -> None:
    rows = client.get("/api/timeline?type=deny").json()["rows"]
    text = client.get("/timeline?type=deny").text
    assert len(rows) == 2
    assert all(f'id="e-{row["id"]}"' in text for row in rows)


@pytest.mark.parametrize("view", [view for view in VIEWS if view.rows], ids=lambda view: view.name)
def test_sheet_has_a_row_for_each_row(client: TestClient, dispute: Dispute, view: Any) -> None:
    answer = client.get(f"/csv/{path_of(view.name, view.path, dispute[1])}?q=gates")
    assert answer.headers["content-disposition"].endswith('.csv"')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows or view.name == "judge"


def test_formula_of_a_page_is_text_in_a_spreadsheet() -> None:
    assert "".join(pieces([[{"a": "=1+1", "b": -2, "c": "plain"}]])) == "a,b,c\r\n'=1+1,-2,plain\r\n"


def test_annotation_finds_its_words_by_place_and_by_quotation(client: TestClient, dispute: Dispute) -> None:
    ids = dispute[1]
    annotation = client.get(f"/cite/{ids['accuse']}/json").json()
    position, quotation = annotation["target"]["selector"]
    text = client.get(f"/api/document/{ids['herald']}").json()["text"]
    assert text[position["start"] : position["end"]] == quotation["exact"]
    assert quotation["prefix"] + quotation["exact"] + quotation["suffix"] in text


def test_view_is_cited_with_its_address_and_the_day(client: TestClient) -> None:
    lines = client.get("/citation/ris?of=/open").content.decode().split("\r\n")
    assert lines[0] == "TY  - ELEC" and "N1  - http://127.0.0.1:8000/open" in lines
    annotation = client.get("/citation/json?of=/open").json()
    assert annotation["target"]["source"] == "http://127.0.0.1:8000/open"


def test_ris_has_one_field_a_line(client: TestClient, dispute: Dispute) -> None:
    lines = client.get(f"/cite/{dispute[1]['shut']}/ris").content.decode().split("\r\n")
    assert lines[0] == "TY  - NEWS" and lines[-2].startswith("ER  -")
    assert not {"A1", "AB", "SP", "UR"} & {line[:2] for line in lines}  # No author, abstract, page, address of others.
    assert any(line.startswith("N1  - ") and line.endswith("(Ilan Dorv)") for line in lines)
    assert "DA  - 2021/09/11/" in lines and all(line[2:6] == "  - " for line in lines if line)


ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["move", "2018-03", "0", "200", "-1", "²", "5-10", "99999999999", '"', "*", "a*", "\x00", "';", "a" * 400]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    view=st.sampled_from(VIEWS),
    params=st.dictionaries(st.sampled_from([*FILTER_NAMES, "q", "limit", "offset", "by", "mark"]), ODD, max_size=4),
    thing=st.text(min_size=1, max_size=12),
)
def test_no_address_makes_the_server_fail(client: TestClient, view: Any, params: dict[str, str], thing: str) -> None:
    path = (view.path or "overview").replace("{id}", quote(thing, safe=""))
    assert client.get(f"/api/{path}", params=params).status_code in (200, 400, 404)
