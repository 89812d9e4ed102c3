"""Dates: a value only as precise as its evidence, with the interval that holds it; expressions; published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """A date: ``value`` an ISO prefix (day, month or year) or None, and the first and last day that it may be."""

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One reason for a published date: its kind, the words (``start`` None where they stand outside the text)."""

    kind: str
    text: str
    start: int | None
    end: int | None
    earliest: str | None = None
    latest: str | None = None
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published: value, interval that should hold the truth 95 times in 100, evidence, one line."""

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: tuple[DateEvidence, ...] = ()
    why: str = ""

    @property
    def when(self) -> When:
        return When(self.value, self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time, and the time that they name given the page's date.

    ``kind`` is ``date``, ``time``, ``duration`` or ``set``; ``timex`` the value in the notation of TIMEX3 (``P3D``,
    ``1998-W05``, ``PRESENT_REF``), which also says what no interval can.
    """

    start: int
    end: int
    when: When
    kind: str = "date"
    basis: str = ""
    timex: str = ""
