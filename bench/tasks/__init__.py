"""The tasks of the gate, in the order of the table. Adding one is adding a module and a line here."""

from __future__ import annotations

from bench.tasks import (
    actors,
    attributions,
    copies,
    coreference,
    costs,
    dates,
    dates_told,
    examples,
    growth,
    memory,
    moves,
    offsets,
    plv,
    speed,
    stories,
    text,
    threads,
    times,
    web,
    workers,
)
from bench.tasks.base import Outcome, Task

TASKS: tuple[Task, ...] = (
    attributions.TASK,
    coreference.TASK,
    plv.TASK,
    moves.TASK,
    moves.LABELS,
    dates.TEXT,
    dates.HTML,
    dates_told.TASK,
    text.HTML,
    text.RENDERED,
    times.TASK,
    actors.TASK,
    copies.TASK,
    stories.TASK,
    threads.TASK,
    growth.TASK,
    costs.TASK,
    memory.TASK,
    offsets.TASK,
    speed.TASK,
    workers.TASK,
    examples.TASK,
    web.TASK,
)

__all__ = ["TASKS", "Outcome", "Task"]
