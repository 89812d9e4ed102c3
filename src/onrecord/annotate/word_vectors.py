"""What each token of a parse is like, as numbers.

In comes a parse; out comes a matrix with a row for each token: the parser's own vector of the token in its context,
and the vector of its lemma from a table learnt from much other text.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord import weights
from onrecord.model import Parse

TABLE = "lemmas.npz"
IN_CONTEXT, OF_LEMMA = 96, 32
SIZE = IN_CONTEXT + OF_LEMMA
# Vectors of another parser mean something else.
PARSER = "en_core_web_sm"
# The spread of the numbers in either part, so that both weigh alike.
SPREAD_IN_CONTEXT, SPREAD_OF_LEMMA = 0.74, 32.0


def word_vectors(parse: Parse, model: str) -> NDArray[np.float32]:
    """The vectors of a parse's tokens; zeros where the parser gave none or the table has no such lemma."""
    found = np.zeros((len(parse.tokens), SIZE), dtype=np.float32)
    seen = parse.vectors if parse.basis.startswith(PARSER) else None
    if seen is not None and seen.shape == (len(found), IN_CONTEXT):
        found[:, :IN_CONTEXT] = seen / np.float32(SPREAD_IN_CONTEXT)
    numbers, vectors = _table(model)
    rows = np.array([numbers.get(token.lemma, -1) for token in parse.tokens], dtype=np.intp)
    known = rows >= 0
    found[known, IN_CONTEXT:] = vectors[rows[known]]
    return found


@cache
def _table(model: str) -> tuple[dict[str, int], NDArray[np.float32]]:
    arrays = weights.load_arrays(model, TABLE)
    words = arrays["words"].item().decode("ascii").split("\n")
    return {word: number for number, word in enumerate(words)}, arrays["vectors"].astype(np.float32) / SPREAD_OF_LEMMA
