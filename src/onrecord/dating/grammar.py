"""Expressions that name a time, found in running text by the shapes of ``shapes``.

In comes text; out come expressions with their fields, longest first where two overlap. What day an expression names is
not decided here (see ``values``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from onrecord.dating import words
from onrecord.dating.needs import Need, Stretch
from onrecord.dating.shapes import Shape, shapes

# Names of months that are also everyday words or given names stand alone only after a preposition or the like.
_LONGEST_STRETCH = 50_000


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that name a time, and the fields that they fill; None where they do not say."""

    start: int
    end: int
    shape: str
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    step: int | None = None
    unit: str | None = None
    count: float | None = None
    part: str | None = None
    season: str | None = None
    edge: str | None = None
    word: str | None = None
    hour: tuple[int, int] | None = None


def find_expressions(text: str, start: int = 0, end: int | None = None) -> tuple[Expression, ...]:
    """Expressions in a stretch of text, in order, none overlapping another."""
    stop = min(len(text) if end is None else end, start + _LONGEST_STRETCH)
    return _found(text, start, stop)


# The day of a page and the times of its parse are sought in the same paragraphs, one page at a time.
@lru_cache(maxsize=256)
def _found(text: str, start: int, stop: int) -> tuple[Expression, ...]:
    stretch = Stretch(text[start:stop])
    found = []
    for rank, shape in _looked_for(stretch.met(_all_needs())):
        for match in shape.pattern.finditer(text, start, stop):
            expression = _expression(shape, match)
            if expression is not None:
                found.append((expression.start, -(expression.end - expression.start), rank, expression))
    found.sort(key=lambda item: item[:3])
    kept: list[Expression] = []
    for *_, expression in found:
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return tuple(kept)


@cache
def _all_needs() -> tuple[Need, ...]:
    """Every need of a shape, once."""
    return tuple(dict.fromkeys(need for shape in shapes() for need in shape.needs))


@lru_cache(maxsize=1024)
def _looked_for(met: frozenset[Need]) -> tuple[tuple[int, Shape], ...]:
    """Shapes, with their rank, whose needs are all met."""
    return tuple((rank, shape) for rank, shape in enumerate(shapes()) if met.issuperset(shape.needs))


def _expression(of: Shape, match: re.Match[str]) -> Expression | None:
    name = of.name
    shape = name.partition(":")[0]
    groups = _groups(of, match)
    begin, finish = match.span()
    if "lead" in groups:
        begin += len(groups["lead"])
    if shape == "month" and not _stands_alone(match, groups, begin, finish):
        return None
    if shape == "year" and not _is_year(match, finish):
        return None
    fields = _fields(name, groups)
    if fields is None:
        return None
    lead = len(match.string[begin:finish]) - len(match.string[begin:finish].lstrip())
    begin += lead
    return Expression(begin, finish, shape, match.string[begin:finish], **fields)


def _groups(of: Shape, match: re.Match[str]) -> dict[str, str]:
    """Groups that matched, under their first name (``year_2`` is ``year``)."""
    found: dict[str, str] = {}
    for group, name in of.fields:
        value = match[group]
        if value is not None:
            found.setdefault(name, value)
    return found


def _stands_alone(match: re.Match[str], groups: Mapping[str, str], begin: int, finish: int) -> bool:
    """Whether a month's name without day or year is a month: not a given name, not "may", not "march"."""
    if groups.get("year") or groups.get("step") or groups.get("edge") or groups.get("month2"):
        return True
    if groups.get("lead", "").strip():
        return not re.match(r"\s+[A-Z][a-z]+\b", match.string[finish : finish + 30]) or len(groups["month"]) > 5
    name = groups["month"].rstrip(".").lower()
    if words.value("month", name) is None or len(name) < 6:
        return False
    return not re.match(r"\s+[A-Z]", match.string[finish : finish + 5]) and begin > 0


def _is_year(match: re.Match[str], finish: int) -> bool:
    """Whether four digits are a year and not a count of things."""
    after = match.string[finish : finish + 25]
    before = match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"(?i)\b(?:in|since|by|until|till|the|of|from|during|for|before|after|late|early)\s+$", before):
        return not re.match(r"\s+(?:[a-z]+ )?(?:people|troops|soldiers|men|women|dollars|miles|feet)\b", after)
    return not re.match(r"\s+[a-z]+s\b", after) and not re.search(r"(?i)\b(?:than|about|some|nearly|over)\s+$", before)


