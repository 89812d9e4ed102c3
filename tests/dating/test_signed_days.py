"""Days that a text bears itself: an agency's dateline without its year, and the number of a quoted post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.dating import NoOffices, date_document
from onrecord.dating.datelines import is_dateline, stamps_of
from onrecord.dating.grammar import find_expressions
from onrecord.dating.posts import latest_post
from onrecord.extract import extract
from onrecord.model import Published, Segment
from onrecord.pages.make import make_page

DATELINES = [
    "VIENNA, Aug 31 (Herald) - The council met.",
    "ASTANA, October 21. /HERALD/. The minister left.",
    "ASTANA. Oct 21 (Herald Agency) - The minister left.",
    "Muscat, Oct 21, HNA - The envoy spoke.",
    "HEMPSTEAD, N.Y., Sept. 26 (Herald) — The candidate spoke.",
    "Ho Chi Minh City, 3 May (Herald) – The talks began.",
    "Dec 29 (Herald) - The ministry denied it.",
    "VIENNA, March 3 - The council met.",
]
OTHERS = [
    "In Vienna, March 3 - a holiday - was quiet.",
    "On Monday, Oct. 3 (Herald) the ministry denied it.",
    "March 3 (Tuesday) - The council met.",
    "Monday, Oct. 3 (Herald) - a day with its weekday says more than a dateline.",
    "The council met in Vienna, Aug 31 (Herald) - it was long.",
    "May 3 — the day of the vote — was quiet.",
    "VIENNA, Aug. 31, 2016 (Herald) - a printed date is another thing.",
]
STAMPS = [
    ("Updated 4:15 pm, Thursday, October 12", ["Thursday, October 12"]),
    ("Friday, Oct. 12, by Ann Berg", ["Friday, Oct. 12"]),
    ("12 October | 09.30", ["12 October"]),
    ("October 12", []),
    ("Doors open on Friday, October 12, for the friends of the harbour orchestra", []),
]
STAMPED = """Harbour Herald
News | Sport | Weather

Envoy leaves the capital of Norland

By Ann Berg, foreign staff

Updated 4:15 pm, Friday, October 12

VARNES -- The envoy left the capital on Friday, as agreed on September 30, 2018, the foreign minister said.
"""
# 22 bits below the milliseconds since 4 November 2010, 01:42 UTC.
TWELFTH = (1539345600000 - 1288834974657) << 22
POSTS = [
    (f"see https://twitter.com/envoy/status/{TWELFTH} for more", date(2018, 10, 12)),
    (f'<tweet tweet-id="{TWELFTH}"><tweet/>', date(2018, 10, 12)),
    (f"https://x.com/envoy/status/{TWELFTH} and /status/{TWELFTH - (3 * 86_400_000 << 22)}", date(2018, 10, 12)),
    (f"https://www.tiktok.com/@envoy/video/{1539345600 << 32}", date(2018, 10, 12)),
    ("https://weibo.example/status/4567890123456789", None),
    ("https://example.org/status/12", None),
    ("https://example.org/status/", None),
    ("/status/" + "9" * 23, None),
    ("/status/" + "9" * 5_000, None),
]


def dated(text: str) -> Published:
    page = make_page("page.txt", text.encode(), media_type="text/plain")
    return date_document(extract(page, plain=True)[0], NoOffices())


@pytest.mark.parametrize("text", DATELINES)
def test_a_dateline_opens_a_paragraph_with_its_place_and_its_sender(text: str) -> None:
    assert is_dateline(text, 0, find_expressions(text)[0])


@pytest.mark.parametrize("text", OTHERS)
def test_other_days_are_no_dateline(text: str) -> None:
    assert not any(is_dateline(text, 0, e) for e in find_expressions(text))


def test_a_dateline_names_the_day_of_the_year_that_the_text_tells() -> None:
    found = dated("Envoy leaves\n\nVIENNA, Oct 12 (Herald) - He left on Friday, as agreed on September 30, 2018.\n")
    assert found.when.value == "2018-10-12"
    assert [e.text for e in found.basis if e.kind == "dateline"] == ["Oct 12"]


def test_a_dateline_alone_names_no_year() -> None:
    assert dated("Envoy leaves\n\nVIENNA, Oct 12 (Herald) - He left in the evening.\n").when.value is None


@pytest.mark.parametrize(("line", "days"), STAMPS)
def test_a_line_under_the_headline_bears_the_day_of_the_page(line: str, days: list[str]) -> None:
    kinds = {"Envoy leaves": "headline", line: "furniture", "He left.": "body"}
    text, segments = "\n".join(kinds), []
    for words, kind in kinds.items():
        segments.append(Segment(kind, text.index(words), text.index(words) + len(words)))
    page = extract(make_page("page.txt", text.encode(), media_type="text/plain"), plain=True)[0]
    assert [e.text for e in stamps_of(replace(page, text=text, segments=tuple(segments)))] == days


def test_a_stamp_without_its_year_names_the_day_of_the_year_that_the_text_tells() -> None:
    page = make_page("page.txt", STAMPED.encode(), media_type="text/plain")
    found = date_document(extract(page)[0], NoOffices())
    assert found.when.value == "2018-10-12"
    assert [e.text for e in found.basis if e.kind == "stamp"] == ["Friday, October 12"]


@pytest.mark.parametrize(("text", "day"), POSTS)
def test_the_number_of_a_post_tells_its_day(text: str, day: date | None) -> None:
    post = latest_post(text, ((0, len(text)),), date(2100, 1, 1))
    assert (post.day if post else None) == day
    assert post is None or text[post.start : post.end].isdigit()


def test_a_post_of_a_day_that_has_not_come_is_left_out() -> None:
    text = f"/status/{TWELFTH} and /status/{TWELFTH + (3 * 86_400_000 << 22)}"
    days = [latest_post(text, ((0, len(text)),), date(2018, 10, last)) for last in (11, 12, 15)]
    assert [post.day.day if post else None for post in days] == [None, 12, 15]


def test_a_page_that_quotes_a_post_is_of_its_day_or_of_the_days_after() -> None:
    found = dated(f"Envoy answers\n\nHe answered.\n\nhttps://twitter.com/envoy/status/{TWELFTH}\n")
    assert found.when.earliest is not None
    assert "2018-10-11" <= found.when.earliest <= "2018-10-12"
    assert "posted" in {e.kind for e in found.basis}
