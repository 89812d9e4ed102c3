"""Text and segments become a ``Parse`` through spaCy.

In come a document's text and its segments; out come tokens, sentences and names of the headline, the body, the
headings and the block quotes, with offsets into the text. Captions, comments and furniture are not parsed. The parser
sees typographic quotation marks and odd spaces as their plain forms, letter for letter, so that offsets do not move.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from string import punctuation
from typing import Any, NamedTuple

import numpy as np

from onrecord import tables
from onrecord.errors import WeightsError
from onrecord.lean import standing_for
from onrecord.model import ARTICLE_KINDS, Parse, Segment
from onrecord.parse.draft import Draft, Forms
from onrecord.parse.names import find_names_with
from onrecord.parse.trees import find_trees_with
from onrecord.parse.vectors import vectors_with

# Paragraphs that the parser sees at once, and their letters: whole articles, since the more stand side by side the
# faster they are parsed, a third from 32 to a whole article; memory grows with the letters.
BATCH_SIZE = 256
BATCH_LETTERS = 60_000
# New words are kept by spaCy for good. After so many texts they are let go of every so many texts, so that memory stays
# flat however long a run is; the words of the first texts, most of the language's, stay.
TEXTS_PER_ZONE = 200
# A paragraph longer than this is cut at white space: the parser's memory grows with the length of one text.
LONGEST_PARAGRAPH = 20_000
# So many of the commonest words, half of the words of a page, are given their vectors once for all pages.
COMMON_WORDS = 2000
_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ", "\n": " ",
        "–": "-", "‑": "-", "‐": "-",
    }
)  # fmt: skip


_Block = tuple[str, int, int]
# Verbs of one short vowel and a consonant, which double it before "-ed" and "-ing" ("stag", stagged), and the endings
# of those that end in "e" ("stage", staged): English spelling.
_SHORT, _SINGLE = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]"), re.compile(r"ed|ing")


def plain(text: str) -> str:
    """The text with typographic marks and odd spaces as their plain forms; the same length, always."""
    return text.translate(_PLAIN)


class _NoMorphology:
    """What is known of the form of a word by itself."""

    key = 0

    def to_dict(self) -> dict[str, str]:
        return {}


class _Word(NamedTuple):
    """What spaCy's lemmatizer asks of a token; a doc of one word takes three times as long to make."""

    text: str
    orth: str
    pos: str
    pos_: str
    morph: _NoMorphology = _NoMorphology()


class Parser:
    """The parser, loaded once. ``parse`` gives the same answer for the same text, whatever came before."""

    def __init__(self) -> None:
        self._nlp, self.name = _load()
        common = _common_words(self._nlp)
        self._find_names = find_names_with(self._nlp, common)
        self._steps = [_step_of(name, pipe, common) for name, pipe in self._nlp.pipeline]
        self._tag_pos = {row["tag"]: row["pos"] for row in tables.rows("parse/tags.csv", ("tag", "pos"))}
        self._forms = Forms(self._nlp.vocab.strings, self._form)
        self._texts = 0
        self._zone = ExitStack()

    def parse(self, text: str, segments: Sequence[Segment]) -> Parse:
        """The parse of the article's own segments, in reading order."""
        self._let_go_of_words()
        draft = Draft(self._forms)
        for batch in _batches(_blocks(text, segments)):
            docs = [self._nlp.make_doc(plain(text[start:end])) for _, start, end in batch]
            for step in self._steps:
                step(docs)
            draft.add(docs, [(kind, start) for kind, start, _ in batch], self._find_names(docs))
        return draft.parse(text, self.name)

    def _let_go_of_words(self) -> None:
        if self._texts and self._texts % TEXTS_PER_ZONE == 0:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            # spaCy's lemmatizer keeps every word that it was asked for; ``lemma`` keeps the latest.
            self._nlp.get_pipe("lemmatizer").cache.clear()
            self._forms.clear()
        self._texts += 1

    def _form(self, word: str, tag: str, dep: str) -> tuple[str, str]:
        """Lemma and part of speech of a word with a tag and a relation."""
        pos = self._tag_pos.get(tag, "X")
        lemma = self.lemma(word, pos)
        return lemma, "AUX" if pos == "VERB" and (dep in ("aux", "auxpass") or lemma == "be") else pos

    @lru_cache(maxsize=30_000)  # noqa: B019 -- a parser lives as long as its process
    def lemma(self, word: str, pos: str) -> str:
        """The lemma of a word of a part of speech, as a parse gives it."""
        return _lemma_of(self._nlp, word, pos)


