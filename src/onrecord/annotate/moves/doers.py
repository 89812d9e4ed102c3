"""Who does a deed where grammar says so by itself, whatever the weights hold likely.

In come a scene and the parties that the weights gave it; out come the same, or those whom the clause names: nobody of a
state where rebels act, all who are joined, the subject of what is to come, the owner of forces that are sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.candidates import VERBS, Candidate
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.roles import parties_at, places_of
from onrecord.annotate.moves.second import Pair
from onrecord.annotate.moves.tree import DEEPEST, OBJECTS, SUBJECTS, Tree

_RELATIVE = frozenset({"WP", "WDT"})
_XCOMP, _AUX = frozenset({"xcomp"}), frozenset({"aux"})
_KINDS_OF = frozenset({"compound", "amod"})
_BY, _BETWEEN, _FOR = "by", "between", frozenset({"for", "of", "over"})
_BLAMING, _SHARED = frozenset({"accuse", "criticise"}), frozenset({"consult"})
# Types whose passive has the doer's own forces or arms as its subject.
_SENDING = frozenset({"mobilise"})
# A joint subject of more is a list.
_MOST_JOINT = 6


def named_doer(scene: Scene, pair: Pair) -> Pair:
    """The parties of a deed, with the doer whom its clause names by grammar alone."""
    if scene.own:
        return _not_the_accused(scene, pair)
    layers, candidate = scene.layers, scene.candidate
    if scene.kind in _SHARED and scene.form == "passive":
        between = _between(layers, candidate)
        if len(_sides(between)) > 1:
            return _filled(between, pair[0]), Filled(score=pair[1].score)
    if is_awaited(layers, candidate) or _is_sent(scene):
        return _by_subject(scene, pair)
    doers = _held_to_account(layers.tree, candidate.head) or _doers(layers, candidate)
    if doers and _is_stateless(layers, doers):
        party = layers.party_at[doers[0]]
        return replace(pair[0], actor=party.actor if party else None, side=None), pair[1]
    return _by_the_blamed(scene, doers, pair) or _joint(layers, doers, pair)


def _held_to_account(tree: Tree, i: int) -> list[int]:
    """Whom a verb blames, punishes or thanks for his deed: "fined the firms for refusing", "they were fined for it"."""
    token, preposition = tree.token(i), tree.token(tree.token(i).head)
    if token.dep != "pcomp" or preposition.dep != "prep" or preposition.text.lower() not in _FOR:
        return []
    verb = tree.clause_of(preposition.head)
    if tree.lemmas[verb] not in ruled_out("accounting"):
        return []
    borne = tree.with_dep(verb, SUBJECTS if tree.is_passive(verb) else OBJECTS)
    return tree.conjuncts(borne[0]) if borne else []


def _by_the_blamed(scene: Scene, blamed: Sequence[int], pair: Pair) -> Pair | None:
    """Those who are held to account as the doers, where the weights took somebody else; who blames them is not hit."""
    layers = scene.layers
    if not _held_to_account(layers.tree, scene.head):
        return None
    parties = [p for p in (layers.party_at[i] for i in blamed[:_MOST_JOINT]) if p and p.actor]
    if not parties or pair[0].actor in {p.actor for p in parties}:
        return None
    hit = pair[1] if not _of(pair[1]) & _sides(parties) else Filled(score=pair[1].score)
    return _filled(parties, pair[0]), hit


def _not_the_accused(scene: Scene, pair: Pair) -> Pair:
    """A speaker's own accusation: whom his clause is about is accused and accuses nobody; the speaker does."""
    layers, head = scene.layers, scene.head
    holder, subject = layers.holder[head], _subject(layers.tree, head)
    if scene.kind not in _BLAMING or scene.form != "verb" or holder is None or subject is None:
        return pair
    party = layers.party_at[subject]
    if party is None or party.actor is None or party.actor != pair[0].actor or party.actor == holder.speaker:
        return pair
    named = any(hit.trigger.type == scene.kind for hit in scene.candidate.hits)
    if named or layers.tree.token(subject).pos == "PRON":
        return pair
    speaker = replace(pair[0], actor=holder.speaker, side=layers.side(holder.speaker))
    return speaker, replace(pair[1], actor=party.actor, side=party.side)


def _between(layers: Layers, candidate: Candidate) -> list[Party]:
    """Those between whom a meeting is told to have been held: "the talks between Riga and Minsk were held"."""
    tree, subject = layers.tree, layers.tree.subject(candidate.head)
    if subject is None:
        return []
    return [
        p for word, noun in tree.prepositional(subject) if word == _BETWEEN for p in parties_at(layers, noun) if p.side
    ]


