"""The command line. ``main`` runs it; a user's mistake ends in one sentence and exit code 2, never in a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise

PLACES = ("--into", "--out", "--keep")


def main() -> None:
    """Run the command line with the process's arguments."""
    from onrecord.cores import keep_to_one_core

    keep_to_one_core()
    from onrecord.cli.app import app
    from onrecord.errors import OnrecordError

    try:
        _check_empty(sys.argv[1:])
        app()
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("onrecord: stopped; what was read is kept, the same command goes on where it stopped", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is no fault.
        sys.stderr.close()
        sys.exit(0)


def _check_empty(arguments: Sequence[str]) -> None:
    """Raise an error where a path, an id or a query is empty: as a path it would name the present folder."""
    from onrecord.errors import InputError

    for before, argument in pairwise(["", *arguments]):
        if not argument and (not before.startswith("--") or before in PLACES):
            after = f" after {before}" if before else ""
            raise InputError(f"an empty argument{after}; is it a variable of the shell that is not set?")
