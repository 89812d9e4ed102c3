"""Copies: documents that print the text of an earlier one again, whole, cut or lightly edited.

In come sketches and the pairs of them to compare; out come families with their original. Runs of three words of their
beginnings are compared. Two pages that quote one press release share far fewer than a copy with every sixth word
changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord.link.sketch import Runs, Sketch
from onrecord.store.linked import Copy

# Share of the shorter beginning's runs that the other holds. A copy with 15 words in 100 changed keeps about 60.
CONTAINED = 0.46


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Whether one of two documents prints the other's text."""
    return contained(one.runs, other.runs) >= CONTAINED


def contained(one: Runs, other: Runs) -> float:
    """Share of the shorter beginning's runs that stand in the other."""
    return len(one & other) / max(1, min(len(one), len(other)))


def find_copies(sketches: Mapping[str, Sketch], pairs: Iterable[tuple[str, str]]) -> tuple[Copy, ...]:
    """Documents that print an earlier one's text, in order of their ids; ``pairs`` are copies one of the other."""
    alike = defaultdict(set)
    for one, other in pairs:
        alike[one].add(other)
        alike[other].add(one)
    originals: dict[str, str] = {}
    for sketch in sorted((sketches[name] for name in alike), key=lambda sketch: sketch.age):
        # A copy of a copy goes to the original if it is like it; a chain of changes never makes two articles one.
        known = {originals[other] for other in alike[sketch.id] if other in originals}
        fitting = [other for other in known if is_copy(sketch, sketches[other])]
        originals[sketch.id] = min(fitting, key=lambda other: sketches[other].age, default=sketch.id)
    found = [_copy(sketches[one], sketches[other]) for one, other in originals.items() if one != other]
    return tuple(sorted(found, key=lambda copy: copy.document_id))


def _copy(one: Sketch, original: Sketch) -> Copy:
    similarity = len(one.runs & original.runs) / max(1, len(one.runs | original.runs))
    return Copy(one.id, original.id, round(similarity, 3), _note(one, original))


def _note(one: Sketch, original: Sketch) -> str:
    """What was cut, added or changed, in words."""
    kept = len(one.runs & original.runs)
    if kept == len(one.runs) == len(original.runs) and one.length == original.length:
        return "the same text"
    if kept >= 0.9 * len(one.runs) and one.length < 0.9 * original.length:
        return f"cut: {one.length} of {original.length} words"
    if kept >= 0.9 * len(original.runs) and original.length < 0.9 * one.length:
        return f"longer: {one.length - original.length} words more"
    return f"edited: {round(100 * kept / max(1, len(one.runs)))} % of its beginning stands in the original"
