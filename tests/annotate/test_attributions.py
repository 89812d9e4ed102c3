"""Attributions: who says what, in which words, on passages of the kinds that news pages print."""

from __future__ import annotations

import pytest

from onrecord.annotate import find_attributions
from onrecord.annotate.edges import left_over, whole_clause
from onrecord.annotate.tree import plant
from onrecord.model import Attribution, Parse, Segment, Spans
from onrecord.parse import Parser
from parsing import the_parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return the_parser()


def parsed(parser: Parser, *paragraphs: str, first: str = "body") -> Parse:
    text, segments, start = "\n".join(paragraphs), [], 0
    for number, paragraph in enumerate(paragraphs):
        segments.append(Segment("body" if number else first, start, start + len(paragraph)))
        start += len(paragraph) + 1
    return parser.parse(text, segments)


def words(parse: Parse, spans: Spans) -> str:
    return " ~ ".join(parse.text[start:end].strip(" ,.") for start, end in spans)


def shown(parse: Parse, one: Attribution) -> tuple[str, str, str]:
    return words(parse, one.source), words(parse, one.cue), words(parse, one.content)


CASES = [
    ("“We will answer in kind,” the minister said.", "the minister", "said", "“We will answer in kind,”", "direct"),
    (
        "The envoy said that the talks in Vienna had failed.",
        "The envoy", "said", "that the talks in Vienna had failed", "indirect",
    ),
    (
        "According to the ministry, two ships left the port on Monday.",
        "the ministry", "According to", "two ships left the port on Monday", "indirect",
    ),
    (
        "The spokeswoman stressed that Oslo was “ready for an honest talk at any time.”",
        "The spokeswoman", "stressed", "that Oslo was “ready for an honest talk at any time.”", "mixed",
    ),
    (
        "“We sent a letter,” Anna Berg told reporters. “Nobody answered it.”",
        "Anna Berg", "told", "“We sent a letter,” ~ “Nobody answered it.”", "direct",
    ),
    (
        "“It is serious. We are still waiting, ”the deputy minister explained.",
        "the deputy minister", "explained", "“It is serious. We are still waiting, ”", "direct",
    ),
    (
        "In the words of the premier, the deal is “a door left open”.",
        "the premier", "In the words of", "the deal is “a door left open”", "mixed",
    ),
    (
        "The ban was, in the opinion of the court, without any ground.",
        "the court", "in the opinion of", "The ban was ~ without any ground", "indirect",
    ),
    (
        "'The committee's report is wrong and we reject it,' said the ambassador.",
        "the ambassador", "said", "'The committee's report is wrong and we reject it,'", "direct",
    ),
]  # fmt: skip


@pytest.mark.parametrize("text, source, cue, content, kind", CASES)
def test_source_cue_content(parser: Parser, text: str, source: str, cue: str, content: str, kind: str) -> None:
    parse = parsed(parser, text)
    found = find_attributions(parse)
    assert (source, cue, content) in [shown(parse, one) for one in found]
    assert kind in {one.kind for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "The “Friendship” pipeline runs from Almetyevsk to Schwedt.",
        "The orchestra played “The Last Rose of Summer” in the park.",
        "The bridge is 40 metres long.",
    ],
)
def test_titles_and_plain_facts_are_none(parser: Parser, text: str) -> None:
    assert find_attributions(parsed(parser, text)) == ()


def test_bare_quotation_paragraph_goes_on(parser: Parser) -> None:
    parse = parsed(parser, "“We offered talks twice,” the envoy said.", "“We will not offer them a third time.”")
    (one,) = find_attributions(parse)
    assert words(parse, one.content).endswith("“We will not offer them a third time.”")


