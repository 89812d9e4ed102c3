"""The layers over one parse, asked by token: which attribution holds it, which party it names, on which side.

In come the parse and its resolved layers; nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.annotate.moves.states import States, has_vectors
from onrecord.annotate.moves.tree import Tree
from onrecord.annotate.moves.triggers import Hit, find_triggers
from onrecord.model import (
    OUTLET_VOICE,
    Actor,
    Attribution,
    Mention,
    Parse,
    Published,
    Sentence,
    Span,
    Spans,
    TimeExpression,
)

_LEAD = 2
# What is said of a deed by which it is known to be somebody's claim.
_DISPUTING = ("accuse", "deny")
_CUE_WORDS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """A mention with its tokens, its actor and the actor's side. Two are the same where they are one object."""

    first: int
    last: int
    head: int
    actor: str | None
    side: str | None
    kind: str
    actor_kind: str


def _is_state(actor: Actor) -> bool:
    return actor.kind == "state" and actor.side is not None


class Layers:
    """Everything known of a parse before its moves are sought. Made once a parse; never changed."""

    def __init__(
        self,
        parse: Parse,
        attributions: Sequence[Attribution],
        mentions: Sequence[Mention],
        actors: Iterable[Actor],
        times: Sequence[TimeExpression],
        published: Published,
    ) -> None:
        self.parse, self.published = parse, published
        self.tree = Tree(parse)
        self.hits: dict[int, tuple[Hit, ...]] = find_triggers(self.tree)
        self._types = {i: sorted({hit.trigger.type for hit in hits}) for i, hits in self.hits.items()}
        self._starts = [token.start for token in parse.tokens]
        self._ends = [token.end for token in parse.tokens]
        self.attributions = tuple(attributions)
        self.by_id = {attribution.id: attribution for attribution in attributions}
        self.actors = {actor.id: actor for actor in actors}
        # The state itself by its side, where the page names it.
        self.states = {a.side: a.id for a in sorted(self.actors.values(), key=lambda a: a.id) if _is_state(a)}
        self.holder = self._cover([(a, a.content) for a in self.attributions])
        self.cue = self._cover([(a, a.cue) for a in self.attributions])
        self.source = self._cover([(a, a.source) for a in self.attributions])
        self._place_times(times)
        self._place_parties(mentions)
        self._sides: dict[tuple[int, int], frozenset[str]] = {}
        self._told: dict[str, frozenset[str]] = {}
        self._cue_words: dict[str, list[str]] = {}

    def _place_times(self, times: Sequence[TimeExpression]) -> None:
        """The times of the article, by their span and by their sentence."""
        self.times = tuple(times)
        # First token of each time that has any, by its span; the times of each sentence.
        spans = [(time.start, time.end) for time in self.times]
        self.time_at = {span: found[0] for span in spans if (found := self.tokens_of((span,)))}
        self.times_in = self._times_in()

    def _place_parties(self, mentions: Sequence[Mention]) -> None:
        """The parties of the article, by token and by sentence, and their sides."""
        self.parties = self._parties(mentions)
        ties = [(m.start, m.end) for m in mentions if m.actor is None and m.candidates]
        # Names that lie open between namesakes, by their first and last token.
        self._ties = {(found[0], found[-1]): span for span in ties if (found := self.tokens_of((span,)))}
        self.party_at = self._party_at()
        counts = Counter(party.side for party in self.parties if party.side)
        # Sides of the article, the most named first.
        self.sides = tuple(sorted(counts, key=lambda side: (-counts[side], side)))
        self.shares = {side: count / counts.total() for side, count in counts.items()}
        # Heads of the parties that have an actor, in order.
        self.heads = sorted(party.head for party in self.parties if party.actor)
        # Sides that the first sentences name.
        self.lead = frozenset(p.side for p in self.parties if self.tree.token(p.head).sentence < _LEAD)
        self._facing = self._facing_sides()
        # Parties that have an actor, by the sentence of their head.
        self.named_in: dict[int, list[Party]] = defaultdict(list)
        for party in self.parties:
            if party.actor is not None:
                self.named_in[self.tree.token(party.head).sentence].append(party)

    @cached_property
    def meant(self) -> States | None:
        """The words as the nets see them; None without vectors that the nets know."""
        return States(self.parse) if has_vectors(self.parse) else None

    @cached_property
    def disputed(self) -> list[tuple[int, int, list[str]]]:
        """The tokens whose words may dispute something, with their sentence and the types of disputing."""
        found = [(i, [kind for kind in kinds if kind in _DISPUTING]) for i, kinds in self._types.items()]
        return [(i, self.tree.tokens[i].sentence, kinds) for i, kinds in found if kinds]

    def tokens_of(self, spans: Spans) -> list[int]:
        """The tokens that lie in the spans, in order."""
        found: list[int] = []
        for start, end in spans:
            found += range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        return found

    def types_at(self, i: int) -> Sequence[str]:
        """The types of move that words at a token may name, in order."""
        return self._types.get(i, ())

    def sides_in(self, sentence: Sentence) -> frozenset[str]:
        """The sides of the parties in a sentence."""
        key = sentence.first, sentence.last
        if key not in self._sides:
            self._sides[key] = self._sides_of(range(*key))
        return self._sides[key]

    def sides_told(self, attribution: Attribution) -> frozenset[str]:
        """The sides of the parties in the content of an attribution."""
        if attribution.id not in self._told:
            self._told[attribution.id] = self._sides_of(self.tokens_of(attribution.content))
        return self._told[attribution.id]

    def cue_words(self, attribution: Attribution) -> list[str]:
        """The first words of an attribution's cue."""
        if attribution.id not in self._cue_words:
            cue = self.tokens_of(attribution.cue)[:_CUE_WORDS]
            self._cue_words[attribution.id] = [self.tree.words[i] for i in cue]
        return self._cue_words[attribution.id]

    def _sides_of(self, tokens: Iterable[int]) -> frozenset[str]:
        return frozenset(p.side for i in tokens if (p := self.party_at[i]) and p.side)

    def _times_in(self) -> dict[int, list[TimeExpression]]:
        starts = [sentence.start for sentence in self.parse.sentences]
        found: dict[int, list[TimeExpression]] = defaultdict(list)
        for time in self.times:
            found[bisect_right(starts, time.start) - 1].append(time)
        return found

    def tie_at(self, party: Party) -> Span | None:
        """Where a party's name stands, if it lies open between namesakes."""
        return self._ties.get((party.first, party.last - 1)) if party.actor is None else None

    def side(self, actor: str | None) -> str | None:
        return self.actors[actor].side if actor in self.actors else None

    def voice(self, i: int) -> str:
        """Whose words hold a token: the innermost attribution's id, or the outlet."""
        holder = self.holder[i]
        return holder.id if holder else OUTLET_VOICE

    def outer(self, attribution: Attribution) -> Attribution | None:
        """The attribution that holds a given one, if any."""
        return self.by_id.get(attribution.within) if attribution.within else None

    def facing(self, side: str) -> tuple[str, ...]:
        """The other sides by how many sentences name them together with one, the most first."""
        return self._facing.get(side, ())

    def _facing_sides(self) -> dict[str, tuple[str, ...]]:
        named: dict[int, set[str]] = defaultdict(set)
        for party in self.parties:
            if party.side:
                named[self.tree.token(party.head).sentence].add(party.side)
        together: dict[str, Counter[str]] = defaultdict(Counter)
        for sides in named.values():
            for side in sides:
                together[side].update(sides - {side})
        return {side: tuple(sorted(found, key=lambda s: (-found[s], s))) for side, found in together.items()}

    def _cover(self, spans: list[tuple[Attribution, Spans]]) -> list[Attribution | None]:
        """For each token the attribution whose spans hold it; the smallest where several do."""
        found: list[Attribution | None] = [None] * len(self.parse.tokens)
        sized = [(sum(end - start for start, end in parts), n, a, parts) for n, (a, parts) in enumerate(spans)]
        for _, _, attribution, parts in sorted(sized, key=lambda item: (-item[0], -item[1])):
            for i in self.tokens_of(parts):
                found[i] = attribution
        return found

    def _parties(self, mentions: Sequence[Mention]) -> tuple[Party, ...]:
        found = []
        for mention in mentions:
            tokens = self.tokens_of(((mention.start, mention.end),))
            if not tokens:
                continue
            side, kind = self._told_of((mention.actor,) if mention.actor else mention.candidates)
            head = self._head(tokens)
            found.append(Party(tokens[0], tokens[-1] + 1, head, mention.actor, side, mention.kind, kind))
        return tuple(sorted(found, key=lambda party: (party.first, -party.last)))

    def _told_of(self, ids: Sequence[str]) -> tuple[str | None, str]:
        """Side and kind of an actor; of several among whom a name lies open, what they share."""
        actors = [self.actors[key] for key in ids if key in self.actors]
        sides, kinds = {actor.side for actor in actors}, {actor.kind for actor in actors}
        return sides.pop() if len(sides) == 1 else None, kinds.pop() if len(kinds) == 1 else ""

    def _head(self, tokens: list[int]) -> int:
        inside = set(tokens)
        return next(
            (i for i in tokens if self.tree.token(i).head not in inside or self.tree.token(i).head == i), tokens[-1]
        )

    def _party_at(self) -> list[Party | None]:
        """For each token the smallest mention that holds it and has an actor, else the smallest."""
        found: list[Party | None] = [None] * len(self.parse.tokens)
        for party in sorted(self.parties, key=lambda p: (p.actor is not None, p.first - p.last, p.first)):
            for i in range(party.first, party.last):
                found[i] = party
        return found
