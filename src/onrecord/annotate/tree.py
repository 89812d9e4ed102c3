"""The trees of a parse as plain lists, which the finders of attributions walk.

In comes a parse with its quotations; out comes a ``Tree``: for each token its children, the edges of its subtree, its
sentence, its paragraph and the quotation around it. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from onrecord.annotate.quotes import Quotation, find_quotations
from onrecord.model import Parse, Spans, Token

NO_QUOTATION = -1


@dataclass(frozen=True, slots=True)
class Tree:
    """Lists with one item a token; ``left`` and ``right`` are the half-open edges of the token's subtree."""

    parse: Parse
    tokens: tuple[Token, ...]
    head: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    depth: list[int]
    first: list[int]
    last: list[int]
    paragraph: list[int]
    paragraph_edges: list[tuple[int, int]]
    quotations: tuple[Quotation, ...]
    quotation: list[int]

    def child(self, i: int, deps: Collection[str]) -> int | None:
        """The first child of a token with one of the relations."""
        for child in self.children[i]:
            if self.tokens[child].dep in deps:
                return child
        return None

    def span(self, i: int) -> range:
        """The tokens of a token's subtree, from its first to its last."""
        return range(self.left[i], self.right[i])

    def ancestors(self, i: int) -> Iterable[int]:
        """The heads of a token, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i


def plant(parse: Parse) -> Tree:
    """The trees of a parse."""
    tokens = parse.tokens
    head = [token.head for token in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    depth = _depths(head)
    left, right = list(range(len(tokens))), list(range(1, len(tokens) + 1))
    for i in sorted(range(len(tokens)), key=depth.__getitem__, reverse=True):
        above = head[i]
        if left[i] < left[above]:
            left[above] = left[i]
        if right[i] > right[above]:
            right[above] = right[i]
    first, last, paragraph, edges = _places(parse)
    quotations = find_quotations(parse)
    return Tree(
        parse, tokens, head, children, left, right, depth, first, last, paragraph, edges,
        quotations, _quotation_of(tokens, quotations),
    )  # fmt: skip


def spans_of(tokens: tuple[Token, ...], chosen: Iterable[int], paragraph: list[int]) -> Spans:
    """Spans of the text that a set of tokens covers: one for each unbroken run inside a paragraph."""
    spans: list[tuple[int, int]] = []
    previous = None
    for i in sorted(set(chosen)):
        if previous is not None and i == previous + 1 and paragraph[i] == paragraph[previous]:
            spans[-1] = (spans[-1][0], tokens[i].end)
        else:
            spans.append((tokens[i].start, tokens[i].end))
        previous = i
    return tuple(spans)


def _depths(head: list[int]) -> list[int]:
    depth = [-1] * len(head)
    for start in range(len(head)):
        path = []
        i = start
        while depth[i] < 0 and head[i] != i:
            path.append(i)
            i = head[i]
        below = max(depth[i], 0)
        depth[i] = below
        for i in reversed(path):
            below += 1
            depth[i] = below
    return depth


def _places(parse: Parse) -> tuple[list[int], list[int], list[int], list[tuple[int, int]]]:
    first, last, paragraph = [], [], []
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in parse.sentences:
        size = sentence.last - sentence.first
        first += [sentence.first] * size
        last += [sentence.last] * size
        paragraph += [sentence.paragraph] * size
        begin, _ = bounds.get(sentence.paragraph, (sentence.first, 0))
        bounds[sentence.paragraph] = (begin, sentence.last)
    return first, last, paragraph, [bounds[number] for number in paragraph]


def _quotation_of(tokens: tuple[Token, ...], quotations: tuple[Quotation, ...]) -> list[int]:
    """For each token the number of the quotation that holds it, or ``NO_QUOTATION``."""
    held = [NO_QUOTATION] * len(tokens)
    at = 0
    for number, quotation in enumerate(quotations):
        while at < len(tokens) and tokens[at].start < quotation.start:
            at += 1
        while at < len(tokens) and tokens[at].start < quotation.end:
            held[at] = number
            at += 1
    return held
