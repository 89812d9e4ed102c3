"""Days that a page's scripts state: what a site hands its own program of the article ("publishedAt": "2018-10-12").

In comes the inside of a script; out come keys with their values, as written. A key is a row of
``data/extract/script_keys.csv``. One that comes with several days lists other articles too, and says nothing of this
one. Scripts are read as letters and never run.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord import tables

TABLE = "extract/script_keys.csv"
# Letters of a script that are looked at; a page's own data stand near its beginning.
_MOST = 2_000_000
_PAIR = re.compile(
    r"""["']([A-Za-z][A-Za-z_-]{2,30})\\{0,3}["']\s{0,4}:\s{0,4}\\{0,3}["']((?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?(?!\d)[^"'\\]{0,30})"""
)
_DAY = re.compile(r"\d{4}\D\d\d?\D\d\d?")


def days_in_script(script: str) -> list[tuple[str, str]]:
    """Keys, folded to small letters, and the value of each that names one day only, in the order of the script."""
    found: dict[str, list[str]] = {}
    for pair in _PAIR.finditer(script, 0, _MOST):
        key = folded(pair[1])
        if key in _keys():
            found.setdefault(key, []).append(pair[2])
    return [(key, values[0]) for key, values in found.items() if len({_day(value) for value in values}) == 1]


def folded(key: str) -> str:
    """A key without the marks in which programs differ: ``published_at`` and ``publishedAt`` fold alike."""
    return re.sub(r"[^a-z]", "", key.lower())


def _day(value: str) -> str:
    found = _DAY.match(value)
    return found[0] if found else value


@cache
def _keys() -> frozenset[str]:
    return frozenset(folded(row["key"]) for row in tables.rows(TABLE, ("key", "example", "origin")))
