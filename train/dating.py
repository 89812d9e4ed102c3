"""Set the numbers of ``data/times/likelihood.csv``: ``python train/dating.py --corpora DIR [--seconds 120] [--write]``.

In come dated news texts under neutral names (PolNeAR train, the moves articles, the dated articles of russia_articles);
each number of each law is raised and lowered in turn, and kept where the true days become likelier by more than a mild
pull toward the present numbers. Two thirds of the texts are used; the figures of the rest are printed before and after.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np

from onrecord.dating import likelihood
from onrecord.dating.clues import Clue, find_clues
from onrecord.dating.likelihood import Law
from onrecord.extract import extract
from onrecord.model import Page
from onrecord.pages import make_page
from onrecord.resolve import Gazetteer

# Each text is weighed over so many days around its own, shifted at random: no year is ever the likelier one.
HALF_WINDOW, SHIFT = 2200, 700
LEAST_CLUES, PULL, WORST = 4, 0.6, -11.0
STEPS = {"power": (0.6, 1.6), "scale": (0.4, 2.5), "penalty": (0.6, 1.6), "crossed": (0.5, 2.0), "second": (0.5, 1.6)}
LIMITS = {"crossed": 0.45, "second": 1.0, "power": 4.0}
Case = tuple[tuple[Clue, ...], int, int]


def texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """Texts with their days."""
    for path in sorted((corpora / "polnear" / "train" / "text").glob("*.txt"))[::6]:
        found = re.search(r"\d{4}-\d\d-\d\d", path.name)
        if found:
            yield path.read_text(encoding="utf-8"), found[0]
    for name, day in sorted(json.loads((corpora / "moves" / "dates.json").read_text()).items()):
        if len(day) == 10:
            yield (corpora / "moves" / "text" / name).read_text(encoding="utf-8"), day
    with gzip.open(corpora / "russia_articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        dated = [row for row in map(json.loads, lines) if len(row["date"] or "") >= 10]
    for row in dated[::8][:150]:
        yield row["title"] + "\n\n" + row["text"], row["date"][:10]


def cases(corpora: Path) -> list[Case]:
    """Clues of each text, its day, and the first day of its window."""
    offices, chance, found = Gazetteer.load(), np.random.default_rng(1), []
    for text, day in texts(corpora):
        page = make_page("text.txt", text.encode())
        if isinstance(page, Page):
            true = date.fromisoformat(day).toordinal()
            first = true - HALF_WINDOW + int(chance.integers(-SHIFT, SHIFT))
            found.append((find_clues(extract(page, plain=True)[0], offices), true, first))
    return found


def score(listed: list[Case]) -> float:
    """Mean logarithm of the chance of the true days."""
    found = []
    for clues, true, first in listed:
        chance = likelihood.weigh(clues, first, first + 2 * HALF_WINDOW).chance[true - first]
        found.append(max(WORST, float(np.log(chance + 1e-12))))
    return float(np.mean(found))


def climb(listed: list[Case], laws: dict[tuple[str, str], Law], seconds: float) -> None:
    """Better numbers, law by law, until nothing gains or the time is up; ``laws`` is changed in place."""
    until, best, gained = time.monotonic() + seconds, score(listed), True
    while gained and time.monotonic() < until:
        gained = False
        for key, name, factor in [(k, n, f) for k in sorted(laws) for n, fs in STEPS.items() for f in fs]:
            touched = [case for case in listed if any((c.kind, c.tense) == key for c in case[0])]
            old = laws[key]
            value = min(getattr(old, name) * factor, LIMITS.get(name, np.inf))
            if len(touched) < LEAST_CLUES or value == getattr(old, name) or time.monotonic() > until:
                continue
            before = score(touched)
            laws[key] = replace(old, **{name: value})
            if (score(touched) - before) * len(touched) > PULL:
                gained = True
            else:
                laws[key] = old
    print(f"fitted: {best:.3f} -> {score(listed):.3f}")


def write(laws: dict[tuple[str, str], Law]) -> None:
    """Put the numbers into the table; its other columns stay."""
    path = Path(str(files("onrecord").joinpath("data", *likelihood.LAWS.split("/"))))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for name in STEPS:
            row[name] = f"{getattr(laws[(row['kind'], row['tense'])], name):.3g}"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    listed, laws = cases(given.corpora), likelihood.laws()
    fitted, kept = [c for i, c in enumerate(listed) if i % 3], listed[::3]
    before = score(kept)
    climb(fitted, laws, given.seconds)
    print(f"kept aside: {before:.3f} -> {score(kept):.3f}")
    if given.write:
        write(laws)


if __name__ == "__main__":
    main()
