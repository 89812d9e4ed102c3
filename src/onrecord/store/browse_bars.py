"""The counts that a chart of the timeline draws: moves by period, side and type, or by family of types.

In come filters; out come bars. Those of the whole record are kept when links are written, with what judgements change
added when they are asked for.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType

from onrecord.store.browse_kept import counted, keep, kept_parts, questions
from onrecord.store.browse_rows import DONE, Filters
from onrecord.store.browse_sources import Source, changes, marks, sources
from onrecord.store.browse_timeline import condition_of
from onrecord.tables import rows

OTHERS = "others"

NEAR_DAYS = 3
"""Days between the ends of an interval up to which a drawing by day counts a move at the later end."""

Key = tuple[str | None, str | None, str, bool, bool]  # period, side, type, whether near, whether done

WIDTHS = (4, 7, 10)
"""Letters of a year, a month and a day: the periods of which bars are kept."""

UNDATED = ""
"""The year of bars that have none."""

KEPT = "drawn bars of"
"""What bars are kept as; the name changes with what a bar holds, so that older ones are counted anew."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many moves of a type (in a drawing, of a family) a side made in a period (``2021``, ``2021-09``, or a day).

    ``period`` is None for moves that are not dated so finely: they are counted, but no bar is guessed for them. In a
    drawing it is the month or year to which such a move is known; and where days are drawn, a move that is ``near`` was
    made on that day or up to three days before, as of news that gives no day of its own. What is only alleged, denied,
    planned or on a condition is not ``done``.
    """

    period: str | None
    side: str | None
    type: str
    count: int
    near: bool = False
    done: bool = True


def bars(
    connection: sqlite3.Connection, filters: Filters, *, width: int = 7, named: tuple[str, ...] = ()
) -> tuple[Bar, ...]:
    """Moves by period, side and type, in that order; ``width`` 4, 7 or 10 makes periods years, months or days.

    Where sides are ``named``, all others are one, ``others``, and types are taken together by family.
    """
    answer = kept_parts(connection, f"{KEPT} {width}") if named and filters == Filters() else None
    if answer is None:
        return _as_bars(_bar_counts(connection, filters, width, named, sources(connection, "move")))
    held, changed = tuple(Bar(*row) for row in answer), changes(connection, "move")
    if not changed:
        return held
    counts = Counter({(bar.period, bar.side, bar.type, bar.near, bar.done): bar.count for bar in held})
    for source, sign in changed:
        for key, count in _bar_counts(connection, filters, width, named, (source,)).items():
            counts[key] += sign * count
    return _as_bars(counts)


def are_kept(connection: sqlite3.Connection) -> bool:
    """Whether bars are kept, of all documents but those that wait to be linked."""
    return all(counted(connection, f"{KEPT} {width} {UNDATED}") is not None for width in WIDTHS)


def keep_bars(connection: sqlite3.Connection, width: int, named: tuple[str, ...], condition: str = "") -> None:
    """Keep the bars of the machine's moves, year by year: to what is kept, those are added that a condition takes."""
    years = _by_year(_bar_counts(connection, Filters(), width, named, (Source("moves m", condition),)))
    for year, counts in years.items():
        counts.update(_kept(connection, f"{KEPT} {width} {year}"))
        _keep(connection, width, year, counts)


