"""Whose envoys are sent home: the state by which the clause calls them is hit, and expels nobody."""

from __future__ import annotations

import pytest

from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.envoys import of_envoys
from onrecord.annotate.moves.layers import Layers
from onrecord.model import Actor, Mention, Published
from parsing import parse_of

SIDES = {"Latvia": "LVA", "Latvian": "LVA", "Russia": "RUS", "Russian": "RUS", "Estonian": "EST"}


def sides(text: str, word: str, actor: str | None, recipient: str | None) -> tuple[str | None, str | None]:
    """The sides of the expulsion at a word, where the weights took these two."""
    parse = parse_of(text)
    named = [(t, SIDES[t.text]) for t in parse.tokens if t.text in SIDES]
    mentions = tuple(Mention(t.start, t.end, "name", f"a-{side}") for t, side in named)
    actors = tuple(Actor(f"a-{side}", side, "state", side) for side in sorted(set(SIDES.values())))
    layers = Layers(parse, (), mentions, actors, (), Published())
    at = next(c for c in find_candidates(layers) if parse.tokens[c.head].text == word)
    pair = Filled(actor and f"a-{actor}", actor), Filled(recipient and f"a-{recipient}", recipient)
    found = of_envoys(Scene(layers, at, "expel", own=False), pair)
    assert [one.actor for one in found] == [one.side and f"a-{one.side}" for one in found]
    return found[0].side, found[1].side


@pytest.mark.parametrize(
    ("text", "word", "taken", "right"),
    [
        # The two were taken for one another.
        ("Latvia expelled nine Russian envoys on Monday.", "expelled", ("RUS", "LVA"), ("LVA", "RUS")),
        ("Nine Russian envoys were expelled by Latvia.", "expelled", ("RUS", "LVA"), ("LVA", "RUS")),
        ("Latvia announced the expulsion of nine Russian envoys.", "expulsion", ("RUS", "LVA"), ("LVA", "RUS")),
        # Nobody else is known: who expels them stays unknown.
        ("Nine Russian envoys were expelled in spring.", "expelled", ("RUS", None), (None, "RUS")),
        ("Latvia expelled nine Russian envoys on Monday.", "expelled", ("LVA", None), ("LVA", "RUS")),
        # What is right, or not told, stays.
        ("Latvia expelled nine Russian envoys on Monday.", "expelled", ("LVA", "RUS"), ("LVA", "RUS")),
        ("Latvia expelled Russian and Estonian envoys.", "expelled", ("LVA", "RUS"), ("LVA", "RUS")),
        ("Latvia expelled nine envoys on Monday.", "expelled", ("RUS", "LVA"), ("RUS", "LVA")),
        # One's own envoys are called home.
        ("Latvia recalled the Latvian envoys from Russia.", "recalled", ("LVA", "RUS"), ("LVA", "RUS")),
    ],
)
def test_who_is_sent_home_did_not_send_himself(
    text: str, word: str, taken: tuple[str | None, str | None], right: tuple[str | None, str | None]
) -> None:
    assert sides(text, word, *taken) == right
