"""What linking keeps of a document: enough to find its neighbours without its text.

In comes a document; out comes a sketch: its days, its vector, the runs of words by which copies are known, and the keys
of the lists in which it stands. A sketch depends on its document alone, so that it is made once and kept.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.days import Days, days_of
from onrecord.link.told import told_days
from onrecord.link.vectors import vector_of
from onrecord.link.view import SeenDocument
from onrecord.link.words import WORD

# Runs of three words tell how much of one text stands in another, those of five find the texts to compare. Only those
# of a text's beginning are compared: an outlet's standing paragraphs, captions and what a page repeats of yesterday's
# news follow after its own.
RUN_WORDS = 3
LIST_RUN_WORDS = 5
BEGINNING = 300
# A text shorter than this is too short to tell a copy by.
SHORTEST = 40
# A document stands in the lists of its heaviest words, and of one in so many of its runs, but of no more than the most.
KEY_WORDS = 24
SAMPLED_LIST_RUNS = 4
MOST_RUNS = 100
UNKNOWN_DAY = 10**7
# Keys of words and keys of runs are told apart by this.
OF_RUNS = 2**32

Runs = frozenset[int]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document as linking compares it. ``told`` are the days that it tells of, ``keys`` name its lists."""

    id: str
    published: Days | None
    told: Days | None
    length: int
    vector: Mapping[int, float]
    runs: Runs
    keys: tuple[int, ...]

    @property
    def age(self) -> tuple[int, int, str]:
        """Order of origin: the earliest first; a document without a date last; ties fall to the smaller id."""
        return (*(self.published or (UNKNOWN_DAY, UNKNOWN_DAY)), self.id)

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands in a list."""
        return (self.published[0] if self.published else UNKNOWN_DAY), self.id


def sketch_of(document: SeenDocument) -> Sketch:
    """The sketch of a document."""
    tokens = tokens_of(document)
    vector = vector_of(document)
    heaviest = sorted(vector, key=lambda word: (-vector[word], word))[:KEY_WORDS]
    beginning = own_tokens_of(document)[:BEGINNING]
    sampled = sorted(run for run in runs_of(beginning, LIST_RUN_WORDS) if run % SAMPLED_LIST_RUNS == 0)[:MOST_RUNS]
    published = days_of(document.published, widest=None)
    return Sketch(
        document.id, published, told_days(document), len(tokens), vector, runs_of(beginning, RUN_WORDS),
        (*sorted(heaviest), *(OF_RUNS + run for run in sampled)),
    )  # fmt: skip


def tokens_of(document: SeenDocument) -> list[str]:
    """The words of a document's text under its headline, in small letters."""
    return [word.lower() for block in document.blocks if block.kind != "headline" for word in WORD.findall(block.text)]


def own_tokens_of(document: SeenDocument) -> list[str]:
    """The words of a document's text without paragraphs that it prints twice, as captions of a gallery are."""
    texts = [block.text for block in document.blocks if block.kind != "headline"]
    counts = Counter(texts)
    return [word.lower() for text in texts if counts[text] == 1 for word in WORD.findall(text)]


def runs_of(tokens: Sequence[str], length: int = RUN_WORDS) -> Runs:
    """Hashes of the runs of words; none for a text too short to tell a copy by."""
    if len(tokens) < SHORTEST:
        return frozenset()
    return frozenset(
        zlib.crc32(" ".join(tokens[at : at + length]).encode("utf-8", "surrogatepass"))
        for at in range(len(tokens) - length + 1)
    )


def packed(sketch: Sketch) -> bytes:
    """The heavy half of a sketch as bytes: vector and runs; the rest stands in columns."""
    words, runs = sorted(sketch.vector), sorted(sketch.runs)
    weights = [sketch.vector[word] for word in words]
    return struct.pack(_shape(len(words), len(runs)), len(words), len(runs), *words, *runs, *weights)


def unpacked(content: bytes) -> tuple[dict[int, float], Runs]:
    """Vector and runs of a packed sketch."""
    words, runs = struct.unpack_from("<2I", content)
    _, _, *values = struct.unpack(_shape(words, runs), content)
    return dict(zip(values[:words], values[words + runs :], strict=True)), frozenset(values[words : words + runs])


def _shape(words: int, runs: int) -> str:
    return f"<2I{words}I{runs}I{words}d"
