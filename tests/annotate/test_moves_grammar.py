"""What grammar says of a move against the weights: who is blamed is the doer, a murder's victim is not, a denial."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.annotate import find_attributions, find_moves
from onrecord.dating import find_times
from onrecord.model import Actor, Mention, Move, Published
from parsing import parse_of

LATVIA, RUSSIA = Actor("a-lva", "Latvia", "state", "LVA"), Actor("a-rus", "Russia", "state", "RUS")
ACTORS = {
    "Latvia": LATVIA,
    "Latvian": LATVIA,
    "Russia": RUSSIA,
    "Ozols": Actor("a-ozols", "Janis Ozols", "person", "LVA"),
    "Petrov": Actor("a-petrov", "Oleg Petrov", "person", "RUS"),
    "Berg": Actor("a-berg", "Nils Berg", "person", "LVA"),
}


def read(text: str) -> list[Move]:
    parse = parse_of(text)
    named = {t.start: ACTORS[t.text].id for t in parse.tokens if t.text in ACTORS}
    mentions = tuple(Mention(t.start, t.end, "name", named[t.start]) for t in parse.tokens if t.start in named)
    attributions = tuple(
        replace(a, speaker=next((named[i] for s, e in a.source for i in range(s, e) if i in named), None))
        for a in find_attributions(parse)
    )
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    actors = tuple({a.id: a for a in ACTORS.values()}.values())
    return list(find_moves(parse, attributions, mentions, actors, find_times(parse, day), day))


@pytest.mark.parametrize(
    "text",
    [
        "Latvia has accused Russia of standing behind the poisoning of Berg in Riga.",
        "Latvia has accused Russia of the murder of Berg in Riga.",
        "Ozols said Russia was culpable for the attempted murder of Berg.",
    ],
)
def test_who_is_blamed_did_it_and_it_is_alleged(text: str) -> None:
    attack = next(m for m in read(text) if m.type == "attack")
    assert (attack.actor, attack.recipient, attack.status) == ("a-rus", "a-berg", "alleged")


def test_who_looks_into_a_murder_did_not_do_it() -> None:
    moves = read("Latvia said it had opened a case of attempted murder of Berg.")
    assert {m.actor for m in moves if m.type == "attack"} == {None}


@pytest.mark.parametrize(
    ("text", "found", "never"),
    [
        ("Petrov said that Russia was not to blame for the poisoning of Berg.", "deny", "accuse"),
        ("Ozols said that neither ministers nor envoys would attend the talks in Russia.", "refuse", "consult"),
        ("Petrov said that Latvia should have joined the observation mission of Russia.", "criticise", "cooperate"),
        ("Ozols insulted Petrov, prompting Russia to recall its ambassador to Latvia.", "criticise", "demand"),
        ("Ozols said that Russia should investigate the poisoning of Berg.", "demand", "investigate"),
        ("Ozols called for the imposition of sanctions against Russia.", "demand", "sanction"),
        ("Ozols said that Latvia never asked Petrov to end the talks.", "deny", "demand"),
    ],
)
def test_what_was_not_done_or_asked(text: str, found: str, never: str) -> None:
    types = {m.type for m in read(text)}
    assert found in types
    assert never not in types


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The panel of judges in Riga did not accuse Petrov of the poisoning of Berg.", "accuse"),
        ("Ozols and Petrov differed on whether Latvia should send troops to the border.", "mobilise"),
    ],
)
def test_what_nobody_said_or_only_asked_is_no_move(text: str, never: str) -> None:
    assert never not in {m.type for m in read(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ozols spoke at length of a possible Latvian attack on Russia.", "attack"),
        ("Latvia could expel Russian diplomats within days.", "expel"),
    ],
)
def test_what_may_yet_be_done_is_planned(text: str, kind: str) -> None:
    assert {m.status for m in read(text) if m.type == kind} == {"planned"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Latvia has not imposed sanctions on Russia.", "sanction", "denied"),
        ("Latvia did not summon the ambassador of Russia.", "summon", "denied"),
        ("Last year no diplomats of Russia were expelled by Latvia.", "expel", "denied"),
        ("Latvia has imposed sanctions on Russia.", "sanction", "done"),
        ("Latvia has not only expelled diplomats of Russia but also summoned its ambassador.", "expel", "done"),
    ],
)
def test_what_was_not_done_is_not_told_as_done(text: str, kind: str, status: str) -> None:
    assert [m.status for m in read(text) if m.type == kind] == [status]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Ozols said Latvia would be willing to talk to Russia if Petrov lifted the ban.", "offer", "conditional"),
        ("Ozols told reporters that Latvia had expelled three Russian diplomats.", "expel", "done"),
        ("Latvia plans to impose new sanctions on Russia.", "sanction", "planned"),
    ],
)
def test_a_condition_or_a_plan_over_a_deed_is_seen(text: str, kind: str, status: str) -> None:
    assert {m.status for m in read(text) if m.type == kind} == {status}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Petrov said that any Latvian raid would be met with a firm response.", "consult"),
        ("Russia expressed a strong protest to Latvia over the raid.", "support"),
    ],
)
def test_idioms_of_meeting_and_expressing_are_no_talks_and_no_backing(text: str, never: str) -> None:
    types = {m.type for m in read(text)}
    assert types
    assert never not in types


def test_who_calls_words_insinuations_denies_them() -> None:
    text = "Petrov called the statements of Latvia about Russian raids in the gulf as insinuations."
    assert {m.type for m in read(text)} == {"deny"}


def test_a_recalled_ambassador_is_a_move_wherever_it_is_told() -> None:
    moves = read("Ozols called Petrov a crook, prompting Russia to recall its ambassador to Latvia.")
    assert [(m.actor_side, m.status) for m in moves if m.type == "expel"] == [("RUS", "done")]


def test_an_accusation_that_its_speaker_calls_baseless_is_denied() -> None:
    text = "Petrov said that these baseless accusations against Russia came from Latvia."
    assert {m.type for m in read(text) if "accusations" in text[slice(*m.trigger)]} == {"deny"}


def test_the_end_of_a_term_is_not_the_day_of_a_deed() -> None:
    moves = read(
        "Latvia has accused Russia of standing behind the poisoning of Berg, "
        "and has given Moscow until the end of Friday to explain it."
    )
    assert next(m for m in moves if m.type == "attack").date.value != "2018-05-04"


@pytest.mark.parametrize("again", ["it", "they"])
def test_who_gave_no_answer_is_not_who_pays_it_back(again: str) -> None:
    text = f"Latvia will expel diplomats and break off contacts with Russia after {again} gave no answer to a demand."
    refused = next(m for m in read(text) if m.type == "refuse")
    assert (refused.actor_side, refused.recipient_side) == ("RUS", "LVA")


@pytest.mark.parametrize(
    ("text", "kind", "never"),
    [
        ("Latvia closed its border with Russia in May.", "restrict", ""),
        ("The boat of the navy of Latvia opened fire on a Russian trawler.", "attack", ""),
        ("Latvia has severed diplomatic relations with Russia.", "sanction", ""),
        ("Latvia apologised for the raid.", "admit", ""),
        ("Latvia did not apologise for the raid.", "", "admit"),
        ("Latvia would have closed its border with Russia.", "", "restrict"),
        ("If Latvia closed its border with Russia, trade would suffer.", "", "restrict"),
        ("The airline apologised to a guest.", "", "admit"),
        ("Petrov attacked Ozols in a speech on Monday.", "", "attack"),
        ("Russia attacked Latvia with rockets on Monday.", "attack", ""),
        ("Latvia does not deny that its boats had been there.", "admit", "deny"),
    ],
)
def test_what_a_sentence_simply_tells_needs_no_weighing(text: str, kind: str, never: str) -> None:
    types = {move.type for move in read(text)}
    assert not kind or kind in types
    assert never not in types
