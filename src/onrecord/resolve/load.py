"""The tables of actors as parties.

In come the rows of ``data/actors``; out come states, bodies, outlets and persons with their terms of office. A person
whom the hand-written table and the open list both know is one party. No name is matched here; see ``gazetteer``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord import kept, tables
from onrecord.model import Office
from onrecord.resolve.fold import name_key, words_of
from onrecord.resolve.party import Party, Term
from onrecord.resolve.roles import role_of_title
from onrecord.resolve.successions import is_single, with_successors

# The list that the user keeps, and its columns (see ``newer``).
KEPT = "actors.csv"
KEPT_COLUMNS = ("kind", "name", "names", "gender", "wikidata", "office", "side", "since", "until", "origin")
_SEVERAL = 2
# "bin" and its like stand in many names.
_PARTICLE = 3
Words = tuple[str, ...]
Seat = tuple[str | None, str, str]

# Where an envoy is accredited is part of the role: "ambassador>RUS".
_HOSTED = "ambassador"
# Typologies of the list of state-affiliated outlets for which the state decides what is printed.
_CONTROLLED = frozenset(("SC", "CaPu"))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";"))) if cell else ()


def states() -> tuple[Party, ...]:
    """States, their key the ISO-3 code."""
    rows = tables.rows("actors/states.csv", ("iso3", "name"))
    return tuple(
        Party(row["iso3"], row["name"], "state", row["iso3"], row["wikidata"] or None, _split(row["aliases"]))
        for row in rows
    )


def bodies() -> tuple[Party, ...]:
    """Ministries, agencies, international bodies, companies, outlets and news agencies."""
    listed = [
        Party(
            row["key"], row["name"], row["kind"], row["side"] or None, None, _split(row["names"]),
            origin=row["origin"], note=f"state-affiliated: {row['owner']}" if row["owner"] else "",
        )
        for row in tables.rows("actors/bodies.csv", ("key", "name", "kind"))
    ]  # fmt: skip
    listed = _with_kept_bodies(listed)
    known = {words_of(name) for party in listed for name in (party.name, *party.names)}
    for row in tables.rows("actors/state_outlets.csv.gz", ("name", "owner")):
        if words_of(row["name"]) not in known:
            note = f"state-affiliated: {row['owner']} ({row['origin']})"
            side = row["owner"] if row["typology"] in _CONTROLLED else row["name"]
            listed.append(Party(f"outlet/{row['name']}", row["name"], "outlet", side, origin=row["origin"], note=note))
    return tuple(listed)


def _with_kept_bodies(listed: list[Party]) -> list[Party]:
    """The bodies with those of the user's own list: more names for a known one, else a new one."""
    found = {party.key: party for party in listed}
    keys = {words_of(name): party.key for party in listed for name in (party.name, *party.names)}
    for row in kept.rows(KEPT, KEPT_COLUMNS):
        if row["kind"] == "person":
            continue
        old = found.get(keys.get(words_of(row["name"]), ""))
        names = _split(row["names"])
        if old is not None:
            found[old.key] = replace(old, side=row["side"] or old.side, names=(*old.names, row["name"], *names))
        else:
            key = f"list/{row['name']}"
            found[key] = Party(
                key, row["name"], row["kind"], row["side"] or row["name"], row["wikidata"] or None, names,
                origin=row["origin"],
            )  # fmt: skip
    return list(found.values())


def persons() -> tuple[Party, ...]:
    """Office holders of the open lists and of the hand-written table, each person once."""
    terms: dict[str, list[Term]] = defaultdict(list)
    roles = _Roles()
    for row in tables.rows("actors/terms.csv.gz", ("person", "title")):
        terms[row["person"]].append(_term(row, row["title"], roles))
    listed = {}
    for row in tables.rows("actors/people.csv.gz", ("id", "name")):
        held = _ordered(terms[row["id"]])
        listed[row["id"]] = Party(
            row["id"], row["name"], "person", _main_side(held), row["id"], _split(row["names"]), row["gender"], held,
            row["origin"],
        )  # fmt: skip
    return tuple(with_successors(_with_hand_rows(listed, roles)))


