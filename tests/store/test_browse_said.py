"""Nothing that is only claimed, denied or planned is said as done: its verb tells, and behind it whose claim it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import When
from onrecord.store import Record
from onrecord.store.browse import Browse
from onrecord.store.browse_open import OpenItem
from onrecord.store.browse_rows import Entry, Party
from onrecord.store.browse_said import claimant, move_types, move_words, past, type_words

Dispute = tuple[Path, dict[str, str]]
STATUSES = ("alleged", "denied", "planned", "conditional")
NORLAND, VESMARK = Party("n", "Norland", "NLD", "state"), Party("v", "Vesmark", "VSM", "state")
ENVOY = Party("e", "Pavel Istrin", "VSM", "person")


@pytest.fixture
def deed(dispute: Dispute) -> Entry:
    with Record.open(dispute[0], read_only=True) as record:
        found = Browse(record.connection).entry(dispute[1]["accuse"])
    return replace(found, type="interfere", actor=VESMARK, recipient=NORLAND, voice="outlet", voice_actor=None)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Vesmark (VSM) interfered with Norland (NLD)"),
        ({"status": "alleged"}, "Vesmark (VSM) allegedly interfered with Norland (NLD)"),
        ({"status": "denied"}, "Vesmark (VSM) did not interfere with Norland (NLD) (denied)"),
        ({"status": "planned"}, "Vesmark (VSM) to interfere with Norland (NLD) (planned)"),
        ({"status": "conditional"}, "Vesmark (VSM) would interfere with Norland (NLD) (conditional)"),
        ({"status": "planned", "type": "summon", "recipient": ENVOY},
         "Vesmark (VSM) to summon Pavel Istrin (VSM) (planned)"),
        ({"status": "denied", "recipient": Party(None, "", None)}, "Vesmark (VSM) did not interfere (denied)"),
        ({"actor": Party(None, "", None)}, "somebody not named interfered with Norland (NLD)"),
        ({"voice": "a", "voice_name": "Olga Brandt"}, "Vesmark (VSM) interfered with Norland (NLD), says Olga Brandt"),
        ({"voice": "a", "voice_name": "", "status": "alleged"},
         "Vesmark (VSM) allegedly interfered with Norland (NLD), says a source not named"),
    ],
)  # fmt: skip
def test_move_is_said_by_its_status_and_by_whose_claim_it_is(
    deed: Entry, changes: dict[str, object], words: str
) -> None:
    assert move_words(replace(deed, **changes)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "status", "speaker", "by"),
    [
        ("accuse", "done", "v", ""),  # Who accuses in these very words claims nothing of himself.
        ("accuse", "done", "x", "Dorv"),
        ("interfere", "done", "v", "Dorv"),  # A deed is a claim also where it is one's own.
        ("accuse", "alleged", "v", "Dorv"),
    ],
)
def test_own_words_are_no_claim_and_own_deeds_are(deed: Entry, kind: str, status: str, speaker: str, by: str) -> None:
    told = replace(deed, type=kind, status=status, voice="a", voice_actor=speaker, voice_name="Dorv")
    assert claimant(told) == by


@pytest.mark.parametrize("kind", move_types())
@pytest.mark.parametrize("recipient", [VESMARK, ENVOY, None], ids=["state", "person", "nobody"])
def test_no_type_is_said_alike_as_done_and_as_not_done(kind: str, recipient: Party | None) -> None:
    assert len({past(kind, recipient, status) for status in ("done", *STATUSES)}) == 5


def test_type_that_no_row_knows_still_tells_its_status() -> None:
    assert past("rumour", None, "alleged") == "rumour (alleged)"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When("2021-09-10", "2021-09-10", "2021-09-10"), "since 10 September 2021"),
        (When(None, "2021-09-06", "2021-09-21"), "since between 6 and 21 September 2021"),
        (When("2021-09", "2021-08-05", "2021-12-20"), "since between 5 August and 20 December 2021"),
        (When("2021", "2021-01-01", "2021-12-31"), "since 2021"),
        (When(None, "2021-09-06", None), "since 6 September 2021"),
        (When(None, None, "2021-09-21"), "known since 21 September 2021"),
        (When(None, "2014-01-01", "2024-12-31"), "date unknown"),
    ],
)
def test_open_item_stands_since_no_day_more_exact_than_is_known(deed: Entry, when: When, words: str) -> None:
    item = OpenItem(replace(deed, when=when), None, None, "unanswered", None, when.earliest, "")
    assert item.since_words == words


@pytest.mark.parametrize(("status", "words"), [("done", "interfere"), ("alleged", "interfere (alleged)")])
def test_label_of_a_move_bears_its_status(deed: Entry, status: str, words: str) -> None:
    assert type_words(replace(deed, status=status)) == words
