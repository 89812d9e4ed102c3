"""A document as resolving sees it: mentions with their tokens, phrases, sentences, and the quotations around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Attribution, Mention, Parse, Spans, Token
from onrecord.parse.abbreviations import abbreviations
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.phrase import Phrase, read_phrase
from onrecord.resolve.words import is_side_prefix

# A possessive after the comma of an apposition: ", his | Chinese counterpart".
_OWNERS = re.compile(r"(?<=,) (his|her|its|their|our)$")
# Shapes of mentions that may begin with the name of a body.
_TITLED = ("person", "noun", "group")
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention with its tokens (half-open), what its phrase says, its sentence and paragraph."""

    mention: Mention
    number: int
    first: int
    last: int
    phrase: Phrase
    sentence: int
    paragraph: int
    subject: bool
    quoted: int

    @property
    def shape(self) -> str:
        """The shape that the finder of mentions gave: ``person``, ``noun``, ``group``, ``adjective``, ``capital``..."""
        return self.mention.basis.split(":")[0]


class Page:
    """The mentions of a parse, by token; the direct quotations, by offset."""

    def __init__(
        self, parse: Parse, mentions: Sequence[Mention], attributions: Sequence[Attribution], gazetteer: Gazetteer
    ) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self._starts = [token.start for token in parse.tokens]
        self.attributions = sorted(attributions, key=lambda item: (_edge(item), item.id))
        self.quotes = [
            (start, end, number)
            for number, item in enumerate(self.attributions)
            if item.kind == "direct"
            for start, end in item.content
        ]
        self.contents = [
            (start, end, number) for number, item in enumerate(self.attributions) for start, end in item.content
        ]
        self.explained = abbreviations(parse)
        self.seen = [self._look(number, mention, gazetteer) for number, mention in enumerate(mentions)]
        self.at: dict[int, Seen] = {i: seen for seen in self.seen for i in range(seen.first, seen.last)}

    def _look(self, number: int, mention: Mention, gazetteer: Gazetteer) -> Seen:
        first, last = self.tokens_of(mention.start, mention.end)
        # "pro-Russian president" may be cut at the hyphen: the word before it says that the side is not his.
        affixed = first > 1 and self.tokens[first - 1].text == "-" and is_side_prefix(self.tokens[first - 2].text)
        shape = mention.basis.split(":")[0]
        words = [token.text for token in self.tokens[first - 2 if affixed else first : last]]
        words = self._in_full(words, gazetteer) if shape in _TITLED else words
        phrase = Phrase() if mention.kind == "pronoun" else read_phrase(words, gazetteer, named=shape == "person")
        token = self.tokens[first]
        sentence = self.parse.sentences[token.sentence]
        subject = any(self.tokens[i].dep in _SUBJECTS for i in range(first, last))
        return Seen(
            mention, number, first, last, phrase, token.sentence, sentence.paragraph, subject,
            self.quote_at(mention.start),
        )  # fmt: skip

    def _in_full(self, words: list[str], gazetteer: Gazetteer) -> list[str]:
        """The words of a title ("NWS officials") with what only the page abbreviates in full, but for its small words,
        which would part the name from the title."""
        whole: list[str] = []
        for word in words:
            full = self.explained.get(word) if not gazetteer.spans([word]) else None
            whole += [one.text for one in self.tokens[slice(*full)] if one.text[0].isupper()] if full else [word]
        return whole

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (half-open) of a span of text."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, end - 1), first + 1)
        return first, last

    def quote_at(self, offset: int) -> int:
        """The number of the direct attribution whose content holds an offset, or -1."""
        return next((number for start, end, number in self.quotes if start <= offset < end), -1)

    def content_at(self, offset: int) -> int:
        """The number of the attribution, of any kind, whose content holds an offset, or -1."""
        return next((number for start, end, number in self.contents if start <= offset < end), -1)

    def head_of(self, spans: Spans) -> int | None:
        """The token of a source that governs the others: the first whose own head lies outside."""
        inside: list[int] = []
        for start, end in spans:
            inside += range(*self.tokens_of(start, end))
        heads = [i for i in inside if self.tokens[i].head not in inside or self.tokens[i].head == i]
        words = [i for i in heads if self.tokens[i].pos not in ("PUNCT", "ADP", "DET", "CCONJ")]
        found = words or heads or inside
        return found[0] if found else None

    def printed(self, seen: Seen) -> str:
        """The words of a mention as printed, white space as one space."""
        return " ".join(self.parse.text[seen.mention.start : seen.mention.end].split())

    def between(self, left: Seen, right: Seen) -> str:
        """The text between two mentions."""
        return self.parse.text[left.mention.end : right.mention.start]

    def beside(self, left: Seen, right: Seen) -> bool:
        """Whether two mentions stand side by side, or the one in apposition to the other."""
        between = _OWNERS.sub("", self.between(left, right).strip(" \u00a0"))
        if left.sentence != right.sentence or between not in ("", ",", ", the", "-", "(", ", a", ", an"):
            return False
        return between == "" or self._is_apposed(left, right)

    def _is_apposed(self, left: Seen, right: Seen) -> bool:
        """Whether the second stands in apposition: the parse says so, or a mark closes it."""
        tokens = self.tokens
        if any(tokens[i].dep == "appos" for i in range(right.first, right.last)):
            return True
        after = tokens[right.last].text if right.last < len(tokens) else "."
        return after in (",", ".", ")", "-", "—", ";") or tokens[min(right.last, len(tokens) - 1)].pos == "VERB"

    def token_before(self, seen: Seen) -> Token | None:
        return self.tokens[seen.first - 1] if seen.first > 0 else None


def _edge(item: Attribution) -> int:
    spans = item.source or item.cue or item.content
    return spans[0][0] if spans else 0
