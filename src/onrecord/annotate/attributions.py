"""Attributions of a parse: who says, believes or wants what, in which words.

In comes a parse; out come attributions in order of their cue, each with the chance that a careful reader would mark
the same content. Contents do not overlap, but for one told inside another, which names the one that holds it. Who the
speaker is, is decided by ``resolve``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.annotate import phrases, posts
from onrecord.annotate.attribution_features import Tagged
from onrecord.annotate.attribution_model import MODEL, load_words, read_cues
from onrecord.annotate.cues import class_of
from onrecord.annotate.edges import (
    before_joined,
    is_title,
    left_over,
    loose_speech,
    whole_clause,
    whole_quotations,
    without_trailing_clause,
)
from onrecord.annotate.frames import Frame
from onrecord.annotate.inner import find_inner
from onrecord.annotate.page_words import page_words
from onrecord.annotate.sources import mended_source
from onrecord.annotate.tree import NO_QUOTATION, Tree, plant, spans_of
from onrecord.ids import digest, make_id
from onrecord.model import Attribution, Parse

# Between the best for contents (.34) and the best for exact spans (.46) in cross-validation.
DEFAULT_THRESHOLD = 0.36
# A word that was hardly ever a cue must be this much surer: as many right and fewer wrong, above all on other outlets.
RARE_MARGIN = 0.1
RARE_SHARE = 0.15
# So must a verb that is in no table and has no clause ("signed a deal"): on other outlets such are mostly deeds.
DEED_SHARE = 0.35
CLAUSES = ("ccomp", "xcomp", "acl", "pcomp")
# Headlines leave out what makes a cue plain (articles, "said"), so that they score lower.
HEADLINE_MARGIN = -0.08
# Classes of cue of which two may be joined by one source.
JOINED = frozenset({"speech", "question", "belief"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """An attribution as tokens, with its score, its basis, and the place in the list of the one that holds it."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    score: float
    basis: str
    within: int | None = None


def find_attributions(
    parse: Parse, document_id: str = "", *, threshold: float = DEFAULT_THRESHOLD
) -> tuple[Attribution, ...]:
    """Attributions in a parse, in order of their cue, with a score of at least ``threshold``."""
    tree = plant(parse)
    chosen = _continued(tree, _completed(tree, choose(tree, threshold)))
    text = digest(parse.text.encode("utf-8", "surrogatepass"))
    made = [_attribution(tree, one, (document_id, text)) for one in chosen]
    made = [
        replace(one, within=made[of.within].id) if of.within is not None else one
        for one, of in zip(made, chosen, strict=True)
    ]
    return tuple(sorted(made, key=lambda one: (one.cue, one.content)))


def choose(tree: Tree, threshold: float) -> list[Chosen]:
    """The best cues whose words nobody better claims, then those told inside them."""
    cues = read_cues(tree)
    ranked = sorted(zip(cues.tagged, cues.scores, strict=True), key=lambda pair: (-pair[1], pair[0].frame.anchor))
    page, taken = page_words(tree), set[int]()
    chosen: list[Chosen] = []
    frames: list[Frame] = []
    for tagged, score in ranked:
        one = _of_text(tagged, page)
        if one is None or score < threshold + _margin(tree, one.frame.anchor) or not one.content or not one.cue:
            continue
        if is_title(tree, one.frame.anchor, one.content):
            continue
        if {*one.content, *one.cue} & taken and not _make_room(tree, one, chosen):
            one = replace(one, content=() if taken & {*one.cue} else left_over(tree, one.content, taken))
            if not one.content:
                continue
        taken |= {*one.content, *one.cue}
        basis = f"weights {MODEL} {score:.2f}"
        chosen.append(Chosen(frozenset(one.source), frozenset(one.cue), frozenset(one.content), float(score), basis))
        frames.append(one.frame)
    chosen = [_mended(tree, one, frame, taken, page) for one, frame in zip(chosen, frames, strict=True)]
    chosen += _by_phrase(tree, chosen, threshold)
    chosen = _with_posts(tree, chosen, threshold)
    for holder, inner, score in find_inner(tree, cues, [each.content for each in chosen]):
        basis = f"weights {MODEL} inner {score:.2f}"
        source, cue, content = (frozenset(part) for part in (inner.source, inner.cue, inner.content))
        chosen.append(Chosen(source, cue, content, score, basis, within=holder))
    return chosen


def _of_text(one: Tagged, page: frozenset[int]) -> Tagged | None:
    """A cue without the words that the page prints around its text; None where such words are the cue or the source."""
    if not page:
        return one
    source, content = (tuple(i for i in part if i not in page) for part in (one.source, one.content))
    if one.frame.anchor in page or (one.source and not source):
        return None
    return replace(one, source=source, content=content)


def _with_posts(tree: Tree, chosen: list[Chosen], threshold: float) -> list[Chosen]:
    """The attributions with those told by a dash and a name; these hold what is told inside them."""
    chosen = list(chosen)
    for source, cue, content in posts.find_posts(tree) if threshold <= posts.SCORE else ():
        words = source | cue | content
        met = [n for n, one in enumerate(chosen) if words & (one.source | one.cue | one.content)]
        told = [n for n in met if chosen[n].source | chosen[n].cue | chosen[n].content < content]
        if met == told:
            for n in told:
                chosen[n] = replace(chosen[n], within=len(chosen))
            chosen.append(Chosen(source, cue, content, posts.SCORE, "rule words, dash, name"))
    return chosen


