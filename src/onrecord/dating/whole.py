"""The whole day that an expression prints: with its year, whatever stands around it.

In digits the order of day and month is the country's or the language's (``data/times/orders.csv``); where neither is
known and both numbers could be a month, there is no day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from onrecord import tables
from onrecord.dating.grammar import Expression, find_expressions
from onrecord.dating.values import Frame, name
from onrecord.model import Document

TABLE = "times/orders.csv"
OLDEST = date(1990, 1, 1)
_ANY_DAY = date(2000, 1, 1)
_STATED = ("html:lang", "meta:og:locale", "meta:language", "meta:content-language", "itemprop:inLanguage")


def whole_day(e: Expression, order: str | None = None) -> date | None:
    """The day of an expression that gives a year; None for all others and for years before the web."""
    if e.shape not in ("date", "numeric") or not e.year or not e.day:
        return None
    if e.word == "order" and order:
        e = replace(e, word=None) if order == "day" else replace(e, word=None, month=e.day, day=e.month)
    named = name(e, Frame(_ANY_DAY))
    return named.first if named.first and named.first == named.last and named.first >= OLDEST else None


def day_in(text: str, order: str | None = None) -> date | None:
    """The first whole day that a line prints."""
    return next((day for e in find_expressions(text) if (day := whole_day(e, order))), None)


def order_of(document: Document) -> str | None:
    """Which comes first in dates in digits where the page comes from: ``day``, ``month``, or None where unknown."""
    stated = [m.value.replace("_", "-").lower() for m in document.metadata if m.name in _STATED]
    addresses = [
        document.url or "",
        *(m.value for m in document.metadata if m.name in ("url:canonical", "meta:og:url")),
    ]
    countries = [f".{found[1]}" for a in addresses if (found := re.match(r"https?://[^/:]*\.([a-z]+)(?=[/:]|$)", a))]
    languages = [code.split("-")[0] for code in (*stated, document.language or "")]
    return next((_orders()[code] for code in (*stated, *countries, *languages) if code in _orders()), None)


@cache
def _orders() -> dict[str, str]:
    return {row["code"]: row["first"] for row in tables.rows(TABLE, ("code", "first", "example", "origin"))}
