"""What each outlet tells of a story: agreement, difference, silence, and the reasons given."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import document, move

from onrecord.link import View, link
from onrecord.link.account_rows import reason_rows, statement_rows
from onrecord.link.figures import find_figures
from onrecord.link.reasons import find_reasons
from onrecord.link.view import Party, SeenMove, SeenStatement
from onrecord.store.linked import AccountRow

LEAD = "Norland summoned the Sudmark ambassador Ilse Harn over a leaked memo on fishing grounds near the Skerries."
SOURCE = "The ambassador was summoned due to a row about nets, a diplomatic source said."


def cells(*, same_outlet: bool = False) -> list[AccountRow]:
    one_text = f"{LEAD} It expelled 60 diplomats."
    statement = SeenStatement("statement-1", "document-b", None, None, "a diplomatic source", "said", SOURCE, 34, 400)
    first = document("a", "Norland summons Sudmark ambassador", one_text, published="2019-03-04", outlet="one.example",
                     moves=(move("aa", "summon", LEAD, date="2019-03-04", at=35),))  # fmt: skip
    second = document(
        "b", "Sudmark ambassador summoned by Norland", f"{LEAD} {SOURCE} Norland expelled 35 diplomats.",
        published="2019-03-05", outlet="one.example" if same_outlet else "two.example",
        moves=(move("ba", "summon", LEAD, date="2019-03-04", at=38),), statements=(statement,),
    )  # fmt: skip
    return list(link(View((first, second))).account_rows)


def test_story_of_one_outlet_has_no_table() -> None:
    assert cells(same_outlet=True) == []


def test_move_told_by_both_is_one_row_with_two_cells() -> None:
    told = [cell for cell in cells() if cell.kind == "move"]
    assert [cell.telling for cell in told] == ["told", "told"]
    assert len({cell.row_id for cell in told}) == 1


def test_another_figure_differs_and_says_how() -> None:
    figures = {cell.telling: cell.difference for cell in cells() if cell.kind == "figure"}
    assert figures == {"told": "", "differs": "35 diplomats, not 60 diplomats"}


def story_cells(*moves: SeenMove) -> list[AccountRow]:
    """Cells of the story of one move each of two outlets."""
    return list(
        link(
            View(
                tuple(
                    document(
                        told.document_id.removeprefix("document-"), "Norland expels Sudmark attachés", told.text,
                        published="2019-03-06", moves=(told,),
                    )
                    for told in moves
                )
            )
        ).account_rows
    )  # fmt: skip


EXPELLED = "Norland expelled four attachés of Sudmark over the leaked memo on fishing grounds near the Skerries"


def test_day_told_differently_is_a_row_of_its_own() -> None:
    one, other = move("aa", "expel", EXPELLED, date="2019-03-04"), move("ba", "expel", EXPELLED, date="2019-03-06")
    dates = {cell.telling: cell.difference for cell in story_cells(one, other) if cell.kind == "date"}
    assert dates == {"told": "", "differs": "2019-03-06, not 2019-03-04"}


def test_accusation_of_another_day_is_another_accusation() -> None:
    words = "Norland accused Sudmark of a leaked memo on fishing grounds near the Skerries"
    one, other = move("aa", "accuse", words, date="2019-03-02"), move("ba", "accuse", words, date="2019-03-06")
    assert [cell for cell in story_cells(one, other) if cell.kind == "date"] == []
    assert len({cell.row_id for cell in story_cells(one, other) if cell.kind == "move"}) == 2


def test_name_told_differently_is_a_difference() -> None:
    one = move("aa", "expel", EXPELLED, date="2019-03-04", actor=Party("a", "Harbour Ministry", "NLD", "organisation"))
    other = move("ba", "expel", EXPELLED, date="2019-03-04", actor=Party("b", "Trade Ministry", "NLD", "organisation"))
    differences = {cell.difference for cell in story_cells(one, other) if cell.kind == "move"}
    assert differences == {"", "by Trade Ministry, not Harbour Ministry"}


def test_state_and_its_minister_are_no_difference() -> None:
    other = move("ba", "expel", EXPELLED, date="2019-03-04", actor=Party("b", "Ilse Harn", "NLD", "person"))
    differences = {c.difference for c in story_cells(move("aa", "expel", EXPELLED, date="2019-03-04"), other)}
    assert differences == {""}


STAYS = "the fleet will stay in the strait of Varnes"
SAID = [
    # The second is like the first, the third like the second only: a chain is no statement.
    ([STAYS, "the fleet will stay in the strait until herring talks end", "herring talks end soon"], "ppp", [[0, 1]]),
    ([STAYS, "a fleet of trawlers went by the strait at harvest"], "pq", []),
    ([STAYS, STAYS], "pq", [[0, 1]]),
]


@pytest.mark.parametrize(("texts", "speakers", "wanted"), SAID)
def test_statements_are_one_row_where_they_say_the_same(
    texts: list[str], speakers: str, wanted: list[list[int]]
) -> None:
    pages = []
    for n, (text, speaker) in enumerate(zip(texts, speakers, strict=True)):
        said = SeenStatement(f"s{n}", f"document-{n}", speaker, speaker, speaker, "said", text, 0, len(text))
        pages.append(document(f"{n}", "Fleet", text, statements=(said,)))
    rows = statement_rows(pages, {page.id: page.id for page in pages})
    assert [sorted(int(str(cell.attribution_id)[1:]) for cell in row.cells) for row in rows] == wanted


def test_what_two_persons_say_is_two_rows_and_a_deed_told_of_either_is_one() -> None:
    holm, brandt = Party("actor-p", "Ada Holm", "NLD", "person"), Party("actor-q", "Nils Brandt", "NLD", "person")
    for kind, rows in (("criticise", 2), ("charge", 1)):
        told = (
            move("aa", kind, EXPELLED, date="2019-03-04", actor=holm),
            move("ba", kind, EXPELLED, date="2019-03-04", actor=brandt),
        )
        assert len({cell.row_id for cell in story_cells(*told) if cell.kind == "move"}) == rows, kind


TOLD_AGAIN = [
    ("2019-03-08", "summon", 1),
    ("2019-05-04", "summon", 2),
    (None, "summon", 2),
    ("2019-03-08", "accuse", 2),
]


@pytest.mark.parametrize(("date", "kind", "rows"), TOLD_AGAIN)
def test_a_deed_that_one_page_tells_several_times_is_one_row(date: str | None, kind: str, rows: int) -> None:
    """Of a story's one summons each page may tell thrice, with a reason each time; what is said is said twice."""
    first = move("aa", kind, "Norland summoned the envoy of Sudmark over a leaked memo on nets", date="2019-03-04")
    again = move("ab", kind, "he had been summoned, a source held, because of visas", date=date, at=200)
    again = replace(again, trigger="summoned")
    other = move("ba", kind, "Norland summoned the envoy of Sudmark over a leaked memo on nets", date="2019-03-04")
    title = "Norland summons the envoy of Sudmark"
    pages = (
        document("a", title, first.text, published="2019-03-08", moves=(first, again)),
        document("b", title, other.text, published="2019-03-08", moves=(other,)),
    )
    told = [cell for cell in link(View(pages)).account_rows if cell.kind == "move"]
    assert len({cell.row_id for cell in told}) == rows


