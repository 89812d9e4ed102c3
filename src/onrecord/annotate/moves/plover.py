"""The PLOVER event type between two given parties of a sentence.

In come a parse and the spans of source and target; out comes one of the event types. It is the classifier of types
made to answer a narrower question: what the one does to the other, wherever in the sentence it is said.
"""

from __future__ import annotations

from onrecord.annotate.moves.linear import load_linear
from onrecord.annotate.moves.tree import Tree, word
from onrecord.annotate.moves.triggers import Hit, find_triggers
from onrecord.annotate.moves.types import codes_of
from onrecord.model import Parse, Span

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP", "PART", "AUX", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})
# Types without an event type of their own in the scheme stand under their nearest.
_NEAREST = {"investigate": "ACCUSE", "evidence": "ACCUSE"}
# The scheme's later form joins CONCEDE and RETREAT.
_JOINED = {"CONCEDE": "YIELD"}


def plover_root(parse: Parse, source: Span, target: Span) -> str:
    """The likeliest event type of what the source does to the target."""
    return load_linear("plover").best(pair_features(parse, source, target))[0]


def pair_features(parse: Parse, source: Span, target: Span) -> list[str]:
    """What the weights see: words and triggers on the path between the parties, between them and around."""
    tree = Tree(parse)
    hits = find_triggers(tree)
    ends = [_head(tree, span) for span in (source, target)]
    named = {i for span in (source, target) for i in _inside(tree, span)}
    meet, path = _path(tree, *ends)
    between = [i for i in range(min(ends), max(ends) + 1) if i not in named]
    found = ["BIAS"]
    for name, tokens in (("MEET", [meet]), ("PATH", path), ("BETWEEN", between), ("ALL", range(len(tree.tokens)))):
        found += _words(tree, hits, name, [i for i in tokens if i not in named])
    for name, i in zip(("SOURCE", "TARGET"), ends, strict=True):
        token = tree.token(i)
        found += [f"{name}={token.dep}", f"{name}={token.dep}|{word(tree.token(token.head))}"]
        found += [f"{name}={token.dep}|{word(tree.token(meet))}"]
        verb = tree.clause_of(i)
        found += _words(tree, hits, f"{name}V", [verb])
    first = "source" if ends[0] < ends[1] else "target"
    found += [f"FIRST={first}", f"FIRST={first}|{word(tree.token(meet))}"]
    return sorted(set(found))


def _words(tree: Tree, hits: dict[int, tuple[Hit, ...]], name: str, tokens: list[int]) -> list[str]:
    found = []
    for i in tokens:
        token = tree.token(i)
        if token.pos in _CONTENT:
            found.append(f"{name}={word(token)}")
        best = max((len(hit.tokens) for hit in hits.get(i, ())), default=0)
        for hit in hits.get(i, ()):
            root = root_of(hit.trigger.type)
            found.append(f"{name}T={root}")
            if len(hit.tokens) == best:
                found += [f"{name}TB={root}:{min(best, 2)}", f"{name}R={hit.trigger.name}"]
        if token.pos in _VERBS:
            modal = [word(tree.token(c)) for c in tree.children(i) if tree.token(c).dep in ("aux", "auxpass", "neg")]
            found += [f"{name}M={m}" for m in modal]
    return found


def root_of(kind: str) -> str:
    """The event type of a type of move."""
    root = codes_of(kind)[0] or _NEAREST[kind]
    return _JOINED.get(root, root)


def _inside(tree: Tree, span: Span) -> list[int]:
    return [t.i for t in tree.tokens if t.start < span[1] and t.end > span[0]]


def _head(tree: Tree, span: Span) -> int:
    inside = _inside(tree, span)
    return next((i for i in inside if tree.token(i).head not in inside or tree.token(i).head == i), 0)


def _path(tree: Tree, a: int, b: int) -> tuple[int, list[int]]:
    """Where the ways up from two tokens meet, and the tokens on both ways."""
    up_a, up_b = [a, *tree.ancestors(a)], [b, *tree.ancestors(b)]
    meet = next((i for i in up_a if i in up_b), up_a[-1])
    path = up_a[: up_a.index(meet) + 1] if meet in up_a else up_a
    path += up_b[: up_b.index(meet)] if meet in up_b else up_b
    return meet, [i for i in path if i not in (a, b)]
