"""Words of the screens: a move is said as fits whom it meets, a cue as it stands after its speaker."""

from __future__ import annotations

import pytest

from onrecord.store.browse_dates import dated
from onrecord.store.browse_rows import Party
from onrecord.tables import rows
from onrecord.web.labels import past, said


@pytest.mark.parametrize(
    ("kind", "recipient", "words"),
    [
        ("summon", Party("a", "Vesmark", "VSM", "state"), "summoned an envoy of"),
        ("summon", Party("b", "Pavel Istrin", "VSM", "person"), "summoned"),
        ("expel", Party("c", "Vesmark diplomats", "VSM", "group"), "expelled or recalled"),
        ("accuse", Party("b", "Pavel Istrin", "VSM", "person"), "accused"),
        ("accuse", Party(None, "", None), "made an accusation"),
        ("accuse", None, "made an accusation"),
        ("rumour", None, "rumour"),
    ],
)
def test_move_is_said_as_fits_whom_it_meets(kind: str, recipient: Party | None, words: str) -> None:
    assert past(kind, recipient) == words


@pytest.mark.parametrize(
    ("cue", "words"),
    [("said", "said"), ("According to", "said"), ("adding:", "added"), (":", "said"), ("", "said"), ("told", "told")],
)
def test_cue_is_said_after_its_speaker(cue: str, words: str) -> None:
    assert said(cue) == words


def test_no_cue_is_said_in_two_ways() -> None:
    cues = [row["cue"] for row in rows("web/cues.csv", ("cue", "said", "example"))]
    assert len(cues) == len({*cues}) and all(cue == cue.lower() for cue in cues)


def test_evidence_tells_no_end_in_the_future() -> None:
    assert dated('about 2018-03: "Novichok" (2018 to 2935), "envoy" (2014 to 2016)') == (
        'about March 2018: "Novichok" (since 2018), "envoy" (2014 to 2016)'
    )
