"""Contents of attributions, mended where quotation marks and the tree leave no doubt.

In come the tokens that the tagger gave to cue and content; out come contents without a trailing clause or what a surer
one has, and quotations made whole.
"""

from __future__ import annotations

from collections.abc import Collection

from onrecord.annotate.cues import class_of
from onrecord.annotate.tree import NO_QUOTATION, Tree

_CLOSING = frozenset(".,;")
_OPEN_CLASSES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
# A quotation of which the content already has this share belongs to it as a whole.
_MOST = 0.4
# Words, and share of the words, that a content must keep where others take some.
_LEAST_LEFT, _SHARE_LEFT = 2, 0.3
# A shorter quotation is as likely a title or a scare quote.
_SPEECH_WORDS = 6


def without_trailing_clause(tree: Tree, anchor: int, content: Collection[int]) -> frozenset[int]:
    """A content without the "prompting ..." that follows a quotation which closes with a comma."""
    for i in sorted(content):
        closes = i > anchor + 2 and tree.quotation[i] == NO_QUOTATION and tree.quotation[i - 1] != NO_QUOTATION
        if closes and tree.tokens[i].tag == "VBG" and "," in (tree.tokens[i - 1].text, tree.tokens[i - 2].text):
            return frozenset(k for k in content if k < i)
    return frozenset(content)


def whole_clause(tree: Tree, anchor: int, content: Collection[int], taken: Collection[int]) -> frozenset[int]:
    """A content that opens its verb's clause but lacks the clause's own verb, with the rest, unless others have it."""
    found = frozenset(content)
    verb = tree.child(anchor, ("ccomp",))
    if verb is None or verb < anchor or verb in found:
        return found
    clause = range(tree.left[verb], tree.right[verb])
    rest = [i for i in clause if i not in found]
    while rest and tree.tokens[rest[-1]].text in _CLOSING:
        rest.pop()
    return found | frozenset(rest) if found & set(clause) and not set(rest) & set(taken) else found


def before_joined(tree: Tree, content: Collection[int], cue: Collection[int], own: Collection[int]) -> frozenset[int]:
    """A content up to the "and" before another cue inside it, where the rest is that cue's own; else empty."""
    start = min(cue)
    joint = next((i for i in range(start - 1, max(start - 4, -1), -1) if tree.tokens[i].dep == "cc"), None)
    if joint is None or joint not in content:
        return frozenset()
    joint -= tree.tokens[joint - 1].text == ","
    kept, rest = ({i for i in content if i < joint}, {i for i in content if i > start})
    strange = {i for i in rest - set(cue) - set(own) if tree.tokens[i].text[:1].isalnum()}
    return frozenset(kept) if len(kept) > 1 and not strange else frozenset()


def left_over(tree: Tree, content: Collection[int], taken: Collection[int]) -> tuple[int, ...]:
    """What a content keeps where a surer one has the words at its end or its beginning: a good part, else nothing."""
    left = tuple(i for i in content if i not in taken)
    lost = [i for i in content if i in taken]
    words, whole = (sum(tree.tokens[i].text[:1].isalnum() for i in part) for part in (left, content))
    apart = bool(left) and not min(left) < min(lost) < max(left)
    return left if apart and words >= max(_LEAST_LEFT, _SHARE_LEFT * whole) else ()


def is_title(tree: Tree, anchor: int, content: Collection[int]) -> bool:
    """Whether a content is a title or a name in quotation marks that no word of speech or belief introduces.

    A headline has capitals anywhere, and a colon introduces speech.
    """
    if tree.tokens[anchor].pos == "PUNCT" or tree.parse.sentences[tree.tokens[anchor].sentence].segment == "headline":
        return False
    held = [i for i in content if tree.tokens[i].pos in _OPEN_CLASSES]
    quoted = [i for i in held if tree.quotation[i] != NO_QUOTATION]
    if not quoted or class_of(tree, anchor) is not None:
        return False
    told = any(tree.tokens[i].pos == "VERB" for i in held if tree.quotation[i] == NO_QUOTATION)
    return not told and all(tree.tokens[i].text[:1].isupper() for i in quoted)


def whole_quotations(tree: Tree, content: Collection[int], taken: Collection[int]) -> frozenset[int]:
    """A content with each double quotation whole of which it has a good part, unless others have words of the rest."""
    whole = set(content)
    for number in sorted({tree.quotation[i] for i in content} - {NO_QUOTATION}):
        words = tokens_of(tree, number, min(content))
        rest = [i for i in words if i not in whole]
        mostly = len(words) - len(rest) >= _MOST * len(words)
        if rest and mostly and tree.quotations[number].double and not any(i in taken for i in rest):
            whole.update(rest)
    return frozenset(whole)


def loose_speech(tree: Tree, edges: tuple[int, int], taken: Collection[int]) -> list[frozenset[int]]:
    """The long double quotations of a paragraph of which no attribution has a word, in order."""
    found = []
    for number in sorted({tree.quotation[i] for i in range(*edges)} - {NO_QUOTATION}):
        words = [i for i in range(*edges) if tree.quotation[i] == number]
        spoken = sum(tree.tokens[i].text[:1].isalnum() for i in words) >= _SPEECH_WORDS
        if spoken and tree.quotations[number].double and not any(i in taken for i in words):
            found.append(frozenset(words))
    return found


def tokens_of(tree: Tree, number: int, near: int) -> range:
    """The tokens of a quotation of which one stands in the paragraph of a given token or close by."""
    inside = [i for i in range(*tree.paragraph_edges[near]) if tree.quotation[i] == number]
    if not inside:
        inside = [i for i in range(near, len(tree.tokens)) if tree.quotation[i] == number]
    return range(inside[0], inside[-1] + 1) if inside else range(0)
