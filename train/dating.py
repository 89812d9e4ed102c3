"""Set the numbers of ``data/times/likelihood.csv``: ``python train/dating.py --corpora DIR [--seconds 900] [--write]``.

In come dated news texts under neutral names (PolNeAR train, the moves articles, dated ones of russia_articles and of
news_clusters); each number of each law is raised and lowered in turn, and kept where the true days become likelier by
more than a mild pull toward the present numbers. Two thirds of the texts are used; the figures of the rest are printed
before and after. No law knows a year.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np

from onrecord.dating import likelihood
from onrecord.dating.clue import Clue
from onrecord.dating.clues import find_clues
from onrecord.dating.distances import Ints
from onrecord.dating.laws import LAWS, Law
from onrecord.dating.laws import laws as kept_laws
from onrecord.dating.likelihood import Floats
from onrecord.extract import extract
from onrecord.model import Page
from onrecord.pages import make_page
from onrecord.resolve import Gazetteer

# Each text is weighed over the years around its own: all days near it, of the others one in so many.
HALF_WINDOW, NEAR, STRIDE = 4600, 40, 5
LEAST_CLUES, PULL, WORST = 4, 0.6, -11.0
STEPS = {
    "power": (0.7, 1.4), "scale": (0.5, 2.0), "penalty": (0.7, 1.4), "crossed": (0.6, 1.7), "second": (0.6, 1.6),
    "others": (0.5, 2.0), "floor": (0.75, 1.3),
}  # fmt: skip
LIMITS = {"crossed": 0.45, "second": 1.0, "others": 1.0, "power": 4.0}


@dataclass
class Case:
    """A text: its clues by class, the days that are weighed, what each class adds to them, and the place of its own."""

    classes: dict[tuple[str, str], list[Clue]]
    ordinal: Ints
    true: int
    added: dict[tuple[str, str], Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.weight = np.where(np.abs(self.ordinal - self.ordinal[self.true]) <= NEAR, 1.0, float(STRIDE))
        for name in self.classes:
            self.hear(name)

    def hear(self, name: tuple[str, str]) -> None:
        """Weigh the clues of one class anew."""
        self.added[name] = likelihood.heard(name, self.classes[name], self.ordinal)[1]

    def score(self) -> float:
        """Logarithm of the chance of the true day."""
        told, signed = likelihood.summed(self.added, len(self.ordinal))
        total = told + signed
        total -= total.max()
        return max(WORST, float(total[self.true] - np.log((np.exp(total) * self.weight).sum())))


def texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """Texts with their days."""
    for path in sorted((corpora / "polnear" / "train" / "text").glob("*.txt"))[::3]:
        found = re.search(r"\d{4}-\d\d-\d\d", path.name)
        if found:
            yield path.read_text(encoding="utf-8"), found[0]
    for name, day in sorted(json.loads((corpora / "moves" / "dates.json").read_text()).items()):
        if len(day) == 10:
            yield (corpora / "moves" / "text" / name).read_text(encoding="utf-8"), day
    with gzip.open(corpora / "russia_articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        dated = [row for row in map(json.loads, lines) if len(row["date"] or "") >= 10]
    for row in dated[::5]:
        yield row["title"] + "\n\n" + row["text"], row["date"][:10]
    for path in sorted((corpora / "news_clusters").glob("*.json"))[::2]:
        row = json.loads(path.read_text(encoding="utf-8"))
        if row["text"] and row["date_publish"]:
            yield f"{row['title']}\n\n{row['text']}", row["date_publish"][:10]


def cases(corpora: Path) -> list[Case]:
    """Clues of each text and the days around its own."""
    offices, found = Gazetteer.load(), []
    for text, day in texts(corpora):
        page = make_page("text.txt", text.encode())
        if isinstance(page, Page):
            clues = likelihood.classes(find_clues(extract(page, plain=True)[0], offices))
            found.append(Case(clues, *around(date.fromisoformat(day))))
    return [case for case in found if case.classes]


def around(day: date) -> tuple[Ints, int]:
    """Days to weigh around a day, within the years that are dealt with, and the place of the day itself."""
    true, near = day.toordinal(), np.arange(-NEAR, NEAR + 1)
    far = np.arange(NEAR + STRIDE, HALF_WINDOW, STRIDE)
    first, last = date(1990, 1, 1).toordinal(), date(2027, 12, 31).toordinal()
    ordinal = np.concatenate([true - far[::-1], true + near, true + far])
    ordinal = ordinal[(ordinal >= first) & (ordinal <= last)]
    return ordinal, int(np.searchsorted(ordinal, true))


def score(listed: list[Case]) -> float:
    """Mean logarithm of the chance of the true days."""
    return float(np.mean([case.score() for case in listed]))


def climb(listed: list[Case], laws: dict[tuple[str, str], Law], seconds: float) -> None:
    """Better numbers, law by law, until nothing gains or the time is up; ``laws`` is changed in place."""
    until, best, gained = time.monotonic() + seconds, score(listed), True
    touched = {
        key: [(case, name) for case in listed for name in case.classes if _key(name, laws) == key] for key in laws
    }
    while gained and time.monotonic() < until:
        gained = False
        for key, name, factor in [(k, n, f) for k in sorted(laws) for n, fs in STEPS.items() for f in fs]:
            old = laws[key]
            value = min(getattr(old, name) * factor, LIMITS.get(name, np.inf))
            if len(touched[key]) < LEAST_CLUES or value == getattr(old, name) or time.monotonic() > until:
                continue
            gained |= _try(laws, key, replace(old, **{name: value}), touched[key])
        print(f"  {score(listed):.3f}", flush=True)
    print(f"fitted: {best:.3f} -> {score(listed):.3f}")


def _key(name: tuple[str, str], laws: dict[tuple[str, str], Law]) -> tuple[str, str]:
    return name if name in laws else (name[0], "")


def _try(
    laws: dict[tuple[str, str], Law], key: tuple[str, str], law: Law, touched: list[tuple[Case, tuple[str, str]]]
) -> bool:
    """Put a law in the place of another where the texts that it touches become likelier."""
    old, kept = laws[key], [case.added[name] for case, name in touched]
    before = sum(case.score() for case, _ in touched)
    laws[key] = law
    for case, name in touched:
        case.hear(name)
    if sum(case.score() for case, _ in touched) - before > PULL:
        return True
    laws[key] = old
    for (case, name), added in zip(touched, kept, strict=True):
        case.added[name] = added
    return False


def write(laws: dict[tuple[str, str], Law]) -> None:
    """Put the numbers into the table; its other columns stay."""
    path = Path(str(files("onrecord").joinpath("data", *LAWS.split("/"))))
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
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    listed, laws = cases(given.corpora), kept_laws()
    fitted, kept = [c for i, c in enumerate(listed) if i % 3], listed[::3]
    before = score(kept)
    climb(fitted, laws, given.seconds)
    for case in kept:
        for name in case.classes:
            case.hear(name)
    print(f"kept aside: {before:.3f} -> {score(kept):.3f}")
    if given.write:
        write(laws)


if __name__ == "__main__":
    main()
