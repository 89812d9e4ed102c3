"""What a shape needs of a text is never more than what its own matches hold."""

from __future__ import annotations

import pytest

from onrecord import tables
from onrecord.dating.grammar import find_expressions
from onrecord.dating.needs import Stretch
from onrecord.dating.shapes import TABLE, Shape, shapes

EXAMPLES = {row["name"]: row["example"] for row in tables.rows(TABLE)}


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_a_shape_that_matches_its_example_has_its_needs_met(shape: Shape) -> None:
    for printed in (EXAMPLES[shape.name], EXAMPLES[shape.name].upper()):
        if shape.pattern.search(printed):
            assert Stretch(printed).met(shape.needs) == {*shape.needs}, printed


def test_letters_that_fold_to_i_and_s_are_no_way_around() -> None:
    assert [e.shape for e in find_expressions("He left thiſ week.")] == ["step_unit"]
    assert [e.shape for e in find_expressions("They met three tİmes and two mİnutes.")] == ["duration"]


def test_a_text_without_words_of_time_meets_no_need() -> None:
    plain = Stretch("The envoy left the room without a word.")
    assert not any(plain.met(shape.needs) == {*shape.needs} for shape in shapes() if shape.needs)
