"""Words printed with their author behind a dash: a post of a social network, a quotation set apart.

In comes a tree; out come source, cue (the dash) and content of each "text — Name (@name) October 3, 2017" and of each
paragraph that is a quotation, a dash and a name. Both are exact shapes, too rare in the training text to be learnt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.annotate.tree import NO_QUOTATION, Tree

SCORE = 0.9
Parts = tuple[frozenset[int], frozenset[int], frozenset[int]]
# What a page prints before a post, the author with the address, the day behind it.
_POST = re.compile(
    r"(—|–|--)\s?([^\s()@—–][^()@—–\n]{1,60}?)\s\(@\w{1,20}\)(?:,?\s?[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4})?"
)
_BEFORE = re.compile(r"(?:Skip [A-Z]\w+ post(?: \d+)? by @\w{1,20}\s)?")
_LEAST_WORDS = 3
# The most words of a name, with its office, behind a quotation.
_LONGEST_NAME = 10


def find_posts(tree: Tree) -> Iterator[Parts]:
    """Source, cue and content of each, in order."""
    for begin, end in dict.fromkeys(tree.paragraph_edges):
        posts = list(_posts(tree, begin, end))
        yield from posts
        if not posts:
            yield from _set_apart(tree, begin, end)


def _posts(tree: Tree, begin: int, end: int) -> Iterator[Parts]:
    text, start, stop = tree.parse.text, tree.tokens[begin].start, tree.tokens[end - 1].end
    for post in _POST.finditer(text, start, stop):
        before = _BEFORE.match(text, start, post.start())
        content = _inside(tree, begin, end, (before.end() if before else start, post.start()))
        source, cue = (_inside(tree, begin, end, post.span(group)) for group in (2, 1))
        if source and cue and _words(tree, content) >= _LEAST_WORDS:
            yield source, cue, content
        start = post.end()


def _set_apart(tree: Tree, begin: int, end: int) -> Iterator[Parts]:
    """A paragraph that is one quotation, a dash, and a name with no verb."""
    number = tree.quotation[begin]
    close = next((i for i in range(begin, end) if tree.quotation[i] != number), end)
    rest = range(close + 1, end)
    if number == NO_QUOTATION or not 0 < len(rest) <= _LONGEST_NAME or tree.tokens[close].text not in _DASHES:
        return
    tokens = [tree.tokens[i] for i in rest]
    named = any(token.pos == "PROPN" for token in tokens)
    if named and not any(token.pos in ("VERB", "AUX") for token in tokens) and tokens[-1].text not in (".", ":"):
        content = frozenset(range(begin, close))
        if _words(tree, content) >= _LEAST_WORDS:
            yield frozenset(rest), frozenset({close}), content


_DASHES = frozenset(("—", "–", "--", "-"))


def _inside(tree: Tree, begin: int, end: int, span: tuple[int, int]) -> frozenset[int]:
    """The tokens of a paragraph that lie in a stretch of the text."""
    return frozenset(i for i in range(begin, end) if span[0] <= tree.tokens[i].start and tree.tokens[i].end <= span[1])


def _words(tree: Tree, content: frozenset[int]) -> int:
    return sum(tree.tokens[i].text[:1].isalnum() for i in content)
