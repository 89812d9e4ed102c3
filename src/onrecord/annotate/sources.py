"""Sources that the tagger left out or cut wrongly, where the tree or the order of words leaves no doubt.

In come the tokens of an attribution; out come those that name who says it: a source without the words before it that
name nobody, a subject that two verbs share, what the content had swallowed, a phrase that a broken tree lost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.annotate.cues import class_of
from onrecord.annotate.frames import Frame, subject_of
from onrecord.annotate.source_edges import DAYS, JOINED_STEPS, NOUNS, apposed_to, named_source, whole_source
from onrecord.annotate.tree import NO_QUOTATION, Tree

Parts = tuple[frozenset[int], frozenset[int], frozenset[int]]
_DASHES = frozenset("—–-―")
_PAST = frozenset({"VBD", "VBN", "VBZ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SPOKEN = frozenset({"speech", "question", "belief"})
# Subjects that name nobody: "that", "which", "what", "it".
_NAMELESS = frozenset({"WDT", "WP", "EX", "DT"})
_EXPLETIVES = frozenset({"it"})
# The longest phrase that may name a source, and the longest at the end of a content.
_LONGEST, _LONGEST_TAIL = 20, 12
_OUTSIDE = frozenset({"ADP", "ADV", "VERB", "ADJ", "AUX", "SCONJ"})


def mended_source(tree: Tree, frame: Frame, parts: Parts) -> Parts:
    """Source, cue and content of an attribution, with the words that name its source given to the source."""
    source, cue, content = parts
    anchor, name = frame.anchor, misread_name(tree, frame.anchor)
    turned = inverted(tree, cue, content)
    if turned is not None:
        return (*turned, content - turned[0] - turned[1])
    if name:
        return source | name, cue - name, content - name
    source = named_source(tree, parts[0])
    if parts[0] and not source and not frame.source & (content | cue):
        source = frame.source
    source = source or swallowed_source(tree, anchor, content)
    content -= source
    source = source or neighbour_source(tree, anchor) - content - cue
    source = source or shared_source(tree, anchor, content | cue)
    source = source or unparsed_source(tree, anchor, content, cue) - cue
    source = whole_source(tree, source, content - source)
    source |= apposed_to(tree, source) - cue - content
    return source, cue, content - source


def swallowed_source(tree: Tree, anchor: int, content: Collection[int]) -> frozenset[int]:
    """The subject of a verb where it stands at the end of the content, right before the verb; else empty."""
    if tree.tokens[anchor].pos != "VERB":
        return frozenset()
    subject = subject_of(tree, anchor, limit=1)
    if subject is None or tree.tokens[subject].dep not in _SUBJECTS or subject > anchor:
        return frozenset()
    phrase = frozenset(tree.span(subject))
    inside = phrase <= set(content) and len(phrase) < len(content)
    return phrase if inside and max(phrase) == max(i for i in content if i < anchor) else frozenset()


def neighbour_source(tree: Tree, anchor: int) -> frozenset[int]:
    """The name right before a finite verb of speech to which the tree gives no subject; else empty."""
    verb = tree.tokens[anchor]
    if verb.tag not in _FINITE or class_of(tree, anchor) != "speech" or tree.child(anchor, (*_SUBJECTS, "auxpass")):
        return frozenset()
    i = anchor
    while i > tree.first[anchor] and tree.tokens[i - 1].ent in _SPEAKERS and tree.tokens[i - 1].pos != "ADP":
        i -= 1
    return frozenset(range(i, anchor))


def shared_source(tree: Tree, anchor: int, others: Collection[int]) -> frozenset[int]:
    """The subject that an active verb has itself, or shares with the one to which it is joined; else empty.

    A verb of speech may also share it with the clause on which it hangs ("the daily said ..., adding ...").
    """
    verb = tree.tokens[anchor]
    speaks = verb.tag == "VBG" and class_of(tree, anchor) in _SPOKEN
    if verb.pos != "VERB" or verb.tag == "VBN" or tree.child(anchor, ("auxpass", "agent")) is not None:
        return frozenset()
    i, subject = anchor, tree.child(anchor, ("nsubj",))
    for _ in range(JOINED_STEPS):
        shares = _joined(tree, i) or (tree.tokens[i].dep == "advcl" and speaks)
        if subject is not None or not shares or tree.child(i, ("nsubjpass", "csubj", "expl")) is not None:
            break
        i = tree.head[i]
        subject = tree.child(i, ("nsubj",))
    if subject is None or tree.tokens[subject].tag in _NAMELESS or tree.tokens[subject].text.lower() in _EXPLETIVES:
        return frozenset()
    phrase = frozenset(tree.span(subject))
    for child in tree.children[subject]:
        if tree.tokens[child].dep == "relcl":
            phrase -= frozenset(range(tree.left[child], tree.right[subject]))
    while phrase and tree.tokens[max(phrase)].pos == "PUNCT" and tree.tokens[max(phrase)].text in _DASHES:
        phrase -= {max(phrase)}
    apart = tree.quotation[subject] != tree.quotation[anchor] or anchor in phrase or phrase & frozenset(others)
    return frozenset() if apart else phrase


def _joined(tree: Tree, i: int) -> bool:
    """Whether a verb is joined to its head, be it that the tree only leaves open how."""
    between = range(tree.head[i], i)
    return tree.tokens[i].dep == "conj" or (
        tree.tokens[i].dep == "dep" and any(tree.tokens[k].dep == "cc" for k in between)
    )


def misread_name(tree: Tree, anchor: int) -> frozenset[int]:
    """The name that a tree takes for a modal before a verb ("Theresa May hailed"), with the names before it."""
    first = anchor - 1
    name = tree.tokens[first]
    modal = anchor and name.dep == "aux" and (name.tag == "MD" or name.pos == "PROPN") and name.text.istitle()
    if not modal or tree.tokens[anchor].tag not in _PAST:
        return frozenset()
    while first > tree.first[anchor] and _is_name(tree, first - 1):
        first -= 1
    return frozenset(range(first, anchor))


def _is_name(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.ent in _SPEAKERS or (token.pos == "PROPN" and token.ent not in DAYS)


def inverted(
    tree: Tree, cue: Collection[int], content: Collection[int]
) -> tuple[frozenset[int], frozenset[int]] | None:
    """Source and cue of 'Added Senator Berg, a critic: "..."', where the colon was taken for the cue; else None."""
    colon = min(cue, default=-1)
    if colon < 0 or tree.tokens[colon].text != ":" or len(cue) > 1 or not content or min(content) < colon:
        return None
    verb = tree.first[colon]
    source = frozenset(range(verb + 1, colon))
    told = tree.tokens[verb].pos == "VERB" and class_of(tree, verb) == "speech"
    return (source, frozenset({verb})) if told and _may_speak(tree, sorted(source), _LONGEST) else None


def unparsed_source(tree: Tree, anchor: int, content: Collection[int], cue: Collection[int]) -> frozenset[int]:
    """The phrase before a finite verb of speech to which the tree gives no subject; else empty.

    It stands between the sentence's opening and the verb, or ends a content that closes right before the verb.
    """
    if not _lacks_subject(tree, anchor) or class_of(tree, anchor) not in _SPOKEN:
        return frozenset()
    start = anchor
    while start - 1 in cue:
        start -= 1
    before = sorted(i for i in content if i < start)
    if not before:
        return frozenset(_without_opening(tree, range(tree.first[anchor], start)))
    closes = before[-1] >= start - 2 and before[-1] == max(content)
    return frozenset(_tail(tree, [i for i in before if i >= tree.first[anchor]])) if closes else frozenset()


def _lacks_subject(tree: Tree, anchor: int) -> bool:
    finite = tree.tokens[anchor].tag in _FINITE and tree.quotation[anchor] == NO_QUOTATION
    return finite and tree.child(anchor, (*_SUBJECTS, "auxpass", "csubj")) is None


def _without_opening(tree: Tree, words: Sequence[int]) -> list[int]:
    """A phrase without what opens the sentence before it: "In a statement, the envoy"."""
    kept = _bare(tree, words)
    for _ in range(2):
        if kept and tree.tokens[kept[0]].pos in _OUTSIDE:
            comma = next((at for at, i in enumerate(kept) if tree.tokens[i].text == ","), len(kept))
            kept = _bare(tree, kept[comma + 1 :])
    return kept if _may_speak(tree, kept, _LONGEST) else []


def _tail(tree: Tree, words: list[int]) -> list[int]:
    """The phrase that ends a content, behind its quotation or its last comma."""
    quoted = [at for at, i in enumerate(words) if tree.quotation[i] != NO_QUOTATION]
    commas = [at for at, i in enumerate(words) if tree.tokens[i].text == "," and at not in quoted]
    for edges in (quoted, commas):
        tail = _bare(tree, words[edges[-1] + 1 :]) if edges else []
        if 2 * len(tail) < len(words) and _may_speak(tree, tail, _LONGEST_TAIL):
            return tail
    return []


def _bare(tree: Tree, words: Sequence[int]) -> list[int]:
    """Words without the marks and conjunctions before them and the adverbs behind them."""
    kept = list(words)
    while kept and tree.tokens[kept[0]].pos in ("PUNCT", "CCONJ"):
        kept = kept[1:]
    while kept and tree.tokens[kept[-1]].pos in ("ADV", "AUX"):
        kept = kept[:-1]
    return kept


def _may_speak(tree: Tree, words: Sequence[int], most: int) -> bool:
    """Whether words may name who speaks: a noun, no clause of their own, no day."""
    tokens = [tree.tokens[i] for i in words]
    if not 0 < len(tokens) <= most or tokens[0].pos in _OUTSIDE or tokens[0].tag in _NAMELESS - {"DT"}:
        return False
    told = any(token.tag in _FINITE and token.dep != "relcl" for token in tokens)
    return not told and any(token.pos in NOUNS and token.ent not in DAYS for token in tokens)