BOARD = Party("actor-b", "fisheries board", "SUD", "organisation")
HARN, LUND = Party("actor-h", "Ilse Harn", "SUD", "person"), Party("actor-l", "Ole Lund", "SUD", "person")


@pytest.mark.parametrize(
    ("one", "other", "date", "rows"),
    [
        (BOARD, HARN, "2019-03-04", 1),  # the board and one of its members: one meeting
        (LUND, HARN, "2019-03-04", 2),  # two persons
        (BOARD, HARN, "2019-03-02", 2),  # two days
    ],
)
def test_a_meeting_that_one_page_tells_several_times_is_one_row(one: Party, other: Party, date: str, rows: int) -> None:
    envoy = Party("actor-e", "Ada Holm", "NLD", "person")
    first = move("aa", "consult", "Holm arrived by ferry at noon", date="2019-03-04", actor=envoy, recipient=one)
    again = move("ab", "consult", "she went there to discuss nets", date=date, actor=envoy, recipient=other, at=200)
    pages = (
        document("a", "Holm meets the fisheries board", LEAD, published="2019-03-05", moves=(first, again)),
        document("b", "Holm meets the fisheries board", LEAD, published="2019-03-05"),
    )
    told = [cell for cell in link(View(pages)).account_rows if cell.kind == "move"]
    assert len({cell.row_id for cell in told if cell.move_id in {first.id, again.id}}) == rows


