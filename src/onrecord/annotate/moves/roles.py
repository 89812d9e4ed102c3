"""Which parties stand around a candidate, and in which places: subject, object, owner, speaker, next sentence.

In come the layers and a candidate; out come parties with the names of their places. Who of them acts and who is hit
is weighed in ``arguments``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord.annotate.moves.candidates import VERBS, Candidate
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.tree import OBJECTS, Tree
from onrecord.model import Attribution

# A recipient is filled in from the same or the two neighbouring sentences only (docs/codebook.md, rule 8).
_NEIGHBOURS = 2
# Where grammar by itself says that somebody does a deed, and where that it is done to him.
DOING, SUFFERING = frozenset({"subject", "prep.by", "noun.by"}), frozenset({"object", "passive"})
_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
_OWNING = frozenset({"of"})
_APPOSED = frozenset({"appos"})
_PURPOSES, _HELPERS = frozenset({"acl", "relcl", "xcomp"}), frozenset({"aux"})


def places_of(layers: Layers, candidate: Candidate) -> dict[Party, frozenset[str]]:
    """Parties around a candidate with the places in which they stand, in order of the text."""
    found: dict[Party, set[str]] = defaultdict(set)
    for name, i in _places(layers, candidate):
        for party in parties_at(layers, i, owners=name != "object"):
            found[party].add(name)
    for party, name in _around(layers, candidate):
        found[party].add(name)
    return {party: frozenset(found[party]) for party in sorted(found, key=lambda p: (p.first, p.last))}


def speaker_party(layers: Layers, attribution: Attribution) -> Party | None:
    """The party in the source of an attribution; its actor is the attribution's speaker where that is known."""
    inside = [p for i in layers.tokens_of(attribution.source) if (p := layers.party_at[i])]
    named = [p for p in inside if p.actor and p.actor == attribution.speaker]
    if named:
        return named[0]
    if attribution.speaker:
        actor = layers.actors.get(attribution.speaker)
        at = layers.tokens_of(attribution.source)[:1] or [0]
        return Party(
            at[0],
            at[0] + 1,
            at[0],
            attribution.speaker,
            actor.side if actor else None,
            "speaker",
            actor.kind if actor else "",
        )
    return inside[0] if inside else None


def parties_at(layers: Layers, i: int, *, owners: bool = True) -> list[Party]:
    """The party that a noun names with those joined to it, else the party that owns or qualifies it."""
    tree, found = layers.tree, []
    for joined in tree.conjuncts(i):
        party = layers.party_at[joined] or _apposed(layers, joined)
        if party is None and owners:
            party = _owner(layers, joined)
        if party and party not in found:
            found.append(party)
    return found


def _apposed(layers: Layers, i: int) -> Party | None:
    """Who bears the title that a noun is: "the ambassador, Petrov"."""
    return next((p for c in layers.tree.with_dep(i, _APPOSED) if (p := layers.party_at[c])), None)


def _owner(layers: Layers, i: int) -> Party | None:
    tree = layers.tree
    for child in tree.with_dep(i, _OWNERS):
        if layers.party_at[child]:
            return layers.party_at[child]
    for name, noun in tree.prepositional(i):
        if name in _OWNING and layers.party_at[noun]:
            return layers.party_at[noun]
    return None


def _places(layers: Layers, candidate: Candidate) -> Iterator[tuple[str, int]]:
    """Names of places with the token that fills each, from the candidate outward."""
    tree, head = layers.tree, candidate.head
    if tree.token(head).pos in VERBS:
        yield from _verb_places(tree, head)
    else:
        yield from _noun_places(tree, head)
    for hit in candidate.hits:
        for i in hit.tokens:
            if i != head and tree.token(i).pos not in VERBS:
                yield from ((f"phrase.{name}", at) for name, at in _noun_places(tree, i) if name != "verb.subject")


def _verb_places(tree: Tree, head: int) -> Iterator[tuple[str, int]]:
    passive = tree.is_passive(head)
    subject = tree.subject(head)
    if subject is not None:
        yield ("passive" if passive else "subject"), subject
    for child in tree.with_dep(head, OBJECTS):
        yield "object", child
        yield from ((f"object.{name}", i) for name, i in tree.prepositional(child))
        yield from (("object.owner", i) for i in tree.with_dep(child, _OWNERS))
    for name, i in tree.prepositional(head):
        yield f"prep.{name}", i
        yield from (("prep.owner", j) for j in tree.with_dep(i, _OWNERS))
    for child in tree.children(head):
        if tree.token(child).dep in ("ccomp", "xcomp", "advcl", "pcomp"):
            yield from ((f"{tree.token(child).dep}.{n}", i) for n, i in _verb_core(tree, child))
        elif tree.token(child).dep in ("attr", "acomp", "oprd"):
            yield from ((f"predicate.{name}", i) for name, i in tree.prepositional(child))
            yield "predicate", child
        elif tree.token(child).dep in ("prep", "agent"):
            for below in tree.with_dep(child, frozenset({"pcomp"})):
                yield from ((f"pcomp.{n}", i) for n, i in _verb_core(tree, below))


def _verb_core(tree: Tree, head: int) -> Iterator[tuple[str, int]]:
    own = tree.with_dep(head, frozenset({"nsubj", "nsubjpass"}))
    if own:
        yield "subject", own[-1]
    for child in tree.with_dep(head, OBJECTS):
        yield "object", child
    for name, i in tree.prepositional(head):
        yield f"prep.{name}", i


def _noun_places(tree: Tree, head: int) -> Iterator[tuple[str, int]]:
    for child in tree.with_dep(head, _OWNERS):
        yield f"noun.{tree.token(child).dep}", child
    for name, i in tree.prepositional(head):
        yield "noun.by" if name == "of" and _does(tree, head, i) else f"noun.{name}", i
    for child in tree.with_dep(head, frozenset({"acl", "relcl", "ccomp"})):
        yield from ((f"clause.{n}", i) for n, i in _verb_core(tree, child))
    verb = tree.clause_of(head)
    if verb != head:
        subject = tree.subject(verb)
        if subject is not None and subject != head:
            yield "verb.subject", subject
        yield from ((f"verb.{name}", i) for name, i in tree.prepositional(verb) if i != head)


def _does(tree: Tree, noun: int, whose: int) -> bool:
    """Whether who stands after "of" is the doer: "the refusal of the firms to block the pages"."""
    clauses = [*tree.with_dep(noun, _PURPOSES), *tree.with_dep(whose, _PURPOSES)]
    return any(tree.token(aux).tag == "TO" for clause in clauses for aux in tree.with_dep(clause, _HELPERS))


def _around(layers: Layers, candidate: Candidate) -> Iterator[tuple[Party, str]]:
    """Parties of the clause, the sentence, its neighbours, and of the attributions around the candidate."""
    tree, head = layers.tree, candidate.head
    clause = set(candidate.clause)
    here = tree.token(head).sentence
    sentences = layers.parse.sentences
    for at in range(max(0, here - _NEIGHBOURS), min(len(sentences), here + _NEIGHBOURS + 1)):
        for party in layers.named_in.get(at, ()):
            if at == here:
                yield party, "clause" if party.head in clause else "sentence"
                yield party, "before" if party.head < head else "after"
            elif sentences[at].segment == sentences[here].segment:
                yield party, f"near.{at - here}"
    for name, attribution in (("speaker", layers.holder[head]), ("cue", layers.cue[head])):
        spoken = speaker_party(layers, attribution) if attribution else None
        if spoken:
            yield spoken, name
