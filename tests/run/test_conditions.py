"""What a user may ask for in a line, and the sentence for what cannot be asked."""

from __future__ import annotations

import pytest

from onrecord.errors import InputError
from onrecord.run.conditions import parse_condition

ROW = {
    "outlet": "Herald", "sides": ["GBR", "RUS"], "types": ["accuse"], "language": "en", "title": "Envoy summoned",
    "url": None, "locator": "a.html", "published": "2018-03-14", "earliest": "2018-03-14", "latest": "2018-03-14",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("side = RUS", True),
        ("side = USA", False),
        ("side != USA", True),
        ("side != RUS", False),
        ("side=RUS and side=GBR", True),
        ("side = RUS AND type = deny", False),
        ("outlet = Herald", True),
        ('title ~ "ENVOY"', True),
        ("title ~ expelled", False),
        ("published >= 2018", True),
        ("published >= 2018-03-15", False),
        ("published <= 2018-03", True),
        ("published < 2018-03", False),
        ("published > 2018", False),
        ("published > 2017", True),
        ("url ~ x", False),
        ("url != x", False),
        ("published >= 2018-03-01 and published <= 2018-03-31 and side = RUS", True),
    ],
)
def test_condition_holds_or_not(text: str, holds: bool) -> None:
    assert parse_condition(text).holds(ROW) is holds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a comparison is expected"),
        ("side", "a comparison is expected"),
        ("side = ", "a comparison is expected"),
        ("side = RUS or side = USA", '"and" or the end is expected at "or side'),
        ("side = RUS and", "a comparison is expected"),
        ("party = RUS", 'no field "party"; known: earliest'),
        ("__import__('os')", "a comparison is expected"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(text: str, says: str) -> None:
    with pytest.raises(InputError) as told:
        parse_condition(text)
    assert says in str(told.value)
