"""A parse: tokens, sentences and names of the article's own segments, with offsets into the document's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a parse. ``text`` is its plain form (see ``parse.door``); the page's own is ``text[start:end]``.

    ``head`` is the index of its head in the parse (its own where it is a root), ``ent`` the type of name or ''.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` to ``last`` (half-open), their span, and the kind of segment in which they stand."""

    first: int
    last: int
    start: int
    end: int
    segment: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that the parser found: tokens (half-open), span, label."""

    first: int
    last: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens, sentences and names of the article's own segments, with offsets into the document's text.

    ``vectors`` is an array with the parser's own view of each token in its context, one row a token, where it has one.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    basis: str = ""
    vectors: Any = field(default=None, compare=False, repr=False)
