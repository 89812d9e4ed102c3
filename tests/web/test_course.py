"""How somebody's words on a matter went: own steps alone, in order, and a turn where the direction changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.model import When
from onrecord.store import Record
from onrecord.store.browse import Browse, Filters
from onrecord.store.browse_rows import Entry
from onrecord.web.course import course

Dispute = tuple[Path, dict[str, str]]


def entry_of(dispute: Dispute) -> Entry:
    with Record.open(dispute[0], read_only=True) as record:
        return Browse(record.connection).entry(dispute[1]["accuse"])


def test_only_own_steps_are_shown(dispute: Dispute) -> None:
    with Record.open(dispute[0], read_only=True) as record:
        browse = Browse(record.connection)
        entries = browse.timeline(Filters())
        actor = browse.actor("Olga Brandt").line.id
        steps = course("the dam", actor, entries).steps
    assert steps and {step.entry.actor.id for step in steps} == {actor}


def test_turn_is_a_change_of_direction_towards_the_same_side(dispute: Dispute) -> None:
    accuse = entry_of(dispute)
    days = [replace(accuse, when=When(day, day, day)) for day in ("2021-09-09", "2021-09-12", "2021-10-01")]
    offer = replace(days[1], id="2", type="offer")
    other = replace(offer, id="3", recipient=replace(offer.recipient, side="XYZ"))
    denied = replace(days[2], id="4", type="accuse", status="denied")
    turned = [step.turned_from for step in course("", str(accuse.actor.id), (days[0], other, offer, denied)).steps]
    assert turned == [None, None, "accuse", None]


def test_what_others_allege_is_no_turn(dispute: Dispute) -> None:
    accuse = entry_of(dispute)
    days = [replace(accuse, when=When(day, day, day)) for day in ("2021-09-09", "2021-09-12")]
    alleged = replace(days[1], id="2", type="support", status="alleged")
    assert [step.turned_from for step in course("", str(accuse.actor.id), (days[0], alleged)).steps] == [None, None]


def test_two_affairs_years_apart_are_no_turn(dispute: Dispute) -> None:
    accuse = entry_of(dispute)
    days = [replace(accuse, when=When(day, day, day)) for day in ("2020-09-09", "2021-09-12")]
    later = replace(days[1], id="2", type="support")
    assert [step.turned_from for step in course("", str(accuse.actor.id), (days[0], later)).steps] == [None, None]
