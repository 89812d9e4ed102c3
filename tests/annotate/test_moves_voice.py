"""In whose words a move is told: how far below its speaker's cue it stands, and whose doing it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.annotate import find_attributions
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.voice import own_features
from onrecord.model import Actor, Mention, Published
from parsing import parse_of

ACTORS = {
    "Ozols": Actor("a-ozols", "Janis Ozols", "person", "LVA"),
    "Latvia": Actor("a-lva", "Latvia", "state", "LVA"),
    "Russia": Actor("a-rus", "Russia", "state", "RUS"),
}


def seen(text: str, word: str) -> set[str]:
    """What the weights see of the candidate at a word, which stands in the words of Ozols."""
    parse = parse_of(text)
    named = [t for t in parse.tokens if t.text in ACTORS]
    mentions = tuple(Mention(t.start, t.end, "name", ACTORS[t.text].id) for t in named)
    attributions = tuple(replace(a, speaker="a-ozols") for a in find_attributions(parse))
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    layers = Layers(parse, attributions, mentions, tuple(ACTORS.values()), (), day)
    at = next(c for c in find_candidates(layers) if layers.tree.token(c.head).text == word)
    return set(own_features(layers, at, "expel", ()))


@pytest.mark.parametrize(
    ("text", "word", "signs"),
    [
        ("Ozols said Russia had expelled two envoys.", "expelled", {"DEPTH=1", "SJ=party:other|False|indirect"}),
        ("Ozols said Latvia had expelled two envoys.", "expelled", {"DEPTH=1", "SJ=party:ours|False|indirect"}),
        ("Ozols said Ozols had expelled two envoys.", "expelled", {"DEPTH=1", "SJ=party:speaker|False|indirect"}),
        ("Ozols said the ministry wanted to expel two envoys.", "expel", {"DEPTH=2", "SJ=thing|False|2"}),
    ],
)
def test_whose_doing_is_told_and_how_far_below_the_cue(text: str, word: str, signs: set[str]) -> None:
    assert signs <= seen(text, word)


def test_what_stands_in_nobodys_words_has_neither() -> None:
    assert seen("Russia expelled two envoys.", "expelled") == {"K=expel"}
