"""The errors that a caller can meet, as a tree.

    OnrecordError              base; its text is a sentence: what was found, where, what was expected, what to do
    ├── InputError             a file or folder that cannot be read at all
    ├── TableError             a row of ``data/`` that does not hold
    ├── WeightsError           trained weights that are missing or do not fit
    ├── RecordError            a record that cannot be opened or written
    │   ├── NotARecord         the file is something else
    │   └── OlderRecord        the record's schema has no way to the present one
    └── NotFound               the thing asked for is not in the record

A page that cannot be read is no error but a ``model.Problem``: the run goes on.
"""

from __future__ import annotations

from dataclasses import dataclass


class OnrecordError(Exception):
    """Base of all errors that this package raises on purpose."""


class InputError(OnrecordError):
    """A file or folder that cannot be read at all."""


class TableError(OnrecordError):
    """A row of ``data/`` that does not hold."""


class WeightsError(OnrecordError):
    """Trained weights that are missing or do not fit this version."""


class RecordError(OnrecordError):
    """A record that cannot be opened or written."""


class NotARecord(RecordError):
    """The file is not a record."""


class OlderRecord(RecordError):
    """The record was written by a version whose schema has no way to the present one."""


@dataclass(frozen=True, slots=True)
class Near:
    """A thing that may have been meant: its kind (actor, story, thread, document), its id, its name."""

    kind: str
    id: str
    name: str


class NotFound(OnrecordError):
    """The thing asked for is not in the record.

    ``what`` says so, ``near`` are things that may have been meant, ``listed`` is the list that shows all there are.
    """

    def __init__(self, what: str, *, near: tuple[Near, ...] = (), listed: str = "") -> None:
        self.what, self.near, self.listed = what, near, listed
        super().__init__(self.told + (f"; the list of {listed} shows all" if listed else ""))

    @property
    def told(self) -> str:
        """What was not found, and what is near it."""
        names = (one.name if one.kind == "actor" else f"{one.name} ({one.id})" for one in self.near)
        return self.what + (f"; near it: {', '.join(names)}" if self.near else "")
