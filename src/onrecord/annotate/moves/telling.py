"""How a candidate is told: what stands over it, on what it hangs, when it is to be, what is said of it afterwards.

In come the layers and a candidate; out come features by name, which only the weights of types and status see. Words of
conditions are rows of ``data/moves/ruled_out.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.moves.candidates import VERBS, Candidate
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.tree import Tree

# Steps up from a candidate, and sentences after it, that still speak of it.
_HIGHEST = 5
_AFTER = 2
# Clauses that are told beside what they hang on, not under it.
_BESIDE = frozenset({"relcl", "advcl", "parataxis"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "acomp", "prep", "pcomp"})
_OF_NOUN = frozenset({"acl", "relcl"})
_MARKS = frozenset({"mark", "advmod"})
_AUX = frozenset({"aux"})


def telling_of(layers: Layers, candidate: Candidate) -> list[str]:
    """Features of how a candidate is told, each once."""
    over = list(_over(layers.tree, candidate.head))
    found = [*_governors(layers, over), *_conditions(layers.tree, candidate.head, over), *_times(layers, candidate)]
    found += [*_said_of(layers, candidate), *_below(layers, candidate)]
    return list(dict.fromkeys(found))


def _over(tree: Tree, i: int) -> Iterator[int]:
    """What a token hangs on, nearest first, as far as its own clause and those whose complement it is."""
    for _ in range(_HIGHEST):
        token = tree.token(i)
        if token.head == i or token.dep in _BESIDE:
            return
        i = token.head
        yield i


def _governors(layers: Layers, over: list[int]) -> Iterator[str]:
    tree = layers.tree
    for at in over:
        if tree.token(at).pos == "ADP":
            continue
        yield f"UP={tree.words[at]}"
        yield from (f"UPT={kind}" for kind in layers.types_at(at))
        if tree.token(at).pos in VERBS:
            yield from (f"UPM={tree.lemmas[c]}" for c in tree.with_dep(at, _AUX))
            if any(tree.token(c).dep == "neg" for c in tree.children(at)):
                yield "UPN"


def _conditions(tree: Tree, head: int, over: list[int]) -> Iterator[str]:
    """Whether a condition stands on a candidate, on what governs it or on what it governs, or it is one itself."""
    if not _names_condition(tree, head):
        return
    below = tree.with_dep(head, _COMPLEMENTS)
    below += [c for i in below for c in tree.with_dep(i, _COMPLEMENTS)]
    for place, nodes in (("own", [head]), ("over", over), ("below", below)):
        if any(_is_conditioned(tree, i) for i in nodes):
            yield f"COND={place}"
    top = over[-1] if over else head
    if any(_is_condition(tree, i) for i in (head, *over)) or _is_condition(tree, top):
        yield "COND=in"


def _names_condition(tree: Tree, i: int) -> bool:
    """Whether a word for a condition stands in the sentence of a token at all; in most none does."""
    sentence = tree.parse.sentences[tree.token(i).sentence]
    near, words = slice(sentence.first, sentence.last), ruled_out("condition") | ruled_out("circumstance")
    return not (words.isdisjoint(tree.lemmas[near]) and words.isdisjoint(tree.forms[near]))


def _is_conditioned(tree: Tree, i: int) -> bool:
    """Whether a clause or phrase under a token names a condition: "if they agree", "under the right conditions"."""
    for child in tree.children(i):
        if tree.token(child).dep == "advcl" and _is_condition(tree, child):
            return True
        if tree.token(child).dep in ("advmod", "prep") and tree.lemmas[child] in ruled_out("condition"):
            return True
    return any(tree.lemmas[noun] in ruled_out("circumstance") for _, noun in tree.prepositional(i))


def _is_condition(tree: Tree, i: int) -> bool:
    led = tree.lemmas[i] in ruled_out("condition") or tree.forms[i] in ruled_out("condition")
    return led or any(tree.forms[c] in ruled_out("condition") for c in tree.with_dep(i, _MARKS))


def _times(layers: Layers, candidate: Candidate) -> Iterator[str]:
    """Whether a time near a candidate lies after the page's day, or before it."""
    first, last = layers.tree.token(candidate.first).start, layers.tree.token(candidate.last).end
    for time in layers.times_in.get(layers.tree.token(candidate.head).sentence, ()):
        place = "in" if first <= time.start < last else "near"
        if time.when.earliest and layers.published.latest and time.when.earliest > layers.published.latest:
            yield f"AFTER={place}"
        if time.when.latest and layers.published.earliest and time.when.latest < layers.published.earliest:
            yield f"BEFORE={place}"


def _said_of(layers: Layers, candidate: Candidate) -> Iterator[str]:
    """Types of disputing that the candidate's sentence and the next ones name."""
    here = layers.tree.token(candidate.head).sentence
    for at, sentence, kinds in layers.disputed:
        if at != candidate.head and here <= sentence <= here + _AFTER:
            yield from (f"NEXT={kind}:{sentence > here}" for kind in kinds)


def _below(layers: Layers, candidate: Candidate) -> Iterator[str]:
    """What a clause on a noun says of it: "an attack that Riga blamed on rebels"."""
    tree = layers.tree
    if tree.token(candidate.head).pos in VERBS:
        return
    for at in tree.with_dep(candidate.head, _OF_NOUN):
        yield f"BL={tree.words[at]}"
        yield from (f"BT={kind}" for kind in layers.types_at(at))
