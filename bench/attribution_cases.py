"""Hard cases of our own for attributions: the share found, the share found in the same words, by category.

``python -m bench.attribution_cases [--show]`` reads ``bench/cases/attributions.csv``: a passage with one attribution
that must be found in it (``~`` between pieces), and where it stands inside another the cue of that; a row without a
content is a passage in which nothing is ascribed to anybody. The first of several paragraphs is a headline where the
category says so.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from bench.measures.counts import share
from onrecord.annotate import find_attributions
from onrecord.model import Attribution, Parse, Segment, Spans
from onrecord.parse import Parser

CASES = Path(__file__).parent / "cases" / "attributions.csv"
EXACT, MET, MISSED = "exact", "met", "missed"
Row = dict[str, str]


def rows() -> list[Row]:
    """The cases."""
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def judge(row: Row, parser: Parser) -> tuple[str, str]:
    """Exact, met or missed, with what was found."""
    parse = parser.parse(row["passage"], segments_of(row))
    found = find_attributions(parse)
    shown = "; ".join(f"{_words(parse, a.source)} | {_words(parse, a.cue)} | {_words(parse, a.content)}" for a in found)
    if not row["content"]:
        return (MISSED if found else EXACT), shown
    by_id = {one.id: one for one in found}
    verdicts = [_verdict(row, parse, one, by_id) for one in found]
    return min(verdicts, key=(EXACT, MET, MISSED).index, default=MISSED), shown


def segments_of(row: Row) -> list[Segment]:
    """The paragraphs of a case's passage."""
    found, start = [], 0
    for number, line in enumerate(row["passage"].split("\n")):
        kind = "headline" if row["category"] == "headline" and not number else "body"
        found.append(Segment(kind, start, start + len(line)))
        start += len(line) + 1
    return found


def _verdict(row: Row, parse: Parse, one: Attribution, by_id: dict[str, Attribution]) -> str:
    source, cue, content = (_letters(_words(parse, spans)) for spans in (one.source, one.cue, one.content))
    wanted = _letters(row["content"])
    holder = _letters(_words(parse, by_id[one.within].cue)) if one.within else ""
    if row["within"] and holder != _letters(row["within"]):
        return MISSED
    same_cue = cue == _letters(row["cue"])
    if source == _letters(row["source"]) and same_cue and content == wanted:
        return EXACT
    near = content in wanted or wanted in content
    sourced = bool(_tokens(row["source"]) & _tokens(_words(parse, one.source))) or not (row["source"] or source)
    touches = bool(_tokens(row["cue"]) & _tokens(_words(parse, one.cue))) or same_cue
    return MET if content and near and sourced and touches else MISSED


def _words(parse: Parse, spans: Spans) -> str:
    return " ~ ".join(parse.text[start:end] for start, end in spans)


def _letters(words: str) -> str:
    """The letters and digits alone: edges of punctuation do not count."""
    return "".join(letter for letter in words if letter.isalnum())


def _tokens(words: str) -> frozenset[str]:
    return frozenset(words.replace("~", " ").split())


def run(parser: Parser, *, show: bool = False) -> dict[str, float]:
    """The share of cases that are met, and that are exact, in all and by category."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows():
        verdict, shown = judge(row, parser)
        counts[row["category"]][verdict] += 1
        if show and verdict != EXACT:
            print(f"  {verdict} ({row['category']}): {row['passage']!r} -> {shown or 'nothing'}")
    total = sum(counts.values(), Counter())
    figures = {
        "cases": float(total.total()),
        "cases_met": _met(total),
        "cases_exact": share(total[EXACT], total.total()),
    }
    return figures | {f"cases_met_{name.replace(' ', '_')}": _met(count) for name, count in counts.items()}


def _met(count: Iterable[str] | Counter[str]) -> float:
    count = Counter(count)
    return share(count[EXACT] + count[MET], count.total())


if __name__ == "__main__":
    for figure, value in run(Parser(), show="--show" in sys.argv).items():
        print(f"{figure}: {value:g}")
