"""What a person asks a list for, checked against what there is: a type, a status, a day, a side, an outlet, an actor.

In come the words of a command line; out come filters in the words of the record ("Russia" is the side RUS), or an error
that names what is known and what is near. A filter that could never fit is told, not answered with an empty list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from onrecord.errors import InputError, NotFound
from onrecord.model import ATTRIBUTION_KINDS, STATUSES
from onrecord.store.browse_dates import bounds
from onrecord.store.browse_near import no_actor
from onrecord.store.browse_rows import Filters
from onrecord.store.browse_sources import actor_ids
from onrecord.store.judged_values import is_date, move_types, state_codes, unknown
from onrecord.tables import rows

if TYPE_CHECKING:
    from onrecord.store.browse import Browse

MOST_NAMED = 12


def understood_filters(browse: Browse, filters: Filters) -> Filters:
    """The filters as the record words them; an error where one of them can let nothing through."""
    types = move_types() if filters.kind == "move" else (*move_types(), *ATTRIBUTION_KINDS)
    _check("type", filters.type, types)
    _check("status", filters.status, STATUSES)
    for name, value in (("since", filters.since), ("until", filters.until)):
        if value is not None and not is_date(value):
            raise InputError(f'--{name} "{value}": not a date; write 2021-09-10, 2021-09 or 2021')
    first, last = bounds(filters.since)[0], bounds(filters.until)[1]
    if first and last and first > last:
        raise InputError(f"--since {filters.since} is later than --until {filters.until}, so that nothing can fit")
    if filters.actor is not None and not actor_ids(browse.connection, filters.actor):
        raise no_actor(browse.connection, filters.actor)
    return replace(filters, side=_side(browse, filters.side), outlet=understood_outlet(browse, filters.outlet))


def understood_outlet(browse: Browse, wanted: str | None) -> str | None:
    """The outlet of the record that is meant, whatever its capitals; an error where there is none."""
    if wanted is None:
        return None
    return _meant("outlet", wanted, [name for name, _ in browse.outlets()])


def checked_state(state: str) -> str | None:
    """The state of open items that is asked for, None for all; an error where there is no such state."""
    known = [row["name"] for row in rows("web/words.toml", ("group", "name")) if row["group"] == "state"]
    _check("state", state, (*known, "all"))
    return None if state == "all" else state


def _side(browse: Browse, wanted: str | None) -> str | None:
    """A side by its code; a state may be named as people name it."""
    if wanted is None:
        return None
    code = state_codes().get(wanted.strip().casefold())
    return code or _meant("side", wanted, [line.code for line in browse.sides()])


def _meant(what: str, wanted: str, known: Sequence[str]) -> str:
    by_letters = {name.casefold(): name for name in reversed(known)}
    found = by_letters.get(wanted.strip().casefold())
    if found is None:
        near = get_close_matches(wanted.casefold(), by_letters, 1)
        meant = f" (meant: {by_letters[near[0]]}?)" if near else ""
        raise NotFound(f'--{what} "{wanted}": not in this record{meant}; it holds {_listed(known)}')
    return found


def _check(what: str, value: str | None, known: Iterable[str]) -> None:
    if value is not None and value not in known:
        raise InputError(f"--{what} {unknown(what, value, tuple(known))}")


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return (", ".join(names[:MOST_NAMED]) or "none") + more
