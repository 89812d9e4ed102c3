"""Two runs side by side: per task, which cases got better or worse, and by how much."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

SAME = 1e-6
SHOWN = 8


def compare(old: Path, new: Path) -> Iterator[str]:
    """Lines of the comparison of two folders of results, or of two files."""
    pairs = [(old, new)] if old.is_file() else _common(old, new)
    if not pairs:
        yield f"{old} and {new} hold no results of the same task; both should be folders that `python -m bench` wrote"
    for before, after in pairs:
        yield from _task(before, after)


def _common(old: Path, new: Path) -> list[tuple[Path, Path]]:
    return [(path, new / path.name) for path in sorted(old.glob("*.jsonl")) if (new / path.name).is_file()]


def _task(before: Path, after: Path) -> Iterator[str]:
    old, new = scores(before), scores(after)
    both = [case for case in old if case in new]
    moved = sorted(((new[case] - old[case], case) for case in both), key=lambda row: (-abs(row[0]), row[1]))
    better = sum(change > SAME for change, _ in moved)
    worse = sum(change < -SAME for change, _ in moved)
    mean = sum(change for change, _ in moved) / max(1, len(moved))
    yield f"{before.stem}: {better} better, {worse} worse, {len(both) - better - worse} the same; mean {mean:+.4f}"
    if len(old) != len(both) or len(new) != len(both):
        yield f"  only in the old run: {len(old) - len(both)}, only in the new run: {len(new) - len(both)}"
    for change, case in moved[:SHOWN]:
        if abs(change) > SAME:
            yield f"  {change:+.3f}  {old[case]:.3f} -> {new[case]:.3f}  {case}"


def scores(path: Path) -> dict[str, float]:
    """The score of each case of a file of results."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["case"]: float(row["score"]) for row in rows}
