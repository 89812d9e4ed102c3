"""Who says something over a record on the command line, and when, as the log of judgements keeps it."""

from __future__ import annotations

from datetime import UTC, datetime
from getpass import getuser

from onrecord.errors import InputError


def speaker(by: str | None) -> str:
    """The name that is given, else the user's."""
    if by and by.strip():
        return by.strip()
    try:
        return getuser()
    except (KeyError, OSError, ImportError) as error:  # a container's user without a name
        raise InputError("--by: this user has no name here; say who you are") from error


def moment() -> str:
    """Now, to the millisecond: the later of two words over a row holds, and a script says several in a second.

    The form is the web page's too, for the log is sorted by its letters.
    """
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
