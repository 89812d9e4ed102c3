"""Attributions of a parse: source, cue, content, kind, score."""

from __future__ import annotations

from onrecord.annotate.cues import class_of
from onrecord.annotate.frames import Frame, frame_of
from onrecord.annotate.tree import NO_QUOTATION, Tree, plant, spans_of
from onrecord.ids import digest, make_id
from onrecord.model import Attribution, Parse

DEFAULT_THRESHOLD = 0.5
# Shares of rule-only finds that are right on training text, by shape.
_RULE_SCORES = {"quotation": 0.9, "ccomp": 0.85, "before": 0.85, "according": 0.8, "parataxis": 0.7, "xcomp": 0.6}


def find_attributions(
    parse: Parse, document_id: str = "", *, threshold: float = DEFAULT_THRESHOLD
) -> tuple[Attribution, ...]:
    """Attributions in a parse, in order of their cue, with a score of at least ``threshold``."""
    tree = plant(parse)
    scored = [(frame, _RULE_SCORES.get(frame.shape, 0.5)) for frame in _frames(tree)]
    kept = _disjoint([(frame, score) for frame, score in scored if score >= threshold])
    text = digest(parse.text.encode("utf-8", "surrogatepass"))
    return tuple(_attribution(tree, frame, score, (document_id, text)) for frame, score in kept)


def _frames(tree: Tree) -> list[Frame]:
    found = []
    for i, token in enumerate(tree.tokens):
        if tree.quotation[i] != NO_QUOTATION:
            continue
        according = token.text.lower() == "according" and token.dep == "prep"
        if not according and (token.pos != "VERB" or class_of(tree, i) not in ("speech", "belief", "question")):
            continue
        frame = frame_of(tree, i)
        if frame.content and frame.source:
            found.append(frame)
    return found


def _disjoint(scored: list[tuple[Frame, float]]) -> list[tuple[Frame, float]]:
    """The frames whose contents and cues do not overlap: the best first, the earlier of two equals."""
    kept: list[tuple[Frame, float]] = []
    taken: set[int] = set()
    for frame, score in sorted(scored, key=lambda item: (-item[1], item[0].anchor)):
        tokens = frame.content | frame.cue
        if not tokens & taken:
            taken |= tokens
            kept.append((frame, score))
    return sorted(kept, key=lambda item: item[0].anchor)


def _attribution(tree: Tree, frame: Frame, score: float, identity: tuple[str, str]) -> Attribution:
    source, cue, content = (
        spans_of(tree.tokens, chosen, tree.paragraph) for chosen in (frame.source, frame.cue, frame.content)
    )
    return Attribution(
        make_id("attr", *identity, source, cue, content), source, cue, content,
        kind=_kind(tree, frame), score=score, basis=f"rule {frame.shape}",
    )  # fmt: skip


def _kind(tree: Tree, frame: Frame) -> str:
    """Direct where all words of the content are quoted, indirect where none are, mixed otherwise."""
    words = [i for i in frame.content if tree.tokens[i].text[:1].isalnum()]
    quoted = sum(tree.quotation[i] != NO_QUOTATION for i in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"
