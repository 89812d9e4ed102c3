"""The first look at candidates: what may be a move passes, most of the rest does not, and sure rows always do."""

from __future__ import annotations

import pytest

from onrecord.annotate.moves import sieve
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.sieve import may_be_move, sieve_features
from onrecord.model import Published
from parsing import parse_of

TEXT = (
    "Norland expelled two Vesmark diplomats on Monday. The harbour was quiet. Vesmark called the step absurd and "
    "promised to answer it. An old man sold apples near the gate, which seemed to please the children."
)


def laid(text: str = TEXT) -> Layers:
    parse = parse_of(text)
    return Layers(parse, (), (), (), (), Published("2018-05-08", "2018-05-08", "2018-05-08"))


def words(layers: Layers, *, sifted: bool) -> set[str]:
    found = find_candidates(layers, may_be_move) if sifted else find_candidates(layers)
    return {layers.tree.token(candidate.head).text for candidate in found}


def test_what_may_be_a_move_passes_and_what_hardly_ever_is_one_does_not() -> None:
    layers = laid()
    passed, everything = words(layers, sifted=True), words(layers, sifted=False)
    assert {"expelled", "called", "promised"} <= passed
    assert "seemed" in everything - passed


def test_a_row_that_needs_no_weighing_passes_whatever_the_weights_say(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = laid("Norland summoned the ambassador. Vesmark called the step absurd.")
    monkeypatch.setattr(sieve, "total", lambda weights, features: -1.0)
    assert words(layers, sifted=True) == {"summoned"}


def test_the_first_look_sees_the_word_its_governor_and_the_rows() -> None:
    layers = laid("Norland promised to expel diplomats.")
    head = next(token.i for token in layers.tree.tokens if token.text == "expel")
    seen = sieve_features(layers, head, layers.hits[head])
    assert {"L=expel", "G=promise", "DG=xcomp:VERB", "T=expel", "R=verb:expel"} <= set(seen)
