"""Gold moves laid over candidates: what the recipes of ``train/moves.py`` learn from.

In come an article's layers and its hand-made moves (``corpora/moves``); out come, for each candidate, the move that it
stands for or none, and the pieces from which each of the weights is fitted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.annotate.moves.answers import Placed, marks_of, words_of
from onrecord.annotate.moves.candidates import Candidate, find_candidates, span_of
from onrecord.annotate.moves.claims import Claim
from onrecord.annotate.moves.dates import UNKNOWN, date_sources
from onrecord.annotate.moves.features import features_of
from onrecord.annotate.moves.layers import Layers, Party
from onrecord.annotate.moves.telling import telling_of
from onrecord.annotate.moves.types import is_uttered
from onrecord.model import OUTLET_VOICE, Move, Span, When

GoldMove = dict[str, Any]


@dataclass(frozen=True)
class Article:
    """An article with its candidates, their features, and the index of the gold move of each that has one."""

    stem: str
    layers: Layers
    gold: list[GoldMove]
    candidates: tuple[Candidate, ...]
    features: list[list[str]]
    labels: dict[int, int]

    def seen(self, n: int) -> list[str]:
        """What the weights of types and status see of a candidate: its features, and how it is told."""
        return [*self.features[n], *telling_of(self.layers, self.candidates[n])]


def is_aside(stem: str) -> bool:
    """Whether an article belongs to the fifth that is never trained on."""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 5 == 0


def fold_of(stem: str, folds: int) -> int:
    return int(hashlib.sha256(f"fold {stem}".encode()).hexdigest(), 16) % folds


def lay(stem: str, layers: Layers, gold: list[GoldMove]) -> Article:
    """An article whose candidates are matched with its gold moves."""
    candidates = find_candidates(layers)
    labels: dict[int, int] = {}
    for number, move in enumerate(gold):
        for n in _ranked(layers, candidates, move):
            if n not in labels:
                labels[n] = number
                break
    return Article(stem, layers, gold, candidates, [features_of(layers, c) for c in candidates], labels)


def _ranked(layers: Layers, candidates: tuple[Candidate, ...], move: GoldMove) -> list[int]:
    """Candidates inside a gold span: those in its trigger first, those with its type, the highest in the tree."""
    text = layers.parse.text
    start, end = find(text, move["span"], (0, len(text)))
    trigger = find(text, move["trigger"], (start, end))
    ranked = []
    for n, candidate in enumerate(candidates):
        token = layers.tree.token(candidate.head)
        if start <= token.start and token.end <= end:
            inside = trigger[0] <= token.start and token.end <= trigger[1]
            fits = move["type"] in {hit.trigger.type for hit in candidate.hits}
            depth = sum(1 for _ in layers.tree.ancestors(candidate.head))
            ranked.append((not inside, not fits, depth, n))
    return [n for *_, n in sorted(ranked)]


def find(text: str, words: str | Sequence[int], within: Span) -> Span:
    """Where words (or offsets) stand within a span; the span itself where they do not."""
    if not isinstance(words, str):
        return words[0], words[1]
    start = text.find(words, *within)
    return (start, start + len(words)) if start >= 0 else within


def sides(value: str | None) -> set[str]:
    return {part.strip().upper() for part in (value or "").replace("/", ";").split(";")} - {"", "NONE"}


def is_own(article: Article, n: int) -> bool:
    """Whether a gold move in somebody's words is the speaker's own, told by whoever tells of the words."""
    gold = article.gold[article.labels[n]]
    held = article.layers.holder[article.candidates[n].head] is not None
    return held and is_uttered(gold["type"]) and gold["voice"] == OUTLET_VOICE


def right_claims(layers: Layers, claims: Sequence[Claim], move: GoldMove, role: str) -> list[bool]:
    """For each claim whether it fills a role in the gold: by name, else by side; nobody where no side is given."""
    wanted, name = sides(move[f"{role}_side"]), name_of(layers.parse.text, move[role])
    right = [(claim.side or "").upper() in wanted if wanted else claim.side is None for claim in claims]
    pairs = list(zip(claims, right, strict=True))
    named = [yes and claim.party is not None and is_named(layers, claim.party, name) for claim, yes in pairs]
    return named if any(named) else right


def name_of(text: str, given: str | Sequence[int] | None) -> str:
    """The name of a party in lower case, which a label gives as words or as offsets."""
    if given is None or isinstance(given, str):
        return (given or "none").lower()
    return text[given[0] : given[1]].lower()


def is_named(layers: Layers, party: Party, name: str) -> bool:
    """Whether a party's actor bears a name, in lower case, or part of it."""
    actor = layers.actors.get(party.actor or "")
    names = {actor.name, *actor.names} if actor else set()
    return name != "none" and any(n and (n.lower() in name or name in n.lower()) for n in names if len(n) > 2)


def date_label(layers: Layers, candidate: Candidate, gold: str) -> str | None:
    """The first source of a date that agrees with the gold; None where none does."""
    sources = date_sources(layers, candidate)
    wanted = gold.split("/")[0]
    if not wanted:
        return UNKNOWN
    for name in ("clause", "sentence", "said", "page", "year"):
        value = sources[name].value if name in sources else None
        if value and (value.startswith(wanted) or wanted.startswith(value)):
            return name
    return None


def gold_placed(article: Article) -> list[tuple[Placed, GoldMove]]:
    """The gold moves that have a candidate, in the shape in which answers are sought."""
    found, text = [], article.layers.parse.text
    for n, number in sorted(article.labels.items()):
        candidate, gold = article.candidates[n], article.gold[number]
        token = article.layers.tree.token(candidate.head)
        earliest, _, latest = (gold["date"] or "").partition("/")
        move = Move(
            gold["id"], gold["type"], name_of(text, gold["actor"]), ";".join(sorted(sides(gold["actor_side"]))) or None,
            name_of(text, gold["recipient"]), ";".join(sorted(sides(gold["recipient_side"]))) or None,
            (token.start, token.end), span_of(article.layers.tree, candidate), "",
            OUTLET_VOICE if gold["voice"] == OUTLET_VOICE else gold["voice"], gold["status"],
            When(earliest or None, earliest or None, latest or earliest or None),
        )  # fmt: skip
        words = words_of(article.layers, candidate.clause)
        marks = marks_of(article.layers, candidate.clause, candidate.head)
        found.append((Placed(move, candidate.head, token.sentence, words, marks), gold))
    return found
