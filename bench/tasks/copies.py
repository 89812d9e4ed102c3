"""Copies: articles printed again with words changed, cut and added, among two thousand others.

The edits are made here, always the same ones: of each word, with the chance that the case names, another stands in its
place, it is left out, or one is added.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from bench import corpora
from bench.measures.counts import PLACES
from bench.system import Options, sampled
from bench.tasks.base import Outcome, Task
from onrecord.link.regroup import group_all
from onrecord.link.shelf import MemoryShelf
from onrecord.link.sketch import Sketch, sketch_of
from onrecord.link.view import Block, SeenDocument
from onrecord.model import When

SHARES = (0, 5, 10, 15, 20, 25, 30)
COPIED = 250


def run(options: Options) -> Outcome:
    """Precision and recall at each share of edited words, and their least up to 15 in 100."""
    texts = [text for _, text, _ in sampled(corpora.russia_articles(), options)]
    originals = [_sketch(f"original-{at:04d}", text) for at, text in enumerate(texts)]
    # What the corpus itself holds twice is no case of ours.
    twice = {name for copy in _copies(originals) for name in copy}
    clean = [at for at, sketch in enumerate(originals) if sketch.id not in twice]
    figures: dict[str, float] = {}
    cases = []
    for share in SHARES:
        chance = random.Random(share)
        picked = sorted(chance.sample(clean, min(COPIED, len(clean) // 2)))
        edited = [_sketch(f"print-{at:04d}", _edited(texts, at, share / 100, chance)) for at in picked]
        truth = {(f"print-{at:04d}", f"original-{at:04d}") for at in picked}
        found = _copies([*(originals[at] for at in clean), *edited])
        right = len(found & truth)
        figures[f"p_{share}"] = round(right / max(1, len(found)), PLACES)
        figures[f"r_{share}"] = round(right / max(1, len(truth)), PLACES)
        cases.append({"case": f"{share} %", "score": right / max(1, len(found | truth))})
    figures["least"] = min(figures[f"{kind}_{share}"] for kind in "pr" for share in SHARES if share <= 15)
    return Outcome(figures, cases)


def _copies(sketches: Sequence[Sketch]) -> set[tuple[str, str]]:
    """Copies with their originals; the earlier id is the original where no day is known."""
    return {(c.document_id, c.original_id) for c in group_all(MemoryShelf(sketches), [s.id for s in sketches]).copies}


def _sketch(name: str, text: str) -> Sketch:
    return sketch_of(SeenDocument(name, None, None, When(), (Block("body", 0, text),)))


def _edited(texts: Sequence[str], at: int, share: float, chance: random.Random) -> str:
    others = texts[(at + 1) % len(texts)].split() or ["other"]
    found = []
    for word in texts[at].split():
        kind = chance.random() if chance.random() < share else 2.0
        found += [chance.choice(others)] if kind < 0.5 else [] if kind < 0.75 else [word]
        found += [chance.choice(others)] if 0.75 <= kind < 1.0 else []
    return " ".join(found)


TASK = Task("copies", ("russia_articles",), ("least", "p_15", "r_15", "r_30"), run)
