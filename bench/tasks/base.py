"""What a task is, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.system import Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures of a run by name, and one row a case: ``case``, ``score`` (0 to 1), and what else helps to see why."""

    figures: dict[str, float]
    cases: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its name, the corpora that it needs, the figures that are printed as it ends, and how to run it."""

    name: str
    corpora: tuple[str, ...]
    shown: tuple[str, ...]
    run: Callable[[Options], Outcome]
