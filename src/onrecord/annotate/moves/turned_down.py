"""What a refusal tells beside itself: whose proposal was turned down, who was left without an answer.

In come the layers with a noun or a refusal; out comes whether the noun is a move of its own, and the parties of a
refusal told by whoever met with it ("got no answer"). The verbs are rows of ``data/moves/ruled_out.toml``.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.candidates import VERBS, Candidate
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.roles import parties_at
from onrecord.annotate.moves.second import Pair

_REFUSE, _NO, _FROM = "refuse", "no", "from"
# What pays back a refusal.
_DEEDS = frozenset({"expel", "sanction", "restrict", "attack"})
# What can be turned down, and where it stands to its verb.
_PUT = frozenset({"offer", "demand"})
_TURNED = frozenset({"dobj", "nsubjpass"})
_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
_MAKERS = frozenset({"by", "from", "of"})


def is_turned_down(layers: Layers, candidate: Candidate) -> bool:
    """Whether a noun names what somebody else had put forward: "rejected a proposal by Riga"."""
    tree, token = layers.tree, layers.tree.token(candidate.head)
    if token.pos in VERBS or token.dep not in _TURNED or not any(hit.trigger.type in _PUT for hit in candidate.hits):
        return False
    refused = any(hit.trigger.type == _REFUSE and token.i in hit.tokens for hit in layers.hits.get(token.head, ()))
    subject = None if token.dep == "nsubjpass" else tree.subject(token.head)
    own = {party.side for party in parties_at(layers, subject)} if subject is not None else set()
    return refused and any(maker.side and maker.side not in own for maker in _makers(layers, token.i))


def _makers(layers: Layers, noun: int) -> list[Party]:
    """By whom a noun says that it was made: "by Riga", "Riga's", "Latvian"."""
    named = [below for word, below in layers.tree.prepositional(noun) if word in _MAKERS]
    near = [*layers.tree.with_dep(noun, _OWNERS), *named]
    return [party for i in near if (party := layers.party_at[i]) is not None]


def by_the_other(scene: Scene, pair: Pair) -> Pair:
    """The parties of a refusal, turned where the one who met with it is its subject: "we got no answer"."""
    layers, head = scene.layers, scene.head
    paid_back = _paid_back(scene, pair[0])
    if paid_back is not None:
        return replace(pair[0], actor=paid_back.actor, side=paid_back.side), replace(pair[0], score=pair[1].score)
    if scene.kind != _REFUSE or layers.tree.lemmas[head] not in ruled_out("getting"):
        return pair
    if not any(_NO in hit.trigger.words for hit in scene.candidate.hits if hit.trigger.type == _REFUSE):
        return pair
    if any(word == _FROM for word, _ in layers.tree.prepositional(head)):
        return pair
    (actor, recipient), subject = pair, layers.tree.subject(head)
    asked = [party for party in parties_at(layers, subject) if party.actor] if subject is not None else []
    mine = asked[0].side if asked else actor.side
    named = _last_of_another(layers, head, mine)
    silent = next((f for f in pair if f.side and f.side != mine), Filled(score=actor.score))
    silent = replace(silent, actor=named.actor, side=named.side) if named else silent
    if not asked:
        return (silent if named else recipient), actor
    return silent, replace(recipient, actor=asked[0].actor, side=mine)


def _last_of_another(layers: Layers, head: int, side: str | None) -> Party | None:
    """The last party of another side that its sentence names before a word, or the sentence before: who was asked."""
    tree, at = layers.tree, layers.tree.token(head).sentence
    before = takewhile(lambda i: tree.token(i).sentence >= at - 1, range(head - 1, -1, -1))
    parties = (layers.party_at[i] for i in before)
    return next((party for party in parties if party and party.actor and party.side and party.side != side), None)


def _paid_back(scene: Scene, actor: Filled) -> Party | None:
    """Who refused what a deed pays back: not the doer, whom "it" might mean, but the last one of another side that the
    deed's clause names: "will expel the envoys of Minsk after it gave no answer"."""
    layers, head, tree = scene.layers, scene.head, scene.layers.tree
    subject = tree.subject(head)
    if scene.kind != _REFUSE or subject is None or tree.token(head).dep != "advcl" or tree.token(subject).pos != "PRON":
        return None
    deed = tree.token(head).head
    above = {deed, tree.token(deed).head}
    if not any(hit.trigger.type in _DEEDS for i in above for hit in layers.hits.get(i, ())):
        return None
    named = [layers.party_at[i] for i in range(min(above), subject) if layers.party_at[i] is not None]
    others = [party for party in named if party and party.side and party.side != actor.side and party.actor]
    doers = [party for i in above for party in parties_at(layers, _subject_or_self(layers, i))]
    return others[-1] if others and any(party.side == actor.side for party in doers) else None


def _subject_or_self(layers: Layers, i: int) -> int:
    subject = layers.tree.subject(i)
    return i if subject is None else subject
