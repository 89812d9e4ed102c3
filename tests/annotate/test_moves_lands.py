"""Whose land is taken is hit, though the clause names the land alone."""

from __future__ import annotations

import pytest

from onrecord.annotate.moves.amend import parties_of
from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Layers
from onrecord.model import Actor, Mention, Published
from parsing import parse_of

SIDES = {"Russia": "RUS", "Russian": "RUS", "Ukraine": "UKR", "Poland": "POL"}


def hit(text: str, word: str, actor: str | None, recipient: str | None, kind: str = "attack") -> Filled:
    """Who is hit by the attack at a word, where the weights took these two."""
    parse = parse_of(text)
    named = [(t, SIDES[t.text]) for t in parse.tokens if t.text in SIDES]
    mentions = tuple(Mention(t.start, t.end, "name", f"a-{side}") for t, side in named)
    actors = tuple(Actor(f"a-{side}", side, "state", side) for side in sorted({side for _, side in named}))
    layers = Layers(parse, (), mentions, actors, (), Published())
    at = next(c for c in find_candidates(layers) if parse.tokens[c.head].text == word)
    pair = Filled(actor and f"a-{actor}", actor), Filled(recipient and f"a-{recipient}", recipient)
    return parties_of(Scene(layers, at, kind, own=False), pair)[1]


@pytest.mark.parametrize(
    ("text", "word", "taken", "right"),
    [
        ("Sanctions followed Russia's annexation of Crimea.", "annexation", ("RUS", None), "UKR"),
        ("Russia seized the Crimean Peninsula in spring.", "seized", ("RUS", None), "UKR"),
        ("Crimea was annexed by Russia in spring.", "annexed", ("RUS", None), "UKR"),
        ("Poland said that Russia had annexed Crimea.", "annexed", ("RUS", "POL"), "UKR"),
        # It takes back what is its own; whom else it hits is not told.
        ("Ukraine shelled Sevastopol on Monday.", "shelled", ("UKR", None), None),
        ("Ukraine shelled Sevastopol, and Russia said so.", "shelled", ("UKR", "RUS"), "RUS"),
        # Where it happened is not what was taken, and a town that no list has is nobody's.
        ("Russia attacked a convoy in Crimea.", "attacked", ("RUS", None), None),
        ("Russia seized Talvik in spring.", "seized", ("RUS", None), None),
    ],
)
def test_who_loses_land_is_hit(text: str, word: str, taken: tuple[str | None, str | None], right: str | None) -> None:
    assert hit(text, word, *taken).side == right


def test_the_state_is_named_as_the_page_names_it_or_by_its_side_alone() -> None:
    assert hit("Russia annexed Crimea, and Ukraine protested.", "annexed", "RUS", None).actor == "a-UKR"
    assert hit("Russia annexed Crimea.", "annexed", "RUS", None) == Filled(None, "UKR")


def test_other_moves_about_a_land_hit_nobody_by_it() -> None:
    assert hit("Poland criticised the seizure of Crimea.", "criticised", "POL", None, kind="criticise").side is None
