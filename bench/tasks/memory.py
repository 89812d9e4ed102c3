"""Memory: what one worker holds at its highest, and whether that grows with the pages that it has read.

Ten thousand short pages are made at run time from paragraphs of real articles, with names and long words that no page
before had, since it is new words that caches and string tables keep. One process reads them all, as a worker does.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
from collections.abc import Iterator

from bench import corpora
from bench.system import Item, Options, page_of
from bench.tasks.base import Outcome, Task
from onrecord.run.pages import guarded_read

PAGES = 10_000
LOOKS = 10
PARAGRAPHS = 2
# Every page has words of its own: one long word in so many ends otherwise.
CHANGED = 5
ENDINGS = "abcdefghijklmnopqrstuvwxyz"
UNIT = 1024 if sys.platform == "linux" else 1024 * 1024


def run(options: Options) -> Outcome:
    """Peak memory in MiB after each tenth of the pages; ``growth`` is the last over that after the first tenth."""
    pages = options.sample or PAGES
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        peaks = pool.apply(_peaks, (pages,))
    cases = [
        {"case": str((look + 1) * pages // LOOKS), "score": 1.0, "mebibytes": peak} for look, peak in enumerate(peaks)
    ]
    return Outcome({"peak": peaks[-1], "growth": round(peaks[-1] / peaks[0], 3), "pages": float(pages)}, cases)


def _peaks(pages: int) -> list[float]:
    found = []
    for number, item in enumerate(_made(pages), start=1):
        guarded_read(page_of(item), plain=True)
        if number * LOOKS % pages < LOOKS:
            found.append(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT, 1))
            print(f"memory: {number} pages: {found[-1]:.0f} MiB", file=sys.stderr, flush=True)
    return found


def _made(pages: int) -> Iterator[Item]:
    chance = random.Random(7)
    stock = [line for _, text, _ in corpora.russia_articles() for line in text.splitlines() if 40 < len(line) < 1_500]
    for number in range(pages):
        text = "\n".join(_own(chance.choice(stock), chance) for _ in range(PARAGRAPHS))
        yield Item(f"page-{number}.txt", text.encode(), plain=True)


def _own(text: str, chance: random.Random) -> str:
    return " ".join(
        word + "".join(chance.choices(ENDINGS, k=3)) if len(word) > 4 and not chance.randrange(CHANGED) else word
        for word in text.split(" ")
    )


TASK = Task("memory", ("russia_articles",), ("peak", "growth", "pages"), run)
