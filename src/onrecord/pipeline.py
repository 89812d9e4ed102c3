"""The order of the steps from a page to its reading, and nothing else.

In comes a ``Page``; out comes a ``Reading``. No file, clock, network or database is seen here; what is loaded once (the
parser, the gazetteer) belongs to the ``Reader``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from onrecord.annotate import find_attributions, find_mentions, find_moves
from onrecord.dating import date_document, date_of, find_times
from onrecord.extract import extract
from onrecord.model import Attribution, Document, Page, Parse, Problem, Published, Reading, TimeExpression
from onrecord.parse import Parser
from onrecord.resolve import Gazetteer, resolve

ENGLISH = "en"


class Reader:
    """Reads pages one at a time. Loads its parser and its gazetteer at the first page; keeps nothing of a page."""

    @cached_property
    def parser(self) -> Parser:
        return Parser()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer.load()

    def read(self, page: Page, *, plain: bool = False, published: str | None = None) -> Reading:
        """The reading of a page.

        ``plain`` takes the page as article text without furniture; ``published`` is a date from outside, ISO text.
        """
        document, problems = extract(page, plain=plain)
        when = date_document(document, self.gazetteer, stated=published or dict(page.stated).get("date"))
        if not is_read(document):
            return Reading(page, document, when, problems=problems)
        return self._annotated(page, document, when, problems)

    def _annotated(
        self, page: Page, document: Document, published: Published, problems: tuple[Problem, ...]
    ) -> Reading:
        parse = self.parser.parse(document.text, document.segments)
        times = find_times(parse, published)
        mentions = find_mentions(parse, self.gazetteer)
        attributions = _dated(find_attributions(parse, document_id=document.id), times, parse, published)
        found = resolve(document, parse, mentions, attributions, published, self.gazetteer)
        moves = find_moves(
            parse, found.attributions, found.mentions, found.actors, times, published, document_id=document.id
        )
        return Reading(
            page, document, published, found.mentions, times, found.attributions, moves, found.actors, problems
        )


def is_read(document: Document) -> bool:
    """Whether the layers above the text can be found: an article in English, or in a language that is not known."""
    has_article = any(segment.kind == "body" for segment in document.segments)
    return has_article and document.language in (ENGLISH, None)


def _dated(
    attributions: tuple[Attribution, ...], times: tuple[TimeExpression, ...], parse: Parse, published: Published
) -> tuple[Attribution, ...]:
    """The attributions, each with the day on which it was said."""
    return tuple(
        replace(item, said=date_of(item.cue[0][0], item.cue[-1][1], times, parse, published)) if item.cue else item
        for item in attributions
    )
