"""A reading as rows of the record's tables.

In comes a ``Reading``; out come tuples in the order of the columns that ``COLUMNS`` names. Nothing is written here.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from onrecord.ids import digest, make_id
from onrecord.model import Attribution, Document, Move, Office, Problem, Reading, Span, When
from onrecord.store.row_words import search_rows, text_of
from onrecord.textmap import encode

Values = tuple[Any, ...]
COLUMNS = {
    "pages": "id locator url media_type charset captured sha256 size content headers stated",
    "documents": (
        "id page_id locator outlet title language url captured published_value published_earliest published_latest "
        "published_why published_basis text text_sha256 map metadata"
    ),
    "segments": "id document_id ordinal kind start end author reply_to basis",
    "document_actors": "document_id actor_id name kind side wikidata names office offices basis",
    "mentions": "id document_id start end kind actor_id candidates score basis",
    "times": "id document_id start end kind time_value time_earliest time_latest timex basis",
    "attributions": (
        "id document_id start end kind source cue content source_text cue_text content_text speaker_id addressee_id "
        "within_id said_value said_earliest said_latest score basis"
    ),
    "moves": (
        "id document_id start end trigger_start trigger_end span_text trigger_text type actor_id actor_side "
        "recipient_id recipient_side about voice status date_value date_earliest date_latest plover cameo retellings "
        "score basis"
    ),
    "move_answers": "move_id answered_move_id kind scope basis",
    "move_ties": "move_id role document_id start end",
    "problems": "id page_id locator step reason",
    "search_rows": "kind thing_id document_id text",
}


def rows_of(reading: Reading, *, keep_page: bool) -> dict[str, list[Values]]:
    """The rows of a reading, a list a table, in an order that its content alone decides."""
    reading, problems = _with_known_actors(reading)
    return {
        "pages": [_page(reading, keep_page)],
        "documents": [_document(reading)],
        "segments": _segments(reading.document),
        "document_actors": _document_actors(reading),
        "mentions": _mentions(reading),
        "times": _times(reading),
        "attributions": _by_id(_attribution(reading.document, item) for item in reading.attributions),
        "moves": _by_id(_move(reading.document, item) for item in reading.moves),
        "move_answers": _answers(reading.moves),
        "move_ties": _ties(reading.document, reading.moves),
        "problems": problem_rows((*reading.problems, *problems), reading.page.id, reading.page.locator),
        "search_rows": _unique(list(search_rows(reading)), lambda row: f"{row[0]} {row[1]}"),
    }


def _with_known_actors(reading: Reading) -> tuple[Reading, tuple[Problem, ...]]:
    """The reading with no reference to an actor that it does not hold, and a problem if there was one."""
    known = {actor.id for actor in reading.actors}
    mentions = tuple(replace(m, actor=_if_in(m.actor, known)) for m in reading.mentions)
    attributions = tuple(
        replace(a, speaker=_if_in(a.speaker, known), addressee=_if_in(a.addressee, known)) for a in reading.attributions
    )
    moves = tuple(replace(m, actor=_if_in(m.actor, known), recipient=_if_in(m.recipient, known)) for m in reading.moves)
    if (mentions, attributions, moves) == (reading.mentions, reading.attributions, reading.moves):
        return reading, ()
    problem = Problem("store", "rows named actors that the reading does not hold; those references were left empty")
    return replace(reading, mentions=mentions, attributions=attributions, moves=moves), (problem,)


def _if_in(actor_id: str | None, known: set[str]) -> str | None:
    return actor_id if actor_id in known else None


def digest_of(rows: dict[str, list[Values]]) -> str:
    """SHA-256 of a reading's rows: two readings with the same rows are the same reading.

    The page's packed bytes stay out (versions of zlib differ); its own SHA-256 is one of the columns.
    """
    at = COLUMNS["pages"].split().index("content")
    pages = [(*row[:at], row[at] is not None, *row[at + 1 :]) for row in rows["pages"]]
    return digest(repr(sorted({**rows, "pages": pages}.items())).encode("utf-8", "surrogatepass"))


def insertion(table: str) -> str:
    """The statement that inserts a row of ``COLUMNS[table]``."""
    columns = COLUMNS[table].split()
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def pack(content: bytes) -> bytes:
    """A page's bytes as they are kept."""
    return zlib.compress(content, 6)


def unpack(kept: bytes, size: int) -> bytes:
    """A page's bytes again; never more than ``size`` and one, whatever the kept bytes pretend to be."""
    return zlib.decompressobj().decompress(kept, size + 1)


def problem_rows(problems: Iterable[Problem], page_id: str | None, locator: str) -> list[Values]:
    """Rows of problems; the same problem of the same page is one row."""
    found = {}
    for item in problems:
        place = item.locator or locator
        key = make_id("problem", page_id, place, item.step, item.reason)
        found[key] = (key, page_id, place, item.step, item.reason)
    return [found[key] for key in sorted(found)]


