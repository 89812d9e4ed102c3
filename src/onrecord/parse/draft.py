"""A parse in the making: spaCy's docs, paragraph after paragraph, become tokens, sentences and names.

In come docs with the kind and the place of their paragraph and the names found in them; out comes a ``Parse``. White
space that spaCy holds for tokens is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from itertools import pairwise, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Entity, Parse, Sentence, Token
from onrecord.parse.names import Name

# What is asked of a token; a table of numbers for a whole paragraph is read faster than attributes one by one.
_ATTRIBUTES = ["ORTH", "TAG", "DEP", "IDX", "HEAD", "SENT_START", "IS_SPACE"]
_HEAD, _OPENS, _BLANK = (_ATTRIBUTES.index(name) for name in ("HEAD", "SENT_START", "IS_SPACE"))
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

    def add(self, doc: Any, kind: str, offset: int, names: Iterable[Name]) -> None:
        """Add a paragraph of a kind that starts at an offset of the text."""
        # spaCy's table has no signs: a step back to a head wraps around.
        table = doc.to_array(_ATTRIBUTES).astype(np.int64)
        kept = np.flatnonzero(table[:, _BLANK] == 0)
        # Of each of spaCy's tokens how many of the parse stand before it.
        before = len(self._tokens) + np.concatenate([[0], np.cumsum(table[:, _BLANK] == 0)])
        opens = np.cumsum(table[:, _OPENS] == 1)[kept]
        edges = [len(self._tokens) + i for i in (*np.flatnonzero(np.diff(opens, prepend=-1)).tolist(), len(kept))]
        spans = [(int(before[first]), int(before[last]), label) for first, last, label in names]
        labels = {i: label for first, last, label in spans for i in range(first, last)}
        heads = before[_heads(table, kept)].tolist()
        self._add_tokens(table[kept, :_HEAD].T.tolist(), heads, edges, labels, offset)
        self._add_sentences(edges, kind)
        self._add_entities(spans)
        self._vectors.append(np.asarray(doc.tensor, dtype=np.float16).reshape(len(doc), -1)[kept])

    def parse(self, text: str, basis: str) -> Parse:
        """The parse of all paragraphs of a text."""
        seen = np.concatenate(self._vectors) if self._vectors else None
        return Parse(
            text, tuple(self._tokens), tuple(self._sentences), tuple(self._entities), basis=basis, vectors=seen
        )

    def _add_tokens(
        self, read: list[list[int]], heads: list[int], edges: list[int], labels: Mapping[int, str], offset: int
    ) -> None:
        if not heads:
            return
        *numbered, places = read
        met = zip(*numbered, strict=True)
        words, lemmas, poses, tags, deps = zip(*map(self._forms.__getitem__, met), strict=True)
        starts = [offset + place for place in places]
        ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        numbers = range(len(self._tokens), len(self._tokens) + len(heads))
        names = [labels.get(i, "") for i in numbers] if labels else repeat("")
        counted = enumerate(pairwise(edges), len(self._sentences))
        sentences = [sentence for sentence, (first, last) in counted for _ in range(first, last)]
        columns = numbers, starts, ends, words, lemmas, poses, tags, deps, heads, names, sentences
        self._tokens += _tokens_of(len(heads), columns)

    def _add_sentences(self, edges: list[int], kind: str) -> None:
        paragraph, tokens = len(self._vectors), self._tokens
        for first, last in pairwise(edges):
            self._sentences.append(Sentence(first, last, tokens[first].start, tokens[last - 1].end, kind, paragraph))

    def _add_entities(self, spans: Iterable[Name]) -> None:
        for first, last, label in spans:
            if first < last:
                start, end = self._tokens[first].start, self._tokens[last - 1].end
                self._entities.append(Entity(first, last, start, end, label))


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
