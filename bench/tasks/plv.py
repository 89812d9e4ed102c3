"""Move type with actor and recipient given: the 15 PLOVER roots of PLV, cross-validated.

What is measured is how much the trigger rows and the features of ``annotate.moves`` tell of a type when the two parties
are known: a linear classifier over them is fitted on four fifths of the sentences and asked about the last. A sentence
with two pairs of parties lies in one fifth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.svm import LinearSVC

from bench import corpora
from bench.measures import labels
from bench.system import Options, reader, sampled
from bench.tasks.base import Outcome, Task
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.features import features_of
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import load_linear
from onrecord.annotate.moves.tree import word
from onrecord.model import Parse, Published, Segment

FOLDS = 5
PENALTY = 0.05
CONTENT = frozenset({"VERB", "NOUN", "ADJ"})
_MARK = re.compile(r"</?[st]>")
Spans = dict[str, tuple[int, int]]


def run(options: Options) -> Outcome:
    """Macro F1 over the roots, and one case a sentence."""
    rows = sampled(corpora.plv(), options)
    matrix = DictVectorizer().fit_transform([_features(row["marked_sentence"]) for row in rows])
    gold, groups = [row["gold_root"] for row in rows], [row["sentence_id"] for row in rows]
    model = LinearSVC(C=PENALTY, class_weight="balanced", random_state=0)
    found = cross_val_predict(model, matrix, gold, groups=groups, cv=GroupKFold(FOLDS))
    cases = [
        {"case": f"{at:04} {row['marked_sentence']}", "score": float(root == given), "gold": root, "found": str(given)}
        for at, (row, root, given) in enumerate(zip(rows, gold, found, strict=True))
    ]
    return Outcome(labels.figures(gold, [str(root) for root in found]), cases)


def unmarked(marked: str) -> tuple[str, Spans]:
    """A sentence without its marks, and the spans of source (``s``) and target (``t``); one may be missing."""
    text, spans, opened = "", {}, 0
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group().startswith("</"):
            spans[mark.group()[2]] = (opened, len(text))
        else:
            opened = len(text)
    return text + marked[at:], spans


def _features(marked: str) -> dict[str, float]:
    text, spans = unmarked(marked)
    parse = reader().parser.parse(text, [Segment("body", 0, len(text))])
    layers = Layers(parse, (), (), (), (), Published())
    found = dict(_everywhere(layers))
    source, target = (_head(parse, *spans.get(side, (0, 0))) for side in "st")
    if source is not None and target is not None:
        found |= dict(_between(layers, source, target))
    return found


def _everywhere(layers: Layers) -> Iterator[tuple[str, float]]:
    """Words and triggers of the sentence, weighing half of those between the parties."""
    for token in layers.parse.tokens:
        if token.pos in CONTENT:
            yield f"word={word(token)}", 0.5
        yield from ((f"any={hit.trigger.type}", 0.5) for hit in layers.hits.get(token.i, ()))


def _between(layers: Layers, source: int, target: int) -> Iterator[tuple[str, float]]:
    """What stands on the path of the parse from source to target, above all where it turns."""
    tokens, weights = layers.parse.tokens, load_linear("types")
    candidates = {candidate.head: candidate for candidate in find_candidates(layers)}
    path, turn = _path(layers.parse, source, target)
    for i in path:
        yield f"path={word(tokens[i])}", 1.0
        for hit in layers.hits.get(i, ()):
            yield from ((f"hit={hit.trigger.type}", 2.0), (f"row={hit.trigger.name}", 1.0))
        if i in candidates:
            features = features_of(layers, candidates[i])
            yield from ((f"{where}:{name}", 1.0) for name in features for where in ("p", "m")[: 1 + (i == turn)])
            shares = zip(weights.classes, weights.probabilities(features), strict=True)
            yield from ((f"type={kind}", 2.0 * float(share)) for kind, share in shares)
    on_path = set(path)
    for token in tokens:
        if token.head in on_path and token.i not in on_path:
            yield f"dep={token.dep}:{word(token)}", 1.0
    yield from ((f"{end}={tokens[i].dep}", 1.0) for end, i in (("from", source), ("to", target)))
    yield from (("recipient=" + word(tokens[target]), 1.0), (f"first={source < target}", 1.0))


def _head(parse: Parse, start: int, end: int) -> int | None:
    """The token of a span whose head lies outside it."""
    inside = {token.i for token in parse.tokens if start <= token.start < end}
    return next((i for i in sorted(inside) if parse.tokens[i].head not in inside or parse.tokens[i].head == i), None)


def _path(parse: Parse, source: int, target: int) -> tuple[list[int], int]:
    """The tokens between two, without them, and the one where the path turns down."""
    up, down = _to_root(parse, source), _to_root(parse, target)
    turn = next((i for i in up if i in down), up[-1])
    rising = up[1 : up.index(turn) + 1]
    falling = down[1 : down.index(turn)] if turn in down else down[1:]
    return list(dict.fromkeys([*rising, turn, *falling])), turn


def _to_root(parse: Parse, i: int) -> list[int]:
    chain = [i]
    while parse.tokens[chain[-1]].head != chain[-1]:
        chain.append(parse.tokens[chain[-1]].head)
    return chain


TASK: Any = Task("plv", ("plv",), ("macro_f1", "right"), run)
