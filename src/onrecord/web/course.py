"""How somebody's words on a matter went: an actor's own moves and statements in order of date, and where they turned.

In come the entries of a timeline; out come steps. A step has turned when it is for the other side and the last one
towards that side, within a year, was against it, or the other way round. No more is read out of it: the words stand
beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.store.browse_rows import Entry
from onrecord.web.labels import family

A_YEAR = 365
UNSAID = ("denied", "alleged")
"""Statuses by which nothing turns: it did not happen, says whoever tells it, or others alone say that it did."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that an actor said or did; ``turned_from`` is the type of the move from which it turned."""

    entry: Entry
    turned_from: str | None


@dataclass(frozen=True, slots=True)
class Course:
    """An actor's steps on a matter, the earliest first, undated ones last."""

    matter: str
    steps: tuple[Step, ...]


def course(matter: str, actor: str, entries: Iterable[Entry]) -> Course:
    """The actor's own steps among the entries of a timeline."""
    last: dict[str, Entry] = {}
    steps = []
    for entry in entries:
        if entry.actor.id != actor:
            continue
        before = None
        if entry.kind == "move" and entry.status not in UNSAID and entry.when.earliest:
            towards = entry.recipient.side or entry.recipient.name
            before = last.get(towards)
            last[towards] = entry
        turned = before is not None and _near(before, entry) and _direction(before) != _direction(entry)
        steps.append(Step(entry, before.type if before and turned else None))
    return Course(matter, tuple(steps))


def _near(one: Entry, other: Entry) -> bool:
    """Whether two dated moves lie within a year: what lies further apart is another affair."""
    first, second = (date.fromisoformat(str(entry.when.earliest)) for entry in (one, other))
    return abs((second - first).days) <= A_YEAR


def _direction(entry: Entry) -> str:
    """Against or for."""
    return family(entry.type).rpartition(" ")[2]
