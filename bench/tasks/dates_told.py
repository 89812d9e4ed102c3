"""What a text can tell of its day once its week, month or year is known: how far undated pages could be named at best.

The solver is given a window about the true day, shifted by a hash of the page's name, and nothing else. The largest
share of pages that any bar of sureness could name at the gate's exactness is told in hindsight, as no program could.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from bench import corpora
from bench.measures.counts import share
from bench.system import Item, Options, mapped, page_of, reader, sampled
from bench.tasks.base import Outcome, Task
from onrecord.dating.clues import find_clues
from onrecord.dating.likelihood import weigh
from onrecord.extract import extract

# Days on either side of the middle of each window.
WINDOWS = {"week": 3, "month": 15, "year": 183}
_EXACT, _NEAR, _DAYS_NEAR = 0.85, 0.95, 3
_Named = tuple[float, int]


def run(options: Options) -> Outcome:
    """PolNeAR, train and dev: each text with each window."""
    articles = sampled(corpora.polnear("train") + corpora.polnear("dev"), options)
    pages = [(article.stem, article.text, article.day) for article in articles]
    cases = [
        {"case": stem, "score": float(named["week"][1] == 0), **named}
        for (stem, _, _), named in zip(pages, mapped(_named, pages, options), strict=True)
    ]
    figures = {"pages": float(len(cases))}
    for window in WINDOWS:
        figures |= {f"{window}.{name}": value for name, value in _figures([case[window] for case in cases]).items()}
    return Outcome(figures, cases)


def _named(page: tuple[str, str, str]) -> dict[str, _Named]:
    """For each window how sure the likeliest day is, and how many days it is off."""
    stem, text, day = page
    document, _ = extract(page_of(Item("page.txt", text.encode(), plain=True)), plain=True)
    clues, true = find_clues(document, reader().gazetteer), date.fromisoformat(day).toordinal()
    found = {}
    for window, half in WINDOWS.items():
        middle = true - half + int(sha256(f"{stem} {window}".encode()).hexdigest(), 16) % (2 * half + 1)
        chance = weigh(clues, middle - half, middle + half).chance
        best = int(chance.argmax())
        found[window] = (round(float(chance[best]), 4), abs(middle - half + best - true))
    return found


def _figures(named: Sequence[_Named]) -> dict[str, float]:
    """Share of pages whose likeliest day is right, of the surer half, and the most that could be named at the gate."""
    surest = sorted(named, reverse=True)
    off = [days for _, days in surest]
    half, most, exact, near = off[: (len(off) + 1) // 2], 0, 0, 0
    for number, days in enumerate(off, 1):
        exact, near = exact + (days == 0), near + (days <= _DAYS_NEAR)
        if exact >= _EXACT * number and near >= _NEAR * number:
            most = number
    return {
        "right": share(off.count(0), len(off)),
        "right_of_surer_half": share(half.count(0), len(half)),
        "named_at_best": share(most, len(off)),
    }


SHOWN = tuple(f"{window}.{name}" for window in WINDOWS for name in ("right", "right_of_surer_half", "named_at_best"))
TASK = Task("dates_told", ("polnear",), SHOWN, run)
