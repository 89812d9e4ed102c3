"""Who makes a move, and whom it addresses or hits.

In come the layers, a candidate and its type; out come the actor and the recipient with their sides. Everybody named
around the candidate, and nobody, stand in one race for each role (``claims``); the side with most of the chances wins,
and on it the likeliest actor.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from onrecord import tables
from onrecord.annotate.moves.candidates import VERBS, Candidate
from onrecord.annotate.moves.claims import Claim, Scene, claims_of
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.linear import load_weights, total
from onrecord.annotate.moves.roles import parties_at
from onrecord.annotate.moves.types import is_across, needs_power

ROLES = ("actor", "recipient")
# Joint parties of one clause beyond this number are a list, not a move of each.
_MOST_JOINT = 6
_DOER = "prep.by"
# "interference by the neighbour", "was expelled by the neighbour".
_DOERS = frozenset({_DOER, "noun.by"})
# Places of a passive's clause in which its doer does not stand.
_BESIDE = frozenset(f"prep.{word}" for word in ("for", "over", "against", "from", "to", "with", "of", "about", "after"))
_HIT = frozenset({"object"})
_LEADING = frozenset({"clause", "before"})
# Who is named in other sentences only, or merely tells of the deed, is no doer or sufferer of a deed between sides.
_ELSEWHERE = frozenset({"near.-2", "near.-1", "near.1", "near.2"})
_NOWHERE: frozenset[str] = frozenset()
_DIRECT = {"actor": frozenset({"subject", _DOER}), "recipient": frozenset({"clause"})}
Places = Mapping[Party, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A role filled: the actor, the sides joined with ``;``, and the chance."""

    actor: str | None = None
    side: str | None = None
    score: float = 0.0


class Contest:
    """The claims to both roles of a scene with their chances, each made once."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.places = scene, scene.places
        self.actors = claims_of(scene, _able(scene, self.places), None)
        self.actor_chances = chances("actor", self.actors)
        self._recipients: dict[tuple[Party | None, str | None], tuple[list[Claim], list[float]]] = {}

    def recipients(self, actor: Filled, taken: Party | None) -> tuple[list[Claim], list[float]]:
        """The claims to the recipient's role with their chances, given who acts and with which party."""
        key = taken, actor.side
        if key not in self._recipients:
            claims = claims_of(self.scene, _strikable(self.scene, self.places, actor, taken), taken)
            self._recipients[key] = claims, chances("recipient", claims)
        return self._recipients[key]

    @cached_property
    def standing(self) -> dict[str | None, frozenset[str]]:
        """The places in which any mention of an actor stands, by actor."""
        found: dict[str | None, frozenset[str]] = defaultdict(frozenset)
        for party, names in self.places.items():
            found[party.actor] |= names
        return dict(found)


def find_arguments(contest: Contest) -> tuple[Filled, Filled]:
    """Actor and recipient of a scene, by themselves."""
    actor, taken = _filled(contest, "actor", contest.actors, contest.actor_chances)
    recipient, _ = _filled(contest, "recipient", *contest.recipients(actor, taken))
    return actor, recipient


def _able(scene: Scene, places: Places) -> Places:
    """The parties that may act: in an utterance of the speaker's own all of them."""
    layers = scene.layers
    able = places if scene.own else able_parties(layers, scene.candidate, places)
    if not needs_power(scene.kind):
        return able
    return {p: names for p, names in able.items() if not names & _HIT and not _is_powerless(layers, p)}


def able_parties(layers: Layers, candidate: Candidate, places: Places) -> Places:
    """The parties that may have done a deed: not who suffers it, nor his side unless named as the doer.

    A party that stands in the clause before its verb goes before those of other sentences. Whom a
    passive names after "for" or "over" is no doer.
    """
    doers = {p: names for p, names in places.items() if names & _DOERS and p.side}
    if doers and not (layers.tree.token(candidate.head).pos in VERBS and not layers.tree.is_passive(candidate.head)):
        return doers
    suffering = _suffering(layers, candidate, places)
    actors, sides = {p.actor for p in suffering if p.actor}, {p.side for p in suffering if p.side}
    able = {
        p: names
        for p, names in places.items()
        if p not in suffering and p.actor not in actors and (_DOER in names or p.side not in sides)
    }
    if any(p.side and names >= _LEADING for p, names in able.items()):
        able = {p: names for p, names in able.items() if not names <= _ELSEWHERE}
    if layers.tree.is_passive(candidate.head):
        able = {p: names for p, names in able.items() if not names & _BESIDE}
    return able


