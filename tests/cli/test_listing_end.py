"""The last line of a list says how many there are: none, one, several, or a part of them."""

from __future__ import annotations

import pytest

from onrecord.cli.showing import _print_end
from onrecord.store.browse_rows import Listing

ENDS = [
    (0, 0, "stories", "no stories in this record"),
    (1, 1, "stories", "1 story"),
    (1, 1, "open items", "1 open item"),
    (1, 1, "moves and statements", "1 move or statement"),
    (2, 2, "stories", "2 stories"),
    (2, 7, "threads", "2 of 7 threads; --limit shows more"),
]


@pytest.mark.parametrize(("shown", "total", "what", "line"), ENDS)
def test_a_list_says_how_many_there_are(
    shown: int, total: int, what: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _print_end(Listing(tuple(range(shown)), total, 100, 0), what)
    assert capsys.readouterr().out == line + "\n"
