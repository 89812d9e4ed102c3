"""The frozen types that travel between the modules.

All offsets are code points of the document's text, half-open. A span is ``(start, end)``; a discontinuous stretch is a
tuple of spans in order. ``None`` means "not said", never "failed". Dates are ISO text; a ``When`` keeps a value only as
precise as the evidence is. This module imports nothing of ours and nothing foreign.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
Spans = tuple[Span, ...]

SEGMENT_KINDS = (
    "headline",
    "byline",
    "dateline",
    "body",
    "heading",
    "quote",
    "caption",
    "credit",
    "related",
    "tag",
    "comment",
    "furniture",
)
ARTICLE_KINDS = frozenset({"headline", "body", "heading", "quote"})
ATTRIBUTION_KINDS = ("direct", "indirect", "mixed")
STATUSES = ("done", "alleged", "denied", "planned", "conditional")
ANSWER_KINDS = ("denies", "rejects", "accepts", "retaliates", "supports", "fulfils", "repeats")
ACTOR_KINDS = ("person", "state", "organisation", "outlet", "group", "unnamed")
OUTLET_VOICE = "outlet"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or decided: the step, and a reason as a sentence."""

    step: str
    reason: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as crawled, with what the crawler said about them.

    ``media_type`` is ``text/plain`` or ``text/html``; ``captured`` an ISO timestamp or day; ``stated`` holds what the
    carrier (a JSON line, a feed) says of the page: ``title``, ``outlet``, ``date``, ``url``.
    """

    id: str
    locator: str
    content: bytes
    sha256: str
    media_type: str
    charset: str | None = None
    url: str | None = None
    captured: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and the bytes that it came from.

    ``kind`` says how: ``same`` (the bytes decode to the text), ``entity`` (the bytes, decoded and with character
    references resolved, are the text), ``fold`` (white space or markup that the text shows as one space or line break).
    """

    start: int
    end: int
    byte_start: int
    byte_end: int
    kind: str = "same"


@dataclass(frozen=True, slots=True)
class TextMap:
    """Runs that cover a document's text from first to last code point, in order, and the charset of the bytes."""

    charset: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the page with one kind; ``author`` and ``reply_to`` are a comment's."""

    kind: str
    start: int
    end: int
    author: str | None = None
    reply_to: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One fact that the page states of itself (``title``, ``outlet``, ``author``, ``published``...), with its basis."""

    name: str
    value: str
    basis: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date: ``value`` an ISO prefix (day, month or year) or None, and the first and last day that it may be."""

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One reason for a published date: its kind, the words (``start`` None where they stand outside the text)."""

    kind: str
    text: str
    start: int | None
    end: int | None
    earliest: str | None = None
    latest: str | None = None
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published: value, interval that should hold the truth 95 times in 100, evidence, one line."""

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: tuple[DateEvidence, ...] = ()
    why: str = ""

    @property
    def when(self) -> When:
        return When(self.value, self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Document:
    """One article: the visible text of its page in reading order, its segments, what it says of itself."""

    id: str
    page_id: str
    locator: str
    sha256: str
    text: str
    segments: tuple[Segment, ...]
    map: TextMap
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    captured: str | None = None
    url: str | None = None
    metadata: tuple[Metadatum, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a parse. ``text`` is its plain form (see ``parse.door``); the page's own is ``text[start:end]``.

    ``head`` is the index of its head in the parse (its own where it is a root), ``ent`` the type of name or ''.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` to ``last`` (half-open), their span, and the kind of segment in which they stand."""

    first: int
    last: int
    start: int
    end: int
    segment: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that the parser found: tokens (half-open), span, label."""

    first: int
    last: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens, sentences and names of the article's own segments, with offsets into the document's text.

    ``vectors`` is an array with the parser's own view of each token in its context, one row a token, where it has one.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    basis: str = ""
    vectors: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time, and the time that they name given the page's date.

    ``kind`` is ``date``, ``time``, ``duration`` or ``set``; ``timex`` the value in the notation of TIMEX3 (``P3D``,
    ``1998-W05``, ``PRESENT_REF``), which also says what no interval can.
    """

    start: int
    end: int
    when: When
    kind: str = "date"
    basis: str = ""
    timex: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a gazetteer or a page gives it: title, side, first and last day where known, origin."""

    title: str
    side: str | None = None
    since: str | None = None
    until: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: person, state, organisation, outlet, group, or unnamed ("a senior official").

    ``side`` is the ISO-3 code of the state that the actor acts for, an organisation's name, or None. ``office`` is the
    one held on the day of the document; ``offices`` all that are known.
    """

    id: str
    name: str
    kind: str
    side: str | None = None
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    office: str | None = None
    offices: tuple[Office, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to somebody. ``kind`` is ``name``, ``title``, ``pronoun`` or ``metonym``.

    ``actor`` is an actor's id or None; ``candidates`` are the ids among which no evidence decides.
    """

    start: int
    end: int
    kind: str
    actor: str | None = None
    candidates: tuple[str, ...] = ()
    basis: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement or belief that the text ascribes to somebody: source, cue and content, each a tuple of spans.

    ``speaker`` is an actor's id or None, ``addressee`` likewise; ``within`` the id of the attribution that holds this.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    kind: str
    speaker: str | None = None
    addressee: str | None = None
    said: When = field(default_factory=When)
    within: str | None = None
    score: float = 1.0
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A link from a move to an earlier one: its id, the kind of answer, whether words say so or it is inferred."""

    move: str
    kind: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a party says to, says about, or does to another in public (see the codebook).

    ``actor`` and ``recipient`` are actor ids or None, the sides ISO-3 codes, organisations or None, joined by ``;``;
    ``trigger`` and ``span`` stand in the text; ``voice`` is ``outlet`` or an attribution's id.
    """

    id: str
    type: str
    actor: str | None
    actor_side: str | None
    recipient: str | None
    recipient_side: str | None
    trigger: Span
    span: Span
    about: str
    voice: str = OUTLET_VOICE
    status: str = "done"
    date: When = field(default_factory=When)
    answers: tuple[Answer, ...] = ()
    retellings: Spans = ()
    plover: str | None = None
    cameo: str | None = None
    score: float = 1.0
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one page gives: the document, its date, and the layers over its text."""

    page: Page
    document: Document
    published: Published
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    moves: tuple[Move, ...] = ()
    actors: tuple[Actor, ...] = ()
    problems: tuple[Problem, ...] = ()
