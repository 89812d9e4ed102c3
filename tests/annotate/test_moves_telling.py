"""How a candidate is told: on what it hangs, under what it stands, what is said of it afterwards."""

from __future__ import annotations

import pytest

from onrecord.annotate.moves import choose
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import Linear
from onrecord.annotate.moves.telling import telling_of
from onrecord.dating import find_times
from onrecord.model import Published
from parsing import parse_of


def told(text: str, word: str) -> set[str]:
    """The features of the candidate at a word."""
    layers = laid(text)
    at = next(c for c in find_candidates(layers) if layers.tree.token(c.head).text == word)
    return set(telling_of(layers, at))


def laid(text: str) -> Layers:
    """The layers of a text without actors."""
    parse = parse_of(text)
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    return Layers(parse, (), (), (), find_times(parse, day), day)


@pytest.mark.parametrize(
    ("text", "word", "seen"),
    [
        ("Riga will lift the sanctions if the crew is freed.", "lift", "COND=own"),
        ("The minister said he would meet him under the right conditions.", "meet", "COND=own"),
        ("Riga is willing to talk once the ban is lifted.", "talk", "COND=own"),
        ("If Minsk expels the envoy, the mission will close.", "expels", "COND=in"),
        ("Riga plans to expel the envoy.", "expel", "UP=plan"),
        ("Riga will announce new sanctions.", "sanctions", "UPM=will"),
        ("Riga expelled the envoy. Minsk denied the allegation.", "expelled", "NEXT=deny:True"),
        ("Two raids that Riga blamed on rebels shook the port.", "raids", "BL=blame"),
        ("Riga will expel two envoys on 4 June 2018.", "expel", "AFTER=in"),
        ("Riga expelled two envoys on 4 March 2018.", "expelled", "BEFORE=in"),
    ],
)
def test_what_stands_around_a_move_is_seen(text: str, word: str, seen: str) -> None:
    assert seen in told(text, word)


def test_what_is_told_beside_a_clause_does_not_stand_over_it() -> None:
    assert "UP=plan" not in told("Riga plans talks with Minsk, which expelled its envoy.", "expelled")


def test_how_a_deed_is_told_tells_whether_it_is_a_move(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = Linear(("restrict", "none"), {"L=close": [6.0, 0.0], "UP=fear": [0.0, 12.0], "BIAS": [0.0, 3.0]})
    monkeypatch.setattr(choose, "load_linear", lambda _: weights)
    monkeypatch.setattr(choose, "chances", lambda *_: None)
    for text, types in (("Riga closed the mission.", ["restrict"]), ("Minsk feared that Riga would close it.", [])):
        layers = laid(text)
        found = choose.choose(layers, find_candidates(layers), {"move": 0.5, "score": 1.0})
        assert [chosen.type for chosen in found] == types
