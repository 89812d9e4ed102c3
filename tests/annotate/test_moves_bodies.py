"""Deeds of a state's bodies: the person named near them did not do them, his state did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.annotate import find_attributions
from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.bodies import by_bodies
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Layers
from onrecord.model import Actor, Mention, Published
from parsing import parse_of

ACTORS = {
    "Latvia": Actor("a-lva", "Latvia", "state", "LVA"),
    "Russia": Actor("a-rus", "Russia", "state", "RUS"),
    "Ozols": Actor("a-ozols", "Janis Ozols", "person", "LVA"),
    "Petrov": Actor("a-petrov", "Oleg Petrov", "person", "RUS"),
    "Ventcorp": Actor("a-vent", "Ventcorp", "organisation", "Ventcorp"),
}


def settled(
    text: str, word: str, kind: str, actor: str, recipient: str, *, own: bool = False
) -> tuple[str | None, ...]:
    """Who makes the move at a word and whom it hits, where the weights took these two; with their sides."""
    parse = parse_of(text)
    named = {t.start: ACTORS[t.text].id for t in parse.tokens if t.text in ACTORS}
    mentions = tuple(Mention(t.start, t.end, "name", named[t.start]) for t in parse.tokens if t.start in named)
    spoken = tuple(
        replace(a, speaker=next((named[i] for s, e in a.source for i in range(s, e) if i in named), None))
        for a in find_attributions(parse)
    )
    layers = Layers(parse, spoken, mentions, tuple({a.id: a for a in ACTORS.values()}.values()), (), Published())
    at = next(c for c in find_candidates(layers) if parse.tokens[c.head].text == word)
    pair = (Filled(ACTORS[actor].id, ACTORS[actor].side), Filled(ACTORS[recipient].id, ACTORS[recipient].side))
    found = by_bodies(Scene(layers, at, kind, own=own), pair)
    return (found[0].actor, found[0].side, found[1].actor, found[1].side)


@pytest.mark.parametrize(
    ("text", "word", "kind", "parties", "own", "right"),
    [
        (
            "Petrov said that papers were handed to Ozols, summoned for a meeting on 10 May.",
            "summoned", "summon", ("Petrov", "Ozols"), False, ("a-rus", "RUS", "a-ozols", "LVA"),
        ),
        (
            "Petrov summoned Ozols to the ministry.",
            "summoned", "summon", ("Petrov", "Ozols"), False, ("a-petrov", "RUS", "a-ozols", "LVA"),
        ),
        (
            "Latvia spoke of Russian meddling in the vote, which Ozols won.",
            "meddling", "interfere", ("Petrov", "Ozols"), False, ("a-rus", "RUS", "a-lva", "LVA"),
        ),
        (
            "Ozols said Latvia could not tell the councils of the ports, who refused to let the observers in.",
            "refused", "refuse", ("Ozols", "Petrov"), True, ("a-lva", "LVA", "a-petrov", "RUS"),
        ),
        (
            "Latvia, Ozols said, could not reach the mayors of Zilupe and Karsava, who refused to let observers in.",
            "refused", "refuse", ("Ozols", "Petrov"), True, ("a-lva", "LVA", "a-petrov", "RUS"),
        ),
        (
            "Ozols met Petrov in Riga, and he refused to sign the treaty.",
            "refused", "refuse", ("Ozols", "Petrov"), False, ("a-ozols", "LVA", "a-petrov", "RUS"),
        ),
        (
            "Latvia cautioned the firm on the grounds that Ventcorp is violating its laws.",
            "violating", "accuse", ("Ventcorp", "Latvia"), False, ("a-lva", "LVA", "a-vent", "Ventcorp"),
        ),
    ],
)  # fmt: skip
def test_who_is_only_named_near_a_deed_did_not_do_it(
    text: str, word: str, kind: str, parties: tuple[str, str], own: bool, right: tuple[str | None, ...]
) -> None:
    assert settled(text, word, kind, *parties, own=own) == right


def test_where_the_page_does_not_name_the_state_nobody_is_put_down() -> None:
    without = {name: actor for name, actor in ACTORS.items() if actor.kind != "state"}
    text = "Petrov spoke in Riga while the firm was searched and its owners were arrested."
    parse = parse_of(text)
    at = text.index("Petrov")
    mentions = (Mention(at, at + len("Petrov"), "name", "a-petrov"),)
    layers = Layers(parse, (), mentions, tuple(without.values()), (), Published())
    arrest = next(c for c in find_candidates(layers) if parse.tokens[c.head].text == "arrested")
    actor, _ = by_bodies(Scene(layers, arrest, "charge", own=False), (Filled("a-petrov", "RUS"), Filled()))
    assert (actor.actor, actor.side) == (None, "RUS")