def is_awaited(layers: Layers, candidate: Candidate) -> bool:
    """Whether a passive only tells that its subject is to do something: "is expected to meet the envoy"."""
    tree, head = layers.tree, candidate.head
    if not tree.is_passive(head) or tree.lemmas[head] not in ruled_out("awaited"):
        return False
    return any(tree.token(c).tag == "TO" for below in tree.with_dep(head, _XCOMP) for c in tree.with_dep(below, _AUX))


def _is_sent(scene: Scene) -> bool:
    """Whether a passive tells where its subject's own forces were sent: "our troops were moved to the border"."""
    tree, head = scene.layers.tree, scene.head
    if scene.kind not in _SENDING or scene.form != "passive":
        return False
    return all(word != _BY for word, _ in tree.prepositional(head))


def _by_subject(scene: Scene, pair: Pair) -> Pair:
    """The subject as who acts; as who is hit another side: whom the weights found, or who stands behind the verb."""
    layers, (actor, recipient) = scene.layers, pair
    subject = layers.tree.subject(scene.head)
    parties = [p for p in parties_at(layers, subject) if p.side] if subject is not None else []
    if not parties or _of(actor) & _sides(parties):
        return pair
    own = _sides(parties)
    if _of(recipient) & own:
        facing = [p for p, names in places_of(layers, scene.candidate).items() if _is_behind(names) and p.side]
        other = next((p for p in facing if p.side not in own), None)
        recipient = replace(recipient, actor=other.actor if other else None, side=other.side if other else None)
    return _filled(parties, actor), recipient


def _is_behind(names: frozenset[str]) -> bool:
    return any(name.startswith(("prep.", "xcomp.")) and not name.endswith(".owner") for name in names)


def _doers(layers: Layers, candidate: Candidate) -> list[int]:
    """Whom grammar names as who does it: the subject of an active verb, or who stands after "by"."""
    tree, head = layers.tree, candidate.head
    if tree.token(head).pos in VERBS and not tree.is_passive(head):
        subject = _subject(tree, head)
        return [] if subject is None else tree.conjuncts(subject)
    return [joined for word, noun in tree.prepositional(head) if word == _BY for joined in tree.conjuncts(noun)]


def _subject(tree: Tree, i: int) -> int | None:
    """The subject of a verb, its own or of the verb to which it is joined; of a relative clause the noun before it."""
    for _ in range(DEEPEST):
        token, own = tree.token(i), tree.with_dep(i, SUBJECTS)
        if own:
            relative = tree.token(own[-1]).tag in _RELATIVE and token.dep == "relcl"
            return token.head if relative else own[-1]
        if token.dep == "acl" and token.tag == "VBG":
            return token.head
        if token.dep != "conj" or token.head == i or tree.token(token.head).pos not in VERBS:
            return None
        i = token.head
    return None


def _is_stateless(layers: Layers, doers: Sequence[int]) -> bool:
    """Whether those named are rebels and the like, and none joined to them is of a side."""
    if any((party := layers.party_at[i]) is not None and party.side for i in doers):
        return False
    tree = layers.tree
    return any(_is_rebel(tree, i) for i in (doers[0], *tree.with_dep(doers[0], _KINDS_OF)))


def _is_rebel(tree: Tree, i: int) -> bool:
    return tree.lemmas[i].removesuffix("s") in ruled_out("stateless")


def _joint(layers: Layers, doers: Sequence[int], pair: Pair) -> Pair:
    """All who are joined as the subject, where the weights took a later one of them alone."""
    actor, recipient = pair
    parties = [p for p in (layers.party_at[i] for i in doers[:_MOST_JOINT]) if p and p.actor and p.side]
    sides = list(dict.fromkeys(p.side for p in parties if p.side))
    if len(sides) < 2 or actor.side not in sides[1:] or all(p.actor != actor.actor for p in parties):
        return pair
    if _of(recipient) and _of(recipient) <= set(sides):
        recipient = Filled(score=recipient.score)
    return _filled(parties, actor), recipient


def _filled(parties: Sequence[Party], instead: Filled) -> Filled:
    sides = dict.fromkeys(p.side for p in parties if p.side)
    return replace(instead, actor=parties[0].actor, side=";".join(sides) or None)


def _sides(parties: Sequence[Party]) -> set[str]:
    return {p.side for p in parties if p.side}


def _of(filled: Filled) -> set[str]:
    return set((filled.side or "").split(";")) - {""}
