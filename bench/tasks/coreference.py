"""Pronouns of GUM's news and what they refer to: a sanity figure for the speakers that stand behind "he" and "she".

Each singular personal pronoun whose chain in the corpus bears a name somewhere is looked up in the reading: answered
where its mention has an actor, right where that actor's name shares a word with a name of the chain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import corpora
from bench.measures.counts import share
from bench.system import Item, Json, Options, readings, sampled
from bench.tasks.base import Outcome, Task

PRONOUNS = frozenset({"he", "she", "him", "her", "his"})
# A longer mention describes rather than names.
LONGEST_NAME = 6
_ENTITY = re.compile(r"\((\d+)-([a-z]+)|(\d+)\)")


@dataclass
class Chains:
    """A text with its pronouns, each with the words of the names in its chain."""

    stem: str
    text: str = ""
    pronouns: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)


def run(options: Options) -> Outcome:
    """Shares of pronouns answered, of answers right, and of all right."""
    paths = sorted((corpora.folder() / "gum_news" / "dep").glob("GUM_news_*.conllu"))
    texts = [read_chains(path) for path in sampled(paths, options)]
    items = [Item(f"{one.stem}.txt", one.text.encode(), plain=True) for one in texts]
    cases = [_case(one, reading) for one, reading in zip(texts, readings(items, options), strict=True)]
    asked, answered, right = (sum(case[key] for case in cases) for key in ("asked", "answered", "right"))
    figures = {
        "pronouns": float(asked),
        "answered": share(answered, asked),
        "right_of_answered": share(right, answered),
        "right": share(right, asked),
    }
    return Outcome(figures, cases)


def _case(one: Chains, reading: Json) -> dict[str, Any]:
    names = {actor["id"]: _words([actor["name"], *actor["names"]]) for actor in reading["actors"]}
    actors = {(m["start"], m["end"]): m["actor"] for m in reading["mentions"] if m["actor"]}
    given = [(start, end, names.get(actors.get((start, end), ""), frozenset())) for start, end, _ in one.pronouns]
    answered = [(g, gold) for (_, _, g), (_, _, gold) in zip(given, one.pronouns, strict=True) if g]
    right = sum(bool(g & gold) for g, gold in answered)
    wrong = [
        f"{one.text[start - 40 : end + 20]!r}: {sorted(g)} for {sorted(gold)}"
        for (start, end, g), (_, _, gold) in zip(given, one.pronouns, strict=True)
        if g and not g & gold
    ]
    return {
        "case": one.stem, "asked": len(one.pronouns), "answered": len(answered), "right": right, "wrong": wrong,
        "score": right / max(1, len(one.pronouns)),
    }  # fmt: skip


def _words(names: list[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]{2,}", name.lower()))


def read_chains(path: Path) -> Chains:
    """The text of a file in CoNLL-U with its pronouns."""
    one = Chains(path.stem)
    words: list[tuple[int, int, str, str]] = []
    opened: dict[str, list[int]] = defaultdict(list)
    mentions: list[tuple[str, int, int]] = []
    # A word that the corpus splits ("boy's") says on a line before its parts whether a space follows.
    joined, tight = 0, False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newpar") and "_block" not in line and one.text:
            one.text = one.text.rstrip() + "\n"
        columns = line.split("\t")
        if len(columns) != 10 or "." in columns[0]:
            continue
        if "-" in columns[0]:
            joined, tight = int(columns[0].split("-")[1]), "SpaceAfter=No" in columns[9]
            continue
        words.append((len(one.text), len(one.text) + len(columns[1]), columns[1], columns[3]))
        number = int(columns[0])
        close = number < joined or (tight if number == joined else "SpaceAfter=No" in columns[9])
        one.text += columns[1] + ("" if close else " ")
        joined = joined if number < joined else 0
        _follow(columns[9], len(words) - 1, opened, mentions)
    one.pronouns.extend(_pronouns(words, mentions))
    return one


def _pronouns(
    words: list[tuple[int, int, str, str]], mentions: list[tuple[str, int, int]]
) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The pronouns among mentions whose chain has a name, in order, each with the words of the names."""
    chains: dict[str, set[str]] = defaultdict(set)
    for entity, first, last in mentions:
        names = [word.lower() for _, _, word, pos in words[first : last + 1] if pos == "PROPN"]
        chains[entity] |= set(names if last - first < LONGEST_NAME else ())
    for entity, first, last in sorted(mentions, key=lambda mention: mention[1]):
        start, end, word, _ = words[first]
        if first == last and word.lower() in PRONOUNS and chains[entity]:
            yield start, end, frozenset(chains[entity])


def _follow(misc: str, at: int, opened: dict[str, list[int]], mentions: list[tuple[str, int, int]]) -> None:
    """Opens and closes the mentions that a word's last column names."""
    found = re.search(r"Entity=([^|]*)", misc)
    for match in _ENTITY.finditer(found.group(1)) if found else ():
        number = match.group(1) or match.group(3)
        if match.group(1):
            opened[number].append(at)
        elif opened[number]:
            mentions.append((number, opened[number].pop(), at))
    for match in re.finditer(r"\((\d+)-[^()]*\)", found.group(1)) if found else ():
        if opened[match.group(1)]:
            mentions.append((match.group(1), opened[match.group(1)].pop(), at))


TASK = Task("coreference", ("gum_news",), ("answered", "right_of_answered", "right"), run)