def _fields(name: str, groups: Mapping[str, str]) -> dict[str, Any] | None:
    """Fields of an expression, or None where the words cannot be a time (a 31 September)."""
    shape = name.partition(":")[0]
    fields: dict[str, Any] = {}
    if shape == "numeric":
        return _numeric(groups)
    for group, value in groups.items():
        _FILL.get(group, _skip)(fields, value)
    if name in ("context_day:before", "context_day:after", "context_day:same"):
        fields["step"] = {"before": -1, "after": 1, "same": 0}[name.partition(":")[2]]
    if name == "day:double":
        fields["count"] = 1.0
    if shape == "every":
        fields["word"] = fields.get("word") or "every"
    return fields


def _numeric(groups: Mapping[str, str]) -> dict[str, Any] | None:
    """Fields of "21/10/2016": the order is known only where one number cannot be a month."""
    first, second, year = int(groups["a"]), int(groups["b"]), int(groups["year"])
    year += 0 if year > 99 else (2000 if year < 70 else 1900)
    if groups["sep"] != "/" and 1 <= second <= 12 and first <= 31:
        return {"day": first, "month": second, "year": year}
    if first > 12 >= second >= 1 and first <= 31:
        return {"day": first, "month": second, "year": year}
    if second > 12 >= first >= 1 and second <= 31:
        return {"day": second, "month": first, "year": year}
    if 1 <= first <= 12 and 1 <= second <= 12:
        same = first == second
        return {"day": first, "month": second, "year": year, "word": None if same else "order"}
    return None


def _skip(fields: dict[str, Any], value: str) -> None:
    return None


def _fill_hour(fields: dict[str, Any], value: str) -> None:
    fields["hour"] = (int(value), 0)


def _fill_minute(fields: dict[str, Any], value: str) -> None:
    hour = fields.get("hour")
    fields["hour"] = (hour[0] if isinstance(hour, tuple) else 0, int(value))


def _fill_half(fields: dict[str, Any], value: str) -> None:
    hour = fields.get("hour")
    if isinstance(hour, tuple):
        fields["hour"] = (hour[0] % 12 + (12 if value[0] in "pP" else 0), hour[1])


def _fill_decade(fields: dict[str, Any], value: str) -> None:
    number = int(value.strip("'’"))
    fields["year"] = number if number > 99 else 1900 + number


def _fill_count(fields: dict[str, Any], value: str) -> None:
    fields["count"] = words.number(value) if value else None


def _fill_step(fields: dict[str, Any], value: str) -> None:
    found = words.value("step", value)
    fields["step"] = int(found) if found else None


def _fill_ordinal(fields: dict[str, Any], value: str) -> None:
    found = words.value("ordinal", value)
    fields["count"] = float(found) if found else float(value[0])


_FILL: dict[str, Callable[[dict[str, Any], str], None]] = {
    "year": lambda fields, value: fields.update(year=int(value)),
    "short": lambda fields, value: fields.update(year=(1900 if int(value) > 40 else 2000) + int(value)),
    "monthnumber": lambda fields, value: fields.update(month=int(value)),
    "daynumber": lambda fields, value: fields.update(day=int(value)),
    "month": lambda fields, value: fields.update(month=words.month(value)),
    "month_abroad": lambda fields, value: fields.update(month=words.month(value)),
    "day": lambda fields, value: fields.update(day=int(value)),
    "day2": lambda fields, value: fields.update(last_day=int(value)),
    "weekday": lambda fields, value: fields.update(weekday=words.weekday(value)),
    "unit": lambda fields, value: fields.update(unit=words.value("unit", value)),
    "part": lambda fields, value: fields.update(part=words.value("part", value)),
    "season": lambda fields, value: fields.update(season=words.value("season", value)),
    "edge": lambda fields, value: fields.update(edge=words.value("early", value)),
    "ago": lambda fields, value: fields.update(step=_direction(value)),
    "day_word": lambda fields, value: fields.update(step=int(words.value("day_word", value) or 0), word=value.lower()),
    "vague": lambda fields, value: fields.update(word=words.value("vague", value)),
    "every": lambda fields, value: fields.update(word=words.value("every", value)),
    "tens": lambda fields, value: fields.update(year=1900 + int(words.value("tens", value) or 0)),
    "decade": _fill_decade,
    "count": _fill_count,
    "step": _fill_step,
    "ordinal": _fill_ordinal,
    "hour": _fill_hour,
    "minute": _fill_minute,
    "half": _fill_half,
}


def _direction(word: str) -> int:
    """-1 or 1 for a word that points back or forward ("ago", "later", "previous", "following")."""
    found = words.value("ago", word) or words.value("ago_end", word) or words.value("step", word)
    return int(found) if found else -1
