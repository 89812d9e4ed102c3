"""Commands over a record that is there: ``serve``, ``verify``, ``export``, ``bench``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.counting import number_of
from onrecord.errors import InputError

RecordPath = Annotated[Path, typer.Argument(help="The record.", metavar="RECORD")]
FAULTS_SHOWN = 20


def serve(
    record: RecordPath,
    host: Annotated[str, typer.Option("--host", help="Address to bind.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8321,
    read_only: Annotated[bool, typer.Option("--read-only", help="No judgements can be made.")] = False,
) -> None:
    """Serve the web page of a record on this machine."""
    from onrecord.run.judged_links import link_judged
    from onrecord.web import serve as serve_web

    token = os.environ.get("ONRECORD_TOKEN")
    serve_web(record, host, port, read_only=read_only, token=token, relink=link_judged)


def verify(
    record: RecordPath,
    links: Annotated[bool, typer.Option("--links", help="Also link all pages anew and compare.")] = False,
) -> None:
    """Check every row against the kept page and its hash; exit code 1 where something no longer holds."""
    from onrecord.run.linking import wrong_links
    from onrecord.store import Record

    with Record.open(record, read_only=True) as opened:
        if links and opened.needs_linking:
            raise InputError(f"{record}: pages or judgements came in that are not linked; `onrecord read` links them")
        faults = [*opened.verify(), *(wrong_links(opened) if links else ())]
        counted, bare = opened.count_rows(), opened.pages_without_bytes
    for fault in faults[:FAULTS_SHOWN]:
        print(fault)
    if len(faults) > FAULTS_SHOWN:
        print(f"and {len(faults) - FAULTS_SHOWN} more")
    if bare:
        print(f"{number_of(bare, 'page')} kept as digests alone: no text of these can be checked against bytes")
    print(f"{record}: {number_of(counted, 'row')} checked, {number_of(len(faults), 'fault')}")
    if faults:
        raise typer.Exit(1)


def export(
    record: RecordPath,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to, made if missing.")] = None,
    format: Annotated[str, typer.Option("--format", help="One of the formats; 'list' names them.")] = "jsonl",
    of: Annotated[str | None, typer.Option("--of", help="With --format report: the one thread, by its id.")] = None,
) -> None:
    """Write the record, or what is told in it, for the next tool."""
    from onrecord.export import FORMATS, write_report
    from onrecord.store import Record

    if format == "list":
        for name, (_, words) in sorted(FORMATS.items()):
            print(f"{name:<13} {words}")
        return
    if format not in FORMATS:
        raise InputError(f'--format "{format}": no such format; known: {", ".join(sorted(FORMATS))}')
    if out is None:
        raise InputError(f"Missing option '--out': name the folder that {format} is written to")
    if of is not None and format != "report":
        raise InputError(f'--of names the thread of a report; write --format report beside it, or leave "{of}" out')
    with Record.open(record, read_only=True) as opened:
        # One state of the record for all files, whoever writes to it meanwhile.
        opened.connection.execute("BEGIN")
        written = FORMATS[format][0](opened, out) if of is None else write_report(opened, out, of)
        nothing = True
        for path, rows in written:
            nothing = False
            print(f"{path}: {number_of(rows, 'row')}")
    if nothing:
        print(f"nothing to write: the record holds nothing that {format} tells")


def bench(
    arguments: Annotated[list[str] | None, typer.Argument(help="Arguments of the bench.", metavar="ARGS...")] = None,
) -> None:
    """Run the gate over the corpora that are present; works in a clone of the repository."""
    import runpy
    import sys

    if not Path("bench/__main__.py").is_file():
        raise InputError("the bench is part of the repository, not of the package; run this in a clone of it")
    sys.argv = ["bench", *(arguments or [])]
    sys.path.insert(0, str(Path.cwd()))
    runpy.run_module("bench", run_name="__main__")