@pytest.mark.parametrize(
    "text, first, second",
    [
        (
            "The minister said the talks had failed and warned that the border would close.",
            ("The minister", "said", "the talks had failed"), ("The minister", "warned", "that the border would close"),
        ),
        (
            "He said Iran was ready to talk but insisted the sanctions be lifted first.",
            ("He", "said", "Iran was ready to talk"), ("He", "insisted", "the sanctions be lifted first"),
        ),
    ],
)  # fmt: skip
def test_two_cues_of_one_source_share_no_words(
    parser: Parser, text: str, first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    parse = parsed(parser, text)
    assert [shown(parse, one) for one in find_attributions(parse)] == [first, second]


@pytest.mark.parametrize("content, left", [((2, 3, 4, 5), (4, 5)), ((0, 2, 5, 6), ()), ((2, 3), ()), ((0, 1, 2), ())])
def test_a_content_keeps_what_no_surer_one_has(parser: Parser, content: tuple[int, ...], left: tuple[int, ...]) -> None:
    tree = plant(parsed(parser, "Berg praised the ships that came late in May"))
    assert left_over(tree, content, {1, 2, 3}) == left


@pytest.mark.parametrize("taken, last", [((), 9), ((8,), 5)])
def test_a_content_has_the_verb_of_its_clause(parser: Parser, taken: tuple[int, ...], last: int) -> None:
    tree = plant(parsed(parser, "The envoy said that the ships had left the port."))
    said = next(token.i for token in tree.tokens if token.text == "said")
    assert max(whole_clause(tree, said, {3, 4, 5}, taken)) == last


def test_headline_after_a_colon_is_no_title(parser: Parser) -> None:
    parse = parsed(
        parser, "Ruud: ‘No Idea Who Sent The Letter’ To Oslo", "The envoy spoke for an hour.", first="headline"
    )
    assert "Ruud" in [words(parse, one.source) for one in find_attributions(parse)]


def test_what_follows_a_closed_quotation_is_not_said(parser: Parser) -> None:
    text = "Holm said the premier was a “gambler,” prompting Riga to recall its ambassador for consultations."
    (one,) = find_attributions(parse := parsed(parser, text))
    assert words(parse, one.content) == "the premier was a “gambler,”"


def test_name_before_the_verb_speaks_where_the_sentence_is_broken(parser: Parser) -> None:
    text = "On the eve of the US Treasury Department announced the imposition of sanctions against three men."
    (one,) = find_attributions(parse := parsed(parser, text))
    assert words(parse, one.source).endswith("US Treasury Department")


def test_a_word_that_is_hardly_ever_a_cue_must_be_surer(parser: Parser) -> None:
    parse = parsed(parser, "The premier and his wife pose for a photo with the president after talks in Accra in 2019.")
    assert find_attributions(parse) == ()


def test_a_deed_that_no_table_lists_must_be_surer(parser: Parser) -> None:
    assert find_attributions(parsed(parser, "Mr Lind was deposed as president in 2014.")) == ()


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("OSLO (Nordnytt) — Berg added that the offer still stood.", "Berg"),
        ("DUBAI, June 5 2017 - Oman and Yemen cut ties, accusing the emirate of arming rebels.", "Oman and Yemen"),
        ("MANILA, 3 May 2021 (Sampaguita News) — The Philippines accused the guards of ramming a boat.",
         "The Philippines"),
        ("NAIROBI, Sunday, February 17, 2019 (The Hill Post): Kenya said that the envoy had to go.", "Kenya"),
        ("On Monday evening deputy premier Numan Berk announced that talks were off.", "deputy premier Numan Berk"),
        ("Monday's report says that the ship sank.", "Monday's report"),
        ("Malta, another claimant, called on all parties to refrain from force.", "Malta, another claimant"),
    ],
)  # fmt: skip
def test_dateline_and_day_are_no_part_of_the_source(parser: Parser, text: str, wanted: str) -> None:
    parse = parsed(parser, text)
    assert wanted in [words(parse, one.source) for one in find_attributions(parse)]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("TALLINN (Nordnytt) — Foreign divers cut two cables last spring, officials said.",
         ("officials", "said", "Foreign divers cut two cables last spring")),
        ("The palace does not know if the minister met the lobbyist Read more",
         ("The palace", "does not know", "if the minister met the lobbyist")),
        ("Senator Lind (NATO) — who voted against it — said the bill was dead.",
         ("Senator Lind (NATO) — who voted against it —", "said", "the bill was dead")),
    ],
)  # fmt: skip
def test_what_the_page_prints_around_the_text_is_not_said(
    parser: Parser, text: str, wanted: tuple[str, str, str]
) -> None:
    parse = parsed(parser, text)
    assert wanted in [shown(parse, one) for one in find_attributions(parse)]


def test_a_label_says_nothing(parser: Parser) -> None:
    assert find_attributions(parsed(parser, "STORY: Ministers to 'act fast' on new tariffs")) == ()


@pytest.mark.parametrize(
    "text, source, content",
    [
        ("Sorry, but this was years before Holm joined us. Why now?? — Jonas Lind (@jonaslind) October 30, 2017",
         "Jonas Lind", "Sorry, but this was years before Holm joined us. Why now??"),
        ("Skip Twitter post by @annaberg We hold every page of it. — Anna Berg (@annaberg) May 3, 2018 Report",
         "Anna Berg", "We hold every page of it"),
        ('"They lie more to the press than anybody." — the premier\'s lawyer Anna Berg',
         "the premier's lawyer Anna Berg", '"They lie more to the press than anybody."'),
    ],
)  # fmt: skip
def test_words_before_a_dash_and_a_name(parser: Parser, text: str, source: str, content: str) -> None:
    parse = parsed(parser, text)
    assert (source, "—", content) in [shown(parse, one) for one in find_attributions(parse)]