def _by_phrase(tree: Tree, chosen: list[Chosen], threshold: float) -> list[Chosen]:
    """Attributions by a fixed phrase whose words no other has."""
    taken = {i for one in chosen for i in one.content | one.cue}
    return [
        Chosen(source, cue, content, phrases.SCORE, f"row {phrases.TABLE}: {phrase}")
        for phrase, (source, cue, content) in phrases.find_phrases(tree)
        if threshold <= phrases.SCORE and not taken & (content | cue)
    ]


def _make_room(tree: Tree, one: Tagged, chosen: list[Chosen]) -> bool:
    """Whether a cue of the same source is joined to one already chosen ("said ... and warned ..."): that one's content
    then ends before it."""
    words = {*one.content, *one.cue}
    rivals = [n for n, other in enumerate(chosen) if words & (other.content | other.cue)]
    if len(rivals) != 1 or class_of(tree, one.frame.anchor) not in JOINED:
        return False
    other = chosen[rivals[0]]
    if not one.source or frozenset(one.source) != other.source or words & other.cue:
        return False
    left = before_joined(tree, other.content, one.cue, one.content)
    if left:
        chosen[rivals[0]] = replace(other, content=left)
    return bool(left)


def _margin(tree: Tree, anchor: int) -> float:
    """How much more or less than the threshold a cue must score."""
    if tree.parse.sentences[tree.tokens[anchor].sentence].segment == "headline":
        return HEADLINE_MARGIN
    if class_of(tree, anchor) is not None:
        return 0.0
    deed = tree.tokens[anchor].pos == "VERB" and tree.child(anchor, CLAUSES) is None
    share = load_words().learnt.word_share(tree, anchor)
    return RARE_MARGIN if share < (DEED_SHARE if deed else RARE_SHARE) else 0.0


def _mended(tree: Tree, one: Chosen, frame: Frame, taken: set[int], page: frozenset[int]) -> Chosen:
    """An attribution with its edges mended; ``taken`` are the words of all, ``page`` those printed around the text."""
    source, cue, content = mended_source(tree, frame, (one.source, one.cue, one.content))
    source -= page
    content = whole_clause(tree, frame.anchor, content, taken | source | cue)
    content = without_trailing_clause(tree, frame.anchor, content)
    whole = whole_quotations(tree, content, taken | source | one.source)
    taken |= whole
    return replace(one, source=source, cue=cue, content=whole)


def _completed(tree: Tree, chosen: list[Chosen]) -> list[Chosen]:
    """The attributions with the other quotations of a paragraph where one speaker alone is quoted."""
    chosen = list(chosen)
    taken = {i for one in chosen for i in one.content | one.cue | one.source}
    quoted: dict[tuple[int, int], list[int]] = {}
    for number, one in enumerate(chosen):
        if one.within is None and any(tree.quotation[i] != NO_QUOTATION for i in one.content):
            quoted.setdefault(tree.paragraph_edges[min(one.cue)], []).append(number)
    for edges, numbers in quoted.items():
        one = chosen[numbers[0]]
        if len(numbers) == 1 and _kind(tree, one.content) == "direct":
            for words in loose_speech(tree, edges, taken):
                one = replace(one, content=one.content | words)
            chosen[numbers[0]] = one
    return chosen


def _continued(tree: Tree, chosen: list[Chosen]) -> list[Chosen]:
    """The attributions with the paragraphs of bare quotation that follow their own quotation."""
    chosen = list(chosen)
    speaking: dict[int, set[int]] = {}
    for number, one in enumerate(chosen):
        for i in (one.content | one.cue) if one.within is None else ():
            speaking.setdefault(tree.paragraph[i], set()).add(number)
    for before, edges in pairwise(dict.fromkeys(tree.paragraph_edges)):
        paragraph = tree.paragraph[edges[0]]
        if paragraph in speaking or not _bare(tree, edges):
            continue
        last = _last_quoted(tree, chosen, speaking.get(tree.paragraph[before[0]], set()), before)
        if last is not None:
            chosen[last] = replace(chosen[last], content=chosen[last].content | set(range(*edges)))
            speaking[paragraph] = {last}
    return chosen


def _last_quoted(tree: Tree, chosen: list[Chosen], numbers: set[int], edges: tuple[int, int]) -> int | None:
    """The attribution, of some, whose quotation comes last in a paragraph."""
    last: tuple[int | None, int] = (None, -1)
    for number in sorted(numbers):
        quoted = [i for i in chosen[number].content if i in range(*edges) and tree.quotation[i] != NO_QUOTATION]
        if quoted and max(quoted) > last[1]:
            last = number, max(quoted)
    return last[0]


def _bare(tree: Tree, edges: tuple[int, int]) -> bool:
    """Whether all words of a paragraph stand in double quotation marks."""
    words = [i for i in range(*edges) if tree.tokens[i].text[:1].isalnum()]
    held = {tree.quotation[i] for i in words}
    return len(words) > 3 and NO_QUOTATION not in held and all(tree.quotations[number].double for number in held)


def _attribution(tree: Tree, one: Chosen, identity: tuple[str, str]) -> Attribution:
    source, cue, content = (_spans(tree, chosen) for chosen in (one.source, one.cue, one.content))
    return Attribution(
        make_id("attr", *identity, source, cue, content), source, cue, content,
        kind=_kind(tree, one.content), score=round(one.score, 4), basis=one.basis,
    )  # fmt: skip


def _spans(tree: Tree, chosen: Iterable[int]) -> tuple[tuple[int, int], ...]:
    return spans_of(tree.tokens, chosen, tree.paragraph)


def _kind(tree: Tree, content: Iterable[int]) -> str:
    """Direct where all words of the content are quoted, indirect where none are, mixed otherwise."""
    words = [i for i in content if tree.tokens[i].text[:1].isalnum()]
    quoted = sum(tree.quotation[i] != NO_QUOTATION for i in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"
