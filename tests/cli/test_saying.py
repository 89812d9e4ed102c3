"""Who says something, and when: the log is sorted by the letters of the moment, so that its form is one everywhere."""

from __future__ import annotations

import re
import time

import pytest

from onrecord.cli import saying
from onrecord.errors import InputError
from onrecord.web import access

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def test_later_of_two_words_in_a_second_stands_later() -> None:
    first = saying.moment()
    time.sleep(0.002)
    assert first < saying.moment()


def test_moments_of_screen_and_command_line_have_one_form() -> None:
    assert MOMENT.fullmatch(saying.moment()) and MOMENT.fullmatch(access._now())


@pytest.mark.parametrize("error", [KeyError("getpwuid(): uid not found: 4711"), OSError("no user")])
def test_user_without_a_name_is_asked_for_one(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(saying, "getuser", nobody)
    with pytest.raises(InputError, match="--by"):
        saying.speaker(" ")
    assert saying.speaker(" eve ") == "eve"
