"""The second look at the parties of moves: what the other moves of an article say of a side."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from onrecord.annotate.moves.arguments import Contest, Filled, find_arguments
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.others import Others, Signs, shares_of, told_of
from onrecord.annotate.moves.second import settle_arguments, table_of, weigh
from onrecord.annotate.moves.signs import groups_of, signs_of
from onrecord.model import Actor, Mention, Published
from parsing import parse_of

ACTORS = {
    "Latvia": Actor("a-lva", "Latvia", "state", "LVA"),
    "Russia": Actor("a-rus", "Russia", "state", "RUS"),
    "Norway": Actor("a-nor", "Norway", "state", "NOR"),
    "Bakke": Actor("a-bakke", "Liv Bakke", "person", None),
}
TEXT = "Latvia accused Russia of spying. Russia accused Latvia of lies. Latvia accused Norway of delay."
LATVIA, RUSSIA, NORWAY, OPEN = Filled("a-lva", "LVA"), Filled("a-rus", "RUS"), Filled("a-nor", "NOR"), Filled()


def scenes_of(text: str, kind: str = "accuse") -> list[Scene]:
    parse = parse_of(text)
    mentions = tuple(Mention(t.start, t.end, "name", ACTORS[t.text].id) for t in parse.tokens if t.text in ACTORS)
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    layers = Layers(parse, (), mentions, tuple(ACTORS.values()), (), day)
    found = [c for c in find_candidates(layers) if kind in {hit.trigger.type for hit in c.hits}]
    return [Scene(layers, candidate, kind, own=False) for candidate in found]


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    return scenes_of(TEXT)


def test_a_move_is_not_its_own_witness(scenes: list[Scene]) -> None:
    told = [told_of(scenes[0], LATVIA, RUSSIA), told_of(scenes[1], RUSSIA, LATVIA), told_of(scenes[2], LATVIA, NORWAY)]
    others = Others(told, 2)
    assert others.of_side("NOR")["HIT.all"] == 0
    assert others.of_side("RUS")["HIT.all"] == others.of_side("LVA")["HIT.all"] == 0.5


@pytest.mark.parametrize(
    ("name", "side", "expected"),
    [("HIT.by", "RUS", 1.0), ("HIT.prevby", "RUS", 1.0), ("BACK", "RUS", 1.0), ("BACK", "NOR", 0.0), ("BY", "RUS", 1)],
)
def test_whom_an_actor_hits_elsewhere_and_who_hits_back(
    scenes: list[Scene], name: str, side: str, expected: float
) -> None:
    told = [told_of(scenes[0], LATVIA, RUSSIA), told_of(scenes[1], RUSSIA, LATVIA), told_of(scenes[2], LATVIA, OPEN)]
    assert Others(told, 2).of_pair("LVA", side)[name] == expected


def test_joint_sides_count_each_and_an_open_role_as_nobody(scenes: list[Scene]) -> None:
    shares = shares_of([told_of(scenes[0], Filled("a-lva", "LVA;NOR"), OPEN), told_of(scenes[1], RUSSIA, LATVIA)])
    assert (shares.acts("NOR"), shares.hit(None), shares.hit("RUS")) == (0.5, 0.5, 0.0)


def test_of_no_other_moves_nothing_is_known(scenes: list[Scene]) -> None:
    assert math.isnan(Others([told_of(scenes[0], LATVIA, RUSSIA)], 0).of_side("RUS")["HIT.all"])


def test_of_many_moves_the_nearest_are_heard(scenes: list[Scene]) -> None:
    """Else a page that strings articles together would take the square of its length."""
    told = [told_of(scenes[0], LATVIA, NORWAY)] * 400 + [told_of(scenes[0], LATVIA, RUSSIA)] * 400
    assert Others(told, 799).of_side("RUS")["HIT.all"] == 1.0
    assert Others(told, 400).of_side("RUS")["HIT.all"] == 0.5


def test_claims_of_one_side_are_one_group_with_their_chances_together(scenes: list[Scene]) -> None:
    contest = Contest(scenes[0])
    groups = groups_of(contest.actors, contest.actor_chances)
    assert [g.side for g in groups] == list(dict.fromkeys(claim.side for claim in contest.actors))
    assert sum(g.chance for g in groups) == pytest.approx(1)


def test_a_sign_that_a_row_lacks_is_zero() -> None:
    assert table_of([{"b": 2.0}, {"a": 1.0, "c": 9.0}], ["a", "b"]).tolist() == [[0.0, 2.0], [1.0, 0.0]]


def test_chances_of_each_race_are_together_one(scenes: list[Scene]) -> None:
    told = [told_of(scene, *find_arguments(Contest(scene))) for scene in scenes]
    races = []
    for n, scene in enumerate(scenes):
        contest = Contest(scene)
        races.append(
            signs_of(scene, groups_of(contest.actors, contest.actor_chances), Others(told, n), None, "actor", None)
        )
    assert [float(np.sum(shares)) for shares in weigh("actor", races)] == pytest.approx([1.0] * len(scenes))


def test_the_meaning_of_the_words_is_a_sign_and_the_first_race_stands_for_it(scenes: list[Scene]) -> None:
    contest = Contest(scenes[0])
    groups = groups_of(contest.actors, contest.actor_chances)
    others = Others([told_of(scenes[0], LATVIA, RUSSIA)], 0)
    meant = {"LVA": 0.7, None: 0.2}
    by_words = signs_of(scenes[0], groups, others, None, "actor", meant)
    at = [group.side for group in groups].index("LVA")
    assert by_words[at]["MEANT"] == pytest.approx(math.log(0.7), abs=1e-3)
    assert by_words[at]["MEANTLEADS"] == pytest.approx(math.log(0.7 / 0.2), abs=1e-2)
    without = signs_of(scenes[0], groups, others, None, "actor", None)
    assert [row["MEANT"] for row in without] == pytest.approx([row["CHANCE"] for row in without], abs=0.5)


def test_each_role_is_weighed_by_what_its_own_nets_say(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = [{"actor": {"LVA": 0.1 * n}, "recipient": {"RUS": 0.1 * n}} for n in (1, 2, 3)]
    heard: list[tuple[int, str, object]] = []
    scenes = scenes_of(TEXT)

    def hears(
        scene: Scene, groups: object, others: object, actor: object, role: str, meant: object, asked: object
    ) -> object:
        heard.append((scenes.index(scene), role, meant))
        return signs_of(scene, groups, others, actor, role, None, asked=asked)  # type: ignore[arg-type]

    monkeypatch.setattr("onrecord.annotate.moves.second.cast", lambda asked: cast)
    monkeypatch.setattr("onrecord.annotate.moves.second.signs_of", hears)
    settle_arguments(scenes)
    assert {role for _, role, _ in heard} == {"actor", "recipient"}
    assert all(meant is cast[n][role] for n, role, meant in heard)


def test_a_side_without_hope_is_not_weighed_again_but_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Norway stands in no place of its own, and neither the first race nor the words speak for it."""
    scenes = scenes_of("Latvia accused Russia of spying, as readers in Norway heard.")[:1]
    claims = groups_of(Contest(scenes[0]).actors, Contest(scenes[0]).actor_chances)
    assert "NOR" in {group.side for group in claims}
    weighed: dict[str, list[float]] = {}

    def sees(role: str, rows: Sequence[Sequence[Signs]]) -> object:
        weighed[role] = [row["SIDES"] for race in rows for row in race]
        return weigh(role, rows)

    monkeypatch.setattr("onrecord.annotate.moves.second.weigh", sees)
    for least in (0.0, 1.0):
        monkeypatch.setattr("onrecord.annotate.moves.second._HOPELESS", least)
        monkeypatch.setattr("onrecord.annotate.moves.second._HOPELESS_MEANT", least)
        settle_arguments(scenes)
        assert set(weighed["actor"]) == {len(claims)}
        # Whom grammar puts there is weighed in any case, and that nobody acts.
        assert len(weighed["actor"]) == (len(claims) if least == 0.0 else 2)


def test_plain_sentences_keep_subject_and_object(scenes: list[Scene]) -> None:
    assert [(a.side, r.side) for a, r in settle_arguments(scenes)] == [("LVA", "RUS"), ("RUS", "LVA"), ("LVA", "NOR")]


def test_an_article_without_moves_has_no_parties() -> None:
    assert settle_arguments([]) == []


def test_a_person_without_a_side_keeps_the_place_that_grammar_gives() -> None:
    text = "Latvia accused Russia of lies. Russia accused Latvia of spying. Latvia accused Bakke of lies."
    actor, recipient = settle_arguments(scenes_of(text))[-1]
    assert (actor.actor, recipient.actor, recipient.side) == ("a-lva", "a-bakke", None)
