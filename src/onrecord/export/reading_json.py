"""A reading as JSON: the contract that ``onrecord annotate`` prints, described by ``data/schema/reading.schema.json``.

In comes a ``Reading``; out comes a mapping of plain values, ready for any JSON writer. All offsets are code points of
``text``, half-open.
"""

from __future__ import annotations

import json
from typing import Any

import orjson

from onrecord.model import Actor, Attribution, Document, Move, Published, Reading, Spans, When

Json = dict[str, Any]


def reading_json(reading: Reading) -> Json:
    """The reading as one JSON object."""
    return {
        "document": _document(reading.document, reading.published),
        "text": reading.document.text,
        "segments": [_segment(segment) for segment in reading.document.segments],
        "mentions": [
            {"start": m.start, "end": m.end, "kind": m.kind, "actor": m.actor, "candidates": list(m.candidates)}
            for m in reading.mentions
        ],
        "times": [
            {"start": t.start, "end": t.end, "kind": t.kind, "timex": t.timex, **_when(t.when)} for t in reading.times
        ],
        "attributions": [_attribution(item) for item in reading.attributions],
        "moves": [_move(item) for item in reading.moves],
        "actors": [_actor(item) for item in reading.actors],
        "problems": [{"step": p.step, "reason": p.reason} for p in reading.problems],
    }


def reading_line(reading: Reading) -> bytes:
    """The reading as one line of JSON, UTF-8, with its line end."""
    found = reading_json(reading)
    try:
        return orjson.dumps(found) + b"\n"
    except TypeError:
        # Half of a surrogate pair, from a broken page, has no form in UTF-8; JSON can still escape it.
        return json.dumps(found, separators=(",", ":")).encode("ascii") + b"\n"


def _document(document: Document, published: Published) -> Json:
    basis = [
        {"kind": e.kind, "text": e.text, "start": e.start, "end": e.end, "decided": e.decided} for e in published.basis
    ]
    return {
        "id": document.id,
        "locator": document.locator,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "language": document.language,
        "sha256": document.sha256,
        "captured": document.captured,
        "published": {**_when(published.when), "why": published.why, "basis": basis},
    }


def _segment(segment: Any) -> Json:
    found: Json = {"kind": segment.kind, "start": segment.start, "end": segment.end}
    if segment.kind == "comment":
        found |= {"author": segment.author, "reply_to": segment.reply_to}
    return found


def _attribution(item: Attribution) -> Json:
    return {
        "id": item.id,
        "source": _spans(item.source),
        "cue": _spans(item.cue),
        "content": _spans(item.content),
        "kind": item.kind,
        "speaker": item.speaker,
        "addressee": item.addressee,
        "said": _when(item.said),
        "within": item.within,
        "score": round(item.score, 4),
        "basis": item.basis,
    }


def _move(item: Move) -> Json:
    return {
        "id": item.id,
        "type": item.type,
        "actor": item.actor,
        "actor_side": item.actor_side,
        "recipient": item.recipient,
        "recipient_side": item.recipient_side,
        "trigger": list(item.trigger),
        "span": list(item.span),
        "about": item.about,
        "voice": item.voice,
        "status": item.status,
        "date": _when(item.date),
        "answers": [{"move": a.move, "kind": a.kind, "basis": a.basis} for a in item.answers],
        "retellings": _spans(item.retellings),
        "plover": item.plover,
        "cameo": item.cameo,
        "score": round(item.score, 4),
        "basis": item.basis,
    }


def _actor(item: Actor) -> Json:
    return {
        "id": item.id,
        "name": item.name,
        "kind": item.kind,
        "side": item.side,
        "wikidata": item.wikidata,
        "names": list(item.names),
        "office": item.office,
    }


def _when(when: When) -> Json:
    return {"value": when.value, "earliest": when.earliest, "latest": when.latest}


def _spans(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]
