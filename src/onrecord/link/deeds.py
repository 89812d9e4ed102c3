"""When two moves of one story are one row of its table.

Within one story like words between the same sides are enough; of a deed a story mostly holds one, whatever number or
day each page gives of it. Where two accounts each have one candidate alone, they are taken for one; where one has
several, the words decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from onrecord import tables
from onrecord.link.days import gap
from onrecord.link.groups import components
from onrecord.link.pairs import alike_pairs
from onrecord.link.sameness import PERSON, SLIP, Moves, asked_of, is_told_of_one_actor, one_verb, two_persons
from onrecord.link.view import Party, SeenMove

# Words in common that make two rows of one story one row.
ALIKE_MOVE = 0.3
# Two types that are near ("accused", "condemned") are one row in words that are nearly the same.
ALIKE_KIN = 0.45
# What two accounts have once each between the same sides, in some of the same words.
ALIKE_ONLY = 0.12
# Of types that need so few words in common within a story, a happening holds one: a deed, whose day may be told apart.
A_DEED = 0.05
DEED_DAYS = 7
# Of types that need no words in common, what the same sides are told to have done in the same word is one deed.
ONE_DEED = 0.0

Owner = Mapping[str, str]


def groups_of(told: Sequence[SeenMove], moves: Moves, owner: Owner) -> list[list[SeenMove]]:
    """The moves of a story, those together that tell one thing; ``owner`` names the account of each document."""
    pairs = [pair for pair in _pairs(told, moves) if _one_row(told[pair[0]], told[pair[1]], moves)]
    groups = [[told[number] for number in group] for group in components(len(told), pairs)]
    return _with_only_ones(groups, moves, owner)


def is_deed(move: SeenMove) -> bool:
    """Whether a move is done rather than said: told by several, it is one."""
    return asked_of(move.type)[1] <= A_DEED


def is_person(party: Party) -> bool:
    """Whether a party is a person."""
    return party.kind == PERSON


def _pairs(told: Sequence[SeenMove], moves: Moves) -> list[tuple[int, int]]:
    """Pairs of moves that may be one, by their numbers."""
    kinds: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    kin: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    firsts: dict[str, int] = {}
    pairs = []
    for number, move in enumerate(told):
        kinds[move.type, move.actor.side, move.recipient.side].append(number)
        kin[_kin().get(move.type, move.type), move.actor.side].append(number)
        pairs.append((firsts.setdefault(moves.first[move.id], number), number))
    for numbers in kinds.values():
        pairs += _alike(numbers, told, moves, ALIKE_MOVE)
        kind = told[numbers[0]].type
        if asked_of(kind)[1] <= ONE_DEED or is_told_of_one_actor(kind):
            pairs += combinations(numbers, 2)
    for numbers in kin.values():
        near = _alike(numbers, told, moves, ALIKE_KIN)
        pairs += [pair for pair in near if _no_other(told[pair[0]].recipient, told[pair[1]].recipient)]
    return pairs


def _alike(numbers: Sequence[int], told: Sequence[SeenMove], moves: Moves, least: float) -> Iterable[tuple[int, int]]:
    found = alike_pairs([moves.vectors[told[number].id] for number in numbers], least)
    return [(numbers[one], numbers[other]) for one, other in found]


@cache
def _kin() -> dict[str, str]:
    return {row["type"]: row["kin"] for row in tables.rows("link/kin.csv", ("type", "kin", "example"))}


def _no_other(one: Party, other: Party) -> bool:
    """Whether two parties are of one side, or one of them of none that is known."""
    return not one.side or not other.side or one.side == other.side


def _one_row(one: SeenMove, other: SeenMove, moves: Moves) -> bool:
    """Whether two moves between the same sides, in like words or of one deed, are one row.

    What is said again days later is said twice; of a deed two pages may give two days.
    """
    if moves.first[one.id] == moves.first[other.id]:
        return True
    if _one_deed(one, other, moves):
        return True
    if one.document_id == other.document_id or _two_speakers(one, other):
        return False
    if moves.likeness(one, other) < ALIKE_MOVE:
        return False
    return _days_fit(one, other, moves)


def _days_fit(one: SeenMove, other: SeenMove, moves: Moves) -> bool:
    apart = gap(moves.days[one.id], moves.days[other.id]) or 0
    return apart <= (DEED_DAYS if is_deed(one) else SLIP)


def _two_speakers(one: SeenMove, other: SeenMove) -> bool:
    """Whether two persons say it: then it is said twice, where a deed is told of one or of the other."""
    return not is_deed(one) and is_person(one.actor) and is_person(other.actor) and one.actor.id != other.actor.id


def _one_deed(one: SeenMove, other: SeenMove, moves: Moves) -> bool:
    """Whether two moves tell one deed of which a story holds one, whatever else they say: a summons told thrice."""
    if one.type != other.type or one.recipient.side != other.recipient.side or not one.recipient.side:
        return False
    apart = gap(moves.days[one.id], moves.days[other.id])
    if is_told_of_one_actor(one.type) and one.document_id == other.document_id:
        # An envoy met "officials", then "the deputy minister": one meeting, if not with two persons of name.
        same = one.actor.id is not None and one.actor.id == other.actor.id
        return same and apart == 0 and not two_persons(one.recipient, other.recipient)
    if asked_of(one.type)[1] > ONE_DEED:
        return False
    return apart is not None and apart <= DEED_DAYS and one_verb(one.trigger, other.trigger)


def _with_only_ones(groups: Sequence[list[SeenMove]], moves: Moves, owner: Owner) -> list[list[SeenMove]]:
    """The groups with those made one that are the only ones of their type and sides in each of their accounts."""
    kinds: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group[0].recipient.side and group[0].actor.side:
            kinds[group[0].type, group[0].actor.side, group[0].recipient.side].append(number)
    pairs = []
    for numbers in kinds.values():
        held: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            for account in {owner[move.document_id] for move in groups[number]}:
                held[account].append(number)
        only = sorted({found[0] for found in held.values() if len(found) == 1})
        alone = [n for n in only if all(len(held[owner[move.document_id]]) == 1 for move in groups[n])]
        pairs += [pair for pair in combinations(alone, 2) if _only_one(groups[pair[0]], groups[pair[1]], moves)]
    return [[move for number in group for move in groups[number]] for group in components(len(groups), pairs)]


def _only_one(one: Sequence[SeenMove], other: Sequence[SeenMove], moves: Moves) -> bool:
    """Whether two groups are one deed, or one thing said in some of the same words."""
    first, second = one[0], other[0]
    if _two_speakers(first, second) or not _days_fit(first, second, moves):
        return False
    if (first.status == "denied") != (second.status == "denied"):
        return False
    return is_deed(first) or max(moves.likeness(a, b) for a in one for b in other) >= ALIKE_ONLY
