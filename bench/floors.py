"""The floors: figures that may not fall, read from ``floors.toml`` beside this file.

``keep`` is what was reached and fails the run where a figure falls below it; ``must`` is what the design asks for and
``aim`` what would be good, both shown beside it. ``at_most`` turns a row round: the figure may not rise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Floor:
    """What one figure of one task has to reach."""

    task: str
    figure: str
    label: str
    keep: float | None = None
    must: float | None = None
    aim: str = ""
    peer: str = ""
    at_most: bool = False

    def holds(self, value: float, wanted: float | None) -> bool:
        """Whether a value is good enough; nothing wanted is always reached."""
        if wanted is None:
            return True
        return value <= wanted if self.at_most else value >= wanted


def load(path: Path = TABLE) -> tuple[Floor, ...]:
    """The floors in the order of the table."""
    return tuple(Floor(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["floor"])


def fallen(floors: tuple[Floor, ...], results: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A sentence for each figure that is below its floor; tasks that were not run are passed over."""
    sentences = []
    for floor in floors:
        value = results.get(floor.task, {}).get(floor.figure)
        if value is not None and not floor.holds(value, floor.keep):
            side = "above" if floor.at_most else "below"
            sentences.append(f"{floor.task} {floor.figure} is {value:g}, {side} its floor of {floor.keep:g}")
    return sentences
