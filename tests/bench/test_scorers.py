"""Each measure on cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bench.measures import attributions, dates, labels, moves, stories, text, threads, times
from bench.measures.threads import Told

SAID = 'Ivanov said: "We deny it." Later he left.'


def attribution(source: list[Any], cue: list[Any], content: list[Any]) -> dict[str, Any]:
    return {"source": source, "cue": cue, "content": content}


GOLD = attribution([[0, 6]], [[7, 11]], [[13, 26]])


@pytest.mark.parametrize(
    ("found", "content", "sourced", "exact"),
    [
        ([GOLD], 1, 1, 1),
        ([attribution([[0, 6]], [[7, 12]], [[14, 25]])], 1, 1, 1),  # punctuation at the edges does not count
        ([attribution([[27, 32]], [[7, 11]], [[13, 26]])], 1, 0, 0),
        ([attribution([[0, 6]], [[7, 11]], [[17, 21]])], 1, 1, 0),  # half of the shorter content is enough
        ([attribution([[0, 6]], [[7, 11]], [[27, 41]])], 0, 0, 0),
        ([attribution([], [[7, 11]], [[13, 26]])], 1, 0, 0),  # a gold source that is not found
        ([], 0, 0, 0),
    ],
)
def test_attributions_meet_by_content(found: list[Any], content: int, sourced: int, exact: int) -> None:
    counts = attributions.score(SAID, [GOLD], found)
    assert (counts["content"], counts["sourced"], counts["exact"]) == (content, sourced, exact)


def test_attribution_is_paired_once() -> None:
    figures = attributions.figures([attributions.score(SAID, [GOLD], [GOLD, GOLD])])
    assert (figures["content.p"], figures["content.r"], figures["content.f1"]) == (0.5, 1.0, 0.667)


@pytest.mark.parametrize(
    ("content", "kind"),
    [([[13, 26]], "direct"), ([[14, 25]], "direct"), ([[33, 40]], "indirect"), ([[7, 26]], "mixed")],
)
def test_kind_of_attribution_by_its_quotation_marks(content: list[Any], kind: str) -> None:
    assert attributions.kind_of(SAID, content) == kind


DATE_CASES = [
    ("2018-03-14", {"value": "2018-03-14", "earliest": "2018-03-14", "latest": "2018-03-15"}, 0, True, 1),
    ("2018-03-14", {"value": "2018-03-16", "earliest": "2018-03-15", "latest": "2018-03-17"}, 2, False, 2),
    ("2018-03-14", {"value": "2018-03", "earliest": "2018-03-01", "latest": "2018-03-31"}, None, True, 30),
    ("2018-03-14", {"value": None, "earliest": None, "latest": None}, None, False, None),
    ("2018-03-14", None, None, False, None),
]


@pytest.mark.parametrize(("true", "published", "off", "held", "width"), DATE_CASES)
def test_date_is_scored_to_the_day(true: str, published: Any, off: int | None, held: bool, width: int | None) -> None:
    case = dates.score(true, published)
    assert (case["off"], case["held"], case["width"]) == (off, held, width)


def test_dates_share_exact_among_answered() -> None:
    figures = dates.figures([dates.score(true, published) for true, published, *_ in DATE_CASES])
    assert (figures["answered"], figures["exact"], figures["within_3"], figures["held"]) == (0.4, 0.5, 1.0, 0.4)
    assert figures["median_width"] == 2


STATED = "London expelled 23 Russians. Moscow denied the charge. Paris waited."


def move(id_: str, type_: str, span: Any, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "type": type_, "span": span, "voice": "outlet", "status": "done", "date": "2018-03-14"} | fields


def test_moves_meet_by_span_and_prefer_their_type() -> None:
    gold = moves.plain(STATED, [move("m1", "expel", "London expelled 23 Russians", actor_side="GBR")])
    found = moves.plain(
        STATED,
        [
            move("a", "accuse", [0, 27], actor_side="GBR"),
            move("b", "expel", [7, 27], actor_side="FRA;GBR", date={"value": "2018-03"}),
        ],
    )
    counts = moves.score(gold, found)
    assert (counts["met"], counts["typed"], counts["sided"], counts["date"]) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("fields", "agrees"),
    [
        ({}, {"status": 1, "voice": 1, "date": 1, "sided": 1}),
        ({"status": "alleged"}, {"status": 0}),
        ({"voice": "attr-1"}, {"voice": 0}),
        ({"date": {"value": None}}, {"date": 0}),
        ({"date": "2018"}, {"date": 1}),
        ({"recipient_side": "RUS"}, {"sided": 0}),
        ({"recipient_side": None, "actor_side": "none"}, {"sided": 1}),
    ],
)
def test_typed_moves_agree_field_by_field(fields: dict[str, Any], agrees: dict[str, int]) -> None:
    gold = moves.plain(STATED, [move("m1", "deny", "Moscow denied the charge")])
    counts = moves.score(gold, moves.plain(STATED, [move("a", "deny", [29, 53], **fields)]))
    assert {name: counts[name] for name in agrees} == agrees


def test_link_counts_only_between_typed_moves() -> None:
    gold = [move("m1", "expel", "London expelled"), move("m2", "deny", "Moscow denied", answers=["m1"])]
    right = [move("a", "expel", [0, 15]), move("b", "deny", [29, 42], answers=[{"move": "a", "kind": "denies"}])]
    wrong = [move("a", "expel", [0, 15]), move("b", "refuse", [29, 42], answers=[{"move": "a", "kind": "denies"}])]
    for found, links in ((right, 1), (wrong, 0)):
        counts = moves.score(moves.plain(STATED, gold), moves.plain(STATED, found))
        assert (counts["links_gold"], counts["links_found"], counts["links"]) == (1, 1, links)


def test_stories_are_b_cubed() -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    found = {"a": "x", "b": "x", "c": "x"}
    figures = stories.figures(stories.score(found, gold), found, gold)
    # a, b: 2 of the 3 together belong, all of theirs are there; c: 1 of 3, half of its own; d stands alone
    assert figures["p"] == round((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 3)
    assert figures["r"] == round((1 + 1 + 1 / 2 + 1 / 2) / 4, 3)
    assert figures["stories_found"] == 2


@pytest.mark.parametrize(
    ("gold", "found", "p", "r"),
    [
        ("one two three four five", "one two three four five", 1.0, 1.0),
        ("one two three four five", "one two three four", 1.0, 0.5),
        ("one two three four", "one two three four five six", 1 / 3, 1.0),
        ("one two", "one two", 1.0, 1.0),
        ("", "", 1.0, 1.0),
        ("one two three four", "", 0.0, 0.0),
        ("", "one two three four", 0.0, 1.0),
    ],
)
def test_text_is_scored_in_runs_of_four_words(gold: str, found: str, p: float, r: float) -> None:
    case = text.score(gold, found)
    assert (case["p"], case["r"]) == (p, r)


def test_body_leaves_out_captions() -> None:
    segments = [{"kind": "body", "start": 0, "end": 3}, {"kind": "caption", "start": 4, "end": 7}]
    assert text.body_of("one two", segments) == "one"


def test_time_must_overlap_and_bear_the_value() -> None:
    gold = [times.Time(0, 6, "1998-01-08"), times.Time(10, 20, "P1W", "duration")]
    found = [times.Time(3, 8, "1998-01-08"), times.Time(10, 20, "P2W"), times.Time(30, 33, "1998")]
    figures = times.figures([times.score(gold, found)])
    assert (figures["overlap.r"], figures["overlap.p"], figures["value.r"]) == (1.0, 0.667, 0.5)
    assert figures["value_of_met_dates"] == 1.0


def test_macro_f1_counts_each_label_the_same() -> None:
    figures = labels.figures(["AID", "AID", "AID", "YIELD"], ["AID", "AID", "AID", "AID"])
    assert figures["macro_f1"] == round((2 * 0.75 * 1 / 1.75 + 0) / 2, 3)


ANSWERED = [
    Told("a", 0, 9, "accuses"),
    Told("a", 5, 9, "meddles"),
    Told("b", 20, 30, "denies"),
    Told("b", 40, 50, "asks"),
]


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        ([(Told("b", 25, 27), Told("a", 6, 7))], 1.0, 0.5),  # triggers that overlap are one move
        ([(Told("b", 25, 27), Told("a", 5, 6)), (Told("b", 22, 30), Told("a", 0, 4))], 1.0, 0.5),  # told twice
        ([(Told("b", 25, 27), Told("b", 45, 46))], 0.0, 0.0),  # to the wrong move
        ([(Told("a", 6, 7), Told("b", 25, 27))], 0.0, 0.0),  # the wrong way round
        ([], 0.0, 0.0),
    ],
)
def test_a_link_is_right_by_the_triggers_of_both_moves(found: list[Any], precision: float, recall: float) -> None:
    cases = threads.score(found, ANSWERED, [("denies", "accuses|meddles"), ("asks", "accuses")])
    figures = threads.figures(cases)
    assert (figures["p"], figures["r"]) == (precision, recall)


def test_reach_counts_links_both_of_whose_moves_were_found() -> None:
    links = [("denies", "accuses|meddles"), ("asks", "accuses")]
    assert threads.reach([Told("b", 25, 27), Told("a", 1, 2)], ANSWERED, links) == 0.5
    assert threads.reach([Told("b", 25, 27)], ANSWERED, links) == 0.0
