"""What grammar says of a candidate, whatever the weights hold likely: who is blamed, what was not done.

In come the layers and a candidate; out come the blamed, and whether a deed is blamed on somebody, was left undone or is
only the reason that is given for another. Words are rows of ``data/moves/ruled_out.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.annotate.moves.candidates import VERBS, Candidate
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.roles import parties_at
from onrecord.annotate.moves.tree import OBJECTS, SUBJECTS

# Steps from a deed up to the word that blames somebody for it.
_FARTHEST = 6
_DOWN = frozenset({"pobj", "pcomp", "prep", "xcomp", "dobj", "conj"})
_UNDER = frozenset({"pobj", "pcomp", "dobj", "prep", "conj"})
_QUALIFYING = frozenset({"amod", "compound"})
_PASSIVE = frozenset({"nsubjpass"})
# Types of move whose verbs have whom they speak of as their object.
_SAID_OF = frozenset({"accuse", "criticise", "support"})


@cache
def ruled_out(kind: str) -> frozenset[str]:
    """The words of a kind of row."""
    rows = tables.rows("moves/ruled_out.toml", ("kind", "words", "example", "origin"))
    return frozenset(word for row in rows if row["kind"] == kind for word in row["words"])


@dataclass(frozen=True, slots=True)
class Blame:
    """Who is blamed, thanked or accused for what a candidate names, and by which kinds of words."""

    parties: tuple[Party, ...]
    kinds: frozenset[str]

    @property
    def sides(self) -> frozenset[str]:
        return frozenset(party.side for party in self.parties if party.side)


NO_BLAME = Blame((), frozenset())


def blame_for(layers: Layers, candidate: Candidate) -> Blame:
    """Who is blamed for what a candidate names: "accuses Minsk of standing behind the theft"."""
    tree, at = layers.tree, candidate.head
    for _ in range(_FARTHEST):
        token = tree.token(at)
        if token.dep not in _DOWN or token.head == at:
            return NO_BLAME
        above = token.head
        if token.pos == "ADP":
            if tree.lemmas[at] not in ruled_out("leading"):
                return NO_BLAME
            charged, kinds = _charged(layers, above), frozenset(_kinds(layers, above))
            if charged and kinds:
                parties = [p for i in charged for p in parties_at(layers, i, owners=False)]
                return Blame(tuple(parties), kinds)
        at = above
    return NO_BLAME


def _kinds(layers: Layers, i: int) -> set[str]:
    """The types of what a verb says of its object; of a predicate of blame "blame"."""
    if layers.tree.token(i).pos not in VERBS:
        return {"blame"} if layers.tree.lemmas[i] in ruled_out("blame") else set()
    return set(layers.types_at(i)) & _SAID_OF


def _charged(layers: Layers, i: int) -> list[int]:
    """Whom a verb of blame has as its object or the subject of its passive; of a predicate its subject."""
    tree = layers.tree
    if tree.token(i).pos in VERBS:
        return tree.with_dep(i, OBJECTS) or tree.with_dep(i, _PASSIVE)
    subject = tree.subject(tree.token(i).head)
    return [] if subject is None else [subject]


def is_gerund_of_blame(layers: Layers, candidate: Candidate) -> bool:
    """Whether a candidate is the very verb that somebody is blamed for: "of poisoning the well"."""
    return layers.tree.token(candidate.head).pos in VERBS and layers.tree.token(candidate.head).dep == "pcomp"


def is_crime(layers: Layers, candidate: Candidate) -> bool:
    """Whether a candidate is a noun for what somebody suffered: "the murder of a banker"."""
    tree = layers.tree
    named = tree.lemmas[candidate.head] in ruled_out("crime") and tree.token(candidate.head).pos not in VERBS
    return named and any(word == "of" for word, _ in tree.prepositional(candidate.head))


def undone_by(layers: Layers, candidate: Candidate) -> str:
    """The modal by which a verb tells of what was not done: the "should" of "should have joined"; empty elsewhere."""
    tree, head = layers.tree, candidate.head
    helpers = [tree.lemmas[c] for c in tree.with_dep(head, frozenset({"aux", "auxpass"}))]
    if "have" not in helpers or tree.token(head).tag != "VBN":
        return ""
    return next((word for word in helpers if word in ruled_out("counterfactual") | ruled_out("reproach")), "")


def is_caused(layers: Layers, candidate: Candidate) -> bool:
    """Whether a verb only tells what its object was moved to do: "prompting Riga to recall its envoy"."""
    tree, head = layers.tree, candidate.head
    below = tree.with_dep(head, frozenset({"xcomp", "ccomp"}))
    return tree.lemmas[head] in ruled_out("causing") and any(tree.token(i).pos in VERBS for i in below)


def is_urged(layers: Layers, candidate: Candidate) -> bool:
    """Whether a verb tells what is to be done in somebody's view: "should impose sanctions", "must leave"."""
    helpers = _helpers(layers, candidate)
    return "have" not in helpers and bool(set(helpers) & ruled_out("urging"))


def is_urged_by(layers: Layers, candidate: Candidate) -> bool:
    """Whether a speaker tells so, and does not ask whether."""
    tree, head = layers.tree, candidate.head
    asked = any(tree.lemmas[c] in ruled_out("asking") for c in tree.with_dep(head, frozenset({"mark"})))
    return is_urged(layers, candidate) and layers.holder[head] is not None and not asked


