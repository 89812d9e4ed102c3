"""Rows of a record as lines that a person reads in a terminal.

In come the frozen rows of ``store.browse``; out come strings. Every move and statement bears its date, who told it, and
the sentence where it stands. Nothing is printed here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from textwrap import fill

from onrecord.cli.counting import number_of
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_identity import Identity
from onrecord.store.browse_links import Rung
from onrecord.store.browse_open import OpenItem
from onrecord.store.browse_rows import DocumentLine, Entry, Party, StoryLine, ThreadLine
from onrecord.store.browse_said import move_words, party_words
from onrecord.store.browse_stories import Cell, StoryRow
from onrecord.store.browse_together import together

INDENT = "    "
WIDEST = 110
LONGEST_SENTENCE = 420
SHORT_ID = 12


def entry_lines(entry: Entry, *, sentence: bool = True) -> Iterator[str]:
    """A move or a statement: what, when, who told it, and the sentence."""
    yield f"{entry.date_words}  {_what(entry)}"
    told = f"told by {entry.outlet or 'an unnamed outlet'}"
    if entry.told == "quoted":
        told = f"in the words of {entry.voice_name or 'a source not named'}, {told}"
    yield f"{INDENT}{told}  [{entry.id}]"
    if sentence:
        yield quoted(entry.sentence)


def together_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Moves and statements in their order; those of one sentence stand together before it, so that it is said once."""
    for group in together(entries):
        # Of a long sentence only the beginning is shown, in which some of the words may not stand.
        apart = len(clean(group.lead.sentence)) > LONGEST_SENTENCE
        for entry in group.entries:
            yield from entry_lines(entry, sentence=apart or not group.shared)
        if group.shared and not apart:
            yield quoted(group.lead.sentence)


def _what(entry: Entry) -> str:
    if entry.kind == "statement":
        return f"{party(entry.actor) or 'somebody'}: {entry.cue or entry.type} ({entry.type})"
    ends = party(entry.actor) or "somebody"
    if entry.recipient:
        ends += f" -> {party(entry.recipient)}"
    status = "" if entry.status == "done" else f" ({entry.status})"
    return f"{entry.type}{status}  {ends}"


def party(given: Party) -> str:
    """A party's name with its side, where the name does not say it, and its office on the day."""
    office = f", {clean(given.office)}" if given.office else ""
    office += f" (in doubt: the document says “{clean(given.doubt)}”)" if given.doubt else ""
    return clean(party_words(given)) + office


def quoted(words: str) -> str:
    """A sentence as an indented, wrapped paragraph."""
    shown = clean(words)
    if len(shown) > LONGEST_SENTENCE:
        shown = shown[:LONGEST_SENTENCE].rsplit(" ", 1)[0] + " …"
    width = min(get_terminal_size().columns, WIDEST)
    return fill(shown, width, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False)


def clean(words: str) -> str:
    """Words of a page without what could command the terminal, white space folded."""
    visible = "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in words)
    return " ".join(visible.split())


def document_line(line: DocumentLine) -> str:
    """A document in one line."""
    copy = "  (a copy)" if line.copy_of else ""
    name = clean(line.title or "no title")
    return f"{line.date_words}  {line.outlet or 'outlet unknown'}: {name}{copy}  [{line.locator}]"


def document_lines(view: DocumentView) -> Iterator[str]:
    """A document: head, dating, then its text segment by segment, with what was found in it."""
    yield document_line(view.line)
    yield f"{INDENT}dated: {view.published_why or 'nothing on the page fixes its date'}"
    if view.neighbours:
        yield f"{INDENT}{view.neighbours.line}"
    for tie in view.ties:
        places = number_of(len(tie.places), "place")
        yield f"{INDENT}“{clean(tie.words)}” is left open between {clean(tie.who)} ({places})"
    for problem in view.problems:
        yield f"{INDENT}problem ({problem.step}): {problem.reason}"
    folded = 0
    for segment in view.segments:
        if segment.kind in ("furniture", "related", "tag"):
            folded += 1
            continue
        who = f" by {clean(segment.author)}" if segment.author else ""
        yield f"\n{segment.kind}{who}"
        yield quoted(view.text[segment.start : segment.end])
    if folded:
        yield f"\n{folded} segments of menus, tags and related links are not shown"
    yield f"\n{number_of(len(view.moves), 'move')}, {number_of(len(view.statements), 'statement')}"
    for entry in view.entries:
        yield ""
        yield from entry_lines(entry)


