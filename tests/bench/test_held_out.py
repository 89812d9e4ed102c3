"""Pages are held out by outlet: what one learns from and what it is measured on share none."""

from __future__ import annotations

import pytest

from train.segments.corpus import FOLDS, Sample, outlet_of


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.harbourcourier.example/world/1", "harbourcourier"),
        ("https://news.harbourcourier.co.uk/world/1", "harbourcourier"),
        ("https://harbourcourier.com.au:8080/", "harbourcourier"),
        ("HarbourCourier", "harbourcourier"),
    ],
)
def test_addresses_of_one_outlet_are_one(address: str, outlet: str) -> None:
    assert outlet_of(address) == outlet


def test_pages_of_one_outlet_are_held_out_together() -> None:
    pages = [Sample(f"zyte/{number}", b"", "", f"outlet{number % 40}") for number in range(120)]
    parts = [{page.outlet for page in pages if page.fold == fold} for fold in range(FOLDS)]
    assert sum(map(len, parts)) == len(set().union(*parts)) == 40
    assert all(parts)
