"""The shapes in which English prints a time, as patterns over the words of ``data/times``.

Each shape has a name, a rank (the lower wins where two cover the same words) and a pattern whose groups are the fields
of ``grammar.Expression``. Which word means what is not known here.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.dating.words import pattern

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
        "DAY": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d{2})",
        "DAY2": r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%])",
        "YEAR": r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|,\d|\.\d)",
        "COUNT": f"(?P<count>{words}|{pattern('several')}|{pattern('article')})",
        "PLURAL": f"(?P<count>{words}|{pattern('several')})",
        "NUMBER": f"(?P<count>{words})",
        "UNIT": f"(?P<unit>{pattern('unit')})\\b",
        "STEP": f"(?P<step>{pattern('step')})",
        "EDGE": f"(?P<edge>{pattern('early')})",
        "PART": f"(?P<part>{pattern('part')})",
        "SEASON": f"(?P<season>{pattern('season')})\\b",
        "AGO": f"(?P<ago>{pattern('ago')})\\b",
        "ORDINAL": f"(?P<ordinal>{pattern('ordinal')}|[1-4](?:st|nd|rd|th))",
        "DAYWORD": f"(?P<day_word>{pattern('day_word')})\\b",
        "VAGUE": f"(?P<vague>{pattern('vague')})\\b",
        "EVERY": f"(?P<every>{pattern('every')})\\b",
        "TENS": f"(?P<tens>{pattern('tens')})\\b",
        "ABOUT": _APPROXIMATE,
    }


# In order of rank. Names are the shapes of grammar.Expression; a suffix after ":" only tells variants apart.
_SHAPES: tuple[tuple[str, str], ...] = (
    ("date:iso", r"(?<![\d/-])(?P<year>\d{4})-(?P<monthnumber>\d\d)-(?P<daynumber>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?(?![\d-])"),
    ("numeric", r"(?<![\d/.$-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)"),
    ("date:us", r"(?:<WEEKDAY>(?:\s+<PART>)?,?\s+(?:the\s+)?)?<MONTH>\s*(?:the\s+)?<DAY>(?:\s*(?:-|–|—|to|through|and)\s*<DAY2>(?!\s*<MONTH2>))?(?:(?:,\s*|\s+|\s+of\s+)<YEAR>)?"),
    ("date:uk", r"(?:<WEEKDAY>(?:\s+<PART>)?,?\s+)?(?:the\s+)?(?<![\d.,$£€])<DAY>(?:\s*(?:-|–|to|and)\s*<DAY2>)?\s+(?:of\s+)?<MONTH>(?:(?:,\s*|\s+)<YEAR>)?"),
    (
        "date:abroad",
        r"(?<![\d.,])<DAY>\.?\s*(?:de\s+)?<MONTH_ABROAD>\.?,?\s*(?:de[l]?\s+)?<YEAR>"
        r"|\b<MONTH_ABROAD>\.?\s+<DAY>\.?,?\s+<YEAR>",
    ),
    ("month:year", r"(?:<EDGE>(?:\s+(?:in|of)|-)?\s*)?<MONTH>(?:,?\s+|\s+of\s+)<YEAR>"),
    ("month:range", r"(?P<month>MONTHWORD)\s*(?:-|–|to)\s*(?P<month2>MONTHWORD)\s+<YEAR>"),
    ("every:day", r"(?i:every|each)\s+(?:other\s+)?(?:<WEEKDAY>|(?P<part>PARTWORD)|<UNIT>)"),
    ("every:plural", r"<WEEKDAY>s|<WEEKDAY>\s+(?P<part>PARTWORD)s"),
    ("every:word", r"\b<EVERY>"),
    ("weekday", r"(?:<STEP>\s+)?(?:<EDGE>\s+)?<WEEKDAY>(?:'s)?(?:\s+<PART>\b)?"),
    ("context_day:before", r"\b(?i:(?:on\s+)?the\s+eve|the\s+(?:day\s+before|previous\s+day|prior\s+day)|(?:a|one)\s+day\s+(?:earlier|before))\b(?!\s+(?i:yesterday))(?P<minus>)"),
    ("context_day:after", r"\b(?i:the\s+(?:day\s+after|following\s+day|next\s+day)|(?:a|one)\s+day\s+(?:later|after)|the\s+next\s+morning)\b(?!\s+(?i:tomorrow))(?P<plus>)"),
    ("context_day:same", r"\b(?i:(?:on\s+)?(?:the\s+same|that)\s+(?:same\s+)?(?:day|night|evening|morning|afternoon)|(?:later|earlier)\s+(?:in|on)?\s*(?:the|that)\s+(?:same\s+)?day|later\s+the\s+same\s+day)\b"),
    ("day:double", r"\b(?i:the\s+day\s+(?:before|after)\s+)<DAYWORD>"),
    ("day", r"\b<DAYWORD>(?:\s+<PART>\b)?"),
    ("part", r"\b(?P<step>(?i:this|last))\s+<PART>\b"),
    ("quarter", r"\b(?:(?P<step>(?i:this|last|the\s+same))\s+(?:year's\s+)?)?(?:the\s+)?(?i:fiscal\s+)?<ORDINAL>[\s-](?i:quarter)(?:\s+of\s+(?:fiscal\s+)?<YEAR>)?"),
    ("step_count", r"\b(?:(?i:the|these)\s+)?(?P<step>STEPWORD|(?i:first|final))\s+<PLURAL>[\s-]+<UNIT>"),
    ("ago", r"\b<ABOUT><COUNT>[\s-]+(?:full\s+)?<UNIT>(?:'s?)?\s+(?:or\s+(?:so|more)\s+)?<AGO>"),
    ("edge_unit", r"\b(?:(?i:the|by|at)\s+)?(?:the\s+)?<EDGE>\s+(?i:of|in)\s+(?:the|this|that)\s+<UNIT>"),
    ("step_unit", r"\b(?:<EDGE>\s+)?(?:(?i:the)\s+)?<STEP>\s+(?:fiscal\s+|calendar\s+)?<UNIT>(?:'s)?"),
    ("context_unit", r"\b(?i:(?:that|the\s+same))\s+<UNIT>|\b(?:the\s+)(?P<ago>(?i:previous|preceding|prior|following))\s+<UNIT>"),
    ("season:step", r"\b(?:<EDGE>\s+)?(?P<step>STEPWORD)\s+<SEASON>|\b(?i:in\s+the)\s+(?:<EDGE>\s+)?<SEASON>(?:\s+of\s+<YEAR>)?|\b<SEASON>(?:\s+of)?\s+<YEAR>"),
    ("month:step", r"\b(?:(?P<step>STEPWORD)\s+|(?:<EDGE>\s*(?:(?:in|of)\s+|-)?))<MONTH>(?!\s*\d)"),
    ("month", r"(?P<lead>\b(?i:in|since|by|until|till|from|during|of|through|last|before|after|for|and|to|between)\s+)?<MONTH>(?:'s)?(?!\s*\d|[-\w])"),
    ("decade", r"\b(?:(?i:the)\s+)?(?:<EDGE>[\s-])?(?P<decade>(?:1[5-9]|20)\d0|['’]?[2-9]0)(?:'|’)?s\b|\b(?i:the)\s+(?:<EDGE>[\s-])?<TENS>"),
    ("time", r"\b(?P<hour>1[0-2]|0?[1-9])(?::(?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?\s?m\b\.?|[AP]\.?M\b\.?)(?:\s+(?:[A-Z]{2,4}|local\s+time)\b)?(?:\s+(?:on\s+)?<WEEKDAY>)?"),
    ("duration:hyphen", r"\b<NUMBER>-<UNIT>(?:-(?i:old|long))?"),
    ("duration:old", r"\b<COUNT>\s+(?:full\s+|straight\s+|consecutive\s+)?<UNIT>(?:\s+(?i:old))?"),
    ("duration:bare", r"\b(?P<count>)(?P<unit>(?i:days|weeks|months|years|decades|hours|minutes|centuries))\b"),
    ("year", r"(?<![\d$£€#.,/:-])(?:(?i:fiscal|fiscal\s+year)\s+)?<YEAR>(?!-\d|\s*(?:-|–)\s*\d{3,4}\b)(?![\w/])"),
    ("year:short", r"(?<=\s)['’](?P<short>\d\d)(?![\d\w])"),
    ("unit:the", r"\b(?i:the)\s+(?P<unit>(?i:year|quarter|month|week|weekend))\b"),
    ("unit:weekend", r"\b(?:(?P<step>STEPWORD)\s+|(?:over\s+)?the\s+)(?P<unit>(?i:weekend))\b"),
    ("vague", r"\b<VAGUE>"),
)  # fmt: skip


@cache
def shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Name and pattern of each shape, in order of rank."""
    macros = _macros()
    bare = {"MONTHWORD": macros["MONTH2"], "PARTWORD": pattern("part"), "STEPWORD": pattern("step")}
    return tuple((name, re.compile(_fill(source, macros, bare))) for name, source in _SHAPES)


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
