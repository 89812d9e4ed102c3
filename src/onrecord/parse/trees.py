"""The tree over each paragraph, by the parser's own weights and moves.

In come docs that bear vectors and tags; heads and relations are written into them. spaCy lets go of Python's lock for
all paragraphs together and takes it back at every step of each; here the states of all paragraphs go one step at a
time, the weights are asked for all of them at once, and spaCy itself makes the moves: the same trees in half the time.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from onrecord.parse.vectors import largest

Step = Callable[[list[Any]], object]


def find_trees_with(pipe: Any) -> Step | None:
    """What writes the trees of docs into them; None for a parser of another shape than is reckoned with here."""
    model = pipe.model
    known = (
        model.name == "parser_model"
        and model.attrs.get("has_upper") is True
        and pipe.cfg.get("beam_width") == 1
        and model.get_ref("lower").get_dim("nP") > 1
        and not model.attrs.get("unseen_classes")
    )
    return TreeFinder(pipe).find if known else None


class TreeFinder:
    """A parser of spaCy's, whose weights are asked for many paragraphs at once."""

    def __init__(self, pipe: Any) -> None:
        from spacy.ml.parser_model import ParserStepModel

        self._pipe = pipe
        self._seen, self._lower, upper = (pipe.model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        self._pieces, features = self._lower.get_dim("nP"), self._lower.get_dim("nF")
        self._bias = self._lower.get_param("b").reshape(-1)
        self._weights, self._weights_bias = upper.get_param("W").T, upper.get_param("b")
        # Which tokens a state looks at spaCy tells through the model of a step; of it only their number is asked.
        # The first row of the table is for no token, whose number is -1.
        self._first, self._model = (
            np.arange(features, 2 * features),
            SimpleNamespace(state2vec=SimpleNamespace(nF=features)),
        )
        self._count = features
        self._tokens_of = ParserStepModel.get_token_ids

    def find(self, docs: list[Any]) -> None:
        """Write heads and relations into docs."""
        # spaCy's own order, in which it rounds its sums.
        docs = sorted(filter(len, docs), key=len)
        if not docs:
            return
        table = self._lower.predict(self._seen.predict(docs)).reshape(-1, len(self._bias))
        states = self._pipe.moves.init_batch(docs)
        running = [state for state in states if not state.is_final()]
        while running:
            running = self._pipe.transition_states(running, self._scores(table, running))
        self._pipe.set_annotations(docs, states)

    def _scores(self, table: Any, states: list[Any]) -> Any:
        """What the weights give each move in each state."""
        rows = self._tokens_of(self._model, states) * self._count + self._first
        sums = np.add.reduce(table.take(rows, axis=0), axis=1)
        sums += self._bias
        scores = largest(sums, self._pieces) @ self._weights
        scores += self._weights_bias
        return scores
