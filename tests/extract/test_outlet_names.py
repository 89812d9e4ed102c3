"""An outlet has one name, however a page writes it."""

from __future__ import annotations

import pytest

from onrecord.extract import extract
from onrecord.extract.outlet import outlet_name, plain_name
from onrecord.model import Page
from onrecord.pages import make_page


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The Harbour Courier", "Harbour Courier"),
        ("Harbour  Courier", "Harbour Courier"),
        ("The Week", "The Week"),
        ("THE NORTH WIRE", "NORTH WIRE"),
        ("Theatre News", "Theatre News"),
    ],
)
def test_name_that_no_list_has(written: str, name: str) -> None:
    assert (outlet_name(written), plain_name(written)) == (None, name)


@pytest.mark.parametrize("written", ["New York Times", "The  New York Times", "the new york times", "www.nytimes.com"])
def test_listed_name_is_found_with_and_without_its_article(written: str) -> None:
    assert outlet_name(" ".join(written.split())) == outlet_name("nytimes.com") is not None


def test_what_the_page_prints_stays_in_the_basis() -> None:
    html = b"""<html><head><meta property="og:site_name" content="The Harbour Courier"></head>
        <body><h1>Envoy leaves</h1><p>The envoy of Norvia left the capital on Monday, it was said.</p></body></html>"""
    page = make_page("a.html", html)
    assert isinstance(page, Page)
    document, _ = extract(page)
    assert document.outlet == "Harbour Courier"
    assert [row.basis for row in document.metadata if row.name == "outlet" and 'printed as "The Harbour' in row.basis]
