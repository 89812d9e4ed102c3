"""The shapes in which English prints a time: the patterns of ``data/times/shapes.toml`` over the words of its table.

Each shape has a name, a rank (the lower wins where two cover the same words) and a pattern whose groups are the fields
of ``grammar.Expression``. Which word means what is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.dating.needs import Need, parsed
from onrecord.dating.words import pattern

TABLE = "times/shapes.toml"

_APPROXIMATE = r"(?:(?i:about|around|nearly|almost|roughly|some|more than|less than|at least|just|over|up to|only)\s+)?"


def _macros() -> dict[str, str]:
    month = f"(?:{pattern('month')}\\b|{pattern('month_short')}(?:\\.|\\b))"
    weekday = f"(?:{pattern('weekday')}\\b|{pattern('weekday_short')}(?:\\.|(?=,)))"
    digits = r"\d{1,3}(?:,\d{3})*(?:\.\d+)?"
    words = f"(?:{pattern('number')}(?:\\s+and\\s+a\\s+half|-and-a-half)?|{digits})"
    return {
        "MONTH": f"(?P<month>{month})",
        "MONTH2": month,
        "WEEKDAY": f"(?P<weekday>{weekday})",
        "MONTH_ABROAD": f"(?P<month_abroad>{pattern('month_foreign')})",
        "DAY": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|:\d|[.,]\d{2})",
        "DAY2": r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|:\d)",
        "YEAR": r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|,\d|\.\d)",
        "COUNT": f"(?P<count>{words}|{pattern('several')}|{pattern('article')})",
        "PLURAL": f"(?P<count>{words}|{pattern('several')})",
        "NUMBER": f"(?P<count>{words})",
        "UNIT": f"(?P<unit>{pattern('unit')})\\b",
        "STEP": f"(?P<step>{pattern('step')})",
        "EDGE": f"(?P<edge>{pattern('early')})",
        "PART": f"(?P<part>{pattern('part')})",
        "SEASON": f"(?P<season>{pattern('season')})\\b",
        "AGO": f"(?P<ago>{pattern('ago')}\\b|{pattern('ago_end')}\\b(?=\\s*(?:[.,;:)]|$)))",
        "ORDINAL": f"(?P<ordinal>{pattern('ordinal')}|[1-4](?:st|nd|rd|th))",
        "DAYWORD": f"(?P<day_word>{pattern('day_word')})\\b",
        "VAGUE": f"(?P<vague>{pattern('vague')})\\b",
        "EVERY": f"(?P<every>{pattern('every')})\\b",
        "TENS": f"(?P<tens>{pattern('tens')})\\b",
        "ABOUT": _APPROXIMATE,
    }


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: name, pattern, what a text must hold for it, and the field that each group of the pattern fills."""

    name: str
    pattern: re.Pattern[str]
    needs: tuple[Need, ...]
    fields: tuple[tuple[str, str], ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes, in order of rank."""
    macros = _macros()
    bare = {"MONTHWORD": macros["MONTH2"], "PARTWORD": pattern("part"), "STEPWORD": pattern("step")}
    rows = tables.rows(TABLE, ("name", "pattern", "example", "origin"))
    return tuple(
        _shape(row["name"], re.compile(_fill(row["pattern"], macros, bare)), tuple(row.get("needs", ())))
        for row in rows
    )


def _shape(name: str, found: re.Pattern[str], needs: tuple[str, ...]) -> Shape:
    return Shape(name, found, parsed(needs), tuple((group, re.sub(r"_\d$", "", group)) for group in found.groupindex))


def _fill(source: str, macros: dict[str, str], bare: dict[str, str]) -> str:
    """The pattern with its macros; a group that stands twice keeps its name once, the next gets a number."""
    seen: dict[str, int] = {}

    def named(found: re.Match[str]) -> str:
        return macros[found[1]]

    for word, group in bare.items():
        source = source.replace(word, group)
    source = re.sub(r"<([A-Z_]+[0-9]?)>", named, source)

    def numbered(found: re.Match[str]) -> str:
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}>" if seen[name] == 1 else f"(?P<{name}_{seen[name]}>"

    return re.sub(r"\(\?P<([a-z_0-9]+)>", numbered, source)
