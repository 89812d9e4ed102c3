"""A second look at who makes each move and whom it hits, once all moves of the article have a first answer.

In come the scenes of an article; out come actor and recipient of each. Trees weigh the sides that claim a role, seeing
the chances of the first race, those by what the words mean (``casting``) and the sides of the other moves; actor and
recipient are chosen together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from onrecord import weights
from onrecord.annotate.moves.arguments import Contest, Filled, fill, find_arguments
from onrecord.annotate.moves.casting import Cast, cast
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Party
from onrecord.annotate.moves.linear import MODEL
from onrecord.annotate.moves.others import Others, Signs, told_of
from onrecord.annotate.moves.roles import DOING, SUFFERING
from onrecord.annotate.moves.signs import Group, groups_of, signs_of

# So many sides are tried as the actor, each that has at least this chance.
_WIDTH = 3
_CHANCE = 0.15
# A named side to which the first race and the meaning of the words both give less won none of 4,983 races, and is not
# weighed again: one row in four.
_HOPELESS, _HOPELESS_MEANT = 0.02, 0.05
# Where a person stands who fills a role by grammar alone, whatever side may be guessed for him.
_GRAMMAR = {"actor": DOING, "recipient": SUFFERING}
Pair = tuple[Filled, Filled]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Try:
    """A side tried as the actor of a scene, and the race for the other role that follows."""

    at: int
    actor: Filled
    party: Party | None
    race: _Race


@dataclass(frozen=True, slots=True)
class _Race:
    """The sides that may win a role, with what is seen of each."""

    groups: tuple[Group, ...]
    rows: tuple[Signs, ...]


def settle_arguments(scenes: Sequence[Scene]) -> list[Pair]:
    """Actor and recipient of each scene of an article."""
    contests = [Contest(scene) for scene in scenes]
    told = [told_of(contest.scene, *find_arguments(contest)) for contest in contests]
    others = [Others(told, n) for n in range(len(told))]
    meant = cast(scenes)
    tries = list(_tries(contests, others, meant))
    best: dict[int, tuple[float, Pair]] = {}
    for tried, shares in zip(tries, weigh("recipient", [tried.race.rows for tried in tries]), strict=True):
        at = _ranked(tried.race.groups, shares, "recipient", own=False)[0]
        contest, side, chance = contests[tried.at], tried.race.groups[at].side, float(shares[at])
        claims = contest.recipients(tried.actor, tried.party)
        recipient, _ = fill(contest, "recipient", *claims, side, score=chance)
        whole = tried.actor.score * chance
        if tried.at not in best or whole > best[tried.at][0]:
            best[tried.at] = whole, (tried.actor, recipient)
    return [best[n][1] for n in range(len(scenes))]


def _tries(
    contests: Sequence[Contest], others: Sequence[Others], meant: Sequence[Mapping[str, Cast]]
) -> Iterator[_Try]:
    """The likeliest sides as actor of each scene, each with the sides that then claim the recipient's role."""
    races = []
    for n, contest in enumerate(contests):
        groups = groups_of(contest.actors, contest.actor_chances)
        races.append(_race(contest.scene, groups, others[n], None, "actor", meant[n].get("actor")))
    for n, (contest, shares) in enumerate(zip(contests, weigh("actor", [race.rows for race in races]), strict=True)):
        ranked = _ranked(races[n].groups, shares, "actor", own=contest.scene.own)
        for rank, at in enumerate(ranked[:_WIDTH]):
            if rank and shares[at] < _CHANCE:
                break
            side, chance = races[n].groups[at].side, float(shares[at])
            actor, party = fill(contest, "actor", contest.actors, contest.actor_chances, side, score=chance)
            left, by_words = groups_of(*contest.recipients(actor, party)), meant[n].get("recipient")
            yield _Try(n, actor, party, _race(contest.scene, left, others[n], party, "recipient", by_words))


def _race(
    scene: Scene, groups: Sequence[Group], others: Others, actor: Party | None, role: str, meant: Cast | None
) -> _Race:
    """The race for a role: those of its sides that the first race, the meaning or the grammar leaves a hope."""
    hopeful = [
        group
        for group in groups
        if group.side is None
        or group.chance >= _HOPELESS
        or (meant or {}).get(group.side, 0.0) >= _HOPELESS_MEANT
        or group.names & _GRAMMAR[role]
    ]
    rows = signs_of(scene, groups, others, actor, role, meant, asked=hopeful)
    return _Race(tuple(hopeful), tuple(rows))


def _ranked(groups: Sequence[Group], shares: Shares, role: str, *, own: bool) -> list[int]:
    """The sides by their chance; alone none, where a person without a side is the only one whom grammar puts there."""
    standing = [n for n, group in enumerate(groups) if any(claim.names & _GRAMMAR[role] for claim in group.claims)]
    if len(standing) == 1 and not own:
        best, side = groups[standing[0]].best, groups[standing[0]].side
        if side is None and best.party and best.party.actor_kind == "person" and best.names & _GRAMMAR[role]:
            return standing
    return [int(n) for n in np.argsort(-shares, kind="stable")]


def weigh(role: str, rows: Sequence[Sequence[Signs]]) -> list[Shares]:
    """The chances of the sides of each race, together one."""
    if not rows:
        return []
    trees = weights.load_trees(MODEL, f"{role}.txt")
    table = table_of([row for race in rows for row in race], trees.feature_name())
    sums = np.asarray(trees.predict(table, num_threads=1), dtype=np.float64)
    ends = np.cumsum([len(race) for race in rows])[:-1]
    return [_shares(part) for part in np.split(sums, ends)]


def table_of(rows: Sequence[Signs], names: Sequence[str]) -> npt.NDArray[np.float32]:
    """Rows of numbers as the columns of the given names; zero where a row lacks one."""
    lacking, of_columns = dict.fromkeys(names, 0.0), itemgetter(*names)
    return np.array([of_columns(lacking | row) for row in rows], dtype=np.float32).reshape(-1, len(names))


def _shares(sums: npt.NDArray[np.float64]) -> Shares:
    grown = np.exp(sums - sums.max())
    return np.asarray(grown / grown.sum(), dtype=np.float64)
