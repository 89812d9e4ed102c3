"""The sides of parties: of each party that the moves of an article name, whether its name in the text got its side.

Resolving learnt nothing from these articles, so that all of them count, not the held-out fifth alone. A party is
located where its name stands in the text and somebody is resolved there; the side of such a one is right or wrong.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench import corpora
from bench.actors_cases import Reader
from bench.measures.counts import share
from bench.system import Options, sampled

ENDS = ("actor", "recipient")
Party = tuple[str, str]  # name, side


def figures(reader: Reader, options: Options) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Shares of the parties that are located, and of these with the right side; one case for each wrong one."""
    counts: Counter[str] = Counter()
    cases = []
    for stem, text, parties, day in sampled(list(articles()), options):
        _, found = reader.read(text, day)
        actors = {actor.id: actor for actor in found.actors}
        met = [(m.start, m.end, actors[m.actor]) for m in found.mentions if m.actor]
        for name, side in parties:
            at = text.find(name)
            shown = next((actor for start, end, actor in met if start < at + len(name) and end > at), None)
            counts["parties"] += 1
            if shown is None:
                continue
            agrees = bool({*side.split(";")} & {*(shown.side or "none").split(";")})
            counts.update(located=1, right=int(agrees))
            if not agrees:
                cases.append({"case": stem, "score": 0.0, "passage": name, "found": f"{shown.name} / {shown.side}"})
    located, right = share(counts["located"], counts["parties"]), share(counts["right"], counts["located"])
    return {"sides.located": located, "sides.right": right}, cases


def articles() -> Iterator[tuple[str, str, list[Party], str]]:
    """Stem, text, parties with their sides, day of publication."""
    base = corpora.folder() / "moves"
    days = json.loads(corpora.read_text(base / "dates.json"))
    for path in sorted((base / "gold").glob("*.json")):
        text = corpora.read_text(base / "text" / f"{path.stem}.txt")
        named = {
            (move[end], move[f"{end}_side"]) for move in json.loads(corpora.read_text(path))["moves"] for end in ENDS
        }
        kept = sorted((name, side) for name, side in named if side not in ("", "none") and name in text)
        yield path.stem, text, kept, days.get(f"{path.stem}.txt") or ""
