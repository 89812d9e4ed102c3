"""A reading goes through bytes and comes back the same; bytes of something else are refused with a sentence."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onrecord.errors import InputError
from onrecord.model import DateEvidence, Page, Published, When
from onrecord.packing import pack, unpack

words = some.text(max_size=20)
maybe = some.none() | words
pages = some.builds(
    Page, id=words, locator=words, content=some.binary(max_size=40), sha256=words, media_type=words, charset=maybe,
    url=maybe, captured=maybe, headers=some.lists(some.tuples(words, words), max_size=3).map(tuple),
    stated=some.just(()),
)  # fmt: skip
evidence = some.builds(
    DateEvidence, kind=words, text=words, start=some.none() | some.integers(0, 99), end=some.none() | some.integers(),
    decided=some.booleans(), earliest=maybe, latest=maybe,
)  # fmt: skip


@given(pages)
def test_page_comes_back_whole(page: Page) -> None:
    assert unpack(Page, pack(page)) == page


@given(some.builds(Published, value=maybe, basis=some.lists(evidence, max_size=3).map(tuple), why=words))
def test_nested_values_come_back_whole(published: Published) -> None:
    assert unpack(Published, pack(published)) == published


def test_half_of_a_surrogate_pair_survives() -> None:
    when = When("\ud83d")
    assert unpack(When, pack(when)) == when


@pytest.mark.parametrize(
    ("packed", "says"),
    [
        (b"", "not a packed When"),
        (b"no zlib", "not a packed When"),
        (zlib.compress(b"{"), "not a packed When"),
        (zlib.compress(b"7"), "not a packed When"),
        (zlib.compress(b'["aaaaaaaaaaaa", []]'), "packed by another version"),
    ],
)
def test_other_bytes_are_refused_with_a_sentence(packed: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        unpack(When, packed)


def test_value_of_a_wrong_type_is_refused() -> None:
    shape, _ = json.loads(zlib.decompress(pack(When())))
    with pytest.raises(InputError, match="damaged When"):
        unpack(When, zlib.compress(json.dumps([shape, [1, None, None]]).encode()))
    with pytest.raises(InputError, match="damaged When"):
        unpack(When, zlib.compress(json.dumps([shape, ["2021"]]).encode()))


def test_another_shape_has_another_name() -> None:
    with pytest.raises(InputError, match="another version"):
        unpack(Page, pack(replace(When(), value="2021")))
