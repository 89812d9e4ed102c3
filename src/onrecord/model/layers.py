"""The layers over a text: who is mentioned, who said what, who did what to whom; and the reading that holds all."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.dates import Published, TimeExpression, When
from onrecord.model.page import Document, Page, Problem

Span = tuple[int, int]
Spans = tuple[Span, ...]
ATTRIBUTION_KINDS = ("direct", "indirect", "mixed")
STATUSES = ("done", "alleged", "denied", "planned", "conditional")
ANSWER_KINDS = ("denies", "rejects", "accepts", "retaliates", "supports", "fulfils", "repeats")
ACTOR_KINDS = ("person", "state", "organisation", "outlet", "group", "unnamed")
OUTLET_VOICE = "outlet"


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
    ``trigger`` and ``span`` stand in the text; ``voice`` is ``outlet`` or an attribution's id. ``actor_at`` and
    ``recipient_at`` are given where a name takes the role that lies open between namesakes.
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
    actor_at: Span | None = None
    recipient_at: Span | None = None


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
