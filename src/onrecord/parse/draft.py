"""A parse in the making: spaCy's docs, paragraph after paragraph, become tokens, sentences and names.

In come docs with the kind and the place of their paragraph and the names found in them; out comes a ``Parse``. White
space that spaCy holds for tokens is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import pairwise, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Entity, Parse, Sentence, Token
from onrecord.parse.names import Name

# What is asked of a token; a table of numbers for a whole paragraph is read faster than attributes one by one.
_ATTRIBUTES = ["ORTH", "TAG", "DEP", "IDX", "HEAD", "SENT_START", "IS_SPACE"]
_PLACE, _HEAD, _OPENS, _BLANK = (_ATTRIBUTES.index(name) for name in ("IDX", "HEAD", "SENT_START", "IS_SPACE"))
_WRAP = 2**64
_PUTS = [getattr(Token, field.name).__set__ for field in fields(Token)]
Numbers = NDArray[np.int64]


class Forms(dict[tuple[int, int, int], tuple[str, str, str, str, str]]):
    """Word, lemma, part of speech, tag and relation of each token met so far, by spaCy's numbers of word, tag and
    relation. ``strings`` is spaCy's store of strings, ``form`` gives lemma and part of speech."""

    def __init__(self, strings: Any, form: Callable[[str, str, str], tuple[str, str]]) -> None:
        super().__init__()
        self._strings, self._form = strings, form

    def __missing__(self, key: tuple[int, int, int]) -> tuple[str, str, str, str, str]:
        word, tag, dep = (self._strings[number % _WRAP] for number in key)
        found = self[key] = (word, *self._form(word, tag, dep), tag, dep)
        return found


class Draft:
    """What a parse holds so far. ``forms`` tells the words of a token from its numbers."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._tokens: list[Token] = []
        self._sentences: list[Sentence] = []
        self._entities: list[Entity] = []
        self._vectors: list[NDArray[np.float16]] = []
        self._paragraphs = 0

    def add(self, docs: Sequence[Any], places: Sequence[tuple[str, int]], names: Iterable[Iterable[Name]]) -> None:
        """Add paragraphs, all in one go: of each the doc, its kind and where it starts in the text, and its names."""
        sizes = [len(doc) for doc in docs]
        firsts = np.cumsum([0, *sizes[:-1]]).tolist()
        table = _table_of(docs, [start for _, start in places], sizes)
        kept = np.flatnonzero(table[:, _BLANK] == 0)
        # Of each of spaCy's tokens how many of the parse stand before it.
        before = len(self._tokens) + np.concatenate([[0], np.cumsum(table[:, _BLANK] == 0)])
        opens = np.cumsum(table[:, _OPENS] == 1)[kept]
        edges = [len(self._tokens) + i for i in (*np.flatnonzero(np.diff(opens, prepend=-1)).tolist(), len(kept))]
        located = zip(firsts, names, strict=True)
        spans = [(int(before[at + i]), int(before[at + j]), label) for at, own in located for i, j, label in own]
        labels = {i: label for first, last, label in spans for i in range(first, last)}
        self._add_tokens(table[kept, :_HEAD].T.tolist(), before[_heads(table, kept)].tolist(), edges, labels)
        numbers = np.repeat(np.arange(len(docs)), sizes)[kept].tolist()
        self._add_sentences(edges, [(places[number][0], self._paragraphs + number) for number in numbers])
        self._add_entities(spans)
        self._paragraphs += len(docs)
        self._vectors.append(np.concatenate([_vectors_of(doc) for doc in docs])[kept])

    def parse(self, text: str, basis: str) -> Parse:
        """The parse of all paragraphs of a text."""
        seen = np.concatenate(self._vectors) if self._vectors else None
        return Parse(
            text, tuple(self._tokens), tuple(self._sentences), tuple(self._entities), basis=basis, vectors=seen
        )

    def _add_tokens(self, read: list[list[int]], heads: list[int], edges: list[int], labels: Mapping[int, str]) -> None:
        if not heads:
            return
        *numbered, starts = read
        met = zip(*numbered, strict=True)
        words, lemmas, poses, tags, deps = zip(*map(self._forms.__getitem__, met), strict=True)
        ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        numbers = range(len(self._tokens), len(self._tokens) + len(heads))
        names = [labels.get(i, "") for i in numbers] if labels else repeat("")
        counted = enumerate(pairwise(edges), len(self._sentences))
        sentences = [sentence for sentence, (first, last) in counted for _ in range(first, last)]
        columns = numbers, starts, ends, words, lemmas, poses, tags, deps, heads, names, sentences
        self._tokens += _tokens_of(len(heads), columns)

    def _add_sentences(self, edges: list[int], paragraphs: Sequence[tuple[str, int]]) -> None:
        """Add the sentences between edges; ``paragraphs`` tells kind and number of the paragraph of each new token."""
        tokens = self._tokens
        for first, last in pairwise(edges):
            start, end = tokens[first].start, tokens[last - 1].end
            self._sentences.append(Sentence(first, last, start, end, *paragraphs[first - edges[0]]))

    def _add_entities(self, spans: Iterable[Name]) -> None:
        for first, last, label in spans:
            if first < last:
                start, end = self._tokens[first].start, self._tokens[last - 1].end
                self._entities.append(Entity(first, last, start, end, label))


def _table_of(docs: Sequence[Any], starts: Sequence[int], sizes: Sequence[int]) -> Numbers:
    """What is asked of the tokens of docs, a row each; their places are those in the text."""
    # spaCy's table has no signs: a step back to a head wraps around.
    found: Numbers = np.concatenate([doc.to_array(_ATTRIBUTES) for doc in docs]).astype(np.int64)
    found[:, _PLACE] += np.repeat(np.array(starts, dtype=np.int64), sizes)
    # A paragraph opens a sentence.
    found[np.cumsum(sizes)[:-1][np.array(sizes[1:]) > 0], _OPENS] = 1
    return found


def _vectors_of(doc: Any) -> NDArray[np.float16]:
    return np.asarray(doc.tensor, dtype=np.float16).reshape(len(doc), -1)


def _tokens_of(count: int, columns: Iterable[Iterable[Any]]) -> list[Token]:
    """Tokens from the columns of their fields. A frozen class fills itself field by field, each through a check; its
    fields filled one after the other for all tokens take two fifths of the time."""
    tokens = list(map(Token.__new__, repeat(Token, count)))
    for put, column in zip(_PUTS, columns, strict=True):
        deque(map(put, tokens, column), maxlen=0)
    return tokens


def _heads(table: Numbers, kept: Numbers) -> Numbers:
    """The head of each kept token among spaCy's tokens, found through white space; its own where there is no other."""
    heads = np.arange(len(table)) + table[:, _HEAD]
    blank = table[:, _BLANK] != 0
    found = heads[kept]
    for at in np.flatnonzero(blank[found]).tolist():
        head = found[at]
        while blank[head] and heads[head] != head:
            head = heads[head]
        found[at] = kept[at] if blank[head] else head
    return found
