"""When a move was made: its own time expression, else that of the saying, else the page's.

In come the layers and a candidate; out comes a ``When``. An interval keeps as value only what both its ends share.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.tree import Tree
from onrecord.model import TimeExpression, When

# A statement without a day was made on the day of the page or in the two before it.
_DAYS_BEFORE = 1
_DATED = "date"


def date_of(layers: Layers, candidate: Candidate, *, uttered: bool) -> When:
    """The date of a move; ``uttered`` where it is made by speaking."""
    own = _own_time(layers, candidate)
    if own:
        return own.when
    if uttered:
        holder = layers.holder[candidate.head] or layers.cue[candidate.head]
        if holder and (holder.said.value or holder.said.earliest):
            return holder.said
        return just_before(layers.published.when)
    return When()


def _own_time(layers: Layers, candidate: Candidate) -> TimeExpression | None:
    """The time expression nearest to the candidate's verb in its own clause."""
    tree = layers.tree
    first, last = tree.token(candidate.first).start, tree.token(candidate.last).end
    verb = tree.clause_of(candidate.head)
    best: tuple[int, int] | None = None
    found = None
    for time in layers.times:
        if time.kind != _DATED or not first <= time.start < last or not (time.when.value or time.when.earliest):
            continue
        tokens = layers.tokens_of(((time.start, time.end),))
        if not tokens:
            continue
        steps = min(_steps(tree, tokens[0], candidate.head), _steps(tree, tokens[0], verb))
        rank = steps, abs(tokens[0] - candidate.head)
        if best is None or rank < best:
            best, found = rank, time
    return found


def _steps(tree: Tree, i: int, target: int) -> int:
    """Clauses between a token and a head above it; many where the head is not above it."""
    if i == target:
        return 0
    steps = 0
    for head in tree.ancestors(i):
        if head == target:
            return steps
        steps += tree.token(head).pos in ("VERB", "AUX")
    return 9


def just_before(published: When) -> When:
    """The day of the page or the one before, as precise as both agree."""
    if not published.earliest or not published.latest:
        return published
    earliest = _day(published.earliest) - timedelta(days=_DAYS_BEFORE)
    return interval(earliest.isoformat(), published.latest)


def interval(earliest: str, latest: str) -> When:
    """An interval of days; its value is the year, month or day that both ends share."""
    for length in (10, 7, 4):
        if earliest[:length] == latest[:length]:
            return When(earliest[:length], earliest, latest)
    return When(None, earliest, latest)


def _day(text: str) -> date:
    return date.fromisoformat(text)
