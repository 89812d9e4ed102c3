"""Vectors and trees made the shorter way are those of spaCy: the vectors but for their last digits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from onrecord.parse.trees import TreeFinder, find_trees_with
from onrecord.parse.vectors import Seen, vectors_with
from parsing import the_parser

PARAGRAPHS = [
    "The foreign minister, who had met the envoy on Monday, said that Norland would not sign the treaty.",
    "Brandt",
    "It was raining. Nobody came, although the talks had been announced weeks before by both governments.",
    'Talks in New  York  cost $4.5 million. "We can\'t accept this," she added, "and we won\'t."',
    "!",
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return the_parser()._nlp


def docs_of(nlp: Any) -> list[Any]:
    return [nlp.make_doc(paragraph) for paragraph in PARAGRAPHS]


def models_of(nlp: Any) -> list[Any]:
    """The models of vectors: of tags and trees, and of names."""
    return [nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]]


@pytest.mark.parametrize("which", [0, 1])
def test_vectors_are_those_of_spacy(nlp: Any, which: int) -> None:
    model = models_of(nlp)[which]
    ours = vectors_with(model)
    assert isinstance(getattr(ours, "__self__", None), Seen), "the model that ships goes the shorter way"
    found, expected = ours(docs_of(nlp)), np.concatenate(model.predict(docs_of(nlp)))
    assert found.dtype == expected.dtype and np.allclose(found, expected, atol=1e-4)
    assert np.abs(found).max() > 0.5


@pytest.mark.parametrize("which", [0, 1])
def test_words_that_most_texts_have_are_reckoned_once_for_all(nlp: Any, which: int) -> None:
    model, docs = models_of(nlp)[which], docs_of(nlp)
    common = nlp.make_doc("The minister said that the talks would not be held , the envoy said .")
    knowing, seen = Seen(model, common), Seen(model)
    assert np.allclose(knowing.of(docs), seen.of(docs), atol=1e-4)
    knowing._hashed = None  # type: ignore[assignment]
    assert np.allclose(knowing._words([common]), seen._words([common]), atol=1e-4)
    with pytest.raises(TypeError):
        knowing._words(docs)


def test_a_model_of_another_shape_is_asked_itself(nlp: Any) -> None:
    encode = models_of(nlp)[0].get_ref("encode")
    rows = [np.ones((2, 96), dtype=np.float32)]
    assert (vectors_with(encode)(rows) == encode.predict(rows)[0]).all()


def test_trees_are_those_of_spacy(nlp: Any) -> None:
    ours, theirs = list(nlp.pipe(PARAGRAPHS, disable=["parser"])), list(nlp.pipe(PARAGRAPHS))
    pipe = nlp.get_pipe("parser")
    assert isinstance(getattr(find_trees_with(pipe), "__self__", None), TreeFinder), "the parser that ships is known"
    TreeFinder(pipe).find([*ours, nlp.make_doc("")])
    for mine, other in zip(ours, theirs, strict=True):
        assert [(t.head.i, t.dep_, t.is_sent_start) for t in mine] == [
            (t.head.i, t.dep_, t.is_sent_start) for t in other
        ]
    assert [len(list(doc.sents)) for doc in ours] == [1, 1, 2, 2, 1]


def test_no_docs_have_no_trees(nlp: Any) -> None:
    TreeFinder(nlp.get_pipe("parser")).find([])


def test_a_parser_of_another_shape_goes_its_own_way() -> None:
    import spacy

    parser = spacy.blank("en").add_pipe("beam_parser", config={"beam_width": 2})
    assert find_trees_with(parser) is None
