"""Words of the record as screens show them: rows of ``data/web`` by group and name, colours of sides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from onrecord.store.browse_rows import Party, SideLine
from onrecord.store.browse_said import claimant, link_basis, move_types, move_words, party_name, past, sides_beside
from onrecord.tables import rows

__all__ = ["claimant", "link_basis", "move_types", "move_words", "party_name", "past", "sides_beside"]

COLOURS = 7
"""Sides with a colour of their own in the style sheets; all others share one."""

DOUBTFUL = 0.5
"""Of rows with a lower score more are wrong than right, for a score is the share of right ones."""

SOMEBODY = Party(None, "somebody", None)

FAMILIES = ("words against", "words for", "deeds against", "deeds for")


@cache
def words(group: str) -> Mapping[str, str]:
    """Labels of a group (``status``, ``state``, ``telling``...) by the name that the record stores."""
    return MappingProxyType({row["name"]: row["label"] for row in _rows() if row["group"] == group})


@cache
def meanings(group: str) -> Mapping[str, str]:
    """Explanations of a group, likewise."""
    return MappingProxyType({row["name"]: row["gives"] for row in _rows() if row["group"] == group})


def label(group: str, name: str | None) -> str:
    """The label of a stored word; the word itself where no row explains it."""
    return words(group).get(name or "", name or "")


def meaning(group: str, name: str | None) -> str:
    """What a stored word means; empty where no row explains it."""
    return meanings(group).get(name or "", "")


def between(kind: str, status: str = "done") -> str:
    """The words between two parties of whom nothing else is known."""
    return past(kind, SOMEBODY, status)


def doubtful(score: float) -> bool:
    """Whether a row of this score is sooner wrong than right."""
    return score < DOUBTFUL


def said(cue: str) -> str:
    """A cue as it stands after a speaker: "said" for "according to", "added" for "adding"; "said" for a bare colon."""
    found = cue.strip().rstrip(":,").strip()
    return _cues().get(found.lower(), found or "said")


def plural(kind: str) -> str:
    """Many moves of a type: "accusations"."""
    row = move_types().get(kind)
    return row["label"] if row else kind


def family(kind: str) -> str:
    """Words or deeds, for or against, of a type; a family is its own."""
    row = move_types().get(kind)
    return row["family"] if row else kind if kind in FAMILIES else FAMILIES[0]


def side_colours(sides: tuple[SideLine, ...]) -> dict[str, str]:
    """A style class for each side: the heaviest have one of their own, the same on every screen of a record."""
    return {line.code: f"side-{number}" if number < COLOURS else "side-x" for number, line in enumerate(sides)}


@cache
def _cues() -> Mapping[str, str]:
    return MappingProxyType({row["cue"]: row["said"] for row in rows("web/cues.csv", ("cue", "said", "example"))})


def _rows() -> tuple[Mapping[str, str], ...]:
    return rows("web/words.toml", ("group", "name", "label", "gives", "example"))
