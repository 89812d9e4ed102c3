"""The times around a candidate: those of its clause and sentence, how far off they are, in what time its text is told.

In come the layers and a candidate; nothing is decided here of when its move was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from onrecord import tables
from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.tree import Tree
from onrecord.model import TimeExpression

FAR = 9
_DATED = frozenset({"date", "time"})
_PAST = "VBD"
_AUXILIARY = frozenset({"aux", "auxpass"})
# A time set by one sentence holds for so many that follow it in its paragraph.
_BACK = 2
_Ranked = tuple[tuple[int, int, int], TimeExpression]


def times_of(layers: Layers, candidate: Candidate) -> tuple[list[TimeExpression], list[TimeExpression]]:
    """Dated expressions of the clause and of the rest of the sentence, the nearest first."""
    tree = layers.tree
    first, last = tree.token(candidate.first).start, tree.token(candidate.last).end
    sentence = layers.parse.sentences[tree.token(candidate.head).sentence]
    at = tree.token(candidate.head).start
    inside: list[_Ranked] = []
    outside: list[_Ranked] = []
    for time in layers.times_in.get(tree.token(candidate.head).sentence, ()):
        if time.kind in _DATED and time.when.earliest and time.start < sentence.end:
            rank = distance(layers, candidate, time), abs(time.start - at), time.start
            (inside if first <= time.start < last else outside).append((rank, time))
    return [t for _, t in sorted(inside, key=_rank)], [t for _, t in sorted(outside, key=_rank)]


def time_told(layers: Layers, candidate: Candidate) -> TimeExpression | None:
    """The time in which the sentences before are told, if the candidate's goes on with them; None where none is."""
    tree, sentences = layers.tree, layers.parse.sentences
    here = tree.token(candidate.head).sentence
    if _root(layers, here) is None or layers.holder[candidate.head] or layers.cue[candidate.head]:
        return None
    for number in range(here - 1, max(here - 1 - _BACK, -1), -1):
        root = _root(layers, number)
        if root is None or sentences[number].paragraph != sentences[here].paragraph:
            return None
        times = [t for t in layers.times_in.get(number, ()) if t.kind in _DATED and t.when.earliest]
        if times:
            return next((time for time in times if _hangs_on(layers, time, root)), None)
    return None


def _root(layers: Layers, number: int) -> int | None:
    """The main verb of a sentence told in the past; None of any other sentence."""
    tree, sentence = layers.tree, layers.parse.sentences[number]
    root = next((i for i in range(sentence.first, sentence.last) if tree.token(i).head == i), None)
    return root if root is not None and _is_past(tree, root) else None


def _is_past(tree: Tree, verb: int) -> bool:
    """Whether a verb is in the past, "was done" too; "had done" looks back further."""
    helpers = (c for c in tree.children(verb) if tree.token(c).dep in _AUXILIARY)
    return tree.token(verb).tag == _PAST or any(tree.token(c).tag == _PAST and tree.lemmas[c] == "be" for c in helpers)


def _hangs_on(layers: Layers, time: TimeExpression, verb: int) -> bool:
    """Whether a time is an adverbial of a verb, not of a noun beside it: "in 1987 he came", not "the pact of 1987"."""
    tree, at = layers.tree, time_head(layers, time)
    if at is None:
        return False
    above = tree.token(tree.token(at).head)
    return verb in (above.i, above.head if above.pos == "ADP" else above.i)


def time_head(layers: Layers, time: TimeExpression) -> int | None:
    """The word of a time that hangs on a word outside it."""
    tree, at = layers.tree, layers.time_at.get((time.start, time.end))
    while (
        at is not None and tree.token(at).head != at and time.start <= tree.token(tree.token(at).head).start < time.end
    ):
        at = tree.token(at).head
    return at


def distance(layers: Layers, candidate: Candidate, time: TimeExpression) -> int:
    """Clauses between a time and the candidate or its verb; many where the time hangs on neither."""
    at = layers.time_at.get((time.start, time.end))
    if at is None:
        return FAR
    verb = layers.tree.clause_of(candidate.head)
    return min(_steps(layers.tree, at, candidate.head), _steps(layers.tree, at, verb))


def _steps(tree: Tree, i: int, target: int) -> int:
    steps = 0
    for head in tree.ancestors(i):
        if head == target:
            return min(steps, FAR - 1)
        steps += tree.token(head).pos in ("VERB", "AUX")
    return FAR


def is_background(layers: Layers, candidate: Candidate) -> bool:
    """Whether a clause is told as of another time than the page: by its words, or as past before the past."""
    tree = layers.tree
    verb = tree.clause_of(candidate.head)
    perfect = any(tree.token(c).lemma == "have" and tree.token(c).tag == "VBD" for c in tree.children(verb))
    return perfect or bool(other_times(layers, candidate))


def other_times(layers: Layers, candidate: Candidate) -> frozenset[str]:
    """Kinds of the words in a clause that set its deed at another time than the page's day."""
    forms = layers.tree.forms
    clause = {candidate.head, *candidate.clause, *layers.tree.children(layers.tree.clause_of(candidate.head))}
    found = set()
    for i in clause:
        for words, kind in _other_times().get(forms[i], ()):
            if tuple(forms[i : i + len(words)]) == words:
                found.add(kind)
    return frozenset(found)


@cache
def _other_times() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases of other times with their kinds, by first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in tables.rows("moves/other_times.toml", ("kind", "words", "example", "origin")):
        for phrase in row["words"]:
            found[phrase.split()[0]].append((tuple(phrase.split()), row["kind"]))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _rank(item: _Ranked) -> tuple[int, int, int]:
    return item[0]