def test_one_reason_in_other_words_is_one_row() -> None:
    first = document("a", "Envoy summoned", "The envoy was summoned over meddling.", published="2019-03-04", moves=(
        move("aa", "summon", "The envoy was summoned", date="2019-03-04"),))  # fmt: skip
    second = document("b", "Envoy summoned", "The envoy was summoned because of interference in the vote.",
        published="2019-03-04", moves=(move("ba", "summon", "The envoy was summoned", date="2019-03-04"),))  # fmt: skip
    reasons = [cell for cell in link(View((first, second))).account_rows if cell.kind == "reason"]
    assert len({cell.row_id for cell in reasons}) == 1
    assert [cell.telling for cell in reasons] == ["told", "told"]


def test_reason_told_by_a_source_is_attributed_and_absent_elsewhere() -> None:
    reasons = [cell for cell in cells() if cell.kind == "reason" and "row about nets" in cell.label]
    assert {(cell.telling, cell.voice) for cell in reasons} == {("attributed", "a diplomatic source"), ("absent", "")}
    absent = next(cell for cell in reasons if cell.telling == "absent")
    assert absent.difference == "not found in the text that we hold"


REASONS = [
    ("He was summoned over a leaked memo, it said.", ["a leaked memo"]),
    ("The envoy was summoned because of the leak.", ["the leak"]),
    ("The reason for summoning the envoy was a leaked memo.", ["a leaked memo"]),
    ("There is only one reason — a leaked memo.", []),
    ("He was summoned. There is only one reason — a leaked memo.", ["a leaked memo"]),
    ("The envoy visited the summoned council to discuss a range of matters.", []),
    ("The envoy visited the summoned council to discuss a range of visas.", ["a range of visas"]),
    ("He was summoned because one of the crew, Ilse Harn, was his niece.", []),
    ("A bridge over the river was closed because of cracks.", []),
]


@pytest.mark.parametrize(("text", "found"), REASONS)
def test_reasons_of_a_deed(text: str, found: list[str]) -> None:
    told = find_reasons(document("a", "", text), frozenset({"summon"}))
    assert [reason.text for reason in told] == found


@pytest.mark.parametrize(("visitor", "found"), [("harn", ["fishing rights"]), ("berg", [])])
def test_visit_of_the_one_summoned_is_the_deed_in_milder_words(visitor: str, found: list[str]) -> None:
    summons, visit = "Norland summoned the envoy.", "The envoy visited the ministry to discuss fishing rights."
    body = f"{summons} It rained for a week. {visit}"
    moves = (
        move("aa", "summon", summons, recipient=Party("harn", "Ilse Harn", "SUD"), at=2),
        move("ab", "consult", visit, actor=Party(visitor, "an envoy", "SUD"), at=2 + body.index(visit)),
    )
    told = find_reasons(document("a", "T", body, moves=moves), frozenset({"summoned", "summon"}))
    assert [reason.text for reason in told] == found


