"""The names that spaCy's name finder finds, by its own weights, for a whole batch of paragraphs at once.

In come parsed docs; out come for each doc the spans of its names. spaCy's finder goes through a text move by move and
asks of each of its moves whether it is allowed; but outside a name a move hangs on nothing that came before, and inside
one on the name's first token alone. So all first moves are weighed together, then all second ones: the same answers in
a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.parse.vectors import largest, vectors_with

Scores = NDArray[np.float32]
# What the finder's features are: the next token, the first token of an open name, the last one taken into it.
FEATURES = 3
_OUT = "O"
_NEVER = np.float32(-np.inf)
Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Moves:
    """The finder's moves by number: those that open a name, close it at once, go on with it, or end it, by label."""

    labels: tuple[str, ...]
    begin: NDArray[np.intp]
    unit: NDArray[np.intp]
    inside: NDArray[np.intp]
    last: NDArray[np.intp]
    out: int


def find_names_with(nlp: Any, common: Any = None) -> Callable[[list[Any]], list[list[Name]]]:
    """What finds the names of docs: spaCy's own finder goes where its weights can be asked for many tokens at once."""
    if "ner" in nlp.pipe_names and _is_known(nlp.get_pipe("ner")):
        nlp.disable_pipe("ner")
        return NameFinder(nlp.get_pipe("ner"), common).find
    return _names_of


def _names_of(docs: list[Any]) -> list[list[Name]]:
    """The names that the docs already bear."""
    return [[(name.start, name.end, name.label_) for name in doc.ents] for doc in docs]


def _is_known(pipe: Any) -> bool:
    """Whether a finder sees the three tokens that are reckoned with here, and nothing else."""
    model = pipe.model
    return (
        model.name == "parser_model"
        and model.attrs.get("has_upper") is True
        and pipe.cfg.get("beam_width") == 1
        and model.get_ref("lower").get_dim("nF") == FEATURES
        and model.get_ref("lower").get_dim("nP") > 1
        and not model.attrs.get("unseen_classes")
        and _is_in_order(_moves_of(pipe))
    )


class NameFinder:
    """A name finder of spaCy's, whose moves are made for many tokens at once."""

    def __init__(self, pipe: Any, common: Any = None) -> None:
        model = pipe.model
        seen, self._lower, upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        self._seen = _seen_with(seen, common)
        self._bias = self._lower.get_param("b").reshape(-1)
        self._weights, self._weights_bias = upper.get_param("W").T, upper.get_param("b")
        self._pieces = self._lower.get_dim("nP")
        self._moves = moves = _moves_of(pipe)
        # What keeps the moves apart that a text without an open name allows.
        self._first = np.full(len(self._weights_bias), _NEVER)
        self._first[[moves.out, *moves.begin, *moves.unit]] = 0
        self._label_of = dict(zip((*moves.begin.tolist(), *moves.unit.tolist()), moves.labels * 2, strict=True))

    def find(self, docs: list[Any]) -> list[list[Name]]:
        """The names of each doc, in order: first token, the one after the last, label."""
        sizes = [len(doc) for doc in docs]
        if not sum(sizes):
            return [[] for _ in docs]
        table = self._lower.predict(self._seen(docs)).reshape(sum(sizes) + 1, FEATURES, -1)
        edges = _Edges(docs, sizes)
        chosen = self._outside(table, edges)
        ends = self._ends(table, edges, chosen)
        return [self._names(chosen[at : at + size], ends[at : at + size] - at) for at, size in edges.docs]

    def _outside(self, table: Scores, edges: _Edges) -> NDArray[np.intp]:
        """The move at each token where no name is open."""
        moves, (missing, tokens) = self._moves, (table[0], table[1:])
        scores = self._scores(tokens[:, 0] + missing[1] + missing[2])
        scores += self._first
        for barred, kinds in ((edges.closed, [moves.begin]), (edges.blank, [moves.begin, moves.unit])):
            scores[np.ix_(np.flatnonzero(barred), np.concatenate(kinds))] = _NEVER
        return np.asarray(scores.argmax(axis=1), dtype=np.intp)

    def _ends(self, table: Scores, edges: _Edges, chosen: NDArray[np.intp]) -> NDArray[np.intp]:
        """The token after the last one of the name that the move at each token opens, as if it were made."""
        moves, tokens = self._moves, table[1:]
        ends = np.arange(len(chosen)) + 1
        label = np.full(int(max(moves.begin)) + 1, -1)
        label[moves.begin] = np.arange(len(moves.begin))
        first = np.flatnonzero(np.isin(chosen, moves.begin))
        at, kind = first + 1, label[chosen[first]]
        while len(first):
            scores = self._scores(tokens[at, 0] + tokens[first, 1] + tokens[at - 1, 2])
            rows = np.arange(len(first))
            # Of equals spaCy makes the first move, and moves inside a name come before those that end it.
            on = ~edges.closed[at] & (scores[rows, moves.inside[kind]] >= scores[rows, moves.last[kind]])
            ends[first[~on]] = at[~on] + 1
            first, at, kind = first[on], at[on] + 1, kind[on]
        return ends

    def _scores(self, sums: Scores) -> Scores:
        sums += self._bias
        scores = largest(sums, self._pieces) @ self._weights
        scores += self._weights_bias
        return np.asarray(scores)

    def _names(self, chosen: NDArray[np.intp], ends: NDArray[np.intp]) -> list[Name]:
        """The names of one doc: what a move would open inside another name is never opened."""
        found: list[Name] = []
        for i in np.flatnonzero(chosen != self._moves.out).tolist():
            if not found or i >= found[-1][1]:
                found.append((i, int(ends[i]), self._label_of[int(chosen[i])]))
        return found


class _Edges:
    """Where each doc of a batch starts; after which tokens no name goes on; which tokens are white space."""

    def __init__(self, docs: list[Any], sizes: list[int]) -> None:
        starts = np.cumsum([0, *sizes[:-1]]).tolist()
        self.docs = list(zip(starts, sizes, strict=True))
        space = np.concatenate([doc.to_array(["IS_SPACE"]) for doc in docs])
        opens = np.concatenate([doc.to_array(["SENT_START"]).astype(np.int64) for doc in docs]) == 1
        self.blank = space.astype(bool).reshape(-1)
        self.closed = np.append(opens.reshape(-1)[1:], True)
        self.closed[[start + size - 1 for start, size in self.docs if size]] = True


def _seen_with(model: Any, common: Any) -> Callable[[list[Any]], Scores]:
    """What the finder sees of the tokens of docs."""
    if [layer.name for layer in model.layers[1:]] != ["list2array", "linear"]:
        return lambda docs: np.asarray(model.predict(docs))
    vectors, linear = vectors_with(model.layers[0], common), model.layers[2]
    return lambda docs: np.asarray(linear.predict(vectors(docs)))


def _moves_of(pipe: Any) -> Moves:
    names = [pipe.moves.get_class_name(n) for n in range(pipe.moves.n_moves)]
    labels = tuple(sorted(name[2:] for name in names if name.startswith("B-")))
    begin, unit, inside, last = (np.array([names.index(f"{move}-{label}") for label in labels]) for move in "BUIL")
    return Moves(labels, begin, unit, inside, last, names.index(_OUT))


def _is_in_order(moves: Moves) -> bool:
    return bool((moves.inside < moves.last).all())
