"""Values as HTML: the template engine with escaping always on, and the few words and links that all templates share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from onrecord.ids import digest
from onrecord.store.browse_dates import date_words, dated
from onrecord.store.browse_rows import Entry, Filters
from onrecord.store.browse_together import together
from onrecord.web import labels
from onrecord.web.ask import MAX_ROWS, is_score
from onrecord.web.periods import period_after, period_before
from onrecord.web.svg import bars_svg


@cache
def environment() -> Environment:
    """The templates, with everything escaped and every missing name an error."""
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        labels=labels, cut=cut, asset=asset, date_words=date_words, with_query=_led, thing=_led_thing, place=_led_place
    )
    made.globals.update(none_asked=Filters(), most=MAX_ROWS, together=together)
    made.globals.update(bars_svg=bars_svg, period_before=period_before, period_after=period_after)
    made.filters["dated"] = dated
    made.filters["count"] = lambda number: f"{number:,}".replace(",", "\u202f")
    return made


def warm() -> None:
    """Make all templates ready, so that nobody waits for it at the first answer."""
    for name in environment().list_templates():
        environment().get_template(name)


def render(template: str, values: Mapping[str, Any]) -> str:
    """A template with its values."""
    return environment().get_template(template).render(values)


def place(document_id: str, start: int | None = None, end: int | None = None) -> str:
    """The address of a place in a document, that scrolls to the words and marks them."""
    base = f"/document/{quote(document_id, safe='')}"
    return base if start is None or end is None else f"{base}?mark={start}-{end}#m"


def thing(kind: str, key: str) -> str:
    """The address of one thing by its id."""
    return f"/{kind}/{quote(key, safe='')}"


def cut(entry: Entry) -> tuple[str, str, str]:
    """The entry's sentence before, in and after the words that matter: a move's clause, a statement's content."""
    start = entry.start - entry.sentence_start
    if entry.kind == "statement":
        start = entry.sentence.find(entry.text)
    end = start + (len(entry.text) if entry.kind == "statement" else entry.end - entry.start)
    if start < 0 or end > len(entry.sentence):
        return entry.sentence, "", ""
    return entry.sentence[:start], entry.sentence[start:end], entry.sentence[end:]


def with_query(path: str, query: Mapping[str, Any], **changes: Any) -> str:
    """An address with its query changed; None takes a parameter out."""
    values = {name: value for name, value in {**query, **changes}.items() if value not in (None, "")}
    return f"{path}?{urlencode(values)}" if values else path


def _least(context: Context) -> dict[str, str]:
    """The least score by which this screen is narrowed: it goes along to every other one, until it is taken out."""
    least = context["query"].get("least", "").strip()
    return {"least": least} if is_score(least) else {}


@pass_context
def _led(context: Context, path: str, query: Mapping[str, Any], **changes: Any) -> str:
    return with_query(path, {**_least(context), **query}, **changes)


@pass_context
def _led_thing(context: Context, kind: str, key: str) -> str:
    return with_query(thing(kind, key), _least(context))


@pass_context
def _led_place(context: Context, document_id: str, start: int | None = None, end: int | None = None) -> str:
    address, mark, rest = place(document_id, start, end).partition("?")
    least = urlencode(_least(context))
    return f"{address}?{least}{'&' if mark else ''}{rest}" if least else address + mark + rest


@cache
def asset(path: str) -> str:
    """The address of a shipped file, with the beginning of its digest, so that a browser may keep it for ever."""
    content = files("onrecord.web").joinpath("static", *path.split("/")).read_bytes()
    return f"/static/{path}?v={digest(content)[:10]}"