FIGURES = [
    ("It expelled 60 diplomats.", [("60", "60 diplomats")]),
    ("Sixty Sudmark diplomats left.", [("60", "Sixty Sudmark diplomats")]),
    ("A fine of 21 million crowns was set.", [("21 million", "21 million crowns")]),
    ("Over 1,200 people and 3 ships came.", [("3", "3 ships")]),
    ("In 2016 elections were held on 4 March.", []),
    ("It took 3 days.", []),
]


@pytest.mark.parametrize(("text", "found"), FIGURES)
def test_figures_are_a_number_and_what_it_counts(text: str, found: list[tuple[str, str]]) -> None:
    assert [(figure.number, figure.text) for figure in find_figures(document("a", "", text))] == found


def test_deed_that_a_page_tells_only_in_a_statement_is_told_there_too() -> None:
    envoy = Party("actor-h", "Ilse Harn", "SUD", "person")
    summoned = "Norland summoned Ilse Harn over the leaked memo on fishing grounds near the Skerries."
    said = "The papers were handed to Ilse Harn, summoned on Monday over the leaked memo, the minister said."
    content = "The papers were handed to Ilse Harn"
    first = document("a", "Norland summons Sudmark ambassador", summoned, published="2019-03-04",
                     moves=(move("aa", "summon", summoned, date="2019-03-04", recipient=envoy, at=35),))  # fmt: skip
    title = "Sudmark ambassador summoned by Norland"
    at = len(title) + 1
    statement = SeenStatement("statement-2", "document-b", None, None, "the minister", "said", content, at, at + 35)
    second = document("b", title, f"{said} Fog hid the Skerries.", published="2019-03-05", statements=(statement,))
    told = [cell for cell in link(View((first, second))).account_rows if cell.kind == "move"]
    by_telling = {cell.telling: cell for cell in told}
    assert by_telling.keys() == {"told", "attributed"} and len({cell.row_id for cell in told}) == 1
    carried = by_telling["attributed"]
    assert (carried.voice, carried.attribution_id, carried.end) == ("the minister", "statement-2", at + len(said))


OTHER_NUMBER = [
    ("Norland is expelling 60, ten of them spies", "Norland will expel 48 attachés", "48 attachés, not 60"),
    ("Norland orders out 60 Sudmarkers", "Norland will expel 48 attachés", "48 attachés, not 60 Sudmarkers"),
    ("Norland is expelling 60 attachés", "Norland will expel sixty attachés", ""),
    ("Norland is expelling 60 attachés", "Norland will expel attachés on 4 March", ""),
]


@pytest.mark.parametrize(("one", "other", "difference"), OTHER_NUMBER)
def test_one_deed_told_with_two_numbers_is_one_row_told_differently(one: str, other: str, difference: str) -> None:
    first = replace(move("aa", "expel", one, date="2019-03-06"), trigger=" ".join(one.split()[1:3]))
    second = replace(move("ba", "expel", other, date="2019-03-06"), trigger="expel")
    told = [cell for cell in story_cells(first, second) if cell.kind == "move"]
    assert len({cell.row_id for cell in told}) == 1
    assert {cell.telling for cell in told} == ({"told", "differs"} if difference else {"told"})
    assert {cell.difference for cell in told} == {"", difference}


def test_of_several_deeds_of_one_account_none_is_taken_for_the_others() -> None:
    """The only one on either side is one deed; where a page tells two, a verb in common has to decide."""
    shut = replace(move("aa", "sanction", "Norland shut the consulate at Varnes", date="2019-03-06"), trigger="shut")
    barred = replace(move("ab", "sanction", "It barred trawlers", date="2019-03-06", at=60), trigger="barred")
    closed = replace(move("ba", "sanction", "Norland closed a mission", date="2019-03-06"), trigger="closed")
    title, rows = "Norland and Sudmark quarrel over consulate and trawlers", []
    for mine in ((shut,), (shut, barred)):
        pages = (
            document("a", title, shut.text, published="2019-03-06", moves=mine),
            document("b", title, closed.text, published="2019-03-06", moves=(closed,)),
        )
        told = [cell for cell in link(View(pages)).account_rows if cell.kind == "move"]
        rows.append(len({cell.row_id for cell in told}))
    assert rows == [1, 3]


