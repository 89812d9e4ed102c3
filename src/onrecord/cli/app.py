"""The commands, put together. What a command does is imported when it runs, so that ``--help`` answers at once."""

from __future__ import annotations

import typer

from onrecord.cli import actors, alike, distributed, fetching, forgetting, judging, keeping, reading, showing, watching

app = typer.Typer(
    name="onrecord",
    help="Who said what, who did what to whom, when, who answered: read from crawled news pages, exact to the byte.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.command("read")(reading.read)
app.command("load")(distributed.load)
app.command("fetch")(fetching.fetch)
app.command("watch")(watching.watch)
app.command("annotate")(reading.annotate)
app.add_typer(showing.show, name="show")
actors.actors.command("alike")(alike.alike)
app.add_typer(actors.actors, name="actors")
app.command("search")(showing.search)
app.command("serve")(keeping.serve)
app.command("verify")(keeping.verify)
app.command("export")(keeping.export)
app.add_typer(judging.judge, name="judge")
app.command("forget")(forgetting.forget)
app.command("bench")(keeping.bench)
