"""Floors hold a run, the table shows it, and two runs compare case by case."""

from __future__ import annotations

import json
from pathlib import Path

from bench import floors
from bench.compare import compare
from bench.floors import Floor
from bench.report import table


def test_figure_below_its_floor_is_named() -> None:
    rows = (Floor("text", "f1", "main text", keep=0.9), Floor("speed", "ratio", "speed", keep=0.5))
    assert floors.fallen(rows, {"text": {"f1": 0.89}}) == ["text f1 is 0.89, below its floor of 0.9"]
    assert floors.fallen(rows, {"text": {"f1": 0.9}}) == []


def test_figure_that_may_not_rise() -> None:
    row = Floor("dates", "median_width", "width", keep=14, at_most=True)
    assert floors.fallen((row,), {"dates": {"median_width": 15}})
    assert not floors.fallen((row,), {"dates": {"median_width": 3}})


def test_every_floor_names_a_figure_of_a_task() -> None:
    from bench.tasks import TASKS

    names = {task.name for task in TASKS}
    assert {floor.task for floor in floors.load()} <= names


def test_table_marks_what_is_below_the_design() -> None:
    row = Floor("text_html", "f1", "main text", must=0.955, aim="above the peer", peer="peer_f1")
    assert table([row], {"text_html": {"f1": 0.95, "peer_f1": 0.961}}).splitlines()[-1] == (
        "| main text | .95 (below) | .961 (trafilatura) | .955 | above the peer |"
    )


def test_comparison_names_the_case_that_got_worse(tmp_path: Path) -> None:
    for name, score in (("old", 0.8), ("new", 0.5)):
        (tmp_path / name).mkdir()
        rows = [{"case": "a", "score": score}, {"case": "b", "score": 1.0}]
        (tmp_path / name / "text.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    lines = list(compare(tmp_path / "old", tmp_path / "new"))
    assert lines[0] == "text: 0 better, 1 worse, 1 the same; mean -0.1500"
    assert lines[1].endswith("0.800 -> 0.500  a")
