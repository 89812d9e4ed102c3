"""The ends of a move as event data has them: one name with one country.

In comes a party, which may act with others ("Vladimir Putin, with United States"); out come an end for its own side and
one for each side beside it, each under its own name: no country stands beside the name of another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from onrecord.store.browse_actors import side_name
from onrecord.store.browse_rows import Party
from onrecord.store.browse_said import sides_beside
from onrecord.tables import rows


@dataclass(frozen=True, slots=True)
class End:
    """Who stands at one end of an event: name, the code of the state (None where it is none), office."""

    name: str
    country: str | None
    title: str | None


def ends_of(party: Party, title: str | None) -> tuple[End, ...]:
    """An end for each side of a party, its own first; a group of several sides stands once for each."""
    codes = [code for code in (party.side or "").split(";") if code]
    if len(codes) < 2:
        return (End(party.name, _country(codes[0]) if codes else None, title),)
    others = codes if party.name == party.side else sides_beside(party).others
    own = [End(party.name, _country(code), title) for code in codes if code not in others]
    return (*own, *(End(side_name(code), _country(code), None) for code in codes if code in others))


def pairs(actors: tuple[End, ...], recipients: tuple[End, ...]) -> tuple[tuple[End, End], ...]:
    """Who did it to whom, one to one; of those who act together none does it to itself."""
    found = tuple(product(actors, recipients))
    if len(found) == 1:
        return found
    return tuple((one, other) for one, other in found if not one.country or one.country != other.country) or found[:1]


def told(ends: tuple[End, ...]) -> tuple[str, str, str]:
    """All names, countries and offices of an end, each once, parted by semicolons."""
    columns = ([end.name for end in ends], [end.country for end in ends], [end.title for end in ends])
    name, country, title = (";".join(dict.fromkeys(filter(None, column))) for column in columns)
    return name, country, title


def _country(code: str) -> str | None:
    return code if code in _states() else None


@cache
def _states() -> frozenset[str]:
    return frozenset(row["iso3"] for row in rows("actors/states.csv", ("iso3", "name")))
