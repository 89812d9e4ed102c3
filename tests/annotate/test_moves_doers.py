"""Who does a deed by grammar alone: no state where rebels act, all who are joined, who is to come, whose forces go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.annotate import find_attributions, find_moves
from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.doers import named_doer
from onrecord.annotate.moves.layers import Layers
from onrecord.dating import find_times
from onrecord.model import Actor, Attribution, Mention, Move, Parse, Published
from parsing import parse_of

ACTORS = {
    "Latvia": Actor("a-lva", "Latvia", "state", "LVA"),
    "Latvian": Actor("a-lva", "Latvia", "state", "LVA"),
    "Russia": Actor("a-rus", "Russia", "state", "RUS"),
    "Russian": Actor("a-rus", "Russia", "state", "RUS"),
    "Ozols": Actor("a-ozols", "Janis Ozols", "person", "LVA"),
    "Petrov": Actor("a-petrov", "Oleg Petrov", "person", "RUS"),
}


Layered = tuple[Parse, tuple[Attribution, ...], tuple[Mention, ...], tuple[Actor, ...], Published]


def layered(text: str) -> Layered:
    parse = parse_of(text)
    named = {t.start: ACTORS[t.text].id for t in parse.tokens if t.text in ACTORS}
    mentions = tuple(Mention(t.start, t.end, "name", named[t.start]) for t in parse.tokens if t.start in named)
    attributions = tuple(
        replace(a, speaker=next((named[i] for s, e in a.source for i in range(s, e) if i in named), None))
        for a in find_attributions(parse)
    )
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    return parse, attributions, mentions, tuple({a.id: a for a in ACTORS.values()}.values()), day


def read(text: str) -> list[Move]:
    parse, attributions, mentions, actors, day = layered(text)
    return list(find_moves(parse, attributions, mentions, actors, find_times(parse, day), day))


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        ("Latvia asked for a truce. Rebels rejected the offer of talks.", "refuse", (None,)),
        ("Latvia closed the road after rebels shelled the town.", "attack", (None,)),
        ("Ozols is expected to meet Petrov in Oslo on Friday.", "consult", ("LVA", "RUS")),
        ("Ozols is scheduled to meet with Petrov in Oslo.", "consult", ("LVA", "RUS")),
        ("Latvian troops were deployed to the border with Russia.", "mobilise", ("LVA",)),
        ("Ozols and Petrov met in Oslo on Monday.", "consult", ("LVA;RUS", None)),
        ("The talks between Latvia and Russia were held in Oslo on Monday.", "consult", ("LVA;RUS", None)),
        ("Latvia and Russia condemned the attack on the convoy.", "criticise", ("LVA;RUS",)),
    ],
)
def test_who_acts_is_whom_the_clause_names(text: str, kind: str, sides: tuple[str | None, ...]) -> None:
    found = [m for m in read(text) if m.type == kind]
    assert found
    assert {(m.actor_side, m.recipient_side)[: len(sides)] for m in found} == {sides}


def test_whom_a_speaker_accuses_is_not_who_accuses() -> None:
    parse, attributions, mentions, actors, day = layered('"Petrov is throwing thousands out of work," Ozols said.')
    layers = Layers(parse, attributions, mentions, actors, (), day)
    candidate = next(c for c in find_candidates(layers) if parse.tokens[c.head].text == "throwing")
    scene = Scene(layers, candidate, "accuse", own=True)
    actor, recipient = named_doer(scene, (Filled("a-petrov", "RUS"), Filled("a-lva", "LVA")))
    assert (actor.actor, actor.side, recipient.actor, recipient.side) == ("a-ozols", "LVA", "a-petrov", "RUS")


@pytest.mark.parametrize(
    ("given", "sides"),
    [(("RUS", "LVA"), ("LVA;RUS", None)), (("RUS", "EST"), ("LVA;RUS", "EST")), (("LVA", "EST"), ("LVA", "EST"))],
)
def test_a_later_one_of_a_joint_subject_stands_for_all_of_it(
    given: tuple[str, str], sides: tuple[str, str | None]
) -> None:
    parse, attributions, mentions, actors, day = layered("Latvia and Russia condemned the attack on the convoy.")
    layers = Layers(parse, attributions, mentions, actors, (), day)
    candidate = next(c for c in find_candidates(layers) if parse.tokens[c.head].text == "condemned")
    actor, recipient = (Filled(f"a-{side.lower()}", side) for side in given)
    found = named_doer(Scene(layers, candidate, "criticise", own=False), (actor, recipient))
    assert tuple(one.side for one in found) == sides


@pytest.mark.parametrize(
    ("text", "given", "sides"),
    [
        ("Latvia was fined by Russia for refusing the inspectors.", ("RUS", "LVA"), ("LVA", None)),
        ("Russia criticised Latvia for refusing the offer.", ("RUS", None), ("LVA", None)),
        ("Russia criticised Latvia for refusing the offer.", ("LVA", "RUS"), ("LVA", "RUS")),
        ("Russia paid Latvia for refusing the offer.", ("RUS", None), ("RUS", None)),
    ],
)
def test_who_is_blamed_for_a_deed_did_it(
    text: str, given: tuple[str, str | None], sides: tuple[str, str | None]
) -> None:
    parse, attributions, mentions, actors, day = layered(text)
    layers = Layers(parse, attributions, mentions, actors, (), day)
    candidate = next(c for c in find_candidates(layers) if parse.tokens[c.head].text == "refusing")
    actor, recipient = (Filled(f"a-{side.lower()}" if side else None, side) for side in given)
    found = named_doer(Scene(layers, candidate, "refuse", own=False), (actor, recipient))
    assert tuple(one.side for one in found) == sides
