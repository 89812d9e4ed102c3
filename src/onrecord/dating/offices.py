"""What dating asks of a gazetteer: when the person whom a page calls by a title held that office.

The gazetteer stands on another floor; dating knows only this small protocol. ``NoOffices`` is the lookup of a reader
who has no gazetteer: it knows nobody.
"""

from __future__ import annotations

from typing import Protocol

from onrecord.model import Office


class OfficeLookup(Protocol):
    """A lookup of office holders by the words that a page uses."""

    def terms(self, words: str) -> tuple[Office, ...]:
        """Terms of office that fit the words of a title and name, as printed; none where nobody is known.

        ``words`` is such as "US Ambassador John Sullivan", "President Obama", "Russian Foreign Minister Sergei Lavrov",
        "Foreign Secretary Boris Johnson". Title, name and (where given) state must all fit. Where several persons or
        several terms fit ("President Bush"), each is a row of its own, in order of ``since``; the words hold on any
        day that lies in one of the rows. ``since`` and ``until`` are ISO days (or prefixes), None where not known.
        """
        ...


class NoOffices:
    """A lookup that knows nobody."""

    def terms(self, words: str) -> tuple[Office, ...]:
        """No terms, whatever the words."""
        return ()
