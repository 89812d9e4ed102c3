"""Threads, answers and what stays open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from views_by_hand import NORLAND, SUDMARK, day, document, move

from onrecord.ids import make_id
from onrecord.link import Links, View, link
from onrecord.link.places import matters_of, places_of
from onrecord.link.threads import link_thread
from onrecord.link.view import Party, SeenMove
from onrecord.link.waiting import waits
from onrecord.model import Answer, When
from onrecord.store.linked import OpenItem

HACKED = "Norland accused Sudmark of hacking the computers of its weather service"
BACK = {"actor": SUDMARK, "recipient": NORLAND}


def linked(*moves: SeenMove, sides: tuple[str, ...] = ()) -> Links:
    """Links over one document a key, published on the day of its first move; ``sides`` are those that it names."""
    keys = sorted({item.document_id.removeprefix("document-") for item in moves})
    documents = []
    for key in keys:
        held = tuple(item for item in moves if item.document_id == f"document-{key}")
        documents.append(
            document(key, f"Row {key}", held[0].text, published=held[0].date.value, moves=held, sides=sides)
        )
    return link(View(tuple(documents), (("NLD", "Norland"), ("SUD", "Sudmark"))))


def item_of(found: Links, wanted: SeenMove) -> OpenItem:
    return next(item for item in found.open_items if item.move_id == wanted.id)


ACCUSED = move("aa", "accuse", HACKED, date="2019-03-04")
DENIED = move("ba", "deny", "Sudmark denied hacking the weather service", date="2019-03-06", **BACK)


def test_denial_answers_the_accusation_across_pages_and_says_why() -> None:
    found = linked(ACCUSED, DENIED)
    (answer,) = found.move_answers
    assert (answer.move_id, answer.answered_move_id, answer.kind) == (DENIED.id, ACCUSED.id, "denies")
    assert answer.basis == "inferred: sides, cyber attacks, 2 days later"
    item = item_of(found, ACCUSED)
    assert (item.state, item.settled_by_id, item.since) == ("denied", DENIED.id, "2019-03-04")


def test_denial_that_names_nobody_answers_what_was_said_to_the_denier() -> None:
    nobody = type(NORLAND)()
    denied = move(
        "ba", "deny", "Sudmark denied hacking the weather service", date="2019-03-06", actor=SUDMARK, recipient=nobody
    )
    assert item_of(linked(ACCUSED, denied, sides=("NLD", "SUD")), ACCUSED).state == "denied"


def test_denial_goes_to_the_accusation_that_it_fits() -> None:
    other = move("ab", "accuse", "Norland accused Sudmark of hacking the power grid of Varnes", date="2019-03-05")
    found = linked(ACCUSED, other, DENIED)
    assert item_of(found, ACCUSED).state == "denied"
    assert item_of(found, other).state == "unanswered"


def test_answer_does_not_come_before_what_it_answers() -> None:
    early = move("ba", "deny", "Sudmark denied hacking the weather service", date="2019-03-01", **BACK)
    assert linked(ACCUSED, early).move_answers == ()


def test_the_accusers_own_denial_answers_nothing() -> None:
    own = move("ba", "deny", "Norland denied hacking the weather service", date="2019-03-06")
    assert item_of(linked(ACCUSED, own), ACCUSED).state == "unanswered"


def test_stated_answer_settles_and_is_not_inferred_again() -> None:
    stated = move(
        "ab", "deny", "Nonsense, Sudmark said", date="2019-03-06", answers=(Answer(ACCUSED.id, "denies"),), **BACK
    )
    found = linked(ACCUSED, stated)
    assert [answer.basis for answer in found.move_answers] == ["stated: "]
    assert item_of(found, ACCUSED).settled_by_id == stated.id


@pytest.mark.parametrize(("weight", "state"), [("0.39", "unanswered"), ("0.41", "denied")])
def test_an_answer_of_which_the_reading_is_hardly_sure_is_shown_and_settles_nothing(weight: str, state: str) -> None:
    answers = (Answer(ACCUSED.id, "denies", f"row deny; weights {weight}"),)
    doubted = move("ab", "deny", "Nonsense, Sudmark said", date="2019-03-06", answers=answers, **BACK)
    found = linked(ACCUSED, doubted)
    assert [answer.answered_move_id for answer in found.move_answers] == [ACCUSED.id]
    assert item_of(found, ACCUSED).state == state


def test_unanswered_says_what_was_looked_through() -> None:
    demand = move("aa", "demand", "Norland demanded an explanation of the hacking", date="2019-03-04")
    other = move("ba", "criticise", "Sudmark deplored the talk of hacking", date="2019-03-09", **BACK)
    item = item_of(linked(demand, other), demand)
    assert item.state == "unanswered"
    assert item.coverage == (
        "no answer found in 2 documents of 2 outlets on Norland and Sudmark, cyber attacks, up to 2019-03-09"
    )


def test_one_move_told_twice_is_one_item_and_one_place() -> None:
    again = move("ba", "accuse", "Norland accused Sudmark of hacking its weather service", date="2019-03-04")
    found = linked(ACCUSED, again, DENIED_LATE)
    assert len([item for item in found.open_items if item.state == "denied"]) == 1
    (thread,) = found.threads
    assert thread.moves == 2
    assert sorted(place.same_as_id or "" for place in found.thread_moves) == ["", "", ACCUSED.id]


DENIED_LATE = move("ca", "deny", "Sudmark denied hacking the weather service", date="2019-03-06", **BACK)


def test_thread_orders_moves_by_when_they_were_made() -> None:
    background = move(
        "bb", "accuse", "In autumn Norland accused Sudmark of a cyber attack on its railways", date="2018-10-01"
    )
    found = linked(ACCUSED, DENIED, background)
    (thread,) = found.threads
    order = [place.move_id for place in sorted(found.thread_moves, key=lambda place: place.ordinal)]
    assert order == [background.id, ACCUSED.id, DENIED.id]
    assert thread.title == "Norland and Sudmark: cyber attacks"
    assert (thread.date_earliest, thread.date_latest) == ("2018-10-01", "2019-03-06")


def test_what_is_years_apart_is_two_threads_with_ids_of_their_own() -> None:
    old = "Norland accused Sudmark of hacking the computers of its port"
    told = move("bb", "accuse", old, date="2011-05-01")
    also = move("bc", "deny", "Sudmark denied hacking the port", date="2011-05-03", at=200, **BACK)
    found = linked(ACCUSED, DENIED, told, also)
    first, later = sorted(found.threads, key=lambda thread: str(thread.date_earliest))
    assert (first.date_latest, later.date_earliest) == ("2011-05-03", "2019-03-04")
    assert first.title == later.title
    assert first.id == make_id("thread", "NLD", "SUD", "cyber attacks")
    assert later.id == make_id("thread", "NLD", "SUD", "cyber attacks", ACCUSED.id)
    # A background that one page tells alone is no thread.
    assert [thread.id for thread in linked(ACCUSED, DENIED, told).threads] == [first.id]


def test_what_has_no_named_matter_is_a_thread_only_where_something_is_answered_or_told_twice() -> None:
    asked = move("aa", "demand", "Norland asked Sudmark to lower the toll on salt", date="2019-03-04")
    asked_again = move("ab", "demand", "Norland asked Sudmark to return two bells", date="2019-03-04", at=100)
    refused = move("ac", "refuse", "Sudmark turned down the request", date="2019-03-04", at=200, **BACK)
    assert linked(asked, asked_again).threads == ()
    (thread,) = linked(asked, asked_again, refused).threads
    assert thread.matter == "other matters"
    assert linked(asked, asked_again, replace(refused, score=0.3)).threads == ()
    told_again = move("ba", "demand", "Norland asked Sudmark to lower the toll on salt", date="2019-03-04")
    other = replace(told_again, text="Norland asked Sudmark for a new ferry")
    for later, threads in ((told_again, 1), (other, 0)):
        pages = (document("a", "A", "", moves=(asked, asked_again)), document("b", "B", "", moves=(later,)))
        home = frozenset(one.id for one in (asked, asked_again, later))
        one_story = {page.id: "story-a" for page in pages}
        assert len(link_thread(("NLD", "SUD", "other matters"), pages, home, one_story, {}).threads) == threads


def test_sides_not_known_make_no_thread() -> None:
    nobody = move("aa", "accuse", HACKED, date="2019-03-04", recipient=type(NORLAND)())
    assert linked(nobody, DENIED).threads == ()


SETTLED = [
    ("demand", "Norland demanded that Sudmark release the crew of the trawler", SUDMARK, NORLAND, "concede",
     "Sudmark released the crew of the trawler", "fulfilled"),
    ("demand", "Norland demanded that Sudmark hand over the logs of the trawler", NORLAND, SUDMARK, "concede",
     "Norland dropped its wish that Sudmark hand over the logs of the trawler", "withdrawn"),
    ("offer", "Norland offered Sudmark a joint patrol of the Skerry waters", SUDMARK, NORLAND, "accept",
     "Sudmark accepted a joint patrol of the Skerry waters", "accepted"),
    ("offer", "Norland offered Sudmark a joint patrol of the Skerry waters", NORLAND, SUDMARK, "refuse",
     "Norland withdrew its plan for a joint patrol of the Skerry waters", "withdrawn"),
    ("demand", "Norland demanded that Sudmark hand over the logs of the trawler", NORLAND, SUDMARK, "demand",
     "Norland demanded again that Sudmark hand over the logs of the trawler", "superseded"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "by", "to", "later", "answer", "state"), SETTLED)
def test_state_of_an_item_with_the_move_that_settled_it(
    kind: str, words: str, by: Party, to: Party, later: str, answer: str, state: str
) -> None:
    item = move("aa", kind, words, date="2019-03-04")
    settling = move("ba", later, answer, date="2019-03-20", actor=by, recipient=to)
    found = item_of(linked(item, settling), item)
    assert (found.state, found.settled_by_id, found.since) == (state, settling.id, "2019-03-04")
    assert found.coverage.startswith("found in 2 documents")


def test_refusal_of_another_sort_withdraws_nothing() -> None:
    item = move("aa", "offer", "Norland offered Sudmark a joint patrol of the Skerry waters", date="2019-03-04")
    other = move("ba", "refuse", "Norland skipped a parade on the Skerry waters", date="2019-03-20")
    assert item_of(linked(item, other), item).state == "unanswered"


NO_ITEMS = [
    ("nobody addressed", {"recipient": Party()}),
    ("both sides together", {"actor": Party("b", "both", "NLD;SUD")}),
    ("somebody else's claim", {"voice": "attribution-1"}),
    ("only planned", {"status": "planned"}),
    ("denied", {"status": "denied"}),
]


@pytest.mark.parametrize("given", [case[1] for case in NO_ITEMS], ids=[case[0] for case in NO_ITEMS])
def test_what_waits_for_no_answer_is_no_item(given: dict[str, Any]) -> None:
    assert linked(move("aa", "demand", "Norland demanded an explanation", date="2019-03-04", **given)).open_items == ()


def test_row_that_is_likely_wrong_is_held_against_nobody() -> None:
    doubtful = replace(move("aa", "demand", "Norland demanded an explanation", date="2019-03-04"), score=0.4)
    assert linked(doubtful).open_items == ()


def test_tellings_bear_one_another_out_and_the_best_dated_stands_for_all() -> None:
    wide = When("2019-03", "2019-03-01", "2019-03-31")
    words = "Norland demanded an explanation of the hacking"
    loose = replace(move("aa", "demand", words, date="2019-03-04"), score=0.5, date=wide)
    dated = replace(move("ab", "demand", "Norland awaits a full answer", date="2019-03-04", at=200), score=0.45)
    assert linked(loose).open_items == linked(dated).open_items == ()
    assert [item.move_id for item in linked(loose, dated).open_items] == [dated.id]


def test_one_offer_in_many_words_of_one_page_is_one_item() -> None:
    told = [
        move(f"a{letter}", "offer", words, date="2019-03-04", at=at)
        for letter, at, words in (
            ("a", 0, "Norland is ready to talk about the hacking of its weather service"),
            ("b", 80, "Norland offered an honest conversation"),
        )
    ]
    assert len(linked(*told).open_items) == 1


def test_a_charge_told_anew_after_its_denial_is_not_unanswered() -> None:
    words = "Norland says that Sudmark hacked the computers of its weather service"
    again = move("ca", "accuse", words, date="2019-07-04")
    other = move("da", "accuse", "Norland says that Sudmark hacked a bakery", date="2019-09-04")
    found = linked(ACCUSED, DENIED, again, other)
    item = item_of(found, again)
    assert (item.state, item.settled_by_id) == ("denied", DENIED.id)
    assert item_of(found, other).state == "unanswered"
    # A denial a year later takes up the words of the charge; one of the year before does not.
    baked = move("ea", "deny", "Sudmark denied that it ever hacked a bakery", date="2020-09-04", **BACK)
    assert item_of(linked(other, baked), other).state == "denied"
    assert item_of(linked(other, replace(baked, date=day("2018-09-04"))), other).state == "unanswered"
    # What is asked is asked anew, also after it was refused.
    asked = move("aa", "demand", "Norland asked Sudmark to open the salt road", date="2019-03-04")
    refused = move("ba", "refuse", "Sudmark will not open the salt road", date="2019-03-06", **BACK)
    anew = move("ca", "demand", "Norland asked Sudmark to open the salt road", date="2019-07-04")
    assert item_of(linked(asked, refused, anew), anew).state == "unanswered"


@pytest.mark.parametrize(("apart", "state"), [(300, "denied"), (3_000, "unanswered")])
def test_a_denial_beside_a_charge_on_its_page_is_for_it_in_any_words(apart: int, state: str) -> None:
    charged = replace(move("aa", "accuse", "Norland accused Sudmark of hacking a bakery", date="2019-03-04"), score=0.9)
    denied = move("ab", "deny", "it had poisoned no wells", date="2019-03-05", at=apart, **BACK)
    other = move("ac", "accuse", "Norland accused Sudmark of poisoning the wells", date="2019-03-02", at=apart + 50)
    assert item_of(linked(charged, other, denied), charged).state == state


def test_a_claim_that_is_rejected_is_denied() -> None:
    rejected = move("ab", "refuse", "Sudmark has rejected the claim", date="2019-03-05", at=90, **BACK)
    assert item_of(linked(ACCUSED, rejected), ACCUSED).state == "denied"


WAITING = [
    ("accuse", "Norland accused Sudmark of theft", "accused", True),
    ("accuse", "accused of theft by many, Sudmark kept its counsel", "accused", False),
    ("demand", "more needs to be done about salt", "needs to", False),
    ("demand", "Sudmark needs to open the locks", "needs to", True),
    ("demand", "Norland demanded an explanation", "demanded", True),
    ("demand", "Norland called for calm", "called for", False),
    ("demand", "Norland called for Sudmark to open the locks", "called for", True),
    ("demand", "Norland did not ask Sudmark to open the locks", "ask", False),
    ("demand", "Norland didn’t ask Sudmark to open the locks", "ask", False),
    ("demand", "Norland not only demanded that Sudmark pay", "demanded", True),
    ("demand", "Norland should require Sudmark to pay", "require", False),
    ("demand", "an envoy of Norland was sent to pressure Sudmark", "pressure", False),
    ("demand", "Norland will pressure Sudmark until it pays", "pressure", True),
    ("accuse", "Sudmark was also accused in March of theft", "accused", False),
    ("accuse", "Sudmark claims that the locks were mined", "claims", False),
    ("accuse", "Norland claims that Sudmark mined the locks", "claims", True),
    ("accuse", "other allegations of theft by Sudmark", "allegations", False),
    ("accuse", "claimed that Sudmark mined the locks", "claimed", True),
    ("accuse", "another story claimed that Sudmark mined the locks", "claimed", False),
    ("accuse", "the claim that Sudmark mined the locks", "claim", False),
    ("accuse", "we have concluded that Sudmark mined the locks", "concluded", True),
    ("accuse", "Sudmark is lying, she said", "lying", True),
    ("accuse", "Norland concluded that Sudmark mined the locks, a claim that it has always denied", "concluded", False),
    ("accuse", "Norland accused Sudmark of hiding papers that it denied to readers", "accused", True),
    ("demand", "a freeze would require Sudmark to pay", "require", False),
    ("demand", "Norland would urge Sudmark to pay", "urge", True),
    ("demand", "the law requires Sudmark to pay", "requires", False),
    ("demand", "Norland cannot demand that Sudmark pay", "demand", False),
    ("demand", "Estmark could help in urging Sudmark to pay", "urging", False),
    ("demand", "Norland wanted to make sure that Sudmark lost", "wanted", False),
    ("accuse", "being accused over its dealings with Sudmark", "accused", False),
    ("accuse", "Norland blamed the press", "blamed", False),
    ("accuse", "Norland blamed Sudmark", "blamed", True),
    ("demand", "he ordered his ships to leave", "ordered his ships to", False),
    ("offer", "Norland has not offered Sudmark a patrol", "offered", False),
    ("offer", "Norland wants better relations with Sudmark", "wants better relations", False),
    ("offer", "Norland is looking forward to talks with Sudmark", "looking forward", False),
    ("offer", "Norland would offer Sudmark a patrol", "offer", True),
    ("pledge", "Norland vowed to get to the bottom of the raids of Sudmark", "vowed", False),
    ("pledge", "Norland will open the locks if Sudmark pays", "will open", True),
    ("pledge", "Norland promised salt in return for a treaty", "promised", True),
]


def test_what_was_answered_was_put_to_somebody_whatever_its_words() -> None:
    told = replace(move("aa", "accuse", "allegations of a theft of salt", date="2019-03-04"), trigger="allegations")
    denied = move("ba", "deny", "Sudmark denied the theft of salt", date="2019-03-05", **BACK)
    assert not linked(told).open_items
    assert item_of(linked(told, denied), told).state == "denied"


@pytest.mark.parametrize(("kind", "words", "trigger", "wanted"), WAITING)
def test_what_asks_nobody_or_hides_who_blames_waits_for_no_answer(
    kind: str, words: str, trigger: str, wanted: bool
) -> None:
    told = replace(move("aa", kind, words, date="2019-03-04"), trigger=trigger)
    assert bool(linked(told).open_items) is wanted


def test_what_a_newspaper_says_of_a_state_waits_for_no_answer() -> None:
    paper = Party("actor-p", "Varnes Herald", "Varnes Herald", "outlet")
    told = replace(
        move("aa", "accuse", "the Varnes Herald accused Sudmark of theft", date="2019-03-04", actor=paper),
        trigger="accused",
    )
    assert not waits(told)
    assert waits(replace(told, actor=replace(paper, kind="organisation")))


@pytest.mark.parametrize(
    ("made", "since"),
    [
        (When("2019-03-04", "2019-03-04", "2019-03-04"), "2019-03-04"),
        (When("2019-03", "2019-03-04", "2019-03-05"), "2019-03-05"),  # of the day of its telling or of the one before
        (When("2019-03", "2019-03-04", "2019-03-28"), "2019-03"),
        (When("2019", "2019-03-04", "2019-11-28"), "2019"),
        (When(None, "2019-11-04", "2020-02-28"), None),  # no bound is told as a day
    ],
)
def test_open_since_is_no_finer_than_what_is_known(made: When, since: str | None) -> None:
    (item,) = linked(replace(move("aa", "demand", "Norland demanded an explanation"), date=made)).open_items
    assert item.since == since


def test_initials_name_a_party() -> None:
    states = Party("actor-u", "Unified Shires", "UNS")
    told = move("aa", "demand", "it wants the U.S. to pay", date="2019-03-04", recipient=states)
    assert waits(replace(told, trigger="wants"))


@pytest.mark.parametrize(
    ("words", "when", "pays_back"),
    [
        ("Sudmark froze Norland's salt accounts in response", When("2019-03", "2019-03-01", "2019-03-31"), True),
        ("Sudmark froze Norland's salt accounts", When("2019-03-06", "2019-03-06", "2019-03-06"), True),
        ("Sudmark froze Norland's salt accounts", When("2019-03", "2019-03-01", "2019-03-31"), False),
    ],
)
def test_a_like_measure_pays_back_by_its_words_or_its_later_day(words: str, when: When, pays_back: bool) -> None:
    frozen = move("aa", "sanction", "Norland froze Sudmark's salt accounts", date="2019-03-04")
    stated = Answer(frozen.id, "retaliates", "row sanction; weights 0.60")
    back = replace(move("ab", "sanction", words, at=900, answers=(stated,), **BACK), date=when)
    assert bool(linked(frozen, back).move_answers) is pays_back


def test_a_measure_that_is_only_threatened_pays_back_no_other_of_its_own_side() -> None:
    threat = replace(move("aa", "warn", "Norland threatened to impose sanctions", date="2019-03-04"))
    meant = replace(move("ab", "sanction", "impose sanctions", date="2019-03-04", at=22), trigger="sanctions")
    assert linked(threat, meant).move_answers == ()


BELIED = [
    ("the accuser's own side", {"actor": NORLAND, "recipient": SUDMARK}, "2019-03-06"),
    ("years later", BACK, "2023-03-06"),
    ("the day before", BACK, "2019-03-03"),
]


@pytest.mark.parametrize(("ends", "date"), [case[1:] for case in BELIED], ids=[case[0] for case in BELIED])
def test_stated_answer_that_sides_or_days_belie_is_not_kept(ends: dict[str, Any], date: str) -> None:
    stated = move("ab", "deny", "Nonsense, they said", date=date, answers=(Answer(ACCUSED.id, "denies"),), **ends)
    assert linked(ACCUSED, stated).move_answers == ()


def test_coverage_never_counts_no_pages() -> None:
    pledged = move("aa", "demand", "Norland asked Sudmark to open the locks by spring", date="2019-05-04")
    held = document("a", "Row over the locks", pledged.text, published="2019-03-04", moves=(pledged,))
    (item,) = link(View((held,))).open_items
    assert item.coverage.startswith("no answer found: the record holds no document on")
    assert "2019-05-04" in item.coverage


def test_a_cue_in_passing_does_not_say_what_a_long_page_is_about() -> None:
    row = "The two have quarrelled over the price of salt since spring, and neither gives way. "
    told = move("aa", "accuse", "Norland accused Sudmark of greed over salt", date="2019-03-04")
    long = document("a", "Row over salt", row * 60 + "A ferry was hacked once.", published="2019-03-04", moves=(told,))
    short = document("a", "Row over a hacked ferry", told.text, published="2019-03-04", moves=(told,))
    assert set(matters_of(long).values()) == {"other matters"}
    assert set(matters_of(short).values()) == {"cyber attacks"}


WHOLE = [
    ("The dam above Varnes was emptied", "water and fishing"),
    ("The storm damaged the roofs", "other matters"),
    ("It left the accord", "treaties and agreements"),
    ("According to the ministry it rained", "other matters"),
]


@pytest.mark.parametrize(("words", "matter"), WHOLE)
def test_a_word_that_only_begins_as_a_cue_names_no_matter(words: str, matter: str) -> None:
    told = move("aa", "criticise", words, date="2019-03-04")
    assert matters_of(document("a", "A day", words, moves=(told,)))[told.id] == matter


def test_what_a_page_is_about_is_not_what_it_tells_of_others_in_passing() -> None:
    told = [move(f"a{n}", "accuse", "Norland accused Sudmark of greed", at=100 * n) for n in range(4)]
    ostia = Party("actor-o", "Ostia", "OST")
    met = move("ax", "consult", "The sailor met the bishop of Ostia", recipient=ostia, at=900)
    before = move("ay", "attack", "Norland burned the fleet of Sudmark", date="1987-04-03", at=990)
    words = "The uranium and the centrifuges of the enrichment hall."
    found = matters_of(document("a", "Uranium", words, published="2019-03-04", moves=(*told, met, before)))
    assert found[told[0].id] == "nuclear programme"
    assert found[met.id] == found[before.id] == "other matters"


def test_a_deed_that_names_no_victim_is_between_its_doer_and_those_who_tell_it() -> None:
    nobody, told_by = Party(), NORLAND.id
    said = move("aa", "accuse", "Norland said that its neighbour was at fault", recipient=nobody)
    deed = replace(
        move("ab", "interfere", "Sudmark hacked the vote", actor=SUDMARK, recipient=nobody, at=90), told_by=told_by
    )
    own = replace(deed, id="move-own", told_by=SUDMARK.id)
    places = places_of(document("a", "Row", "The row goes on.", moves=(said, deed, own)))
    assert places[deed.id][0][:2] == ("NLD", "SUD") and not places["move-own"]


def test_only_an_answer_in_words_is_for_somebody_where_it_names_nobody() -> None:
    nobody = Party()
    denied = move("ba", "deny", "Sudmark denied it all", date="2019-03-06", actor=SUDMARK, recipient=nobody)
    armed = move("bb", "mobilise", "Sudmark called up its guards", date="2019-03-06", actor=SUDMARK, recipient=nobody)
    held = document("b", "Row", "The row goes on.", moves=(denied, armed), sides=("NLD", "SUD"))
    places = places_of(held)
    assert places[denied.id] and not places[armed.id]


LATER = move("ca", "accuse", "Norland accused Sudmark of hacking the weather service again", date="2022-05-04")


@pytest.mark.parametrize(("others", "threads"), [((ACCUSED,), 1), ((ACCUSED, LATER), 0)])
def test_a_move_of_some_years_joins_the_one_exchange_that_it_may_belong_to(
    others: tuple[SeenMove, ...], threads: int
) -> None:
    """Where two exchanges of the same sides and matter lie in its years it joins neither (one move makes no thread)."""
    vague = replace(DENIED, date=When(None, "2019-01-01", "2024-12-31"))
    found = linked(*others, vague)
    assert (
        len({row.thread_id for row in found.thread_moves if row.move_id in {m.id for m in (*others, vague)}}) == threads
    )


@pytest.mark.parametrize(
    ("pages", "parted"),
    [
        (4, True),  # many pages tell of either part: had it gone on, they would say so
        (3, False),  # few pages are silent for many months of what goes on
    ],
)
def test_half_a_year_without_a_move_parts_what_many_pages_tell(pages: int, parted: bool) -> None:
    told = [
        move(f"{page}a", "accuse", f"Norland accused Sudmark of hacking {what}", date=day)
        for months, what in (("2020-0", "the weather service"), ("2020-1", "the grid of Varnes"))
        for page, day in ((f"{months}{n}", f"{months}1-0{n + 1}") for n in range(pages))
    ]
    vague = replace(
        move("za", "deny", "Sudmark denied the hacking", **BACK), date=When("2020", "2020-01-01", "2020-12-31")
    )
    threads = {row.move_id: row.thread_id for row in linked(*told, vague).thread_moves}
    assert (threads[told[0].id] != threads[told[-1].id]) is parted
    assert threads[vague.id] in {threads[told[0].id], threads[told[-1].id]}


def test_what_a_side_does_to_itself_is_held_together_by_a_page_and_not_by_a_matter() -> None:
    told = [
        move(page, "accuse", "The opposition accused the premier of hacking its files", date=day, recipient=NORLAND)
        for page, day in (("aa", "2020-01-01"), ("ba", "2020-02-01"))
    ]
    assert not linked(*told).threads


@pytest.mark.parametrize(("day", "one"), [("2020-11-02", True), ("2022-05-04", False)])
def test_silence_of_two_years_parts_an_exchange(day: str, one: bool) -> None:
    """A record of few pages is silent for many months of what goes on."""
    again = move("ca", "accuse", "Norland accused Sudmark of hacking the weather service again", date=day)
    found = linked(ACCUSED, DENIED, again)
    threads = {row.move_id: row.thread_id for row in found.thread_moves}
    assert (threads.get(again.id) == threads[ACCUSED.id]) is one


def rows_of(found: Links) -> list[str]:
    return [place.move_id for place in sorted(found.thread_moves, key=lambda place: (place.thread_id, place.ordinal))]


MONTH = ("2019-03-01", "2019-03-31")


@pytest.mark.parametrize(
    ("accused", "denied", "after"),
    [
        (MONTH, MONTH, True),  # one page, one month: what is answered first, though it is told later
        (MONTH, ("2019-03-06", "2019-03-06"), True),
        (("2019-03-09", "2019-03-09"), MONTH, True),  # a month that may lie behind the day
        (("2019-03-09", "2019-03-09"), ("2019-03-06", "2019-03-06"), False),  # dates go before
        (("2019-04-01", "2019-04-30"), MONTH, False),
    ],
)
def test_what_is_answered_stands_first_where_dates_leave_it_open(
    accused: tuple[str, str], denied: tuple[str, str], after: bool
) -> None:
    """The denial is told before the charge on one page."""
    charge = move("ab", "accuse", HACKED, date="2019-03", at=200)
    answer = move("aa", "deny", "Sudmark denied hacking the weather service", date="2019-03", **BACK)
    charge = replace(charge, date=When(None, *accused))
    answer = replace(answer, date=When(None, *denied), answers=(Answer(charge.id, "denies", "stated"),))
    rows = rows_of(linked(answer, charge))
    assert (rows.index(charge.id) < rows.index(answer.id)) is after
