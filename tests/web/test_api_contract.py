"""The API's description is one that the tools of others accept, and the API does what it says, whatever is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web import create_app
from onrecord.web.openapi import description

pytestmark = pytest.mark.contract
EXAMPLES = 12
"""Requests made up for each address."""


def test_description_is_a_sound_openapi_document() -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="openapi-spec-validator is not installed")
    validator.validate(description())


def test_api_keeps_to_its_description_whatever_is_asked(dispute: tuple[Path, dict[str, str]]) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, given, settings

    app = create_app(dispute[0], read_only=True, hosts=("testserver", "localhost"))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == len(description()["paths"])
    for operation in operations:

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def keeps(case: object) -> None:
            case.call_and_validate()  # type: ignore[attr-defined]

        keeps()


def test_path_that_nobody_described_is_told_as_json(client: TestClient) -> None:
    assert client.get("/api/nowhere").json()["error"]
