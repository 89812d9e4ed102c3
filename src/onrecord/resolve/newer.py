"""A newer list of actors: its rows checked, and what they change.

In come rows as read from a file (``COLUMNS``; docs/how_to_add.md has an example) and the gazetteer; out come the rows
that hold with a sentence for each that does not, then one line for each thing that the gazetteer did not know. No file
is seen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Office
from onrecord.resolve.fold import fold, name_key
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.hand_rows import KEPT_COLUMNS
from onrecord.resolve.party import Party
from onrecord.resolve.roles import role_of_title

COLUMNS = KEPT_COLUMNS
NEEDED = ("name",)
KINDS = ("person", "organisation", "outlet", "group")
_GENDERS = ("", "male", "female")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ITEM = re.compile(r"Q[1-9]\d*")
_LONGEST = 200
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows that hold, in their order, and a sentence for each line that does not."""

    rows: tuple[Row, ...]
    faults: tuple[str, ...]


def check(rows: Iterable[Mapping[str | None, object]], gazetteer: Gazetteer, origin: str) -> Checked:
    """The rows that hold, blanks filled; ``origin`` is where a row without one is from."""
    kept: dict[tuple[str, ...], Row] = {}
    faults: list[str] = []
    read = [(number, _clean(row, origin), row) for number, row in enumerate(rows, 2)]
    sides = {row["name"] for _, row, _ in read if row["kind"] not in ("", "person")}
    for number, row, raw in read:
        reason = "there are more cells than columns" if raw.get(None) else _fault(row, gazetteer, sides)
        key = key_of(row)
        if not reason and key in kept:
            reason = "the same person, office and first day stand in an earlier line"
        if reason:
            faults.append(f'line {number} "{row["name"]}": {reason}')
        else:
            kept[key] = row
    return Checked(tuple(kept.values()), tuple(faults))


def key_of(row: Row) -> tuple[str, ...]:
    """What a newer row takes the place of: the same party, office, side and first day."""
    return (row["kind"], fold(row["name"]), fold(row["office"]), row["side"], row["since"])


def difference(rows: Sequence[Row], gazetteer: Gazetteer) -> Iterator[str]:
    """A line for each row that says something new, and how many say nothing new."""
    same = 0
    for row in rows:
        words = _person_news(row, gazetteer) if row["kind"] == "person" else _body_news(row, gazetteer)
        if words:
            yield words
        else:
            same += 1
    yield f"{len(rows)} rows: {len(rows) - same} say something new, {same} are known"


def _clean(row: Mapping[str | None, object], origin: str) -> Row:
    """The row with every column, white space as one blank."""
    found = {column: " ".join(str(row.get(column) or "").split()) for column in COLUMNS}
    return found | {"kind": found["kind"] or "person", "origin": found["origin"] or origin}


def _fault(row: Row, gazetteer: Gazetteer, sides: set[str]) -> str:
    """Why a row does not hold; empty where it does."""
    if row["kind"] not in KINDS:
        return f'kind "{row["kind"]}" is none of {", ".join(KINDS)}'
    if not fold(row["name"]) or len(row["name"]) > _LONGEST:
        return f"the name must have letters, and no more than {_LONGEST}"
    if row["gender"] not in _GENDERS:
        return f'gender "{row["gender"]}" is neither male nor female nor empty'
    if row["wikidata"] and not _ITEM.fullmatch(row["wikidata"]):
        return f'wikidata "{row["wikidata"]}" is no item such as Q42'
    if row["side"] and row["side"] not in gazetteer.sides | sides:
        return f'side "{row["side"]}" is neither the code of a state (RUS) nor an organisation known here'
    return _person_fault(row) if row["kind"] == "person" else _body_fault(row)


def _person_fault(row: Row) -> str:
    if len(name_key(row["name"])) < 2:
        return "a person needs a name of two words; put a single one among the other names"
    if not row["office"]:
        return "a person needs an office; say what for the person is known"
    for column in ("since", "until"):
        if row[column] and not _DAY.fullmatch(row[column]):
            return f'{column} "{row[column]}" is not a date; write 2021-09-10, 2021-09 or 2021'
    since, until = row["since"], row["until"]
    if since and until and until[: len(since)] < since[: len(until)]:
        return f"until {until} is before since {since}"
    return ""


def _body_fault(row: Row) -> str:
    filled = [column for column in ("gender", "office", "since", "until") if row[column]]
    return f"{', '.join(filled)}: only a person has that; leave it empty" if filled else ""


def _person_news(row: Row, gazetteer: Gazetteer) -> str:
    office = Office(row["office"], row["side"] or None, row["since"] or None, row["until"] or None)
    who = f"{row['name']} ({row['side'] or 'no side'})"
    party = gazetteer.person(row["name"], row["side"] or None)
    if party is None:
        return f"new person  {who}: {_words(office)}"
    role = role_of_title(row["office"])[0]
    held = [term.office for term in party.terms if (term.role == role or term.office.title == office.title)]
    held = [known for known in held if known.side == office.side and _meet(known, office)]
    if not held:
        return f"new office  {who}: {_words(office)}"
    if all((known.since, known.until) != (office.since, office.until) for known in held):
        return f"new dates   {who}: {_words(held[-1])} becomes {_words(office)}"
    return _names_news(row, party, who)


def _body_news(row: Row, gazetteer: Gazetteer) -> str:
    party = gazetteer.body(row["name"])
    if party is None:
        return f"new {row['kind']}  {row['name']} ({row['side'] or 'acts for itself'})"
    return _names_news(row, party, row["name"])


def _names_news(row: Row, party: Party, who: str) -> str:
    known = {fold(name) for name in (party.name, *party.names)}
    fresh = [name for name in row["names"].split(";") if name and fold(name) not in known]
    return f"new names   {who}: {', '.join(fresh)}" if fresh else ""


def _meet(known: Office, office: Office) -> bool:
    """Whether two terms may be one: the same first year, or one of them without."""
    return None in (known.since, office.since) or (known.since or "")[:4] == (office.since or "")[:4]


def _words(office: Office) -> str:
    if not office.since and not office.until:
        return f"{office.title}, dates unknown"
    return f"{office.title}, {office.since or '?'} to {office.until or 'today'}"
