"""A first look at a word: whether it may be a move at all, before its clause is cut and all its features are named.

In come the layers, a token and the hits at it; out comes yes or no. Half of what governs a clause or bears a word of
the tables is ruled out by its lemma, its place in the tree and its governor (learnt by ``train/moves_sieve.py``).
"""

from __future__ import annotations

from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import load_weights, total
from onrecord.annotate.moves.triggers import Hit

WEIGHTS = "sieve"


def may_be_move(layers: Layers, i: int, hits: tuple[Hit, ...]) -> bool:
    """Whether a token with its hits must be weighed: what needs no weighing always, the rest by a sum of weights."""
    return any(hit.trigger.sure for hit in hits) or total(load_weights(WEIGHTS), sieve_features(layers, i, hits)) >= 0.0


def sieve_features(layers: Layers, i: int, hits: tuple[Hit, ...]) -> list[str]:
    """What the first look sees: the word, its place, its governor, the rows that it meets."""
    tree = layers.tree
    token, word = tree.tokens[i], tree.words[i]
    governor = tree.tokens[token.head]
    found = [
        "BIAS", f"L={word}", f"POS={token.pos}", f"TAG={token.tag}", f"D={token.dep}", f"G={tree.words[governor.i]}",
        f"DG={token.dep}:{governor.pos}",
    ]  # fmt: skip
    found += [f"GT={token.dep}:{kind}" for kind in layers.types_at(governor.i)]
    most = max((len(hit.tokens) for hit in hits), default=0)
    types = {hit.trigger.type for hit in hits if len(hit.tokens) == most}
    found += [f"R={hit.trigger.pos}:{hit.trigger.name}" for hit in hits]
    found += [f"T={kind}" for kind in {hit.trigger.type for hit in hits}]
    found += [f"TB={kind}:{min(most, 2)}" for kind in types]
    found.append(f"TN={min(len(types), 3)}:{token.pos}")
    return found