def _with_hand_rows(listed: dict[str, Party], roles: _Roles) -> Iterable[Party]:
    """The listed persons with what the hand-written rows add, then those whom only the hand-written rows know."""
    by_hand = _rows_by_name()
    known, named = _namesakes(listed.values(), by_hand)
    seats = _seats(listed.values())
    for name, rows in by_hand.items():
        side = rows[0]["side"] or None
        added = _hand_terms(rows, roles)
        names = tuple(dict.fromkeys(n for row in rows for n in _split(row["names"])))
        asked = [(name_key(n), row["side"]) for n in (name, *names) for row in rows]
        found = sorted({key for ask in asked for key in known.get(ask, ())})
        found = found or sorted({key for n in (name, *names) for key in named.get(name_key(n), ())})
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
                key, name, "person", side, rows[0]["wikidata"] or None, names, rows[0]["gender"], _ordered(added),
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
        found[spelled.setdefault(name_key(row["name"]), row["name"])].append(row)
    return found


def _hand_terms(rows: list[tables.Row], roles: _Roles) -> list[Term]:
    """The terms of a person's rows; a row of the user's own list takes the place of the package's."""
    own = [_term(row, row["office"], roles) for row in rows if "kind" in row]
    return list(_merged(tuple(_term(row, row["office"], roles) for row in rows if "kind" not in row), own))


def _namesakes(
    listed: Iterable[Party], by_hand: dict[str, list[tables.Row]]
) -> tuple[dict[tuple[Words, str | None], list[str]], dict[Words, list[str]]]:
    """Keys of the listed persons who bear a name of the hand-written table, by name and side, and by name alone."""
    wanted = {name_key(n) for name, rows in by_hand.items() for n in (name, *_split(rows[0]["names"]))}
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


def _initials_differ(one: str, other: str) -> bool:
    """Whether two spellings of one key are two names: "George W. Bush", "George H. W. Bush"."""
    found = [tuple(word for word in words_of(name)[1:-1] if len(word) == 1) for name in (one, other)]
    return bool(found[0] and found[1]) and found[0] != found[1]


def _same_person(namesakes: list[Party], roles: set[str]) -> list[str]:
    """The key of the namesake who held the same role; without one, of the only namesake."""
    same = [party.key for party in namesakes if roles & {term.role for term in party.terms}]
    return same[:1] or ([namesakes[0].key] if len(namesakes) == 1 else [])


def _merged(listed: tuple[Term, ...], added: list[Term]) -> tuple[Term, ...]:
    """Terms of both; where both know the same role of the same year, the hand-written row stands."""
    fresh = {(term.role, (term.office.since or "")[:4]) for term in added}
    kept = [term for term in listed if (term.role, (term.office.since or "")[:4]) not in fresh]
    return _ordered([*kept, *added])


class _Roles(dict[str, tuple[str, int]]):
    """Role and rank by an office's title, each title read once; an envoy's role has its host: "ambassador>RUS"."""

    def __init__(self) -> None:
        super().__init__()
        self._hosts, self._state_words = _hosts(), _state_words()

    def __missing__(self, title: str) -> tuple[str, int]:
        role, rank = role_of_title(title, self._state_words)
        words = words_of(title)
        if role == _HOSTED and "to" in words:
            host = words[words.index("to") + 1 :]
            role = f"{_HOSTED}>{self._hosts.get(host) or self._hosts.get(host[1:], '?')}"
        self[title] = role, rank
        return role, rank


def _term(row: tables.Row, title: str, roles: _Roles) -> Term:
    office = Office(title, row["side"] or None, row["since"] or None, row["until"] or None, row["origin"])
    return Term(office, *roles[title])


def _ordered(terms: Sequence[Term]) -> tuple[Term, ...]:
    if len(terms) == 1:
        return tuple(terms)
    return tuple(sorted(terms, key=lambda term: (term.office.since or "", term.office.title, term.office.until or "")))


def _main_side(terms: tuple[Term, ...]) -> str | None:
    """The side of most terms: a minister who later serves a world body stays his state's."""
    sides = [term.office.side for term in terms if term.office.side]
    known = set(sides)
    if len(known) < _SEVERAL:
        return sides[0] if sides else None
    return max(sorted(known), key=sides.count)


def _hosts() -> dict[tuple[str, ...], str]:
    """States and bodies by the words of their names, for "ambassador to ..."."""
    found = {words_of(name): state.key for state in states() for name in (state.name, *state.names)}
    for row in tables.rows("actors/states.csv", ("iso3", "name")):
        for capital in _split(row["capitals"]):
            found[words_of(capital)] = row["iso3"]
    for body in bodies():
        if body.side and body.side == body.key:
            found |= {words_of(name): body.key for name in (body.name, *body.names)}
    return found


def _state_words() -> frozenset[str]:
    return frozenset(word for state in states() for name in (state.name, *state.names) for word in words_of(name))