@pytest.mark.parametrize(
    "text", ["Photo — Anna Berg (@annaberg) May 3, 2018", '"Norra Bladet" — the paper of Anna Berg']
)
def test_a_word_or_two_before_a_dash_and_a_name_are_a_label(parser: Parser, text: str) -> None:
    parse = parsed(parser, text)
    assert "—" not in [words(parse, one.cue) for one in find_attributions(parse)]


def test_a_post_holds_what_is_told_in_it(parser: Parser) -> None:
    text = "Anna Berg says the envoy has a right to be angry. — Nordnytt (@nordnytt) May 17, 2020"
    parse = parsed(parser, text)
    found = {words(parse, one.source): one for one in find_attributions(parse)}
    assert found["Anna Berg"].within == found["Nordnytt"].id


@pytest.mark.parametrize(
    "text, cue, source",
    [
        ("Asked about the order, Brandt – who led the service in those years – flatly declared: “I can deny it.”",
         "flatly declared:", "Brandt"),
        ("The council rejects the plan outright but often asks the ministry to narrow its demands.",
         "often asks", "The council"),
    ],
)  # fmt: skip
def test_two_verbs_share_their_subject(parser: Parser, text: str, cue: str, source: str) -> None:
    parse = parsed(parser, text)
    found = {words(parse, one.cue): one for one in find_attributions(parse)}
    assert words(parse, found[cue].source) == source


@pytest.mark.parametrize(
    "text, source",
    [
        ("The agency obtained the warrant after convincing a judge that Lind acted for a foreign power, police and "
         "other Danish officials said.", "police and other Danish officials"),
        ("The agency obtained a secret court order last summer to follow the calls of an aide of the premier, in an "
         "inquiry into possible ties between Oslo and the party, law enforcement and other U.S. officials said.",
         "law enforcement and other U.S. officials"),
    ],
)  # fmt: skip
def test_a_source_swallowed_by_the_content_is_whole_again(parser: Parser, text: str, source: str) -> None:
    (one,) = find_attributions(parse := parsed(parser, text))
    assert words(parse, one.source) == source
    assert "officials" not in words(parse, one.content)


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("British Prime Minister Theresa May hailed the news.",
         ("British Prime Minister Theresa May", "hailed", "the news")),
        ("May told parliament on Monday that it was highly likely that Russia was responsible.",
         ("May", "told", "that it was highly likely that Russia was responsible")),
        ("Added Senator Ona Wild, the Oregon Democrat: “These files are a grave matter. They could harm us all.”",
         ("Senator Ona Wild, the Oregon Democrat", "Added",
          "“These files are a grave matter. They could harm us all.”")),
    ],
)  # fmt: skip
def test_a_name_read_as_a_verb_and_a_verb_before_its_name(
    parser: Parser, text: str, wanted: tuple[str, str, str]
) -> None:
    parse = parsed(parser, text)
    assert wanted in [shown(parse, one) for one in find_attributions(parse)]


def test_told_inside_names_its_holder(parser: Parser) -> None:
    parse = parsed(parser, "The agency reported that a senior official had said that the ships were empty.")
    found = {words(parse, one.cue): one for one in find_attributions(parse)}
    assert found["had said"].within == found["reported"].id


def test_told_inside_may_fill_its_holder(parser: Parser) -> None:
    parse = parsed(parser, "According to the daily, the chancellor said the visit had been cancelled for lack of time.")
    found = {words(parse, one.cue): one for one in find_attributions(parse)}
    assert found["said"].within == found["According to"].id


def test_headline_with_colon(parser: Parser) -> None:
    parse = parsed(parser, "Kremlin: Report on hackers is nonsense", first="headline")
    assert ("Kremlin", ":", "Report on hackers is nonsense") in [shown(parse, one) for one in find_attributions(parse)]


@pytest.mark.parametrize(
    "text", ["", '"', "”", '" " "', "said", "said:", ": :", "“" * 50, "he said " * 300, "\u202e\x00"]
)
def test_odd_text_never_crashes(parser: Parser, text: str) -> None:
    parse = parsed(parser, text)
    for one in find_attributions(parse, threshold=0.0):
        for start, end in one.source + one.cue + one.content:
            assert 0 <= start < end <= len(text)


def test_threshold_only_removes(parser: Parser) -> None:
    parse = parsed(
        parser, "Riga hopes to see the files. “They are ours,” the archivist said. Experts expect a long wait."
    )
    few, many = find_attributions(parse, threshold=0.9), find_attributions(parse, threshold=0.1)
    assert {one.cue for one in few} <= {one.cue for one in many}
    assert all(one.score >= 0.9 for one in few if one.within is None)


def test_same_text_same_answer_and_own_ids_by_document(parser: Parser) -> None:
    parse = parsed(parser, "“They are ours,” the archivist said.")
    first, again, other = (find_attributions(parse, name) for name in ("doc-1", "doc-1", "doc-2"))
    assert first == again
    assert {one.id for one in first}.isdisjoint(one.id for one in other)
