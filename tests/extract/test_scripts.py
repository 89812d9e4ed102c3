"""Days that a page's scripts state: a fallback where nothing that readers see or the head says gives one."""

from __future__ import annotations

import time

import pytest

from onrecord.dating import NoOffices, date_document
from onrecord.extract import extract
from onrecord.extract.scripts import days_in_script
from onrecord.model import Page
from onrecord.pages.make import make_page

STORY = "<p>The ministry in Varen summoned the envoy of Ostmark and handed him a note of protest over the arrests.</p>"


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('{"publishedAt":"2018-10-12T09:30:00Z"}', [("publishedat", "2018-10-12T09:30:00Z")]),
        ("var page = {'published_at': '2018-10-12'};", [("publishedat", "2018-10-12")]),
        (r'self.push("{\"firstPublished\": \"2018.10.12 18:40\"}")', [("firstpublished", "2018.10.12 18:40")]),
        ('{"publishedAt":"2018-10-12","next":{"publishedAt":"2018-10-12T11:00"}}', [("publishedat", "2018-10-12")]),
        ('{"publishedAt":"2018-10-12","next":{"publishedAt":"2018-10-14"}}', []),  # a list of articles
        ('{"electionDay":"2018-11-06"}', []),
        ('{"publishedAt":"soon"}', []),
    ],
)
def test_a_key_with_one_day_is_read(script: str, found: list[tuple[str, str]]) -> None:
    assert days_in_script(script) == found


def page(head: str, body: str = STORY) -> Page:
    made = make_page("p.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(), media_type="text/html")
    assert isinstance(made, Page)
    return made


SCRIPT = '<script>window.state = {"article": {"publishedAt": "2018-10-12T09:30:00Z"}}</script>'


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (SCRIPT, f"<h1>Envoy summoned</h1>{STORY}", "2018-10-12"),
        ("", f"<h1>Envoy summoned</h1>{STORY}", None),
        (SCRIPT, f"<h1>Envoy summoned</h1><p>14 October 2018</p>{STORY}", "2018-10-14"),
        (SCRIPT + '<meta name="date" content="2018-10-13">', f"<h1>Envoy summoned</h1>{STORY}", "2018-10-13"),
    ],
)
def test_a_script_dates_a_page_that_nothing_else_does(head: str, body: str, day: str | None) -> None:
    document, _ = extract(page(head, body))
    assert date_document(document, NoOffices()).value == day


def test_a_hostile_script_is_read_in_no_time() -> None:
    started = time.process_time()
    days_in_script('"publishedAt"' + " : " * 200_000 + '"publishedAt":"' * 50_000 + "\\" * 500_000)
    assert time.process_time() - started < 5
