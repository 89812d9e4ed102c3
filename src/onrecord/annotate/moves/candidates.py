"""Where a move may stand: the verbs of a parse that govern a clause, and nouns and adjectives that name a move.

In come the layers; out come candidates with their clause. Far more than the moves: the weights choose among them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.tree import OBJECTS, SUBJECTS, Tree
from onrecord.annotate.moves.triggers import Hit
from onrecord.model import Span

VERBS = frozenset({"VERB", "AUX"})
# A clause is cut before these dependents: each is a clause of its own that a reader would mark by itself.
_CUT = frozenset({"conj", "cc", "parataxis"})
_EDGE = frozenset(" \t\n\r,;:.\"'“”‘’«»()[]-–—")
# Predicates that a copula carries; a hit on one of these counts for the copula.
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_NAMING = "as"
_GIVEN = OBJECTS | {"ccomp"}
_TOLD = frozenset({"ccomp"})
# The recipient slot of the rows that accuse the subject of the clause they govern.
_OF_CLAUSE = ("clause",)
# A noun below one of these has no clause of its own to speak of.
_LONGEST_CLAUSE = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may name a move, the hits at it (its own, and for a copula its predicate's), its clause's tokens."""

    head: int
    hits: tuple[Hit, ...]
    clause: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.clause[0]

    @property
    def last(self) -> int:
        return self.clause[-1]

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def holds(self, i: int) -> bool:
        """Whether a token stands in the clause, which is one unbroken run."""
        return self.first <= i <= self.last


def find_candidates(
    layers: Layers, may_be_move: Callable[[Layers, int, tuple[Hit, ...]], bool] = lambda *_: True
) -> tuple[Candidate, ...]:
    """Candidates of a parse, in order of their head; only those that a first look at the token and its hits lets by."""
    tree = layers.tree
    found = []
    for token in tree.tokens:
        if token.pos not in VERBS and token.i not in layers.hits:
            continue
        hits = layers.hits.get(token.i, ())
        if _governs(tree, token.i):
            hits += tuple(hit for child in _predicates(tree, token.i) for hit in layers.hits.get(child, ()))
        elif not hits or _carried(tree, token.i):
            continue
        hits = _fitting(layers, token.i, hits)
        if may_be_move(layers, token.i, hits):
            found.append(Candidate(token.i, hits, tuple(clause_of(tree, token.i))))
    return tuple(found)


def _fitting(layers: Layers, i: int, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits that the clause allows: a verb of harm has its sufferer, and nobody accuses his own side.

    Where the words of an idiom stand, fewer of them name nothing.
    """
    for idiom in [set(hit.tokens) for hit in hits if hit.trigger.idiom]:
        hits = tuple(hit for hit in hits if not set(hit.tokens) < idiom)
    if any(hit.trigger.suffered for hit in hits):
        suffered = _is_suffered(layers, i)
        hits = tuple(hit for hit in hits if len(hit.tokens) > 1 or hit.trigger.suffered == suffered)
    if any(hit.trigger.recipient[:1] == _OF_CLAUSE for hit in hits) and _speaks_of_itself(layers, i):
        hits = tuple(hit for hit in hits if hit.trigger.recipient[:1] != _OF_CLAUSE)
    return hits


def _is_suffered(layers: Layers, i: int) -> bool:
    """Whether a passive tells what was done to its subject: "was denied entry"; "the claim was denied" does not."""
    tree, subject = layers.tree, layers.tree.subject(i)
    if not any(tree.token(child).dep == "auxpass" for child in tree.children(i)):
        return False
    return bool(tree.with_dep(i, _GIVEN)) or (subject is not None and layers.party_at[subject] is not None)


def _speaks_of_itself(layers: Layers, i: int) -> bool:
    """Whether the clause that a verb of saying governs has a subject of the speaker's own side."""
    tree, speaker = layers.tree, layers.tree.subject(i)
    own = layers.party_at[speaker] if speaker is not None else None
    told = [layers.party_at[s] for c in tree.with_dep(i, _TOLD) for s in tree.with_dep(c, SUBJECTS)]
    return bool(own and own.side) and any(party and party.side == own.side for party in told if own)


def _governs(tree: Tree, i: int) -> bool:
    token = tree.token(i)
    return token.pos in VERBS and token.dep not in ("aux", "auxpass", "amod", "compound")


def _predicates(tree: Tree, i: int) -> list[int]:
    """What a verb says of its subject or object: "is false", "called it false", "described it as a lie"."""
    named = [noun for word, noun in tree.prepositional(i) if word == _NAMING]
    return tree.with_dep(i, _PREDICATES) + named


def _carried(tree: Tree, i: int) -> bool:
    """Whether a verb carries the token as its predicate and so stands for it."""
    token = tree.token(i)
    if token.dep in _PREDICATES:
        return _governs(tree, token.head)
    above = tree.token(token.head)
    return token.dep == "pobj" and above.lemma == _NAMING and _governs(tree, above.head)


def clause_of(tree: Tree, i: int) -> list[int]:
    """The tokens of the clause that a candidate governs: one unbroken run, trimmed of marks at its edges.

    A noun's clause is its phrase, with what stands before it.
    """
    cut = frozenset(_cuts(tree, i))
    tokens = tree.subtree(i, skip=cut)
    at = tokens.index(i)
    first = last = at
    while first > 0 and tokens[first - 1] == tokens[first] - 1 and at - first < _LONGEST_CLAUSE:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1 and last - at < _LONGEST_CLAUSE:
        last += 1
    run = tokens[first : last + 1]
    while len(run) > 1 and run[0] != i and _is_edge(tree, run[0]):
        run.pop(0)
    while len(run) > 1 and run[-1] != i and _is_edge(tree, run[-1]):
        run.pop()
    return run


def _cuts(tree: Tree, i: int) -> list[int]:
    cuts = []
    for child in tree.children(i):
        token = tree.token(child)
        if token.dep in _CUT and (token.dep == "cc" or token.pos in VERBS):
            cuts.append(child)
    if cuts and not any(tree.token(c).dep != "cc" for c in cuts):
        return []
    return cuts


def _is_edge(tree: Tree, i: int) -> bool:
    token = tree.token(i)
    if token.dep == "mark" or (token.dep == "cc"):
        return True
    return all(char in _EDGE for char in token.text)


def span_of(tree: Tree, candidate: Candidate) -> Span:
    """The span of a candidate's clause."""
    return tree.span(list(candidate.clause))
