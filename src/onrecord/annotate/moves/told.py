"""Deeds that a sentence simply tells: "Lima closed its border", "both countries withdrew their ambassadors".

In come a candidate's rows; out come the types of those that need no weighing where they are told as done. The weights
have learnt from the disputes of a few years, and hardly know what states do to one another elsewhere. The words are
rows of ``data/moves/told.csv``.
"""

from __future__ import annotations

from functools import cache

from onrecord import tables
from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Layers

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PARTICIPLE, _MODAL = "VBN", "MD"
_AUXILIARIES = frozenset({"aux", "auxpass"})
_ISO = 3
_NOT, _MARK = "neg", "mark"


def told_types(layers: Layers, candidate: Candidate) -> frozenset[str]:
    """Types of the rows of a candidate that are told as done, in a clause that names a state or who acts for one: an
    airline's apology to a guest is no move."""
    types = {hit.trigger.type for hit in candidate.hits if (hit.trigger.name, hit.trigger.type) in _rows()}
    if not types or not _is_done(layers, candidate.head):
        return frozenset()
    known = (layers.party_at[i] for i in candidate.clause)
    sides = {side for party in known if party is not None for side in (party.side or "").split(";")}
    return frozenset(types) if any(len(side) == _ISO and side.isupper() for side in sides) else frozenset()


def _is_done(layers: Layers, head: int) -> bool:
    """Whether a verb is finite, or a participle after "has" or "was", and neither denied nor put under a condition."""
    tree, token = layers.tree, layers.tree.token(head)
    below = [tree.token(child) for child in tree.children(head)]
    auxiliaries = [one for one in below if one.dep in _AUXILIARIES]
    if any(one.tag == _MODAL for one in auxiliaries) or any(one.dep == _NOT for one in below):
        return False
    if any(one.dep == _MARK and one.text.lower() in ruled_out("condition") for one in below):
        return False
    return token.tag in _FINITE or (token.tag == _PARTICIPLE and bool(auxiliaries))


@cache
def _rows() -> frozenset[tuple[str, str]]:
    rows = tables.rows("moves/told.csv", ("words", "type", "example"))
    return frozenset((row["words"], row["type"]) for row in rows)