def rename(connection: sqlite3.Connection, before: tuple[str, ...], named: tuple[str, ...], condition: str) -> None:
    """Bring the bars that are kept of the moves that a condition takes to other sides that have rows of their own: of
    those that come among them alone the moves are counted again."""
    stay, come = tuple(one for one in named if one in before), [one for one in named if one not in before]
    theirs = " OR ".join(["instr(';' || m.actor_side || ';', ?)"] * len(come))
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS renamed (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.renamed")
    sql = f"INSERT INTO temp.renamed SELECT m.rowid FROM moves m WHERE ({theirs}) AND {condition}"
    connection.execute(sql, [f";{one};" for one in come])
    source = (Source("moves m", "m.rowid IN (SELECT id FROM temp.renamed)"),)
    for width in WIDTHS:
        held = [_kept(connection, question) for question in questions(connection, f"{KEPT} {width} ")]
        counts: Counter[Key] = Counter()
        for (period, side, kind, near, done), count in chain.from_iterable(year.items() for year in held):
            counts[period, _named(side, stay), kind, near, done] += count
        counts.subtract(_bar_counts(connection, Filters(), width, stay, source))
        counts.update(_bar_counts(connection, Filters(), width, named, source))
        for year, found in _by_year(counts).items():
            _keep(connection, width, year, found)


def _by_year(counts: Mapping[Key, int]) -> dict[str, Counter[Key]]:
    years: dict[str, Counter[Key]] = defaultdict(Counter)
    years[UNDATED].update({})  # kept also where there is none: that there are no bars is an answer too
    for key, count in counts.items():
        years[(key[0] or UNDATED)[:4]][key] += count
    return years


def _kept(connection: sqlite3.Connection, question: str) -> Counter[Key]:
    rows = counted(connection, question) or ()
    return Counter({(period, side, kind, near, done): count for period, side, kind, count, near, done in rows})


def _keep(connection: sqlite3.Connection, width: int, year: str, counts: Counter[Key]) -> None:
    lines = ((bar.period, bar.side, bar.type, bar.count, bar.near, bar.done) for bar in _as_bars(counts))
    keep(connection, f"{KEPT} {width} {year}", list(lines))


def _bar_counts(
    connection: sqlite3.Connection, filters: Filters, width: int, named: tuple[str, ...], given: tuple[Source, ...]
) -> Counter[Key]:
    condition = condition_of(connection, "move", filters)
    party = "m.actor_side"
    if named:
        party = f"CASE WHEN {party} IN ({marks(named)}) OR instr({party}, ';') > 0 THEN {party} ELSE '{OTHERS}' END"
    counts: Counter[Key] = Counter()
    families = _families() if named else {}
    for source in given:
        sql = f"""SELECT {_period(width, bool(named))}, {party}, m.type, m.status = '{DONE}', count(*) FROM {source.sql}
            {source.where(condition.sql)} GROUP BY 1, 2, 3, 4"""
        for at, side, kind, done, count in connection.execute(sql, (*named, *condition.values)):
            period, near = (at[:-1], True) if at and at.endswith(_NEAR) else (at, False)
            counts[period, _named(side, named), families.get(kind, kind), near, bool(done)] += count
    return counts


_NEAR = "~"
"""Ends a day in SQL on which, or shortly before which, a move was made."""


def _period(width: int, drawn: bool) -> str:
    """In SQL the period of a move: its value's, or the one that both ends of its interval share; if ``drawn``, else a
    wider one."""
    found = []
    for size in (width, *(coarser for coarser in (7, 4) if drawn and coarser < width)):
        value, first, last = (f"substr(m.date_{name}, 1, {int(size)})" for name in ("value", "earliest", "latest"))
        found.append(f"WHEN length({value}) = {int(size)} THEN {value} WHEN {first} = {last} THEN {first}")
        if drawn and size == 10:
            apart = "julianday(m.date_latest) - julianday(m.date_earliest)"
            found.append(f"WHEN {apart} <= {NEAR_DAYS} THEN {last} || '{_NEAR}'")
    return f"CASE {' '.join(found)} END"


@cache
def _families() -> Mapping[str, str]:
    """Words or deeds, for or against: of each type."""
    return MappingProxyType({row["type"]: row["family"] for row in rows("web/types.toml", ("type", "family"))})


def _named(side: str | None, named: tuple[str, ...]) -> str | None:
    """The side, those of its members that are not named taken together."""
    if not named:
        return side
    return ";".join(sorted({one if one in named else OTHERS for one in (side or OTHERS).split(";")}))


def _as_bars(counts: Counter[Key]) -> tuple[Bar, ...]:
    ordered = sorted(counts, key=lambda key: (key[0] or "", key[1] or "", *key[2:]))
    return tuple(Bar(*key[:3], counts[key], *key[3:]) for key in ordered if counts[key])
