"""Answers that a page itself gives: by a noun that names what is answered, or by standing right after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import NORLAND, SUDMARK, move

from onrecord import tables
from onrecord.link.nouns import naming_of
from onrecord.link.replies import replies
from onrecord.link.view import Party, SeenMove
from onrecord.model import Answer

NOBODY = Party()
BACK = {"actor": SUDMARK, "recipient": NORLAND}
SPEAKER = Party("actor-p", "Ada Holm", "NLD", "person")
SENATOR = Party("actor-q", "Nils Brandt", "NLD", "person")

ACCUSED = move("aa", "accuse", "Norland accused Sudmark of breaking into its weather service", date="2019-03-04")
ASKED = move("ab", "demand", "Norland asked Sudmark to open the locks", date="2019-03-04", at=100)
OFFERED = move("ac", "offer", "Sudmark offered a joint patrol", actor=SUDMARK, recipient=NOBODY, at=200)
SHELLED = move("ad", "attack", "Sudmark shelled the depot", actor=SUDMARK, recipient=NORLAND, at=300)


def answered(answering: SeenMove, *others: SeenMove) -> list[tuple[str, str, str]]:
    """What a move answers, how and why."""
    return [(answer.move, answer.kind, answer.basis) for answer in replies((*others, answering))[answering.id]]


@pytest.mark.parametrize(
    ("weight", "at", "actor", "holds"),
    [
        ("0.60", 900, SUDMARK, True),
        ("0.40", 900, Party("actor-t", "Sudmark Ports", "SUD"), False),
        ("0.40", 900, SUDMARK, True),
        ("0.40", 120, Party("actor-t", "Sudmark Ports", "SUD"), True),
    ],
    ids=["sure", "elsewhere", "who was accused", "close by"],
)
def test_a_reading_that_is_hardly_sure_is_believed_of_neighbours_and_of_who_was_accused(
    weight: str, at: int, actor: Party, holds: bool
) -> None:
    stated = Answer(ACCUSED.id, "denies", f"row deny; weights {weight}")
    words = "it broke into no weather service"
    denied = move("bz", "deny", words, at=at, actor=actor, recipient=NORLAND, answers=(stated,))
    assert bool([basis for *_, basis in answered(denied, ACCUSED) if basis.startswith("stated")]) is holds


@pytest.mark.parametrize(
    ("answering", "wanted", "kind", "noun"),
    [
        (move("ba", "deny", "Sudmark dismissed the claims of Norland", at=900, **BACK), ACCUSED, "denies", "claims"),
        (move("ba", "refuse", "Sudmark ignored the request", at=900, **BACK), ASKED, "rejects", "request"),
        (move("ba", "refuse", "Norland ignored the offer of Sudmark", at=900), OFFERED, "rejects", "offer"),
        (move("ba", "expel", "Norland expelled envoys over the shelling", at=900), SHELLED, "retaliates", "shelling"),
    ],
)  # fmt: skip
def test_a_noun_names_what_is_answered(answering: SeenMove, wanted: SeenMove, kind: str, noun: str) -> None:
    found = answered(answering, ACCUSED, ASKED, OFFERED, SHELLED)
    assert found == [(wanted.id, kind, f"named: {noun}")]


@pytest.mark.parametrize(
    ("words", "backed"), [("Brandt called for an inquiry into the leak", True), ("Brandt called for a vote", False)]
)
def test_an_inquiry_is_named_by_its_own_noun_alone(words: str, backed: bool) -> None:
    asked = move("aa", "demand", words, actor=SENATOR, recipient=NORLAND)
    spoke = move("ba", "support", "Holm backed the inquiry", actor=SPEAKER, recipient=NOBODY, at=200)
    assert bool(answered(spoke, asked)) is backed


def test_speakers_of_one_state_answer_one_another_but_a_state_not_itself() -> None:
    asked = move("aa", "demand", "Brandt called for an inquiry into the leak", actor=SENATOR, recipient=NORLAND)
    backed = move("ba", "support", "Holm backed the call", actor=SPEAKER, recipient=NOBODY, at=900)
    assert answered(backed, asked) == [(asked.id, "supports", "named: call")]
    itself = move("bb", "support", "Norland backed the call", actor=NORLAND, recipient=NOBODY, at=900)
    assert answered(itself, asked) == []


def test_what_is_taken_back_is_ones_own() -> None:
    invited = move("aa", "offer", "an invitation to the minister", at=17)
    withdrew = move("ba", "refuse", "Norland withdrew an invitation to the minister")
    assert answered(withdrew, invited) == []


DOUBTS = [("Sudmark doubted the claims of Norland", ACCUSED), ("Sudmark criticism of the harbour", None)]


@pytest.mark.parametrize(("words", "wanted"), DOUBTS)
def test_who_finds_fault_with_a_claim_answers_it_but_criticism_names_not_itself(
    words: str, wanted: SeenMove | None
) -> None:
    doubted = move("ba", "criticise", words, date="2019-03-04", at=900, **BACK)
    assert [found[0] for found in answered(doubted, ACCUSED)] == ([wanted.id] if wanted else [])


def test_blame_of_another_side_is_not_what_its_own_people_deny() -> None:
    blamed = move("aa", "criticise", "Brandt called the closure of the locks hostile", actor=SENATOR, recipient=SUDMARK)
    denied = move("ba", "deny", "Holm dismissed the accusations", actor=SPEAKER, recipient=NOBODY, at=900)
    assert answered(denied, blamed) == []
    claimed = move("aa", "accuse", "Brandt said that Sudmark had opened the locks", actor=SENATOR, recipient=SUDMARK)
    assert answered(denied, claimed) == [(claimed.id, "rejects", "named: accusations")]


NAMES_NOTHING = [
    ("criticise", "Sudmark called the envoy a liar"),
    ("criticise", "Sudmark mocked the envoy in an effort to win"),
    ("refuse", "Sudmark turned down a telephone call"),
    ("support", "Sudmark said on the same call that all was well"),
    ("support", "never endorsed the call"),
    ("support", "doesn’t support the call"),
    ("refuse", "Sudmark did not call it into question"),
    ("deny", "Sudmark denies seeing Norland as a threat"),
]


@pytest.mark.parametrize(("kind", "words"), NAMES_NOTHING)
def test_a_verb_and_a_noun_of_a_phrase_name_nothing(kind: str, words: str) -> None:
    assert naming_of(move("ba", kind, words, **BACK)) is None


@pytest.mark.parametrize("kind", ["deny", "refuse"])
def test_a_row_that_is_hardly_likely_names_nothing(kind: str) -> None:
    told = move("ba", kind, "Sudmark dismissed the claims", **BACK)
    assert naming_of(told) is not None
    assert naming_of(replace(told, score=0.28)) is None


def test_what_was_said_is_denied_before_what_was_done() -> None:
    words = "claims that it had planned the attack on the depot were groundless"
    denied = replace(move("ba", "deny", words, **BACK), trigger="groundless")
    naming = naming_of(denied)
    assert naming is not None and naming.noun == "claims"


def test_a_call_for_one_thing_is_not_a_call_for_another() -> None:
    backed = move("ba", "refuse", "Sudmark ignored the pleas to free the crew", at=900, **BACK)
    assert answered(backed, ASKED) == []
    freed = move("ab", "demand", "Norland wanted the crew to be free", date="2019-03-04", at=100)
    assert [found[0] for found in answered(backed, ASKED, freed)] == [freed.id]


def test_sanctions_pay_back_deeds_and_not_words() -> None:
    froze = move("ba", "sanction", "Norland froze assets over the meddling", at=900)
    blamed = move("ab", "accuse", "Sudmark accused Norland of meddling", at=100, **BACK)
    meddled = move("ac", "interfere", "Sudmark broke into its weather service", at=200, **BACK)
    assert answered(froze, blamed) == []
    assert [found[0] for found in answered(froze, blamed, meddled)] == [meddled.id]


INSPECTORS = Party("actor-i", "Harbour Inspectorate", "NLD", "organisation")
ESTMARK = Party("actor-e", "Estmark", "EST", "state")


def test_who_mocks_or_backs_the_accuser_answers_the_accusation() -> None:
    named = move("aa", "accuse", "The inspectorate named Sudmark", actor=INSPECTORS)
    mocked = move("ba", "criticise", "Holm mocked the inspectorate", actor=SPEAKER, recipient=INSPECTORS, at=900)
    assert answered(mocked, named) == [(named.id, "rejects", "maker: Harbour Inspectorate")]
    backed = move("ba", "support", "Estmark stood by Norland", actor=ESTMARK, recipient=NORLAND, at=900)
    assert answered(backed, ACCUSED) == [(ACCUSED.id, "supports", "maker: Norland")]
    assert answered(replace(backed, start=9_000), ACCUSED) == []
    assert answered(replace(backed, actor=SUDMARK), ACCUSED) == []


def test_what_stands_right_after_answers_in_any_words() -> None:
    denied = move("ba", "deny", "Sudmark had no hand in it", date="2019-03-04", at=ACCUSED.end + 5, **BACK)
    assert answered(denied, ACCUSED) == [(ACCUSED.id, "denies", "next: it stands right after")]
    far = move("ba", "deny", "Sudmark had no hand in it", date="2019-03-04", at=ACCUSED.end + 900, **BACK)
    assert answered(far, ACCUSED) == []


@pytest.mark.parametrize(
    ("words", "settled"),
    [
        ("Norland asked Sudmark to open the locks", True),
        ("Norland is still waiting for Sudmark to open the locks", False),
        ("Norland, awaiting an explanation, asked Sudmark to open the locks", False),
        ("Norland had no answer and asked Sudmark to open the locks", False),
    ],
)
def test_what_still_waits_in_its_own_words_is_not_answered_by_what_stands_beside_it(words: str, settled: bool) -> None:
    asked = move("ab", "demand", words, date="2019-03-04", at=100)
    refused = move("ba", "refuse", "the refusal of dockers to unload", date="2019-03-04", at=asked.end + 5, **BACK)
    assert bool(answered(refused, asked)) is settled


def test_an_answer_of_the_reading_holds_where_types_and_days_bear_it_out() -> None:
    stated = (Answer(ACCUSED.id, "denies", "row deny"),)
    denied = move(
        "ba", "deny", "Sudmark broke into no weather service", date="2019-03-06", answers=stated, at=900, **BACK
    )
    assert answered(denied, ACCUSED) == [(ACCUSED.id, "denies", "stated: row deny")]
    early = move(
        "ba", "deny", "Sudmark broke into no weather service", date="2019-03-01", answers=stated, at=900, **BACK
    )
    assert answered(early, ACCUSED) == []
    consult = move("ba", "consult", "Sudmark met Norland", date="2019-03-06", answers=stated, at=900, **BACK)
    assert answered(consult, ACCUSED) == []


SURE = [("criticise", "0.61", True), ("criticise", "0.31", False), ("demand", "0.61", False)]
NEVER = [("support", "attack"), ("expel", "accuse"), ("refuse", "criticise"), ("warn", "demand")]


@pytest.mark.parametrize(("kind", "other"), NEVER)
def test_a_reading_however_sure_is_not_believed_of_types_that_never_answer_one_another(kind: str, other: str) -> None:
    first = move("aa", other, "Norland did what it did", date="2019-03-04")
    told = (Answer(first.id, "rejects", f"row {kind}; weights 0.90"),)
    last = move("ba", kind, "Sudmark spoke", date="2019-03-06", answers=told, at=900, **BACK)
    assert answered(last, first) == []


@pytest.mark.parametrize(("kind", "weight", "holds"), SURE)
def test_a_reading_that_is_sure_of_an_answer_is_believed_where_no_rule_allows_it(
    kind: str, weight: str, holds: bool
) -> None:
    """A type may have been read wrong: who calls an inquiry a farce answers it all the same."""
    probe = move("aa", "investigate", "Norland opened an inquiry into the ferry", date="2019-03-04")
    told = (Answer(probe.id, "rejects", f"row {kind}; weights {weight}"),)
    farce = move("ba", kind, "Sudmark spoke of a farce", date="2019-03-06", answers=told, at=900, **BACK)
    assert bool(answered(farce, probe)) is holds


def test_the_very_word_that_tells_a_move_is_what_is_answered_whatever_the_sides() -> None:
    offer = move("aa", "offer", "a proposal by Sudmark", actor=SUDMARK, recipient=NOBODY, at=17)
    refused = move("ba", "refuse", "Sudmark rejected a proposal by Sudmark", actor=SUDMARK, recipient=NOBODY)
    assert answered(refused, offer) == [(offer.id, "rejects", "named: proposal")]


def test_a_stated_answer_goes_before_one_that_a_noun_names_and_little_else_bears_out() -> None:
    other = move("ab", "criticise", "Norland deplored Sudmark", at=5000)
    told = (Answer(ACCUSED.id, "denies", "row deny; weights 0.70"),)
    denied = move(
        "ba", "deny", "Sudmark denied the claims", date="2019-03-04", answers=told, at=ACCUSED.end + 5, **BACK
    )
    assert answered(denied, other) == [(other.id, "denies", "named: claims")]
    assert answered(denied, replace(ACCUSED, score=0.3, start=4000, end=4080), other)[0][0] == ACCUSED.id


def test_a_call_for_proof_rejects_the_accusation() -> None:
    proof = move("ba", "demand", "Sudmark wants proof at last", date="2019-03-04", at=ACCUSED.end + 5, **BACK)
    assert answered(proof, ACCUSED)[0][:2] == (ACCUSED.id, "rejects")
    toll = move("ba", "demand", "Sudmark wants lower tolls", date="2019-03-04", at=ACCUSED.end + 5, **BACK)
    assert answered(toll, ACCUSED) == []


def test_every_noun_names_a_type_by_a_type_that_answers() -> None:
    kinds = {row["answering"] for row in tables.rows("link/namers.csv")} | {"expel", "sanction", "restrict", "warn"}
    for row in tables.rows("link/namings.toml"):
        assert set(row.get("by", ())) <= kinds, row["nouns"]


CLOSE_SCORES = [(0.25, 320, [(ACCUSED.id, "denies")]), (0.25, 900, []), (0.15, 320, [])]


@pytest.mark.parametrize(("score", "gap", "wanted"), CLOSE_SCORES)
def test_a_stated_answer_needs_less_where_it_follows_at_once(
    score: float, gap: int, wanted: list[tuple[str, str]]
) -> None:
    """What stands right after the accusation is believed at a lower score than what stands far off."""
    accused = replace(ACCUSED, score=score)
    at = accused.end + gap - 300
    denial = move("ba", "deny", "Sudmark denied breaking into the weather service", at=at, **BACK)
    denial = replace(denial, answers=(Answer(ACCUSED.id, "denies", basis="model"),))
    assert [pair[:2] for pair in answered(denial, accused)] == wanted


@pytest.mark.parametrize(
    ("score", "at", "recipient", "holds"),
    [(1.0, 200, NORLAND, True), (0.5, 9_000, NORLAND, True), (0.5, 9_000, NOBODY, False), (0.5, 200, NOBODY, True)],
    ids=["sure", "addressed", "far and doubtful", "shortly after"],
)
def test_a_noun_far_off_in_a_doubtful_row_names_nothing(score: float, at: int, recipient: Party, holds: bool) -> None:
    words = "Sudmark mocked the finding"
    mocked = replace(move("ba", "criticise", words, actor=SUDMARK, recipient=recipient, at=at), score=score)
    finding = replace(move("aa", "accuse", "Norland found that Sudmark had opened the locks", at=0), score=0.3)
    assert bool(answered(mocked, finding)) is holds


@pytest.mark.parametrize(
    ("kind", "words", "other"),
    [
        ("criticise", "Sudmark mocked the request", ASKED),
        ("warn", "Sudmark warned of an answer to the accusation", ACCUSED),
    ],
)
def test_what_is_asked_for_is_not_mocked_and_words_are_not_paid_back(kind: str, words: str, other: SeenMove) -> None:
    assert answered(move("ba", kind, words, at=900, **BACK), other) == []


def test_who_is_named_as_the_victim_may_say_that_nothing_happened() -> None:
    words = "Sudmark broke into the network of the weather service"
    broke = move("aa", "interfere", words, status="alleged", actor=SUDMARK, recipient=NORLAND)
    spared = move("ba", "deny", "Norland said no network was touched", recipient=NOBODY, at=broke.end + 5)
    assert answered(spared, broke) == [(broke.id, "rejects", "next: it stands right after")]