def is_asked_for(layers: Layers, candidate: Candidate) -> bool:
    """Whether a noun names a deed that somebody only asks for: "called for the imposition of sanctions"."""
    tree, at = layers.tree, candidate.head
    for _ in range(_FARTHEST):
        token = tree.token(at)
        if token.dep == "conj" and tree.token(token.head).pos not in VERBS:
            at = token.head
            continue
        if token.pos in VERBS or token.dep != "pobj":
            return False
        led = tree.token(token.head)
        if led.lemma == "for":
            return "demand" in layers.types_at(led.head)
        at = led.head
        if led.lemma != "of" or tree.lemmas[at] not in ruled_out("carrying"):
            return False
    return False


def is_open(layers: Layers, candidate: Candidate) -> bool:
    """Whether a deed is told as one that may yet be done: "a possible strike", "idea of a summit", "could visit"."""
    tree, at = layers.tree, candidate.head
    if tree.token(at).pos in VERBS:
        denied = any(tree.token(c).dep == "neg" for c in tree.children(at))
        return not denied and bool(set(_helpers(layers, candidate)) & ruled_out("may"))
    if any(tree.lemmas[c] in ruled_out("possible") for c in tree.with_dep(at, _QUALIFYING)):
        return True
    for _ in range(_FARTHEST):
        token = tree.token(at)
        if token.dep not in _UNDER or token.head == at:
            return False
        at = token.head
        if tree.token(at).pos == "NOUN":
            return tree.lemmas[at] in ruled_out("prospect")
    return False


def is_dismissed(layers: Layers, candidate: Candidate) -> bool:
    """Whether a speaker calls an accusation unfounded by the word before it: "these groundless accusations"."""
    tree, head = layers.tree, candidate.head
    if tree.token(head).pos in VERBS or layers.holder[head] is None:
        return False
    return any(tree.lemmas[c] in ruled_out("dismissive") for c in tree.with_dep(head, _QUALIFYING))


def is_not_said(layers: Layers, candidate: Candidate) -> bool:
    """Whether a verb of saying tells what was not said: "never asked the court to", "was not accused of"."""
    tree, head = layers.tree, candidate.head
    if tree.lemmas[head] not in ruled_out("saying"):
        return False
    return any(tree.token(c).dep == "neg" for c in tree.children(head))


def is_not_denied(layers: Layers, candidate: Candidate) -> bool:
    """Whether a verb of denial tells what was not denied: "does not deny that its boats were there"."""
    tree, head = layers.tree, candidate.head
    denied = tree.lemmas[head] in ruled_out("denying")
    return denied and any(tree.token(c).dep == "neg" for c in tree.children(head))


def is_verbal(layers: Layers, candidate: Candidate) -> bool:
    """Whether an attack is made of words: "attacked him daily in tweets", "assailed the court on television"."""
    tree, head = layers.tree, candidate.head
    if tree.lemmas[head] not in ruled_out("assailing"):
        return False
    through = [tree.lemmas[noun] for word, noun in tree.prepositional(head) if word in ruled_out("by_way_of")]
    said = [tree.lemmas[child] for child in tree.children(head)]
    return bool({*through, *said} & ruled_out("medium"))


def is_to_come(layers: Layers, candidate: Candidate) -> bool:
    """Whether a verb tells what will be: "will not ask"."""
    return bool(set(_helpers(layers, candidate)) & ruled_out("coming"))


def _helpers(layers: Layers, candidate: Candidate) -> list[str]:
    return [layers.tree.lemmas[c] for c in layers.tree.with_dep(candidate.head, frozenset({"aux"}))]


def is_by_none(layers: Layers, candidate: Candidate) -> bool:
    """Whether the subject says that none does the deed: "neither ministers nor envoys would attend"."""
    tree = layers.tree
    for subject in tree.with_dep(candidate.head, SUBJECTS):
        near = [subject, *tree.children(subject)]
        if any(tree.lemmas[i] in ruled_out("negating") for i in near):
            return True
    return False


def is_denied_blame(layers: Layers, candidate: Candidate) -> bool:
    """Whether a candidate says that its own speaker's side is not to blame."""
    tree, head = layers.tree, candidate.head
    above = [tree.token(head).head] if tree.token(head).dep == "xcomp" else []
    if not any(tree.token(c).dep == "neg" for i in (head, *above) for c in tree.children(i)):
        return False
    blame = next((i for i in candidate.clause if i - head in range(5) and tree.lemmas[i] in ruled_out("blame")), None)
    if blame is None:
        return False
    # Part of a clause may stand outside the words that are held to be the speaker's.
    holder, subject = layers.holder[head] or layers.holder[blame], tree.subject(head)
    party = layers.party_at[subject] if subject is not None else None
    if party is None or holder is None:
        return False
    speaker = layers.side(holder.speaker)
    return speaker is None or party.side == speaker


def crime_victims(layers: Layers, candidate: Candidate) -> set[int]:
    """Heads of whom a clause names as the victim of a crime: "treats the death of the banker as murder"."""
    tree = layers.tree
    found = set()
    for i in candidate.clause:
        if tree.lemmas[i] in ruled_out("crime") and tree.token(i).pos not in VERBS:
            found |= {below for word, noun in tree.prepositional(i) if word == "of" for below in tree.conjuncts(noun)}
    return found
