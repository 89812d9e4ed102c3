"""The rows of a story's table and their cells, before accounts are told apart."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class Cell:
    """One telling of a row: how, in whose words, what differs, where."""

    document_id: str
    telling: str
    voice: str = ""
    difference: str = ""
    move_id: str | None = None
    attribution_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What is told: a key that names it within its story, its kind, a label from the pages, its tellings."""

    key: str
    kind: str
    label: str
    cells: tuple[Cell, ...]


def label_of(text: str) -> str:
    """The words of a page as the label of a row."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"
