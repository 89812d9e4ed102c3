"""Names found for many tokens at once are those that spaCy's own finder finds, one move after the other."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.parse.names import NameFinder, find_names_with
from parsing import the_parser

PARAGRAPHS = [
    "The foreign minister, Olga Brandt, met the Council of the Northern Sea in Geneva on 4 March 2019.",
    "Brandt",
    "On Monday",
    "Talks in New  York between the United States of America and the Republic of Korea cost $4.5 million.",
    "He spoke to the Washington Post. The United Nations Security Council met. At the White House",
    "It was raining.",
    "“We reject this,” President Ian Hall of the European Commission's Directorate-General for Trade said at 5 p.m.",
    "More than 300 Iraqis, 20 percent of them Kurds, left Mosul for Erbil in the first week of the Battle of Mosul",
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return the_parser()._nlp


def names_of_spacy(nlp: Any, docs: list[Any]) -> list[list[tuple[int, int, str]]]:
    finder = nlp.get_pipe("ner")
    return [[(name.start, name.end, name.label_) for name in finder(doc).ents] for doc in docs]


@pytest.mark.parametrize("size", [1, 3, len(PARAGRAPHS)])
def test_same_names_in_batches_of_any_size(nlp: Any, size: int) -> None:
    docs = list(nlp.pipe(PARAGRAPHS))
    assert nlp.get_pipe("ner") and "ner" not in nlp.pipe_names, "spaCy's own finder does not run beside ours"
    find = NameFinder(nlp.get_pipe("ner")).find
    found = [names for at in range(0, len(docs), size) for names in find(docs[at : at + size])]
    expected = names_of_spacy(nlp, list(nlp.pipe(PARAGRAPHS)))
    assert found == expected
    assert sum(len(names) for names in found) > 12 and found[5] == []


def test_same_names_where_sentences_end_inside_of_them(nlp: Any) -> None:
    docs = list(nlp.pipe(PARAGRAPHS, disable=["parser"]))
    for doc in docs:
        for token in doc[1:]:
            token.is_sent_start = token.i % 3 == 0
    find = NameFinder(nlp.get_pipe("ner")).find
    found = find(docs)
    assert found == names_of_spacy(nlp, docs)
    assert found != find(list(nlp.pipe(PARAGRAPHS)))


def test_a_batch_without_tokens_has_no_names(nlp: Any) -> None:
    find = NameFinder(nlp.get_pipe("ner")).find
    assert find([]) == []
    assert find([nlp.make_doc("")]) == [[]]


def test_a_pipeline_with_another_finder_keeps_its_own() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Norland"}])
    doc = nlp("In Norland it rains.")
    assert find_names_with(nlp)([doc]) == [[(1, 2, "GPE")]]
    assert nlp.pipe_names == ["entity_ruler"]
