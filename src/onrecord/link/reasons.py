"""Why something was done, as each voice tells it.

In come the documents of a story; out come the reasons that they give for its deeds: the words after a cue ("over", "due
to", "the reason for ... was"), where a deed of the story stands in the same sentence, and whose words they are. The
cues are rows of ``data/link/reasons.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.view import SeenDocument, SeenStatement
from onrecord.link.words import words

MEETING = "consult"
LONGEST_REASON = 160
LONGEST_QUOTE = 80
SHORTEST_REASON = 4
# A reason that stands directly after the sentence that names the deed belongs to it, also without naming it again.
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\w)[^.!?\n]+)*[.!?]*[\"”’']*")
_CLOSING = re.compile("[”’]")
_COPULA = re.compile(r"\b(?:is|was|are|were)\b\s*")


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as a document gives it: the words, where they stand, whose they are (None: the outlet's own)."""

    document: SeenDocument
    start: int
    end: int
    text: str
    statement: SeenStatement | None


@dataclass(frozen=True, slots=True)
class _Cue:
    pattern: re.Pattern[str]
    rest: re.Pattern[str]
    copula: bool
    near: bool


def find_reasons(document: SeenDocument, deeds: frozenset[str]) -> tuple[Reason, ...]:
    """The reasons that a document gives for deeds, named by their words; in order of the text."""
    found: dict[int, Reason] = {}
    visits = _visits(document, deeds)
    named_before = False
    for offset, sentence in sentences_of(document):
        visited = any(offset <= start < offset + len(sentence) for start in visits)
        named = visited or bool(deeds & set(words(sentence)))
        for start, end in _spans(sentence, named, named_before):
            text = sentence[start:end]
            found.setdefault(
                offset + end, Reason(document, offset + start, offset + end, text, voice_at(document, offset + start))
            )
        named_before = named
    return tuple(found[key] for key in sorted(found))


def _visits(document: SeenDocument, deeds: frozenset[str]) -> tuple[int, ...]:
    """Where somebody whom a deed hits is told to have come and talked: the same deed in milder words.

    One side "summoned" the envoy, the other says that he "visited the ministry to discuss" something.
    """
    hit = {move.recipient.id for move in document.moves if deeds & set(words(move.trigger))} - {None}
    return tuple(move.start for move in document.moves if move.type == MEETING and move.actor.id in hit)


def voice_at(document: SeenDocument, at: int) -> SeenStatement | None:
    """The smallest statement around a place; None where the outlet itself speaks."""
    around = [item for item in document.statements if item.start <= at < item.end]
    return min(around, key=lambda item: (item.end - item.start, item.start, item.id), default=None)


def sentences_of(document: SeenDocument) -> Iterator[tuple[int, str]]:
    """The sentences of a document with where they start, as far as marks tell them apart."""
    for block in document.blocks:
        for match in _SENTENCE.finditer(block.text):
            yield block.start + match.start(), match.group()


def _spans(sentence: str, named: bool, named_before: bool) -> Iterator[tuple[int, int]]:
    """Spans of the reasons in a sentence."""
    for cue in _cues():
        if not named and (cue.near or not named_before):
            continue
        for match in cue.pattern.finditer(sentence):
            start = match.end()
            if cue.copula:
                verb = _COPULA.search(sentence, start)
                if verb is None:
                    continue
                start = verb.end()
            span = _trimmed(sentence, start)
            # "over 20 countries", "because of 3 votes": a number there is a measure more often than a reason.
            if sentence[span[0] : span[0] + 1].isdigit():
                continue
            told = span[1] - span[0] >= SHORTEST_REASON and not cue.rest.match(sentence, span[0])
            if told and not _says_nothing(sentence[span[0] : span[1]]):
                yield span


def _says_nothing(reason: str) -> bool:
    """Whether words after a cue give no reason: "a range of issues", "one of the crew" before who that was."""
    text = " ".join(reason.lower().split())
    whole, begins = _nothing()
    return text in whole or text.startswith(begins)


@cache
def _nothing() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = tables.rows("link/no_reasons.csv", ("words", "shape", "example"))
    whole = frozenset(row["words"] for row in rows if row["shape"] == "whole")
    return whole, tuple(f"{row['words']} " for row in rows if row["shape"] == "begins")


def _trimmed(sentence: str, start: int) -> tuple[int, int]:
    """From the first word after a cue to the end of its clause."""
    while start < len(sentence) and not sentence[start].isalnum():
        start += 1
    close = _end().search(sentence, start + SHORTEST_REASON)
    end = min(close.start() if close else len(sentence), start + LONGEST_REASON)
    opened = max(sentence.rfind("“", start, end), sentence.rfind("‘", start, end))
    if opened >= 0 and not _CLOSING.search(sentence, opened, end):
        # A clause never ends within words that are quoted: to their end, or to before them.
        quoted = _CLOSING.search(sentence, opened, opened + LONGEST_QUOTE)
        end = quoted.end() if quoted else opened
    return start, start + len(sentence[start:end].rstrip())


@cache
def _end() -> re.Pattern[str]:
    """Where a clause ends: a mark, a dash, or a word that joins the next clause."""
    joints = "|".join(re.escape(row["word"]) for row in tables.rows("link/joints.csv", ("word", "example")))
    return re.compile(rf"[,;:.!?\n”\"]|\s[—–-]\s|\b(?:{joints})\b")


def _words(given: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some words; a conjunction begins no reason either."""
    found = (*given, *(row["word"] for row in tables.rows("link/joints.csv", ("word", "example"))))
    return re.compile("(?:" + "|".join(re.escape(word) for word in found) + r")\b", re.IGNORECASE)


@cache
def _cues() -> Sequence[_Cue]:
    rows: Iterable[tables.Row] = tables.rows("link/reasons.toml", ("cue", "shape", "example", "origin"))
    return [
        _Cue(
            re.compile(r"\b" + re.escape(row["cue"]).replace(r"\ ", r"\s+") + r"\b", re.IGNORECASE),
            _words(row.get("not_before", ())),
            row["shape"] == "copula",
            bool(row["near"]),
        )
        for row in sorted(rows, key=lambda row: (-len(row["cue"]), row["cue"]))
    ]
