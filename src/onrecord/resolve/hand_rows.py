"""Who of the open lists and of the hand-written table is one person.

In come the listed persons; out come the same with what the hand-written rows, and the user's own, add, then those whom
only these know. Two rows are one person by name and side, by name and role, or by the seat that both took.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from onrecord import kept, tables
from onrecord.resolve.fold import initials, name_key
from onrecord.resolve.party import Party, Term
from onrecord.resolve.successions import is_single
from onrecord.resolve.terms import Roles, Words, cells, ordered, term_of
from onrecord.resolve.words import without_title

# The list that the user keeps, and its columns (see ``newer``).
KEPT = "actors.csv"
KEPT_COLUMNS = ("kind", "name", "names", "gender", "wikidata", "office", "side", "since", "until", "origin")
# "bin" and its like stand in many names.
_PARTICLE = 3
# Offices further apart than so many years, in no common role and on no common side, are two persons'.
_APART, _NEVER = 10, 9999
Seat = tuple[str | None, str, str]


def with_hand_rows(listed: dict[str, Party], roles: Roles) -> Iterable[Party]:
    """The listed persons with what the hand-written rows add, then those whom only the hand-written rows know."""
    by_hand = _rows_by_name()
    known, named = _namesakes(listed.values(), by_hand)
    seats = _seats(listed.values())
    for name, rows in by_hand.items():
        side = rows[0]["side"] or None
        added = _hand_terms(rows, roles)
        names = tuple(dict.fromkeys(n for row in rows for n in cells(row["names"])))
        asked = [(name_key(n), row["side"]) for n in (name, *names) for row in rows]
        found = sorted({key for ask in asked for key in known.get(ask, ())})
        by_name = sorted({key for n in (name, *names) for key in named.get(name_key(n), ())})
        found = found or [key for key in by_name if not _careers_apart(listed[key].terms, added)]
        namesakes = [listed[key] for key in found if not _initials_differ(listed[key].name, name)]
        keys = [row["wikidata"] for row in rows if row["wikidata"] in listed][:1]
        keys = (
            keys or _same_person(namesakes, {term.role for term in added}) or _in_the_seat(name, added, seats, listed)
        )
        if keys:
            old = listed[keys[0]]
            merged = _merged(old.terms, added)
            listed[old.key] = Party(
                old.key, name, "person", side, old.wikidata, (*old.names, old.name, *names),
                old.gender or rows[0]["gender"], merged, f"{old.origin}; {rows[0]['origin']}",
            )  # fmt: skip
        else:
            key = f"person/{name}/{side or ''}"
            listed[key] = Party(
                key, name, "person", side, rows[0]["wikidata"] or None, names, rows[0]["gender"], ordered(added),
                rows[0]["origin"],
            )  # fmt: skip
    return listed.values()


def _rows_by_name() -> dict[str, list[tables.Row]]:
    """Rows of the hand-written table, then of the user's own list, by person: spellings of one name are one."""
    found: dict[str, list[tables.Row]] = defaultdict(list)
    for row in tables.rows("actors/persons.csv", ("name", "office")):
        found[row["name"]].append(row)
    own = [row for row in kept.rows(KEPT, KEPT_COLUMNS) if row["kind"] == "person"]
    spelled = {name_key(name): name for name in found} if own else {}
    for row in own:
        known = spelled.get(name_key(without_title(row["name"])))
        found[known or spelled.setdefault(name_key(row["name"]), row["name"])].append(row)
    return found


def _hand_terms(rows: list[tables.Row], roles: Roles) -> list[Term]:
    """The terms of a person's rows; a row of the user's own list takes the place of the package's."""
    own = [term_of(row, row["office"], roles) for row in rows if "kind" in row]
    return list(_merged(tuple(term_of(row, row["office"], roles) for row in rows if "kind" not in row), own))


def _namesakes(
    listed: Iterable[Party], by_hand: dict[str, list[tables.Row]]
) -> tuple[dict[tuple[Words, str | None], list[str]], dict[Words, list[str]]]:
    """Keys of the listed persons who bear a name of the hand-written table, by name and side, and by name alone."""
    wanted = {name_key(n) for name, rows in by_hand.items() for n in (name, *cells(rows[0]["names"]))}
    known: dict[tuple[Words, str | None], list[str]] = defaultdict(list)
    named: dict[Words, list[str]] = defaultdict(list)
    for party in listed:
        for name in (party.name, *party.names):
            if (words := name_key(name)) in wanted:
                named[words].append(party.key)
                known[(words, party.side)].append(party.key)
    return known, named


def _seats(listed: Iterable[Party]) -> dict[Seat, list[str]]:
    """Keys of the listed persons by side, office of one holder, and year in which they took it."""
    seats: dict[Seat, list[str]] = defaultdict(list)
    for party in listed:
        for term in party.terms:
            if term.office.since and is_single(term.role):
                seats[term.office.side, term.role, term.office.since[:4]].append(party.key)
    return seats


def _in_the_seat(name: str, added: list[Term], seats: dict[Seat, list[str]], listed: dict[str, Party]) -> list[str]:
    """Who took the same office in the same year under a name of another spelling: "Shah Mehmood Qureshi"."""
    words = {word for word in name_key(name) if len(word) > _PARTICLE}
    for term in added:
        for key in seats.get((term.office.side, term.role, (term.office.since or "")[:4]), ()):
            if words & set(name_key(listed[key].name)):
                return [key]
    return []


def _careers_apart(listed: tuple[Term, ...], added: list[Term]) -> bool:
    """Whether the offices of one begin long after the last of the other ended: two namesakes."""

    def years(terms: Iterable[Term]) -> tuple[int, int]:
        days = [day[:4] for term in terms for day in (term.office.since, term.office.until) if day]
        ended = all(term.office.until for term in terms)
        return int(min(days, default="0")), int(max(days, default="0")) if ended else _NEVER

    (first, last), (begun, ended) = years(listed), years(added)
    return bool(first and begun) and (first - ended > _APART or begun - last > _APART)


def _initials_differ(one: str, other: str) -> bool:
    """Whether two spellings of one key are two names: "George W. Bush", "George H. W. Bush"."""
    first, second = initials(one), initials(other)
    return bool(first and second) and first != second


def _same_person(namesakes: list[Party], roles: set[str]) -> list[str]:
    """The key of the namesake who held the same role; without one, of the only namesake."""
    same = [party.key for party in namesakes if roles & {term.role for term in party.terms}]
    return same[:1] or ([namesakes[0].key] if len(namesakes) == 1 else [])


def _merged(listed: tuple[Term, ...], added: list[Term]) -> tuple[Term, ...]:
    """Terms of both; where both know the same role of the same year, the hand-written row stands."""
    fresh = {(term.role, (term.office.since or "")[:4]) for term in added}
    kept = [term for term in listed if (term.role, (term.office.since or "")[:4]) not in fresh]
    return ordered([*kept, *added])
