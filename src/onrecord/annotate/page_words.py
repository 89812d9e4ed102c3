"""Words that an outlet prints around its text: datelines, labels before a colon, links to another page.

In comes a tree; out come the tokens that are no part of what anybody says. The labels and links are rows of
``data/cues/page_words.toml``; a dateline has a shape of its own.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord import tables
from onrecord.annotate.tree import Tree

TABLE = "cues/page_words.toml"
_DASH = r"(?:[.,]?\s*(?:—|–|--)\s*|\s+-\s+|\.\s?-\s*)"
_AGENCY = r"\((?:[A-Z]{2,}[^()]{0,20}|[A-Z][a-z]+(?:[ -][\w.&'’-]+){0,3})\)"
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_FULL_DAY = rf",?\s(?:[A-Z][a-z]{{2,5}}day,?\s)?{_DATE}"
_DAY = rf"(?:{_FULL_DAY})?"
# What follows a dateline opens a sentence.
_OPENS = r"(?=[“\"‘'(\[]?[A-Z0-9])"
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z.'’-]{{3,}}(?:[,/ ]+[A-Z][\w.'’-]*){{0,4}}?{_DAY},?(?:\s*{_AGENCY})?{_DASH}{_OPENS}"
    rf"|[A-Z][\w.'’-]+(?:[, ]+[A-Z][\w.'’-]*){{0,3}}{_DAY},?\s*\([A-Z]{{2,}}[^()]{{0,20}}\){_DASH}{_OPENS}"
    rf"|[A-Z][A-Z.'’-]{{3,}}(?: [A-Z][A-Z.'’-]*){{0,3}}{_FULL_DAY}(?:\s*{_AGENCY})?:\s*{_OPENS}"
    rf"|{_AGENCY}{_DASH}{_OPENS}|\([A-Z]{{2,}}\)\s+(?=[A-Z]))"
)
# A paragraph's opening in which a dateline or a label may stand.
_OPENING = 90


def page_words(tree: Tree) -> frozenset[int]:
    """The tokens of datelines, of labels before a colon, and of links at the end of a paragraph."""
    found: set[int] = set()
    for begin, end in dict.fromkeys(tree.paragraph_edges):
        start, stop = tree.tokens[begin].start, tree.tokens[end - 1].end
        opening = _opened(tree.parse.text[start : min(stop, start + _OPENING)])
        i = begin
        while opening and i < end and tree.tokens[i].end <= start + opening:
            found.add(i)
            i += 1
        closing = _shapes()[1].search(tree.parse.text, max(start, stop - _OPENING), stop)
        if closing:
            found.update(i for i in range(begin, end) if tree.tokens[i].start >= closing.start(1))
    return frozenset(found)


def _opened(text: str) -> int:
    """How many letters of a paragraph's opening are a label or a dateline."""
    held = _shapes()[0].match(text) or _DATELINE.match(text)
    return held.end() if held else 0


@cache
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The labels and the links of the table, as patterns."""
    rows = tables.rows(TABLE, ("phrase", "place", "example", "origin"))
    label, end = (
        "|".join(re.escape(row["phrase"]).replace("'", "['’]") for row in rows if row["place"] == place)
        for place in ("label", "end")
    )
    return re.compile(rf"(?:{label})\s?:\s*", re.IGNORECASE), re.compile(rf"(?<=\w)[.…]?\s+((?i:{end}))$")