def _page(reading: Reading, keep_page: bool) -> Values:
    page = reading.page
    return (
        page.id, page.locator, page.url, page.media_type, page.charset, page.captured, page.sha256, len(page.content),
        pack(page.content) if keep_page else None, _json(page.headers), _json(page.stated),
    )  # fmt: skip


def _document(reading: Reading) -> Values:
    document, published = reading.document, reading.published
    basis = [
        {
            "kind": item.kind, "text": item.text, "start": item.start, "end": item.end,
            "earliest": item.earliest, "latest": item.latest, "decided": item.decided,
        }
        for item in published.basis
    ]  # fmt: skip
    metadata = [
        {"name": item.name, "value": item.value, "basis": item.basis, "start": item.start, "end": item.end}
        for item in document.metadata
    ]
    return (
        document.id, reading.page.id, document.locator, document.outlet, document.title, document.language,
        document.url, document.captured, *_when(published.when), published.why, _json(basis), document.text,
        digest(document.text.encode("utf-8", "surrogatepass")), encode(document.map), _json(metadata),
    )  # fmt: skip


def _segments(document: Document) -> list[Values]:
    return [
        (make_id("segment", document.id, ordinal, item.kind, item.start, item.end), document.id, ordinal, item.kind,
         item.start, item.end, item.author, item.reply_to, item.basis)
        for ordinal, item in enumerate(document.segments)
    ]  # fmt: skip


def _document_actors(reading: Reading) -> list[Values]:
    rows = [
        (reading.document.id, actor.id, actor.name, actor.kind, actor.side, actor.wikidata, _json(sorted(actor.names)),
         actor.office, _json(_offices(actor.offices)), actor.basis)
        for actor in reading.actors
    ]  # fmt: skip
    return _unique(rows, lambda row: str(row[1]))


def _offices(offices: Iterable[Office]) -> list[dict[str, str | None]]:
    found = [
        {"title": o.title, "side": o.side, "since": o.since, "until": o.until, "origin": o.origin} for o in offices
    ]
    return sorted(found, key=_json)


def _mentions(reading: Reading) -> list[Values]:
    return _by_id(
        (make_id("mention", reading.document.id, m.start, m.end, m.kind, m.actor), reading.document.id, m.start, m.end,
         m.kind, m.actor, _json(m.candidates), m.score, m.basis)
        for m in reading.mentions
    )  # fmt: skip


def _times(reading: Reading) -> list[Values]:
    return _by_id(
        (make_id("time", reading.document.id, t.start, t.end, t.kind), reading.document.id, t.start, t.end, t.kind,
         *_when(t.when), t.timex, t.basis)
        for t in reading.times
    )  # fmt: skip


def _attribution(document: Document, item: Attribution) -> Values:
    spans = sorted((*item.source, *item.cue, *item.content))
    text = document.text
    return (
        item.id, document.id, spans[0][0] if spans else 0, max((end for _, end in spans), default=0), item.kind,
        _json(item.source), _json(item.cue), _json(item.content), text_of(text, item.source), text_of(text, item.cue),
        text_of(text, item.content), item.speaker, item.addressee, item.within, *_when(item.said), item.score,
        item.basis,
    )  # fmt: skip


def _move(document: Document, item: Move) -> Values:
    (start, end), (first, last) = item.span, item.trigger
    return (
        item.id, document.id, start, end, first, last, document.text[start:end], document.text[first:last], item.type,
        item.actor, item.actor_side, item.recipient, item.recipient_side, item.about, item.voice, item.status,
        *_when(item.date), item.plover, item.cameo, _json(item.retellings), item.score, item.basis,
    )  # fmt: skip


def _answers(moves: Iterable[Move]) -> list[Values]:
    rows = [(move.id, answer.move, answer.kind, "document", answer.basis) for move in moves for answer in move.answers]
    return _unique(rows, lambda row: f"{row[0]} {row[1]}")


def _ties(document: Document, moves: Iterable[Move]) -> list[Values]:
    """Where the words of a party stand that lies open, by move and role."""
    places = [(move.id, role, at) for move in moves for role, at in _open_words(move)]
    return _unique([(key, role, document.id, *at) for key, role, at in places], lambda row: f"{row[0]} {row[1]}")


def _open_words(move: Move) -> list[tuple[str, Span]]:
    return [(role, at) for role, at in (("actor", move.actor_at), ("recipient", move.recipient_at)) if at is not None]


def _by_id(rows: Iterable[Values]) -> list[Values]:
    return _unique(list(rows), lambda row: str(row[0]))


def _unique(rows: list[Values], key: Callable[[Values], str]) -> list[Values]:
    """The first row of each key, in order of the keys."""
    found: dict[str, Values] = {}
    for row in rows:
        found.setdefault(key(row), row)
    return [found[name] for name in sorted(found)]


def _when(when: When) -> tuple[str | None, str | None, str | None]:
    return when.value, when.earliest, when.latest


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
