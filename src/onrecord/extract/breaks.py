"""Blocks whose lines are parted by breaks alone, cut where one of the lines speaks of the page.

Old pages print headline, byline and date as the lines of one block. Such a block becomes several, one a line, when a
cue knows one of its lines; paragraphs parted by breaks stay together while no cue does.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from onrecord.extract.cues import cue_of
from onrecord.extract.elements import Block, Outline


def cut_at_breaks(found: Outline) -> list[Block]:
    """The blocks of an outline, those cut that hold a line about the page."""
    blocks: list[Block] = []
    for block in found.blocks:
        lines = _lines(block)
        told = len(lines) > 1 and any(cue_of(found.text[line.start : line.end].strip()) for line in lines)
        blocks += lines if told else [block]
    return blocks


def _lines(block: Block) -> list[Block]:
    """One block a line, each with its own letters in links and in strong type."""
    if not block.cuts:
        return [block]
    cuts = [(block.start - 1, 0, 0), *block.cuts, (block.end, block.links, block.strong)]
    return [
        replace(block, start=first[0] + 1, end=last[0], links=last[1] - first[1], strong=last[2] - first[2], breaks=0,
                cuts=[])
        for first, last in pairwise(cuts)
    ]  # fmt: skip
