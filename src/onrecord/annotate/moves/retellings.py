"""One move once: a move that an article tells again is the same move with a further span.

In come placed moves in order of the text; out come those that stay, the fullest telling of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.moves.answers import Placed

# Share of the shorter clause's words that two tellings of one move have in common.
_SAME_WORDS = 0.6
_FEWEST_WORDS = 3


def merge_retellings(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """The moves told once each, in order of the text; a retelling's span is kept with the move."""
    kept: list[Placed] = []
    for move in sorted(placed, key=lambda p: (-(p.move.span[1] - p.move.span[0]), p.move.span)):
        at = next((n for n, other in enumerate(kept) if _same_move(move, other)), None)
        if at is None:
            kept.append(move)
            continue
        told = tuple(sorted({*kept[at].move.retellings, move.move.span}))
        kept[at] = replace(kept[at], move=replace(kept[at].move, retellings=told))
    return tuple(sorted(kept, key=lambda p: (p.move.span, p.move.trigger, p.move.type)))


def _same_move(a: Placed, b: Placed) -> bool:
    first, second = a.move, b.move
    if first.type != second.type or first.status != second.status or first.voice != second.voice:
        return False
    if first.actor_side != second.actor_side or first.recipient_side != second.recipient_side:
        return False
    if second.span[0] <= first.span[0] and first.span[1] <= second.span[1]:
        # What one clause tells within another of its type was found to be a move of its own.
        return False
    fewer = min(len(a.words), len(b.words))
    return fewer >= _FEWEST_WORDS and len(a.words & b.words) / fewer >= _SAME_WORDS
