"""A thread as one HTML page that stands alone, with a footnote for each sentence: to send, to print, to file.

In come a record and the threads that are asked for; out comes a page each: who moved, who answered, what is open, and
in its footnotes the article, the place in it and the digest of the page as crawled. No script, nothing fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from onrecord import tables
from onrecord.export.files import Written, made_folder, write_text
from onrecord.store import Record
from onrecord.store.browse_actors import side_name
from onrecord.store.browse_answers import AnswerLink
from onrecord.store.browse_dates import dated
from onrecord.store.browse_links import Rung, ThreadView
from onrecord.store.browse_rows import Entry
from onrecord.store.browse_said import joined, link_basis, move_words

MOST = 100_000

_SPACE = re.compile(r"\s+")


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
        self._first: dict[str, int] = {}  # the footnote that tells of a document in full
        self._places = {rung.entry.id: number for number, rung in enumerate(view.rungs, 1)}

    def text(self) -> str:
        """The whole page."""
        line = self._view.line
        rungs = "\n".join(self._rung(number, rung) for number, rung in enumerate(self._view.rungs, 1))
        names = {one.code: one.name for one in self._record.browse.sides()}
        sides = dict.fromkeys((line.side_a, line.side_b))
        coverage = dated(self._view.coverage)
        return tables.read_bytes("export/report.html").decode("utf-8").format(
            title=_clean(line.title), dates=_clean(_sentence(line.date_words)), rungs=rungs, id=_clean(line.id),
            sides=_clean(joined([names.get(side, side_name(side)) for side in sides])),
            coverage=_clean(_sentence(coverage)), notes="\n".join(self._notes),
        )  # fmt: skip

    def _rung(self, number: int, rung: Rung) -> str:
        parts = [f'<li id="move-{number}" class="side-{rung.column}">', self._move(number, rung.entry)]
        parts += [self._answer(link) for link in rung.answers if link.answered in self._places]
        if rung.retold:
            told = ", ".join(
                f"{_clean(entry.outlet or 'an unnamed outlet')}{self._note(entry)}" for entry in rung.retold
            )
            parts.append(f"<p>Told also by {told}.</p>")
        if rung.state:
            parts.append(f'<p class="state">{_clean(_word("state", rung.state))}</p>')
        return "\n".join([*parts, "</li>"])

    def _move(self, number: int, entry: Entry) -> str:
        voice = f"in the words of {entry.voice_name or 'a source not named'}, " if entry.told == "quoted" else ""
        judged = ' <strong class="wrong">judged wrong by a person</strong>' if entry.verdict == "wrong" else ""
        return (
            f"<h2>{number}. {_clean(entry.date_words)}: {_clean(move_words(entry))}{judged}</h2>\n"
            f"<blockquote>{self._sentence(entry)}{self._note(entry)}</blockquote>\n"
            f"<p>{_clean(voice + 'told by ' + (entry.outlet or 'an unnamed outlet'))}</p>"
        )

    def _sentence(self, entry: Entry) -> str:
        """The sentence, with the words that carry the move marked."""
        first, last = entry.start - entry.sentence_start, entry.end - entry.sentence_start
        words = entry.sentence
        return f"{_piece(words[:first])}<mark>{_piece(words[first:last])}</mark>{_piece(words[last:])}"

    def _answer(self, link: AnswerLink) -> str:
        place = self._places[link.answered]
        basis = _word("link", link_basis(link.basis))
        return f'<p>{_clean(_word("answer", link.kind))} <a href="#move-{place}">move {place}</a> ({_clean(basis)})</p>'

    def _note(self, entry: Entry) -> str:
        number = len(self._notes) + 1
        self._notes.append(
            f'<li id="note-{number}">{self._source(entry, number)}: characters {entry.start} to {entry.end} of the '
            f'text, row <code>{_clean(entry.id)}</code>. <a href="#ref-{number}">back</a></li>'
        )
        return f'<sup id="ref-{number}"><a href="#note-{number}">{number}</a></sup>'

    def _source(self, entry: Entry, number: int) -> str:
        """The article: in full where it is first cited, then by that footnote."""
        first = self._first.setdefault(entry.document_id, number)
        if first != number:
            return f'The article of <a href="#note-{first}">note {first}</a>'
        view = self._record.browse.document(entry.document_id)
        line = view.line
        where = line.url if line.url and line.url.startswith(("http://", "https://")) else None
        address = f'<a href="{escape(where)}" rel="noreferrer">{_clean(where)}</a>' if where else _clean(line.locator)
        title = f"“{_clean(line.title)}”, " if line.title else ""
        when = line.date_words if line.undated else f"published {line.date_words}"
        return (
            f"{title}{_clean(line.outlet or 'outlet unknown')}, {_clean(when)}, {address} "
            f"(page SHA-256 <code>{view.sha256}</code>)"
        )


def _word(group: str, name: str) -> str:
    found = (row["label"] for row in _words() if row["group"] == group and row["name"] == name)
    return next(found, name)


def _words() -> Iterator[tables.Row]:
    yield from tables.rows("web/words.toml", ("group", "name", "label"))


def _sentence(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def _clean(words: str | None) -> str:
    """Words of a page as text of ours: escaped, white space folded."""
    return _piece(words or "").strip()


def _piece(words: str) -> str:
    """Likewise a piece of a sentence, whose spaces at the ends part it from its neighbours."""
    return escape(_SPACE.sub(" ", words)).replace("{", "&#123;")
