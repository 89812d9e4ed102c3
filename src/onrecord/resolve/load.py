"""The tables of actors as parties.

In come the rows of ``data/actors``; out come states, bodies, outlets and persons with their terms of office. A person
whom the hand-written table and the open list both know is one party. No name is matched here; see ``gazetteer``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from onrecord import kept, tables
from onrecord.resolve.fold import words_of
from onrecord.resolve.hand_rows import KEPT, KEPT_COLUMNS, with_hand_rows
from onrecord.resolve.party import Party, Term
from onrecord.resolve.successions import with_successors
from onrecord.resolve.terms import Roles, cells, main_side, ordered, term_of

# Typologies of the list of state-affiliated outlets for which the state decides what is printed.
_CONTROLLED = frozenset(("SC", "CaPu"))


def states() -> tuple[Party, ...]:
    """States, their key the ISO-3 code."""
    rows = tables.rows("actors/states.csv", ("iso3", "name"))
    return tuple(
        Party(row["iso3"], row["name"], "state", row["iso3"], row["wikidata"] or None, cells(row["aliases"]))
        for row in rows
    )


def bodies() -> tuple[Party, ...]:
    """Ministries, agencies, international bodies, companies, outlets and news agencies."""
    listed = [
        Party(
            row["key"], row["name"], row["kind"], row["side"] or None, None, cells(row["names"]),
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
        names = cells(row["names"])
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
    roles = Roles(_hosts(), _state_words())
    for row in tables.rows("actors/terms.csv.gz", ("person", "title")):
        terms[row["person"]].append(term_of(row, row["title"], roles))
    listed = {}
    for row in tables.rows("actors/people.csv.gz", ("id", "name")):
        held = ordered(terms[row["id"]])
        listed[row["id"]] = Party(
            row["id"], row["name"], "person", main_side(held), row["id"], cells(row["names"]), row["gender"], held,
            row["origin"],
        )  # fmt: skip
    return tuple(with_successors(with_hand_rows(listed, roles)))


def _hosts() -> dict[tuple[str, ...], str]:
    """States and bodies by the words of their names, for "ambassador to ..."."""
    found = {words_of(name): state.key for state in states() for name in (state.name, *state.names)}
    for row in tables.rows("actors/states.csv", ("iso3", "name")):
        for capital in cells(row["capitals"]):
            found[words_of(capital)] = row["iso3"]
    for body in bodies():
        if body.side and body.side == body.key:
            found |= {words_of(name): body.key for name in (body.name, *body.names)}
    return found


def _state_words() -> frozenset[str]:
    return frozenset(word for state in states() for name in (state.name, *state.names) for word in words_of(name))