def _strikable(scene: Scene, places: Places, actor: Filled, taken: Party | None) -> Places:
    """The parties that may be hit: nobody of joint actors, nor joined to the actor; of some deeds only other sides.

    Of a passive of a deed of power it is its subject: "the envoy was summoned".
    """
    if needs_power(scene.kind) and any("passive" in names for names in places.values()):
        places = {p: names for p, names in places.items() if "passive" in names}
    if taken is None:
        return places
    layers = scene.layers
    joined = {p.actor for p in parties_at(layers, taken.head)}
    own = set((actor.side or "").split(";")) if ";" in (actor.side or "") or is_across(scene.kind) else set()
    return {p: names for p, names in places.items() if p.actor not in joined and (not p.side or p.side not in own)}


def _is_powerless(layers: Layers, party: Party) -> bool:
    """Whether a party is an outlet, or a group whose head word governs nothing."""
    if party.actor_kind == "outlet":
        return True
    return party.actor_kind != "person" and layers.tree.token(party.head).lemma.lower() in _powerless()


@cache
def _powerless() -> frozenset[str]:
    rows = tables.rows("moves/powerless.toml", ("words", "example", "origin"))
    return frozenset(word for row in rows for word in row["words"])


def _suffering(layers: Layers, candidate: Candidate, places: Places) -> list[Party]:
    """The parties that a passive's subject names, also from within: "reporters from Oslo were held"."""
    tree, subject = layers.tree, layers.tree.subject(candidate.head)
    # Who shares the subject of a passive clause above ("fined for refusing") suffers that deed, not this one.
    own = subject in tree.children(candidate.head)
    passive = own and subject is not None and tree.token(subject).dep == "nsubjpass"
    inside = set(tree.subtree(subject)) if passive and subject is not None else set()
    return [p for p, names in places.items() if "passive" in names or p.head in inside]


def chances(role: str, claims: Sequence[Claim]) -> list[float]:
    """The chance of each claim to a role; together one."""
    weights = load_weights(role)
    sums = [total(weights, claim.features) for claim in claims]
    top = max(sums)
    grown = [math.exp(value - top) for value in sums]
    whole = sum(grown)
    return [value / whole for value in grown]


def _actor_of(claim: Claim) -> str | None:
    return claim.party.actor if claim.party else None


def _filled(
    contest: Contest, role: str, claims: Sequence[Claim], found: Sequence[float]
) -> tuple[Filled, Party | None]:
    """The role filled by the likeliest claim of the likeliest side, with its party."""
    by_side: dict[str | None, float] = defaultdict(float)
    for claim, chance in zip(claims, found, strict=True):
        by_side[claim.side] += chance
    side = max(by_side, key=lambda s: (by_side[s], s or ""))
    return fill(contest, role, claims, found, side, score=by_side[side])


def fill(
    contest: Contest, role: str, claims: Sequence[Claim], found: Sequence[float], side: str | None, *, score: float
) -> tuple[Filled, Party | None]:
    """The role filled by the likeliest claim of a side, with its party."""
    scene, layers = contest.scene, contest.scene.layers
    standing = contest.standing
    rivals = [n for n, claim in enumerate(claims) if claim.side == side]
    # Of one side's parties the grammar's own goes first: Riga recalled the envoy, not its president named before.
    direct = frozenset() if scene.own or side is None else _DIRECT[role]
    best = max(rivals, key=lambda n: (bool(standing.get(_actor_of(claims[n]), _NOWHERE) & direct), found[n], -n))
    party = claims[best].party
    if party is None:
        return Filled(score=score), None
    joint = [p for p in parties_at(layers, party.head) if p.actor][:_MOST_JOINT] or [party]
    sides = list(dict.fromkeys(p.side for p in joint if p.side)) if party.side else []
    actor = party.actor
    if is_across(scene.kind) and party.actor_kind == "person" and standing[actor] <= _ELSEWHERE:
        actor = layers.states.get(side or "", actor)
    return Filled(actor, ";".join(sides) or None, score), party
