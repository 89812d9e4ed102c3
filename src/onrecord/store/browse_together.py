"""Rows of one sentence taken together: what somebody said in it, and the moves that it makes or tells of.

In come the entries of a list in its order; out come groups in the same order. Rows belong together that follow one
another, stand in one sentence of one document and are of one time; no row is left out, and none stands in two groups.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.store.browse_rows import Entry


@dataclass(frozen=True, slots=True)
class Together:
    """Rows of one sentence and one time, statements first; a row that shares its sentence with none stands alone."""

    entries: tuple[Entry, ...]

    @property
    def shared(self) -> bool:
        """Whether the sentence gives several rows."""
        return len(self.entries) > 1

    @property
    def lead(self) -> Entry:
        """The row whose sentence holds those of the others."""
        return max(self.entries, key=lambda entry: len(entry.sentence))

    @property
    def dating(self) -> Entry:
        """The row whose date says most: of rows of one interval, one may name the likeliest day."""
        return next((entry for entry in self.entries if entry.when.value), self.entries[0])

    @property
    def pieces(self) -> tuple[tuple[str, Entry, bool], ...]:
        """The sentence in pieces: its words, the row whose words they are, and whether they are a move's own clause."""
        lead = self.lead
        at, found = lead.sentence_start, []
        moves = sorted((entry.start, entry.end, entry.id, entry) for entry in self.entries if entry.kind == "move")
        for start, end, _, entry in moves:
            start = max(start, at)
            if end > start:
                found += [(at, start, lead, False), (start, end, entry, True)]
                at = end
        found.append((at, lead.sentence_start + len(lead.sentence), lead, False))
        shift = lead.sentence_start
        cut = ((lead.sentence[start - shift : end - shift], entry, own) for start, end, entry, own in found)
        return tuple(piece for piece in cut if piece[0])


def together(entries: Iterable[Entry]) -> tuple[Together, ...]:
    """The entries in groups, each of one sentence and one time."""
    groups: list[list[Entry]] = []
    for entry in entries:
        if groups and _belongs(entry, groups[-1]):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return tuple(Together(tuple(sorted(group, key=lambda entry: entry.kind == "move"))) for group in groups)


def _belongs(entry: Entry, group: list[Entry]) -> bool:
    """Whether a row's sentence holds all those of a group, or is held by the widest of them."""
    first, widest = group[0], max(group, key=lambda one: len(one.sentence))
    same = entry.document_id == first.document_id and _time(entry) == _time(first)
    return same and (_within(entry, widest) or all(_within(one, entry) for one in group))


def _time(entry: Entry) -> tuple[str | None, str | None]:
    return entry.when.earliest, entry.when.latest


def _within(entry: Entry, other: Entry) -> bool:
    """Whether the sentence of a row lies in that of another."""
    start, end = entry.sentence_start, entry.sentence_start + len(entry.sentence)
    return other.sentence_start <= start and end <= other.sentence_start + len(other.sentence)
