"""The table of a run, as the README shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bench.floors import Floor

HEADER = ("measure", "here", "peer", "must", "aim")
PEERS = {"dates_html": "htmldate", "text_html": "trafilatura"}


def table(floors: Iterable[Floor], results: Mapping[str, Mapping[str, float]]) -> str:
    """The figures of the tasks that were run, one row a floor, in Markdown."""
    lines = [_row(HEADER), _row(("---",) * len(HEADER))]
    for floor in floors:
        figures = results.get(floor.task)
        if figures is not None and floor.figure in figures:
            lines.append(_row(_cells(floor, figures)))
    return "\n".join(lines)


def _cells(floor: Floor, figures: Mapping[str, float]) -> tuple[str, ...]:
    value = figures[floor.figure]
    mark = "" if floor.holds(value, floor.must) else " (below)"
    peer = f"{_number(figures[floor.peer])} ({PEERS[floor.task]})" if floor.peer in figures else ""
    must = "" if floor.must is None else _number(floor.must)
    return floor.label, _number(value) + mark, peer, must, floor.aim


def _number(value: float) -> str:
    text = f"{value:.3f}"
    text = text[:-1] if text.endswith("0") else text
    return text.removeprefix("0") if value < 1 else text


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
