"""Copies: documents that print the text of an earlier one again, whole, cut or lightly edited.

In come documents; out come families with their original. Runs of three words are compared: a sample of them finds the
pairs, all of them decide. Two pages that quote one press release share far fewer runs than a copy with every sixth
word changed.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from onrecord.link.days import days_of
from onrecord.link.view import SeenDocument
from onrecord.link.words import WORD
from onrecord.store.linked import Copy

RUN_WORDS = 3
# One run in so many is looked up; every run decides.
SAMPLED = 4
# A run that more documents share than this is a phrase of the trade ("told reporters on"), or of a family so large that
# its pairs are found by others.
COMMON_RUN = 60
# Share of the shorter text's runs that the other holds. A copy with 15 words in 100 changed keeps about 60.
CONTAINED = 0.46
SHORTEST = 40
UNKNOWN_DAY = 10**7

Runs = frozenset[int]


def find_copies(documents: Sequence[SeenDocument]) -> tuple[Copy, ...]:
    """Documents that print an earlier one's text, in order of their ids."""
    texts = [_tokens(document) for document in documents]
    runs = [_runs(tokens) for tokens in texts]
    pairs = [pair for pair in _candidates(runs) if _contained(runs[pair[0]], runs[pair[1]]) >= CONTAINED]
    alike = defaultdict(set)
    for one, other in pairs:
        alike[one].add(other)
        alike[other].add(one)
    originals: dict[int, int] = {}
    for number in sorted(range(len(documents)), key=lambda number: _age(documents[number])):
        # A copy of a copy goes to the original if it is like it; a chain of changes never makes two articles one.
        earlier = [other for other in alike[number] if originals.get(other) == other]
        originals[number] = min(earlier, key=lambda other: _age(documents[other]), default=number)
    found = [_copy(documents, runs, texts, one, other) for one, other in originals.items() if one != other]
    return tuple(sorted(found, key=lambda copy: copy.document_id))


def runs_of(document: SeenDocument) -> Runs:
    """Hashes of a document's runs of words, by which copies of it are found."""
    return _runs(_tokens(document))


def _tokens(document: SeenDocument) -> list[str]:
    return [word.lower() for block in document.blocks if block.kind != "headline" for word in WORD.findall(block.text)]


def _runs(tokens: Sequence[str]) -> Runs:
    """Hashes of the runs of words; none for a text too short to tell a copy by."""
    if len(tokens) < SHORTEST:
        return frozenset()
    return frozenset(
        zlib.crc32(" ".join(tokens[at : at + RUN_WORDS]).encode("utf-8", "surrogatepass"))
        for at in range(len(tokens) - RUN_WORDS + 1)
    )


def _candidates(runs: Sequence[Runs]) -> Iterable[tuple[int, int]]:
    """Pairs that share enough of the sampled runs."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, found in enumerate(runs):
        for run in found:
            if run % SAMPLED == 0:
                holders[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= COMMON_RUN:
            shared.update((one, other) for at, one in enumerate(numbers) for other in numbers[at + 1 :])
    least = CONTAINED / SAMPLED / 2
    return sorted(
        pair for pair, count in shared.items() if count >= least * min(len(runs[pair[0]]), len(runs[pair[1]]))
    )


def _contained(one: Runs, other: Runs) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _age(document: SeenDocument) -> tuple[int, int, str]:
    """Order of origin: the earliest first; a document without a date last; ties fall to the smaller id."""
    days = days_of(document.published, widest=None)
    return (*(days or (UNKNOWN_DAY, UNKNOWN_DAY)), document.id)


def _copy(
    documents: Sequence[SeenDocument], runs: Sequence[Runs], texts: Sequence[list[str]], number: int, original: int
) -> Copy:
    mine, theirs = runs[number], runs[original]
    similarity = len(mine & theirs) / max(1, len(mine | theirs))
    note = _note(mine, theirs, len(texts[number]), len(texts[original]))
    return Copy(documents[number].id, documents[original].id, round(similarity, 3), note)


def _note(mine: Runs, theirs: Runs, words: int, original_words: int) -> str:
    """What was cut, added or changed, in words."""
    kept = len(mine & theirs)
    if kept == len(mine) == len(theirs):
        return "the same text"
    if kept >= 0.9 * len(mine) and words < 0.9 * original_words:
        return f"cut: {words} of {original_words} words"
    if kept >= 0.9 * len(theirs) and original_words < 0.9 * words:
        return f"longer: {words - original_words} words more"
    return f"edited: {round(100 * kept / max(1, len(mine)))} % of its wording stands in the original"
