"""A record that grows: linking what is new with its neighbours alone gives what linking all anew gives."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from views_by_hand import document

from onrecord.link.regroup import Groups, group_all, regroup
from onrecord.link.shelf import MemoryShelf
from onrecord.link.sketch import Sketch, packed, sketch_of, unpacked

HAPPENINGS = 8
NAMES = [
    f"{a}{b}{c}"
    for a in ("Var", "Sker", "Ald", "Torn", "Mell", "Bro", "Gim")
    for b in ("nes", "ri", "en", "ok")
    for c in ("vik", "mo", "da")
]


class GrowingShelf(MemoryShelf):
    """A shelf that knows what was linked before."""

    def __init__(self) -> None:
        super().__init__(())
        self.held: set[frozenset[str]] = set()

    def stories(self, ids: Iterable[str]) -> Iterable[frozenset[str]]:
        wanted = set(ids)
        return [story for story in self.held if story & wanted]

    def take(self, groups: Groups) -> None:
        self.held = (self.held - groups.gone) | set(groups.stories)


def pages(seed: int, count: int) -> list[Sketch]:
    """Pages of few happenings, some without a day, some printed again with words changed."""
    chance = random.Random(seed)
    found: list[tuple[str, str, int | None]] = []
    for _ in range(count):
        if found and chance.random() < 0.2:
            title, body, _ = chance.choice(found)
            body = " ".join(word if chance.random() < 0.9 else chance.choice(NAMES) for word in body.split())
            found.append((title, body, chance.choice([None, chance.randrange(1, 28)])))
            continue
        what = chance.randrange(HAPPENINGS)
        told = random.Random(what).sample(NAMES, 6)
        words = [chance.choice(told if chance.random() < 0.3 else NAMES) for _ in range(chance.choice([8, 60]))]
        found.append(
            (" ".join(chance.sample(told, 3)), " ".join(words), chance.choice([None, 3 * what + chance.randrange(3)]))
        )
    return [
        sketch_of(
            document(f"{seed}-{at}", title, body, published=f"2019-03-{day + 1:02d}" if day is not None else None)
        )
        for at, (title, body, day) in enumerate(found)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_adding_one_by_one_in_any_order_gives_what_linking_all_gives(seed: int) -> None:
    sketches = pages(seed, 30)
    whole = group_all(MemoryShelf(sketches), [sketch.id for sketch in sketches])
    random.Random(seed).shuffle(sketches)
    shelf, copies = GrowingShelf(), {}
    for sketch in sketches:
        shelf.add(sketch)
        groups = regroup(shelf, sketch.id)
        shelf.take(groups)
        copies = {name: copy for name, copy in copies.items() if name not in groups.looked_at}
        copies |= {copy.document_id: copy for copy in groups.copies}
    assert shelf.held == set(whole.stories)
    assert sorted(copies.values(), key=lambda copy: copy.document_id) == list(whole.copies)
    assert 1 < len(whole.stories) < len(sketches)
    assert whole.copies


def test_what_lies_far_is_not_looked_at() -> None:
    shelf = GrowingShelf()
    for sketch in pages(1, 20):
        shelf.add(sketch)
        shelf.take(regroup(shelf, sketch.id))
    before = set(shelf.held)
    alone = sketch_of(
        document("far", "Bridge of Quandary closed", "Engineers found cracks in pylons.", published="2021-01-02")
    )
    shelf.add(alone)
    groups = regroup(shelf, alone.id)
    assert groups.stories == (frozenset({alone.id}),)
    assert not groups.gone
    assert set(shelf.held) == before


@pytest.mark.parametrize("seed", [1, 2])
def test_sketch_comes_back_from_its_bytes(seed: int) -> None:
    for sketch in pages(seed, 10):
        assert unpacked(packed(sketch)) == (sketch.vector, sketch.runs)
