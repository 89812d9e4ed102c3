"""Annotations beside the text: brat standoff, and tasks of Label Studio; and both read back as spans.

In come the documents of a record; out come, for each, the text with what was found in it, ready to be corrected in
either tool. All offsets are code points. What comes back is read as labelled spans, exact or refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.export.files import Written, filled, made_folder, write_json, write_text
from onrecord.export.source import documents, moves, statements
from onrecord.model import Span, Spans
from onrecord.store import Record
from onrecord.store.browse_documents import DocumentView

CONFIG = """<View>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Relations>
    <Relation value="source"/>
    <Relation value="content"/>
  </Relations>
  <Text name="text" value="$text"/>
</View>
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """A labelled stretch of a text, in one part or several; ``notes`` are its attributes, by name."""

    key: str
    label: str
    spans: Spans
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """A link from one stretch to another."""

    key: str
    kind: str
    one: str
    other: str


def write_brat(record: Record, out: Path) -> Written:
    """A ``.txt`` and an ``.ann`` file for each document, and the ``annotation.conf`` that brat needs."""
    folder = made_folder(out)
    labels: set[str] = set()
    for view in documents(record):
        marked, joined = layers(view)
        labels |= {item.label for item in marked}
        write_text(folder / f"{view.line.id}.txt", view.text)
        path = folder / f"{view.line.id}.ann"
        lines = [*_brat_lines(view.text, marked, joined)]
        write_text(path, "".join(f"{line}\n" for line in lines))
        yield path, len(lines)
    path = folder / "annotation.conf"
    relations = "cue_source\tArg1:cue, Arg2:source\ncue_content\tArg1:cue, Arg2:content\n"
    listed = "\n".join(sorted(labels))
    attributes = "actor\tArg:<ENTITY>\nrecipient\tArg:<ENTITY>\nstatus\tArg:<ENTITY>\n"
    write_text(path, f"[entities]\n{listed}\n\n[relations]\n{relations}\n[events]\n\n[attributes]\n{attributes}")
    yield path, len(labels)


def write_label_studio(record: Record, out: Path) -> Written:
    """``tasks.json`` with the machine's reading as predictions, and ``config.xml``, the labelling interface."""
    tasks = []
    labels: set[str] = set()
    for view in documents(record):
        marked, joined = layers(view)
        labels |= {item.label for item in marked}
        tasks.append(_task(view, marked, joined))
    folder = made_folder(out)
    write_json(folder / "tasks.json", tasks)
    yield folder / "tasks.json", len(tasks)
    shown = "\n".join(f'    <Label value="{label}"/>' for label in sorted(labels))
    write_text(folder / "config.xml", CONFIG.format(labels=shown))
    yield folder / "config.xml", len(labels)


def layers(view: DocumentView) -> tuple[tuple[Marked, ...], tuple[Joined, ...]]:
    """What is marked in a document: source, cue and content of each statement, the trigger of each move."""
    marked, joined = [], []
    for entry in statements(view):
        roles = view.roles[entry.id]
        parts = (("source", roles.source), ("cue", roles.cue), ("content", roles.content))
        held = [Marked(f"{entry.id}-{role}", role, spans) for role, spans in parts if spans]
        marked += held
        keys = {item.label: item.key for item in held}
        for role in ("source", "content"):
            if "cue" in keys and role in keys:
                joined.append(Joined(f"{entry.id}-cue-{role}", f"cue_{role}", keys["cue"], keys[role]))
    for move in moves(view):
        notes = filled({"actor": move.actor.name, "recipient": move.recipient.name, "status": move.status})
        marked.append(Marked(move.id, f"move_{move.type}", (move.cue_span,), tuple(notes.items())))
    return tuple(marked), tuple(joined)


def _brat_lines(text: str, marked: Iterable[Marked], joined: Iterable[Joined]) -> Iterator[str]:
    numbers = {}
    notes = 0
    for number, item in enumerate(marked, 1):
        numbers[item.key] = f"T{number}"
        # A stretch over a line end is cut there: brat holds one line in one fragment.
        spans = tuple(piece for span in item.spans for piece in _in_lines(text, span))
        places = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(text[start:end] for start, end in spans)
        yield f"T{number}\t{item.label} {places}\t{words}"
        for name, value in (("id", item.key), *item.notes):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{name}: {' '.join(value.split())}"
    for number, link in enumerate(joined, 1):
        yield f"R{number}\t{link.kind} Arg1:{numbers[link.one]} Arg2:{numbers[link.other]}"


def _in_lines(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    at = start
    for piece in text[start:end].splitlines(keepends=True):
        kept = piece.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        if kept.strip():
            yield at, at + len(kept)
        at += len(piece)


def _task(view: DocumentView, marked: Iterable[Marked], joined: Iterable[Joined]) -> dict[str, Any]:
    result: list[dict[str, Any]] = [
        {
            "id": item.key if number == 0 else f"{item.key}-{number}", "from_name": "label", "to_name": "text",
            "type": "labels", "meta": {"text": [f"{name}: {value}" for name, value in item.notes]},
            "value": {"start": start, "end": end, "text": view.text[start:end], "labels": [item.label]},
        }
        for item in marked for number, (start, end) in enumerate(item.spans)
    ]  # fmt: skip
    result += [
        {"type": "relation", "from_id": link.one, "to_id": link.other, "direction": "right",
         "labels": [link.kind.removeprefix("cue_")]}
        for link in joined
    ]  # fmt: skip
    line = view.line
    data = filled(
        {"text": view.text, "document": line.id, "title": line.title, "outlet": line.outlet, "locator": line.locator}
    )
    return {"data": data, "predictions": [{"model_version": "onrecord", "result": result}]}


def read_brat(text: str, annotation: str) -> tuple[Marked, ...]:
    """The labelled stretches of an ``.ann`` file; an ``InputError`` where one is not what the text says there."""
    found = []
    for number, line in enumerate(annotation.splitlines(), 1):
        if not line.startswith("T"):
            continue
        try:
            key, head, words = line.split("\t")
            label, _, places = head.partition(" ")
            spans = tuple((int(a), int(b)) for a, b in (place.split() for place in places.split(";")))
        except ValueError as error:
            raise InputError(f'line {number} "{line[:60]}": not a text-bound annotation of brat ({error})') from error
        _check(text, spans, words, f"line {number}")
        found.append(Marked(key, label, spans))
    return tuple(found)


def read_label_studio(exported: str) -> dict[str, tuple[Marked, ...]]:
    """The labelled stretches of each document in a JSON file of Label Studio: annotations, else predictions."""
    try:
        tasks = json.loads(exported)
        return {task["data"]["document"]: tuple(_marked(task)) for task in tasks}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"not tasks that Label Studio wrote from an export of ours ({error!r})") from error


def _marked(task: dict[str, Any]) -> Iterator[Marked]:
    for layer in task.get("annotations") or task.get("predictions") or ():
        for item in layer["result"]:
            if item["type"] == "labels":
                value = item["value"]
                span = (value["start"], value["end"])
                _check(task["data"]["text"], (span,), value["text"], item["id"])
                yield Marked(item["id"], value["labels"][0], (span,))


def _check(text: str, spans: Spans, words: str, place: str) -> None:
    if " ".join(text[start:end] for start, end in spans) != words:
        raise InputError(f'{place}: "{words[:60]}" is not what the text says there; was the text changed?')