UNJOINED = [
    ("Norland had jammed the radio of trawlers off the Skerries, fishermen told the paper.", {"told"}),
    ("Had Norland jammed the radio of trawlers off the Skerries?", {"told", "absent"}),
    ("Norland mended the radio of trawlers off the Skerries.", {"told", "absent"}),
    ("Fog lay over the harbour.", {"told", "absent"}),
]


@pytest.mark.parametrize(("sentence", "tellings"), UNJOINED)
def test_not_found_is_said_only_where_no_sentence_tells_it(sentence: str, tellings: set[str]) -> None:
    jammed = replace(move("aa", "interfere", "Norland jammed the radio of trawlers off the Skerries"), trigger="jammed")
    title = "Sudmark protests to Norland over radio at sea"
    first = document("a", title, jammed.text, published="2019-03-06", moves=(jammed,))
    second = document("b", title, f"Rain fell. {sentence}", published="2019-03-06")
    told = [cell for cell in link(View((first, second))).account_rows if cell.kind == "move"]
    assert {cell.telling for cell in told} == tellings
    if "absent" not in tellings:
        whole = title + "\n" + second.blocks[1].text
        near = next(cell for cell in told if cell.document_id == second.id)
        assert whole[near.start : near.end] == sentence and near.move_id is None


def test_copy_has_no_account_of_its_own() -> None:
    body = " ".join(f"{EXPELLED} on pier {number} near mast {number * 7}." for number in range(20))
    first = document("a", "Norland expels attachés", body, published="2019-03-04")
    again = document("b", "Norland expels attachés", body, published="2019-03-05")
    other = document("c", "Norland expels attachés", f"{EXPELLED}.", published="2019-03-05")
    told = link(View((first, again, other)))
    assert [story.outlets for story in told.stories] == [3]
    assert {account.outlet: account.documents for account in told.accounts} == {
        "a.example": (first.id, again.id),
        "c.example": (other.id,),
    }
    assert link(View((first, again))).accounts == ()


SAYS = "A ship's mate heard it from the pilot, who had rowed over at dawn with nothing but bread in his boat."


def test_page_of_no_named_outlet_tells_for_itself_and_counts_as_no_outlet() -> None:
    first = document("a", "Norland expels attachés", f"{EXPELLED}.", published="2019-03-04")
    unnamed = replace(
        document("b", "Norland expels attachés", f"{EXPELLED} today.", published="2019-03-04"), outlet=None
    )
    told = link(View((first, unnamed)))
    assert [story.outlets for story in told.stories] == [1]
    assert {account.outlet for account in told.accounts} == {"a.example", "outlet not known"}


def test_reason_that_an_outlet_and_a_speaker_give_is_a_row_for_each_voice() -> None:
    told = "The envoy was summoned over meddling in the vote. He was summoned because of interference in our vote."
    title = "Envoy summoned"
    at = len(title) + 1 + told.index("He was")
    said = SeenStatement("s", "document-a", "p", "Ilse Harn", "Harn", "said", told[told.index("He was") :], at, at + 60)
    deeds = (move("aa", "summon", "The envoy was summoned", date="2019-03-04"),)
    first = document("a", title, told, published="2019-03-04", moves=deeds, statements=(said,))
    plain = "The envoy was summoned over meddling in the vote."
    second = document(
        "b", title, plain, published="2019-03-04", moves=(replace(deeds[0], id="m", document_id="document-b"),)
    )
    rows = reason_rows([first, second], {first.id: "one", second.id: "two"})
    assert [[(cell.document_id, cell.voice) for cell in row.cells] for row in rows] == [
        [(first.id, ""), (second.id, "")],
        [(first.id, "Ilse Harn"), (second.id, "")],
    ]
