"""``python -m bench``: run the gate, print the table; ``python -m bench compare OLD NEW``: two runs case by case."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from bench import corpora, floors, report
from bench.compare import compare
from bench.system import Options
from bench.tasks import TASKS, Outcome, Task

OUT = Path(__file__).parent / "out"


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0, or 1 where a figure fell below its floor."""
    args = _parser().parse_args(arguments)
    if args.command == "compare":
        for line in compare(args.old, args.new):
            print(line)
        return 0
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    options = Options(args.sample, args.jobs)
    results: dict[str, dict[str, float]] = {}
    for task in TASKS:
        if args.only and task.name not in args.only:
            continue
        missing = [name for name in task.corpora if not (corpora.folder() / name).is_dir()]
        if missing:
            print(f"{task.name}: skipped, no {', '.join(missing)} in {corpora.folder()}", file=sys.stderr)
            continue
        results[task.name] = _one(task, options, args.out).figures
    rows = floors.load()
    print(report.table(rows, results))
    # A sample is for a quick look: its figures wander, so that only a whole run is held to the floors.
    fallen = [] if options.sample else floors.fallen(rows, results)
    for sentence in fallen:
        print(sentence, file=sys.stderr)
    return 1 if fallen else 0


def _one(task: Task, options: Options, out: Path) -> Outcome:
    """Run a task, keep its cases and figures, and say what it gave."""
    started = time.monotonic()
    outcome = task.run(options)
    out.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(case, ensure_ascii=False, sort_keys=True) for case in outcome.cases]
    (out / f"{task.name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    (out / f"{task.name}.json").write_text(json.dumps(outcome.figures, indent=1) + "\n", encoding="utf-8")
    shown = ", ".join(f"{name} {outcome.figures[name]:g}" for name in task.shown if name in outcome.figures)
    print(f"{task.name}: {shown} ({time.monotonic() - started:.0f} s)", file=sys.stderr)
    return outcome


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="TASK", choices=[task.name for task in TASKS], help="these tasks")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N cases a task; the floors are not held")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (default: 1)")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="where results go (default: bench/out)")
    commands = parser.add_subparsers(dest="command", metavar="compare OLD NEW")
    second = commands.add_parser("compare", help="two runs, case by case")
    second.add_argument("old", type=Path)
    second.add_argument("new", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
