"""Who plays which role by the meaning of the words: chances of the sides, and what the nets see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.casting import ROLES, STEPS, Known, cast, chances, known, staged, step_of
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Layers
from onrecord.model import Actor, Attribution, Mention, Parse, Published
from parsing import parse_of

ACTORS = {
    "Latvia": Actor("a-lva", "Latvia", "state", "LVA"),
    "Russia": Actor("a-rus", "Russia", "state", "RUS"),
    "Norway": Actor("a-nor", "Norway", "state", "NOR"),
}
TEXT = "Latvia accused Russia of spying. Norway was told of it. Russia expelled two envoys of Norway."


def parsed(text: str) -> Parse:
    return parse_of(text)


def scenes_of(parse: Parse, kinds: tuple[str, ...] = ("accuse", "expel")) -> list[Scene]:
    mentions = tuple(Mention(t.start, t.end, "name", ACTORS[t.text].id) for t in parse.tokens if t.text in ACTORS)
    layers = Layers(
        parse, (), mentions, tuple(ACTORS.values()), (), Published("2018-05-08", "2018-05-08", "2018-05-08")
    )
    found = [(kind, c) for c in find_candidates(layers) for kind in kinds if kind in {h.trigger.type for h in c.hits}]
    return [Scene(layers, candidate, kind, own=False) for kind, candidate in found]


def likeliest(text: str, kind: str) -> tuple[str | None, str | None]:
    found = cast(scenes_of(parsed(text), (kind,)))[0]
    actor, recipient = (max(found[role], key=lambda side: found[role][side]) for role in ROLES)
    return actor, recipient


def test_the_chances_of_a_role_are_one_in_all() -> None:
    found = cast(scenes_of(parsed(TEXT)))
    assert len(found) == 2
    for chances_of in found:
        assert set(chances_of) == set(ROLES)
        assert [sum(sides.values()) for sides in chances_of.values()] == pytest.approx([1, 1], abs=1e-5)
        assert {None, "LVA", "RUS", "NOR"} >= set(chances_of["actor"]) > {None, "RUS"}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Latvia expelled three envoys of Russia on Friday.", "expel", ("LVA", "RUS")),
        ("Three envoys of Russia were expelled by Latvia on Friday.", "expel", ("LVA", "RUS")),
        ("Norway accused Latvia of a breach of the treaty.", "accuse", ("NOR", "LVA")),
    ],
)
def test_words_tell_who_acts_and_who_is_hit(text: str, kind: str, expected: tuple[str, str]) -> None:
    assert likeliest(text, kind) == expected


def test_a_scene_is_cast_alike_whichever_others_are_asked_for() -> None:
    scenes = scenes_of(parsed(TEXT))
    together, alone = cast(scenes), [cast([scene])[0] for scene in scenes]
    for one, other in zip(together, alone, strict=True):
        for role in ROLES:
            assert one[role] == pytest.approx(other[role], abs=1e-4)


def test_nobody_is_cast_without_the_vectors_that_the_nets_were_taught_with() -> None:
    assert cast(scenes_of(replace(parsed(TEXT), vectors=None))) == [{}, {}]
    assert cast([]) == []


def test_where_nobody_is_named_nobody_is_cast() -> None:
    scenes = scenes_of(parsed("They accused them of spying and expelled two envoys."))
    assert scenes
    assert cast(scenes) == [{role: {None: pytest.approx(1)} for role in ROLES} for _ in scenes]


def test_of_parties_of_one_side_the_chances_are_one_sum_and_none_stands_with_nobody() -> None:
    stage = staged(scenes_of(parsed(TEXT), ("accuse",)), known())
    sides = ("LVA", "LVA", None)
    two = replace(stage, scene_of=np.zeros(3, np.intp), sides=sides, scenes=stage.scenes[:1])
    (found,) = chances(two, np.log(np.array([[1.0, 2.0, 3.0]], np.float32)), np.log(np.array([[4.0]], np.float32)))
    assert found == pytest.approx({"LVA": 0.3, None: 0.7})


def test_a_place_that_the_nets_do_not_know_says_nothing() -> None:
    scenes = scenes_of(parsed(TEXT), ("accuse",))
    full = staged(scenes, known())
    bare = staged(scenes, Known(known().types, (), known().kinds))
    assert full.traits.sum() > bare.traits.sum() > 0
    assert full.traits.shape[1] - bare.traits.shape[1] == len(known().places)


def test_words_of_a_scene_and_of_a_party_are_its_own_and_its_governors() -> None:
    """Of both nets beside one another; zeros for a subject that is not there."""
    (scene,) = scenes_of(parsed("Latvia resented the accusations against Russia."), ("accuse",))
    assert scene.layers.meant is not None
    wide = np.concatenate([*scene.layers.meant.at(np.arange(len(scene.layers.parse.tokens)))], axis=1)
    stage, tree = staged([scene], known()), scene.layers.tree
    assert tree.subject(scene.head) is None
    width = wide.shape[1]
    assert np.array_equal(stage.scenes[0, :width], wide[scene.head])
    assert np.array_equal(stage.scenes[0, width : 2 * width], wide[tree.token(scene.head).head])
    assert not stage.scenes[0, 2 * width : 3 * width].any()
    heads = sorted(party.head for party in scene.places)
    governors = [tree.token(head).head for head in heads]
    assert governors != heads
    assert np.array_equal(stage.parties, np.concatenate([wide[heads], wide[governors]], axis=1))


def test_what_a_party_is_stands_in_its_own_column() -> None:
    """The last six: speaks, spoken to, in the words told, without a side, of the speaker's side, words are told."""
    text = "Holm said that Latvia accused Bakke of spying, officials told Russia."
    parse = parsed(text)
    people = {"Holm": Actor("a-holm", "Ada Holm", "person", "LVA"), "Bakke": Actor("a-bakke", "Liv Bakke", "person")}
    known_as = {**ACTORS, **people, "Russia": ACTORS["Russia"]}
    mentions = tuple(Mention(t.start, t.end, "name", known_as[t.text].id) for t in parse.tokens if t.text in known_as)
    told = (text.index("Latvia"), text.index(","))
    said = Attribution("s1", ((0, 4),), ((5, 9),), (told,), "indirect", "a-holm", addressee="a-rus")
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    layers = Layers(parse, (said,), mentions, tuple(known_as.values()), (), day)
    verb = next(c for c in find_candidates(layers) if "accuse" in {hit.trigger.type for hit in c.hits})
    scene = Scene(layers, verb, "accuse", own=False)
    stage = staged([scene], known())
    flags = {
        party.actor: {n for n, held in enumerate(stage.traits[row, -6:]) if held}
        for row, party in enumerate(scene.places)
        if party.kind != "speaker"
    }
    assert flags["a-holm"] == {0, 4, 5}
    assert flags["a-rus"] == {1, 5}
    assert flags["a-lva"] == {2, 4, 5}
    assert flags["a-bakke"] == {2, 3, 5}


@pytest.mark.parametrize(
    ("steps", "column"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (8, 5), (-1, STEPS + 1), (10_000, STEPS - 1), (-10_000, 2 * STEPS - 1)],
)
def test_steps_are_told_apart_where_they_are_few(steps: int, column: int) -> None:
    assert step_of(steps) == column
