"""A story's title: the headline among its documents that tells most of what all of them tell."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.link.view import SeenDocument
from onrecord.link.words import Rarity, dot, unit, words

UNTITLED = "Without a title"
# A headline shorter than this says too little ("World news"), one longer too much.
FEWEST, MOST = 4, 18


def story_title(members: Sequence[SeenDocument]) -> str:
    """The headline nearest to the other headlines and the leads."""
    told = [set(words(f"{d.title or ''} {_lead(d)}")) for d in members]
    rarity = Rarity(told)
    centre = unit({word: rarity.of(word) * rarity.in_texts(word) for found in told for word in found})
    titles = sorted({" ".join(document.title.split()) for document in members if document.title})
    return max(titles, key=lambda title: (_fitness(title, centre, rarity), title), default=UNTITLED)


def _fitness(title: str, centre: dict[str, float], rarity: Rarity) -> float:
    found = words(title)
    near = dot(unit({word: rarity.of(word) for word in set(found)}), centre)
    return near if FEWEST <= len(found) <= MOST else near / 2


def _lead(document: SeenDocument) -> str:
    return next((block.text for block in document.blocks if block.kind == "body"), "")[:400]