def identity_lines(identity: Identity) -> Iterator[str]:
    """Why mentions are one actor: what told who was meant, who was merged or split off, where pages differ."""
    if identity.evidence:
        told = ", ".join(f"{words} {count}" for words, count in identity.evidence[:6])
        yield f"{INDENT}told in {identity.documents} document{'s' * (identity.documents != 1)}, known by: {told}"
    if identity.sides:
        sides = ", ".join(f"{side} in {count}" for side, count in identity.sides)
        yield f"{INDENT}documents differ on the side: {sides}"
    for row in identity.told:
        if row.doubt:
            outlet = clean(row.outlet or "a document")
            yield f"{INDENT}office in doubt: {row.date_words}, {outlet} says “{clean(row.doubt)}”"
    places = sum(row.open for row in identity.told)
    if places:
        yield f"{INDENT}in {number_of(places, 'place')} it or a namesake may be meant, which is left open"
    for verb, found in (("merged", identity.merged), ("split off", identity.parts)):
        for namesake in found:
            said = namesake.judgement
            by = f" {verb} by {clean(said.made_by)}, {said.made_at[:10]}" if said else f" {verb} with it"
            reason = f": {clean(said.reason)}" if said and said.reason else ""
            yield f"{INDENT}{clean(namesake.name)} [{namesake.id}]{by}{reason}"


def story_line(line: StoryLine) -> str:
    """A story in one line."""
    size = f"{number_of(line.documents, 'document')}, {number_of(line.outlets, 'outlet')}"
    return f"{line.date_words}  {clean(line.title)}  ({size})  [{line.id}]"


def story_row(row: StoryRow, outlets: tuple[str, ...]) -> Iterator[str]:
    """A row of a story's table of accounts: what is told, then each outlet's telling."""
    yield f"{row.kind}: {clean(row.label)}"
    for outlet, cell in zip(outlets, row.cells, strict=True):
        yield f"{INDENT}{outlet}: {_telling(cell)}"
        if cell and cell.words:
            yield quoted(f"“{clean(cell.words)}”")


def _telling(cell: Cell | None) -> str:
    if cell is None or cell.telling == "absent":
        return "not found in the text that we hold"
    words = {
        "told": "told by the outlet itself",
        "attributed": f"told as the words of {clean(cell.voice) or 'a source'}",
        "denied": f"denied{f' by {clean(cell.voice)}' if cell.voice else ''}",
        "differs": "told differently",
    }.get(cell.telling, cell.telling)
    return words + (f": {clean(cell.difference)}" if cell.difference else "")


def thread_line(line: ThreadLine) -> str:
    """A thread in one line."""
    still = f", {line.open} open" if line.open else ""
    return f"{line.date_words}  {clean(line.title)}  ({number_of(line.moves, 'move')}{still})  [{line.id}]"


def rung_lines(rung: Rung, names: dict[str, str]) -> Iterator[str]:
    """A step of a thread: the move, what it answers, whether it is open."""
    yield from entry_lines(rung.entry)
    for link in rung.answers:
        if link.answered in names:
            yield f"{INDENT}{link.kind}: {names[link.answered]} ({link.basis or link.scope})  [{link.id}]"
    if rung.retold:
        outlets = ", ".join(sorted({entry.outlet or "an unnamed outlet" for entry in rung.retold}))
        yield f"{INDENT}told also by {outlets}"
    if rung.state:
        yield f"{INDENT}state: {rung.state}"


def rung_name(entry: Entry) -> str:
    """A move in a few words, to point at it."""
    return f"{clean(move_words(entry))}, {entry.date_words}"


def open_lines(item: OpenItem) -> Iterator[str]:
    """An open item: the move, how it stands, by which move, what the record covers."""
    yield from entry_lines(item.entry)
    if item.goes_on:
        yield f"{INDENT}{item.state}, as its page goes on: …{clean(item.goes_on)}"
    elif item.answer:
        told_by = f"told by {item.answer.outlet or 'an unnamed outlet'}  [{item.answer.id}]"
        yield f"{INDENT}{item.state} by: {item.answer.date_words}  {_what(item.answer)}, {told_by}"
        yield quoted(item.answer.sentence)
    told = item.coverage.startswith(item.state)  # "denied, as found in 3 pages …" says the state itself.
    yield INDENT + (item.coverage if told else f"{item.state}: {item.coverage_words}")
