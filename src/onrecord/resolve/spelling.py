"""Whether two words of persons' names may be one word: misspelt by a letter, or a short form of a first name.

In come words as skeletons (``fold``). The short forms are rows of ``actors/short_names.csv``.
"""

from __future__ import annotations

from functools import cache

from onrecord import tables
from onrecord.resolve.fold import name_key

# Shorter names differ by a letter and are two names: "Petrov", "Perov".
LEAST_LETTERS = 6


def nearly(one: str, other: str, least: int = LEAST_LETTERS) -> bool:
    """Whether two long words differ by one letter inside: one more, one other, or two in turned order.

    The first and the last letter stand: "Ivanov" and "Ivanova" are two persons.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < least or len(long) - len(short) > 1 or one == other:
        return False
    if short[0] != long[0] or short[-1] != long[-1]:
        return False
    at = next((i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    turned = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return turned or short[at + 1 :] == long[at + 1 :]


def same_given(one: str, other: str) -> bool:
    """Whether two first names may be one person's: the same, an initial of the other, or its short form."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return bool(_short_forms().get(one, frozenset()) & _short_forms().get(other, frozenset()))


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """The long forms that a first name may stand for, itself among them where it is one."""
    found: dict[str, set[str]] = {}
    for row in tables.rows("actors/short_names.csv", ("short", "long")):
        (short,), (long,) = name_key(row["short"])[:1], name_key(row["long"])[:1]
        found.setdefault(short, set()).add(long)
        found.setdefault(long, set()).add(long)
    return {name: frozenset(longs) for name, longs in found.items()}
