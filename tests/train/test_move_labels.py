"""Our labels name a listed organisation as the lists do: "UN" and "United Nations" are one side."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.resolve import Gazetteer

LABELS = Path(__file__).parents[2] / "train" / "labels" / "moves" / "articles.jsonl"


def test_a_listed_organisation_has_one_name_in_the_labels() -> None:
    gazetteer = Gazetteer.load()
    known = {side.upper() for side in gazetteer.sides}
    unknown = {side for side in _sides() if side.upper() not in known}
    assert not {side for side in unknown if _is_listed(gazetteer, side)}


def _sides() -> set[str]:
    rows = map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())
    joined = [move[f"{end}_side"] or "" for row in rows for move in row["moves"] for end in ("actor", "recipient")]
    return {side for value in joined for side in value.split(";")} - {"", "none"}


def _is_listed(gazetteer: Gazetteer, side: str) -> bool:
    """Whether a name is another one of a listed organisation or outlet that is no part of a larger one."""
    words = side.removeprefix("The ").split()
    return any(
        (hit.first, hit.last) == (0, len(words))
        and hit.kind in ("organisation", "outlet")
        and all("/" not in key.removeprefix("outlet/") for key in hit.keys)
        for hit in gazetteer.spans(words)
    )
