"""``onrecord actors alike``: who in a record is perhaps one person, with what speaks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.actors import RecordPath

COMPANY_SHOWN = 4


def alike(
    record: RecordPath,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many pairs to show.")] = 30,
) -> None:
    """Show who is perhaps one person: a misspelling, a short first name or a family name alone, in the same company."""
    from onrecord.resolve import Known
    from onrecord.resolve import alike as pairs_of
    from onrecord.store import Record

    with Record.open(Path(record), read_only=True) as opened:
        pairs = pairs_of(Known(*row) for row in opened.browse.persons())
    for pair in pairs[:limit]:
        shown = ", ".join(pair.company[:COMPANY_SHOWN])
        more = f" and {len(pair.company) - COMPANY_SHOWN} more" if len(pair.company) > COMPANY_SHOWN else ""
        print(f"{pair.one.name} [{pair.one.id}] is perhaps {pair.other.name} [{pair.other.id}]")
        print(f"    {pair.why}; both are named beside {shown}{more}")
        print(f"    onrecord actors merge {record} {pair.one.id} {pair.other.id}")
    if len(pairs) > limit:
        print(f"and {len(pairs) - limit} pairs more (--limit)")
    if not pairs:
        print("nobody in this record is alike enough")
