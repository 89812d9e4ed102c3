"""The last line of a list says how many there are: none, one, several, or a part of them."""

from __future__ import annotations

import pytest

from onrecord.cli.showing import _print_end
from onrecord.store.browse_rows import Listing

ENDS = [
    (0, 0, 0, "stories", "no stories in this record"),
    (0, 0, 62, "moves", "none of the 62 moves of this record fits"),
    (1, 1, 0, "stories", "1 story"),
    (1, 1, 0, "open items", "1 open item"),
    (1, 1, 0, "moves and statements", "1 move or statement"),
    (2, 2, 0, "stories", "2 stories"),
    (2, 7, 0, "threads", "2 of 7 threads; --limit shows more"),
]


@pytest.mark.parametrize(("shown", "total", "held", "what", "line"), ENDS)
def test_a_list_says_how_many_there_are(
    shown: int, total: int, held: int, what: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _print_end(Listing(tuple(range(shown)), total, 100, 0), what, held)
    assert capsys.readouterr().out == line + "\n"
