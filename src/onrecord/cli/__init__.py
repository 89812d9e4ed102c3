"""The command line. ``main`` runs it; a user's mistake ends in one sentence and exit code 2, never in a traceback."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line with the process's arguments."""
    from onrecord.cores import keep_to_one_core

    keep_to_one_core()
    from onrecord.cli.app import app
    from onrecord.errors import OnrecordError

    try:
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
