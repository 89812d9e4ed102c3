"""Hard cases of our own for actors and speakers: the share that is right, left open, and wrong.

``python -m bench.actors_cases [--show]`` reads ``bench/cases/actors.csv`` (a name in a sentence of a day: which actor,
side, office) and ``bench/cases/speakers.csv`` (a passage whose tested source stands in double brackets: which speaker).
A speaker ``*`` is an unnamed actor or a group of that side; an actor ``-`` is nobody (a place).
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from onrecord.annotate import find_attributions, find_mentions
from onrecord.ids import make_id
from onrecord.model import Actor, Attribution, Document, Parse, Published, Segment, TextMap
from onrecord.parse import Parser
from onrecord.resolve import Gazetteer, Resolution, resolve
from onrecord.resolve.fold import fold, name_key
from onrecord.resolve.roles import role_fits, role_of_title

CASES = Path(__file__).parent / "cases"
RIGHT, OPEN, WRONG = "right", "open", "wrong"


class Reader:
    """The parser and the gazetteer, loaded once."""

    def __init__(self) -> None:
        self.parser, self.gazetteer = Parser(), Gazetteer.load()
        self._ids: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for party in self.gazetteer.parties.values():
            for name in (party.name, *party.names):
                self._ids[name_key(name)].add(make_id("actor", party.key))

    def ids_of(self, name: str) -> set[str]:
        """Ids of the parties that bear a name."""
        return self._ids[name_key(name)]

    def read(self, text: str, day: str, marked: tuple[int, int] | None = None) -> tuple[Parse, Resolution]:
        """A text resolved as of a day; a marked span is the source of an attribution."""
        segments, start = [], 0
        for line in text.split("\n"):
            segments.append(Segment("body", start, start + len(line)))
            start += len(line) + 1
        parse = self.parser.parse(text, segments)
        found = [item for item in find_attributions(parse, document_id="case") if item.source]
        if marked is not None:
            found = [item for item in found if not _touches(item.source[0], marked)]
            found.append(Attribution("marked", (marked,), (), (), "indirect"))
        document = Document("case", "page", "case", "", text, tuple(segments), TextMap("utf-8", ()))
        mentions = find_mentions(parse, self.gazetteer)
        return parse, resolve(document, parse, mentions, found, Published(value=day), self.gazetteer)


def _touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def same_actor(actor: Actor, name: str, reader: Reader) -> bool:
    """Whether an actor bears an expected name, in any of its spellings."""
    names = (actor.name, *actor.names)
    if actor.id in reader.ids_of(name):
        return True
    if actor.kind in ("person", "unnamed"):
        known = {name_key(known) for known in names}
        return name_key(name) in known
    return fold(name) in {fold(known) for known in names}


def judge_actor(row: dict[str, str], reader: Reader) -> tuple[str, str]:
    """Right, open or wrong, with what was found."""
    start = row["context"].index(row["name"])
    end = start + len(row["name"])
    _, found = reader.read(row["context"], row["date"])
    actors = {actor.id: actor for actor in found.actors}
    covering = [m for m in found.mentions if m.start < end and m.end >= end]
    actor = next((actors[m.actor] for m in covering if m.actor), None)
    if row["actor"] == "-":
        return (RIGHT, "") if actor is None else (WRONG, actor.name)
    if actor is None:
        return OPEN, "nobody"
    shown = f"{actor.name} / {actor.side} / {actor.office}"
    if not same_actor(actor, row["actor"], reader):
        return (OPEN if actor.kind == "unnamed" and actor.side == row["side"] else WRONG), shown
    if (actor.side or "") != row["side"]:
        return (OPEN if actor.side is None else WRONG), shown
    return (RIGHT if not row["office"] or _fits(row["office"], actor) else WRONG), shown


def _fits(expected: str, actor: Actor) -> bool:
    wanted, given = role_of_title(expected)[0], role_of_title(actor.office or "")[0]
    return role_fits(wanted, given) or role_fits(given, wanted) or fold(expected) in fold(actor.office or "")


def judge_speaker(row: dict[str, str], reader: Reader) -> tuple[str, str]:
    """Right, open or wrong, with what was found."""
    start = row["passage"].index("[[")
    text = row["passage"].replace("[[", "").replace("]]", "")
    end = row["passage"].index("]]") - 2
    _, found = reader.read(text, row["date"], (start, end))
    marked = next(item for item in found.attributions if item.id == "marked")
    actor = next((actor for actor in found.actors if actor.id == marked.speaker), None)
    if actor is None:
        return OPEN, "nobody"
    shown = f"{actor.name} / {actor.kind} / {actor.side}"
    if row["speaker"] == "*":
        named = actor.kind not in ("unnamed", "group")
    else:
        if actor.kind == "unnamed":
            return OPEN, shown
        named = not same_actor(actor, row["speaker"], reader)
    if named:
        return WRONG, shown
    return (RIGHT if (actor.side or "") == row["side"] else OPEN if actor.side is None else WRONG), shown


def run_cases(name: str, reader: Reader, *, limit: int | None = None) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Shares of right, open and wrong of a table of cases, and what was found where it is not right."""
    judge = judge_actor if name == "actors" else judge_speaker
    counts: Counter[str] = Counter()
    cases = []
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows[:limit], 2):
        verdict, shown = judge(row, reader)
        counts[verdict] += 1
        passage = row.get("context") or row["passage"]
        case = {"case": f"{name} {number}", "score": float(verdict == RIGHT), "verdict": verdict}
        cases.append(case | ({} if verdict == RIGHT else {"passage": passage, "found": shown}))
    return {verdict: counts[verdict] / counts.total() for verdict in (RIGHT, OPEN, WRONG)}, cases


if __name__ == "__main__":
    SHARED = Reader()
    for table in ("actors", "speakers"):
        figures, found = run_cases(table, SHARED)
        for case in found:
            if case["verdict"] != RIGHT and "--show" in sys.argv:
                print(f"  {case['case']}: {case['verdict']}: {case['passage']!r} -> {case['found']}")
        print(f"{table}: " + ", ".join(f"{verdict} {share:.3f}" for verdict, share in figures.items()))
