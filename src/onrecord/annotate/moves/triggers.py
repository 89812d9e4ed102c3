"""Words that name a move, found in a parse.

The words are rows of ``data/moves``; here are the shapes in which they stand: a verb with its dependents, a run of
words side by side. What a hit means for the record is decided later: a hit is only a reason to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.annotate.moves.tree import CLAUSES, SUBJECTS, Tree

TABLES = ("moves/speech.toml", "moves/talks.toml", "moves/coercion.toml", "moves/force.toml")
NEGATOR = "not"
_MARKS = frozenset({"mark"})
_POS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adj": ("ADJ", "VERB", "ADV")}


@dataclass(frozen=True, slots=True)
class Trigger:
    """An entry of a row: its words, the type of move that it may name, where the recipient stands."""

    words: tuple[str, ...]
    type: str
    pos: str
    recipient: tuple[str, ...]
    suffered: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger met in a parse: its governing token and all tokens that it took."""

    trigger: Trigger
    head: int
    tokens: tuple[int, ...]


def find_triggers(tree: Tree) -> dict[int, tuple[Hit, ...]]:
    """Hits by governing token, the ones with more words first."""
    found: dict[int, list[Hit]] = defaultdict(list)
    verbs, runs = _index()
    for token in tree.tokens:
        if token.pos in _POS["verb"] and token.dep not in ("aux", "auxpass"):
            for trigger in verbs.get(token.lemma.lower(), ()):
                hit = _verb_hit(tree, trigger, token.i)
                if hit:
                    found[hit.head].append(hit)
        for hit in _run_hits(tree, runs, token.i):
            found[hit.head].append(hit)
    return {head: tuple(_ranked(hits)) for head, hits in sorted(found.items())}


@cache
def _index() -> tuple[dict[str, list[Trigger]], dict[str, list[Trigger]]]:
    """Triggers by governing lemma (verbs) and by first word (nouns, adjectives, runs)."""
    verbs: dict[str, list[Trigger]] = defaultdict(list)
    runs: dict[str, list[Trigger]] = defaultdict(list)
    for table in TABLES:
        for row in tables.rows(table, ("type", "pos", "words", "example", "origin")):
            for entry in row["words"]:
                # The parser parts a word at its hyphens.
                words = tuple(entry.lower().replace("-", " - ").split())
                slots, suffered = tuple(row.get("recipient", ())), bool(row.get("suffered"))
                trigger = Trigger(words, row["type"], row["pos"], slots, suffered)
                if row["pos"] == "verb":
                    verbs[words[1] if words[0] == NEGATOR else words[0]].append(trigger)
                else:
                    runs[words[0]].append(trigger)
    return dict(verbs), dict(runs)


def _ranked(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-len(hit.tokens), hit.trigger.type, hit.trigger.words))


def _verb_hit(tree: Tree, trigger: Trigger, i: int) -> Hit | None:
    rest = trigger.words[1:]
    taken = [i]
    if trigger.words[0] == NEGATOR:
        negations = [c for c in tree.children(i) if tree.token(c).dep == "neg"]
        if not negations:
            return None
        taken.append(negations[0])
        rest = trigger.words[2:]
    if rest:
        near = _near(tree, i)
        for word in rest:
            if word not in near or _leads(tree, near[word], i):
                return None
            taken.append(near[word])
    return Hit(trigger, i, tuple(sorted(taken)))


def _leads(tree: Tree, i: int, verb: int) -> bool:
    """Whether a preposition stands before its verb: "on Monday she called" is no call on anybody."""
    return i < verb and tree.token(i).pos == "ADP"


def _near(tree: Tree, i: int) -> dict[str, int]:
    """Lemma to token of the dependents of a verb, two steps down, without its subject and its full clauses."""
    found: dict[str, int] = {}
    for child in tree.children(i):
        token = tree.token(child)
        if token.dep in ("advcl", "ccomp"):
            # "Called for the two sides to talk": the preposition opens the clause.
            for below in tree.with_dep(child, _MARKS):
                found.setdefault(tree.token(below).lemma.lower(), below)
            continue
        if (token.dep in SUBJECTS and token.dep != "nsubjpass") or token.dep in ("conj", "relcl"):
            continue
        found.setdefault(token.lemma.lower(), child)
        for below in tree.children(child):
            if tree.token(below).dep not in ("relcl", "advcl", "conj"):
                found.setdefault(tree.token(below).lemma.lower(), below)
                if tree.token(below).dep not in CLAUSES:
                    for third in tree.children(below):
                        if tree.token(third).dep in ("pobj", "dobj"):
                            found.setdefault(tree.token(third).lemma.lower(), third)
    return found


def _run_hits(tree: Tree, runs: dict[str, list[Trigger]], i: int) -> Iterator[Hit]:
    token = tree.token(i)
    for first in dict.fromkeys((token.lemma.lower(), token.text.lower())):
        for trigger in runs.get(first, ()):
            taken = _run(tree, trigger, i)
            if taken:
                yield Hit(trigger, _governor(tree, taken), taken)


def _run(tree: Tree, trigger: Trigger, i: int) -> tuple[int, ...]:
    """The tokens of a run that starts at a token, or none. Only ``run`` entries look at the form, not the lemma."""
    end = i + len(trigger.words)
    if end > len(tree.tokens) or tree.token(end - 1).sentence != tree.token(i).sentence:
        return ()
    for at, word in zip(range(i, end), trigger.words, strict=True):
        token = tree.token(at)
        if word != token.text.lower() and (trigger.pos == "run" or word != token.lemma.lower()):
            return ()
    wanted = _POS.get(trigger.pos)
    if wanted and not any(tree.token(at).pos in wanted for at in range(i, end)):
        return ()
    return tuple(range(i, end))


def _governor(tree: Tree, taken: tuple[int, ...]) -> int:
    """The token of a run whose head stands outside of it."""
    return next((i for i in taken if tree.token(i).head not in taken or tree.token(i).head == i), taken[0])
