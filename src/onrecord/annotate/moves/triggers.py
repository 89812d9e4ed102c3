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
    idiom: bool = False
    sure: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)


_Verbs = dict[str, dict[str, list[Trigger]]]
_Runs = dict[str, dict[str, list[Trigger]]]


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
        if token.pos in _POS["verb"] and tree.lemmas[token.i] in verbs and token.dep not in ("aux", "auxpass"):
            found[token.i] += _verb_hits(tree, verbs[tree.lemmas[token.i]], token.i)
        if tree.lemmas[token.i] in runs or tree.forms[token.i] in runs:
            for hit in _run_hits(tree, runs, token.i):
                found[hit.head].append(hit)
    return {head: tuple(_ranked(hits)) for head, hits in sorted(found.items()) if hits}


@cache
def _index() -> tuple[_Verbs, _Runs]:
    """Triggers of verbs by lemma and a word that must stand near, the others by their first two words."""
    verbs: _Verbs = defaultdict(lambda: defaultdict(list))
    runs: _Runs = defaultdict(lambda: defaultdict(list))
    for trigger in _triggers():
        words = trigger.words
        if trigger.pos != "verb":
            runs[words[0]][words[1] if words[1:] else ""].append(trigger)
        elif words[0] == NEGATOR:
            verbs[words[1]][NEGATOR].append(trigger)
        else:
            verbs[words[0]][words[1] if words[1:] else ""].append(trigger)
    return {w: dict(near) for w, near in verbs.items()}, {w: dict(after) for w, after in runs.items()}


def _triggers() -> Iterator[Trigger]:
    """One trigger for each entry of each row, each once."""
    seen = set()
    for table in TABLES:
        for row in tables.rows(table, ("type", "pos", "words", "example", "origin")):
            for entry in row["words"]:
                # The parser parts a word at its hyphens.
                words = tuple(entry.lower().replace("-", " - ").split())
                slots, suffered = tuple(row.get("recipient", ())), bool(row.get("suffered"))
                marks = suffered, bool(row.get("idiom")), bool(row.get("sure"))
                trigger = Trigger(words, row["type"], row["pos"], slots, *marks)
                key = (words, trigger.type, trigger.pos, suffered)
                if key not in seen:
                    seen.add(key)
                    yield trigger


def _ranked(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-len(hit.tokens), hit.trigger.type, hit.trigger.words))


def _verb_hits(tree: Tree, triggers: dict[str, list[Trigger]], i: int) -> list[Hit]:
    """Hits at a verb: of its lemma alone, and of rows whose other words stand among its dependents."""
    near = {word: at for word, at in _near(tree, i).items() if not _leads(tree, at, i)}
    negation = next((c for c in tree.children(i) if tree.token(c).dep == "neg"), None)
    found = [Hit(trigger, i, (i,)) for trigger in triggers.get("", ())]
    for word in triggers.keys() & near.keys() - {NEGATOR}:
        found += _near_hits(triggers[word], 1, [i], near)
    if negation is not None:
        found += _near_hits(triggers.get(NEGATOR, []), 2, [i, negation], near)
    return found


def _near_hits(triggers: list[Trigger], known: int, taken: list[int], near: dict[str, int]) -> list[Hit]:
    """Hits of triggers whose words beyond the known ones all stand near."""
    found = []
    for trigger in triggers:
        rest = trigger.words[known:]
        if all(word in near for word in rest):
            found.append(Hit(trigger, taken[0], tuple(sorted([*taken, *(near[word] for word in rest)]))))
    return found


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
                found.setdefault(tree.lemmas[below], below)
            continue
        if (token.dep in SUBJECTS and token.dep != "nsubjpass") or token.dep in ("conj", "relcl"):
            continue
        found.setdefault(tree.lemmas[child], child)
        for below in tree.children(child):
            if tree.token(below).dep not in ("relcl", "advcl", "conj"):
                found.setdefault(tree.lemmas[below], below)
                if tree.token(below).dep not in CLAUSES:
                    for third in tree.children(below):
                        if tree.token(third).dep in ("pobj", "dobj"):
                            found.setdefault(tree.lemmas[third], third)
    return found


def _run_hits(tree: Tree, runs: _Runs, i: int) -> Iterator[Hit]:
    seconds = {"", *tree.lemmas[i + 1 : i + 2], *tree.forms[i + 1 : i + 2]}
    for first in {tree.lemmas[i], tree.forms[i]} & runs.keys():
        after = runs[first]
        for second in after.keys() & seconds:
            for trigger in after[second]:
                taken = _run(tree, trigger, i)
                if taken:
                    yield Hit(trigger, _governor(tree, taken), taken)


def _run(tree: Tree, trigger: Trigger, i: int) -> tuple[int, ...]:
    """The tokens of a run that starts at a token, or none. Only ``run`` entries look at the form, not the lemma."""
    end = i + len(trigger.words)
    if end > len(tree.tokens) or tree.token(end - 1).sentence != tree.token(i).sentence:
        return ()
    for at, word in zip(range(i, end), trigger.words, strict=True):
        if word != tree.forms[at] and (trigger.pos == "run" or word != tree.lemmas[at]):
            return ()
    wanted = _POS.get(trigger.pos)
    if wanted and not any(tree.token(at).pos in wanted for at in range(i, end)):
        return ()
    return tuple(range(i, end))


def _governor(tree: Tree, taken: tuple[int, ...]) -> int:
    """The token of a run whose head stands outside of it."""
    return next((i for i in taken if tree.token(i).head not in taken or tree.token(i).head == i), taken[0])
