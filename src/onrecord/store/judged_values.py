"""Which values a judgement may give: a type and a status that there are, a day that there is, a state by its code.

In come a verdict and its value as a person wrote it; an error says what was found, what is known, and which is meant
where one is near. Whether an actor is in the record is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from onrecord.errors import RecordError
from onrecord.model import ANSWER_KINDS, STATUSES
from onrecord.store.browse_dates import bounds
from onrecord.tables import rows

# The verdicts that say how a row ought to be, and what their value is.
NEEDED = {
    "date": "the day, month or year: 2021-09-10, 2021-09 or 2021",
    "type": "the type of the move: accuse, deny, expel, …",
    "status": "the status of the move: done, alleged, denied, planned or conditional",
    "answers": "how it answers: denies, rejects, accepts, retaliates, supports, fulfils or repeats",
    "speaker": "the id of the actor who speaks",
    "actor": "the id of the actor",
    "recipient": "the id of the actor whom it meets",
    "merge": "the id of the actor that it is",
    "side": "the code of a state (RUS) or the name of an organisation",
    "name": "the name",
}


def check_value(verdict: str, value: str) -> None:
    """Raise an error where a verdict lacks its value, or has one that there is not."""
    if verdict in NEEDED and not value:
        raise RecordError(f'the verdict "{verdict}" needs a value: {NEEDED[verdict]}')
    if verdict == "date" and not is_date(value):
        raise RecordError(f'"{value}" is not a date; write 2021-09-10, 2021-09 or 2021')
    if verdict == "type":
        _check_known("type of move", value, move_types())
    if verdict == "status":
        _check_known("status", value, STATUSES)
    if verdict == "answers":
        _check_known("way to answer", value, ANSWER_KINDS)
    if verdict == "side":
        _check_side(value)


def is_date(value: str) -> bool:
    """Whether it is a day that there is, a month or a year, in full: 2021-09-10, 2021-09 or 2021."""
    return len(value) in (4, 7, 10) and bounds(value) != (None, None)


@cache
def move_types() -> tuple[str, ...]:
    """The types of move that there are, in the order of the table."""
    return tuple(row["type"] for row in rows("moves/types.toml", ("type",)))


@cache
def state_codes() -> Mapping[str, str]:
    """Codes of states by what people write for them in small letters: the code itself, the name, other names."""
    found: dict[str, str] = {}
    for row in rows("actors/states.csv", ("iso3", "name")):
        for name in (*(row.get("aliases") or "").split(";"), row["name"], row["iso3"]):
            found[name.strip().casefold()] = row["iso3"]
    found.pop("", None)
    return MappingProxyType(found)


def unknown(what: str, value: str, known: Sequence[str]) -> str:
    """The sentence that a value is none of those known, the nearest named first."""
    near = get_close_matches(value.casefold(), known, 1)
    meant = f" (meant: {near[0]}?)" if near else ""
    return f'"{value}" is no {what}{meant}; known: {", ".join(known)}'


def _check_known(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise RecordError(unknown(what, value, known))


def _check_side(value: str) -> None:
    """A state is named by its code; any other words are taken for an organisation's name."""
    for part in value.split(";"):
        code = state_codes().get(part.strip().casefold())
        if not part.strip() or (code and code != part):
            told = f"write {code}" if code else "write the code of a state (RUS) or the name of an organisation"
            raise RecordError(f'"{part}" is no side; {told}')
