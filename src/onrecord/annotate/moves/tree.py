"""A parse as a tree that can be asked: who depends on whom, where a clause begins and ends.

In comes a ``Parse``; out come indices of tokens and spans of its text. Knows the labels of the parser, no words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.model import Parse, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "dative", "obj", "iobj"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass", "pcomp"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "pcomp", "acl"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
# Clauses that a participle alone makes, and what a verb of a whole clause has.
_REDUCED = frozenset({"acl", "advcl"})
_FINITE = SUBJECTS | OBJECTS | {"aux", "auxpass"}
# A chain of heads longer than this is a broken tree.
DEEPEST = 60


def word(token: Token) -> str:
    """The word of a token as the weights know it: its lemma; for a name its type."""
    if token.pos == "PROPN" and token.ent:
        return f"<{token.ent}>"
    return token.lemma.lower()


class Tree:
    """The tokens of a parse with their children. Made once a parse; never changed."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        # Lemma, form and word of each token as tables and weights know them.
        self.lemmas = [token.lemma.lower() for token in parse.tokens]
        self.forms = [token.text.lower() for token in parse.tokens]
        self.words = [word(token) for token in parse.tokens]
        self._children: list[list[int]] = [[] for _ in parse.tokens]
        for token in parse.tokens:
            if token.head != token.i:
                self._children[token.head].append(token.i)
        self._deps = [token.dep for token in parse.tokens]
        # Asked for thousands of times a page: no function of ours stands between.
        self.token: Callable[[int], Token] = self.tokens.__getitem__
        self.children: Callable[[int], list[int]] = self._children.__getitem__

    def with_dep(self, i: int, deps: frozenset[str]) -> list[int]:
        """Children of a token under the given labels, in order."""
        known = self._deps
        return [child for child in self._children[i] if known[child] in deps]

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of a token, nearest first."""
        for _ in range(DEEPEST):
            head = self.tokens[i].head
            if head == i:
                return
            yield head
            i = head

    def subtree(self, i: int, skip: frozenset[int] = frozenset()) -> list[int]:
        """A token and all below it, in order, without the subtrees in ``skip``."""
        found, children = [i], self._children
        for at in found:
            if children[at]:
                found += [child for child in children[at] if child not in skip] if skip else children[at]
        return sorted(found)

    def prepositional(self, i: int) -> list[tuple[str, int]]:
        """Preposition and noun of each prepositional phrase on a token, also through a chain ("out of the city")."""
        found = []
        for prep in self.with_dep(i, PREPOSITIONS):
            for child in self._children[prep]:
                if self.tokens[child].dep == "pobj":
                    found.append((self.tokens[prep].lemma, child))
                elif self.tokens[child].dep == "prep":
                    found += [
                        (self.tokens[child].lemma, below)
                        for below in self._children[child]
                        if self.tokens[below].dep == "pobj"
                    ]
        return found

    def conjuncts(self, i: int) -> list[int]:
        """A token and those joined to it by "and" or a comma, in order."""
        found = [i]
        for at in found:
            found += [c for c in self._children[at] if self.tokens[c].dep == "conj" and c not in found]
        return found

    def clause_of(self, i: int) -> int:
        """The nearest verb at or above a token: the head of the clause in which it stands."""
        if self.tokens[i].pos in ("VERB", "AUX") and self.tokens[i].dep not in ("aux", "auxpass"):
            return i
        for head in self.ancestors(i):
            token = self.tokens[head]
            if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
                return head
        return i

    def subject(self, i: int) -> int | None:
        """The subject of a verb: its own, or one that it shares by joining or by control."""
        for _ in range(DEEPEST):
            own = self.with_dep(i, SUBJECTS)
            if own:
                return own[-1]
            token = self.tokens[i]
            noun = self._qualified(i)
            if noun is not None:
                return noun
            if token.dep in ("relcl", "acl"):
                return token.head if self.tokens[token.head].pos not in ("VERB", "AUX") else None
            if token.dep == "xcomp":
                objects = self.with_dep(token.head, OBJECTS)
                if objects:
                    return objects[-1]
            if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep") or token.head == i:
                return None
            i = token.head
            if self.tokens[i].pos not in ("VERB", "AUX"):
                i = self.clause_of(i)
        return None

    def is_passive(self, i: int) -> bool:
        """Whether what the verb tells befell its subject, also in short: "the envoy, summoned on Friday"."""
        if any(self.tokens[c].dep in ("auxpass", "nsubjpass") for c in self._children[i]):
            return True
        token = self.tokens[i]
        if not self._is_bare_participle(i):
            return False
        return token.dep in _REDUCED or (token.dep == "conj" and self.is_passive(token.head))

    def _is_bare_participle(self, i: int) -> bool:
        """Whether a verb is a past participle with neither auxiliary, subject nor object of its own."""
        deps = {self.tokens[c].dep for c in self._children[i]}
        return self.tokens[i].tag == "VBN" and not deps & _FINITE

    def _qualified(self, i: int) -> int | None:
        """The noun before the comma after which a bare participle stands, which the parser hung on a verb."""
        if i < 2 or self.tokens[i].dep != "advcl" or self.tokens[i - 1].text != "," or not self._is_bare_participle(i):
            return None
        return i - 2 if self.tokens[i - 2].pos in ("NOUN", "PROPN") else None

    def span(self, indices: list[int]) -> Span:
        """The span of the text from the first to the last token."""
        return self.tokens[indices[0]].start, self.tokens[indices[-1]].end
