"""The net of meaning: what it sees around a candidate, and what chances it gives, or none without vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from onrecord.annotate.moves.candidates import Candidate, find_candidates
from onrecord.annotate.moves.choose import NONE, choose
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import load_linear
from onrecord.annotate.moves.meaning import chances, classes, places_of, spots_of
from onrecord.annotate.moves.states import NOWHERE, States, vectors_of, word_rows
from onrecord.model import Parse, Published
from parsing import parse_of

TEXT = "Latvia expelled two Russian diplomats on Monday. The weather in Riga was mild. Moscow called the move absurd."


def layers_of(parse: Parse) -> Layers:
    return Layers(parse, (), (), (), (), Published("2018-05-08", "2018-05-08", "2018-05-08"))


def laid(text: str) -> tuple[Layers, tuple[Candidate, ...]]:
    layers = layers_of(parse_of(text))
    return layers, find_candidates(layers)


def at(parse: Parse, word: str) -> int:
    return next(token.i for token in parse.tokens if token.text == word)


def test_the_net_knows_the_types_of_the_weights_over_features() -> None:
    assert sorted(classes()) == sorted(load_linear("types").classes)


def test_chances_are_one_in_all_for_each_candidate() -> None:
    found = chances(*laid(TEXT))
    assert found is not None
    assert found.shape == (len(laid(TEXT)[1]), len(classes()))
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


def test_a_deed_is_likelier_a_move_than_the_weather() -> None:
    layers, candidates = laid(TEXT)
    found, parse = chances(layers, candidates), layers.parse
    assert found is not None
    none = {c.head: float(row[classes().index(NONE)]) for c, row in zip(candidates, found, strict=True)}
    assert none[at(parse, "expelled")] < 0.5 < none[at(parse, "was")]


def test_no_chances_without_the_vectors_that_the_net_was_taught_with() -> None:
    layers, candidates = laid(TEXT)
    for parse in (replace(layers.parse, vectors=None), replace(layers.parse, basis="another parser")):
        assert chances(layers_of(parse), candidates) is None
    assert chances(layers, ()) is None


@pytest.mark.parametrize("part", [slice(0, 1), slice(1, 3)])
def test_a_candidate_has_the_same_chances_whichever_others_are_asked_for(part: slice) -> None:
    layers, candidates = laid(TEXT)
    everyone, few = chances(layers, candidates), chances(layers, candidates[part])
    assert everyone is not None and few is not None
    assert np.allclose(everyone[part], few, atol=1e-4)


def test_the_nets_are_asked_only_where_the_features_leave_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = laid(TEXT)[0]
    parse = layers.parse
    asked: list[int] = []

    def seen(_: Layers, candidates: Sequence[Candidate]) -> None:
        asked.extend(candidate.head for candidate in candidates)

    monkeypatch.setattr("onrecord.annotate.moves.choose.chances", seen)
    choose(layers, find_candidates(layers), {"move": 0.5, "score": 1.0})
    assert at(parse, "expelled") in asked
    assert at(parse, "was") not in asked


def test_places_around_a_verb() -> None:
    layers, _ = laid("Riga protested against the law, and Moscow rejected the protest.")
    parse, tree = layers.parse, layers.tree
    verb = at(parse, "rejected")
    _, governor, subject, given, after, clause = places_of(tree, verb)
    assert [parse.tokens[i].text for i in (governor, subject, given)] == ["protested", "Moscow", "protest"]
    assert (after, clause) == (-1, -1)
    assert parse.tokens[places_of(tree, at(parse, "protested"))[4]].text == "law"


def test_a_word_that_the_table_lacks_is_nothing() -> None:
    parse = laid("Latvia xqzvbnt diplomats and expelled them.")[0].parse
    words = word_rows(parse)
    assert not words[at(parse, "xqzvbnt")].any()
    assert words[at(parse, "expelled")].any()
    assert vectors_of(parse, words).dtype == np.float32


def test_words_are_the_same_whichever_are_asked_for_first() -> None:
    """Also at the ends of the article and of what was asked for before."""
    parse = laid(TEXT)[0].parse
    whole, parts = States(parse), States(parse)
    for tokens in ([7], [0, NOWHERE], [6, 8], [len(parse.tokens) - 1, 7], range(len(parse.tokens))):
        found = parts.at(np.array(tokens))
        assert np.allclose(found[:, tokens], whole.at(np.arange(len(parse.tokens)))[:, tokens], atol=1e-5)
    assert found[:, :-1].any(axis=2).all() and not found[:, NOWHERE].any()


def test_a_candidate_is_seen_at_its_places_in_its_clause_and_in_its_sentence() -> None:
    layers, candidates = laid(TEXT)
    parse, tree = layers.parse, layers.tree
    verb = next(c for c in candidates if c.head == at(parse, "called"))
    *places, first, last, begins, ends = spots_of(parse, tree, [verb])[0].tolist()
    assert tuple(places) == places_of(tree, verb.head)
    assert [parse.tokens[i].text for i in range(first, last)] == ["Moscow", "called", "the", "move", "absurd"]
    assert (parse.tokens[begins].text, parse.tokens[ends - 1].text) == ("Moscow", ".")


def test_a_word_is_known_by_its_neighbours() -> None:
    """Words before and after the places of a candidate, outside its clause, change what it is taken for."""
    near, far = laid("Riga expelled them. Latvia was calm."), laid("Riga expelled them. Moscow retaliated at once.")
    rows = [
        chances(layers, [next(c for c in found if c.head == at(layers.parse, "expelled"))])
        for layers, found in (near, far)
    ]
    assert rows[0] is not None and rows[1] is not None
    assert not np.array_equal(rows[0], rows[1])


def test_a_word_alone_that_names_nothing_is_no_move_however_low_the_bar() -> None:
    layers = laid(TEXT)[0]
    parse = layers.parse
    verbs = [at(parse, "expelled"), at(parse, "called")]
    bare = [Candidate(i, (), (i,)) for i in verbs]
    bar = {"move": 0.0, "score": 1.0}
    assert choose(layers, bare, bar) == ()
    named = [replace(bare[0], hits=layers.hits[verbs[0]]), bare[1]]
    assert [chosen.candidate.head for chosen in choose(layers, named, bar)] == verbs[:1]
