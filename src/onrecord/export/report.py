"""A thread as one HTML page that stands alone, with a footnote for each sentence: to send, to print, to file.

In come a record and the threads that are asked for; out comes a page each: who moved, who answered, what is open, and
in its footnotes the article, the place in it and the digest of the page as crawled. No script, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from onrecord import tables
from onrecord.export.files import Written, made_folder, write_text
from onrecord.store import Record
from onrecord.store.browse_links import AnswerLink, Rung, ThreadView
from onrecord.store.browse_rows import Entry, Party

MOST = 100_000


def write_report(record: Record, out: Path, only: str | None = None) -> Written:
    """A page for each thread, or for the one that ``only`` names by its id or the beginning of it."""
    folder = made_folder(out)
    keys = [only] if only else [line.id for line in record.browse.threads(limit=MOST)]
    for key in keys:
        view = record.browse.thread(key)
        path = folder / f"{view.line.id}.html"
        write_text(path, Page(record, view).text())
        yield path, len(view.rungs)


class Page:
    """The page of one thread under construction; collects footnotes as sentences are set."""

    def __init__(self, record: Record, view: ThreadView) -> None:
        self._record = record
        self._view = view
        self._notes: list[str] = []
        self._places = {rung.entry.id: number for number, rung in enumerate(view.rungs, 1)}

    def text(self) -> str:
        """The whole page."""
        line = self._view.line
        rungs = "\n".join(self._rung(number, rung) for number, rung in enumerate(self._view.rungs, 1))
        return tables.read_bytes("export/report.html").decode("utf-8").format(
            title=_clean(line.title), dates=_clean(line.date_words), sides=_clean(f"{line.side_a}, {line.side_b}"),
            coverage=_clean(self._view.coverage), rungs=rungs, notes="\n".join(self._notes), id=_clean(line.id),
        )  # fmt: skip

    def _rung(self, number: int, rung: Rung) -> str:
        parts = [f'<li id="move-{number}" class="side-{rung.column}">', self._move(rung.entry)]
        parts += [self._answer(link) for link in rung.answers if link.answered in self._places]
        if rung.retold:
            told = ", ".join(
                f"{_clean(entry.outlet or 'an unnamed outlet')}{self._note(entry)}" for entry in rung.retold
            )
            parts.append(f"<p>Told also by {told}.</p>")
        if rung.state:
            parts.append(f'<p class="state">{_clean(_word("state", rung.state))}</p>')
        return "\n".join([*parts, "</li>"])

    def _move(self, entry: Entry) -> str:
        voice = f"in the words of {entry.voice_name or 'a source not named'}, " if entry.told == "quoted" else ""
        status = "" if entry.status == "done" else f" ({_word('status', entry.status or '')})"
        judged = ' <strong class="wrong">judged wrong by a person</strong>' if entry.verdict == "wrong" else ""
        return (
            f"<h2>{_clean(entry.date_words)}: {_clean(_said(entry))}{_clean(status)}{judged}</h2>\n"
            f"<blockquote>{self._sentence(entry)}{self._note(entry)}</blockquote>\n"
            f"<p>{_clean(voice)}told by {_clean(entry.outlet or 'an unnamed outlet')}</p>"
        )

    def _sentence(self, entry: Entry) -> str:
        """The sentence, with the words that carry the move marked."""
        first, last = entry.start - entry.sentence_start, entry.end - entry.sentence_start
        words = entry.sentence
        return f"{_clean(words[:first])}<mark>{_clean(words[first:last])}</mark>{_clean(words[last:])}"

    def _answer(self, link: AnswerLink) -> str:
        place = self._places[link.answered]
        basis = f" ({_clean(link.basis)})" if link.basis else ""
        return f'<p>{_clean(link.kind)} <a href="#move-{place}">move {place}</a>{basis}</p>'

    def _note(self, entry: Entry) -> str:
        number = len(self._notes) + 1
        view = self._record.browse.document(entry.document_id)
        line = view.line
        where = line.url if line.url and line.url.startswith(("http://", "https://")) else None
        address = f'<a href="{escape(where)}" rel="noreferrer">{_clean(where)}</a>' if where else _clean(line.locator)
        title = f"“{_clean(line.title)}”, " if line.title else ""
        self._notes.append(
            f'<li id="note-{number}">{title}{_clean(line.outlet or "outlet unknown")}, published '
            f"{_clean(line.date_words)}. {address}. Characters {entry.start} to {entry.end} of the text; page SHA-256 "
            f'<code>{view.sha256}</code>; row <code>{_clean(entry.id)}</code>. <a href="#ref-{number}">back</a></li>'
        )
        return f'<sup id="ref-{number}"><a href="#note-{number}">{number}</a></sup>'


def _said(entry: Entry) -> str:
    """Who did what to whom, in one line."""
    row = next((row for row in tables.rows("web/types.toml", ("type", "past")) if row["type"] == entry.type), {})
    who = _party(entry.actor) or "somebody"
    if entry.recipient:
        return f"{who} {row.get('past', entry.type)} {_party(entry.recipient)}"
    return f"{who} {row.get('alone', entry.type)}"


def _party(party: Party) -> str:
    return f"{party.name} ({party.side})" if party.side and party.side != party.name else party.name


def _word(group: str, name: str) -> str:
    found = (row["label"] for row in _words() if row["group"] == group and row["name"] == name)
    return next(found, name)


def _words() -> Iterator[tables.Row]:
    yield from tables.rows("web/words.toml", ("group", "name", "label"))


def _clean(words: str | None) -> str:
    """Words of a page as text of ours: escaped, white space folded."""
    return escape(" ".join((words or "").split()) if words and words.strip() else "").replace("{", "&#123;")
