"""The words of rows: of a stretch, of an article, and of all that search looks through.

In come texts with spans, or a reading; out come words, as the record keeps them beside its rows.
"""

from __future__ import annotations

from onrecord.model import ARTICLE_KINDS, Document, Reading, Spans

# Words of a discontinuous stretch are joined by this; a search for a phrase does not run across it.
JOINT = " … "


def text_of(text: str, spans: Spans) -> str:
    """The words of a stretch, its parts joined."""
    return JOINT.join(text[start:end] for start, end in spans)


def article_text(document: Document) -> str:
    """The text of the article's own segments, a line each."""
    return "\n".join(document.text[s.start : s.end] for s in document.segments if s.kind in ARTICLE_KINDS)


def search_rows(reading: Reading) -> list[tuple[str, str, str, str]]:
    """The words of a document, of its statements and moves: kind, id, document and words of each."""
    document = reading.document
    rows = [("document", document.id, document.id, f"{document.title or ''}\n{article_text(document)}")]
    for item in reading.attributions:
        words = f"{text_of(document.text, item.source)} {text_of(document.text, item.cue)} "
        rows.append(("attribution", item.id, document.id, words + text_of(document.text, item.content)))
    rows += [("move", move.id, document.id, document.text[move.span[0] : move.span[1]]) for move in reading.moves]
    return rows