def _step_of(name: str, pipe: Any, common: Any) -> Callable[[list[Any]], object]:
    """What a part of the pipeline does to docs, the shorter way where there is one."""
    if name == "tok2vec":
        vectors = vectors_with(pipe.model, common)
        return lambda docs: _give(docs, vectors(docs))
    trees = find_trees_with(pipe) if name == "parser" else None
    return trees or (lambda docs: list(pipe.pipe(docs, batch_size=len(docs))))


def _give(docs: list[Any], vectors: Any) -> None:
    """Let docs bear the vectors of their tokens."""
    for doc, own in zip(docs, np.split(vectors, np.cumsum([len(doc) for doc in docs[:-1]])), strict=True):
        doc.tensor = own


def _batches(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """The stretches to parse, as many together as may be."""
    batch: list[_Block] = []
    letters = 0
    for block in blocks:
        letters += block[2] - block[1]
        if batch and (letters > BATCH_LETTERS or len(batch) == BATCH_SIZE):
            yield batch
            batch, letters = [], block[2] - block[1]
        batch.append(block)
    if batch:
        yield batch


def _blocks(text: str, segments: Iterable[Segment]) -> Iterator[_Block]:
    """Kind, start and end of each stretch to parse: a segment, or a piece of one that is too long."""
    for segment in segments:
        if segment.kind not in ARTICLE_KINDS:
            continue
        start = segment.start
        while segment.end - start > LONGEST_PARAGRAPH:
            cut = text.rfind(" ", start + 1, start + LONGEST_PARAGRAPH)
            cut = cut if cut > start else start + LONGEST_PARAGRAPH
            yield segment.kind, start, cut
            start = cut
        if text[start : segment.end].strip():
            yield segment.kind, start, segment.end


def _lemma_of(nlp: Any, word: str, pos: str) -> str:
    if pos not in ("VERB", "NOUN", "ADJ", "ADV", "AUX", "PRON"):
        return word.lower() if pos != "PROPN" else word
    lemmatizer = nlp.get_pipe("lemmatizer")
    found = lemmatizer.rule_lemmatize(_Word(word, word, pos, pos))
    lemma = str(found[0]).lower() if found else word.lower()
    if pos == "VERB" and _SHORT.fullmatch(lemma) and _SINGLE.fullmatch(word.lower().removeprefix(lemma)):
        # Of two verbs that a form may be of, the rules take the shorter; but it would have doubled its consonant.
        return f"{lemma}e" if f"{lemma}e" in lemmatizer.lookups.get_table("lemma_index")["verb"] else lemma
    return lemma


def _info(*args: Any, **options: Any) -> Any:
    """What spaCy tells of an installation."""
    return import_module("spacy.cli.info").info(*args, **options)


# Of spaCy's command line, whose web clients, templates and progress bars are two libraries in five of all that its
# import loads, a second of the start of each process, it takes one name.
_COMMAND_LINE: dict[str, dict[str, Any]] = {"spacy.cli": {}, "spacy.cli.info": {"info": _info}}


def _load() -> tuple[Any, str]:
    """The first installed pipeline of ``data/parse/pipelines.csv``, without the parts that nothing here uses."""
    with standing_for(_COMMAND_LINE):
        import spacy
    from thinc.api import NumpyOps, set_current_ops

    # The BLIS kernels that spaCy brings fall back to generic code on newer processors; the answers are the same.
    set_current_ops(NumpyOps(use_blis=False))
    for row in tables.rows("parse/pipelines.csv", ("package",)):
        if find_spec(row["package"]):
            nlp = spacy.load(row["package"], exclude=["attribute_ruler"], disable=["lemmatizer"])
            _index_words(nlp)
            return nlp, f"{row['package']} {nlp.meta['version']}"
    raise WeightsError("no English pipeline for spaCy is installed; install onrecord with its dependencies again")


def _common_words(nlp: Any) -> Any:
    """A doc of the words that most texts have, as they are printed within a line and at its end."""
    rows = sorted(tables.rows("link/background.csv.gz", ("word", "articles")), key=lambda row: -int(row["articles"]))
    words = [row["word"] for row in rows[:COMMON_WORDS]]
    forms = [*words, *map(str.capitalize, words), *punctuation]
    from spacy.tokens import Doc

    spaces = [True] * len(forms) + [False] * len(forms)
    return Doc(nlp.vocab, words=forms * 2, spaces=spaces)


def _index_words(nlp: Any) -> None:
    """Makes sets of the lemmatizer's lists of words, in which it looks up every form."""
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index", {})
    for pos in list(index):
        index[pos] = frozenset(index[pos])
