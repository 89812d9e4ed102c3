"""The frozen types that travel between the modules.

All offsets are code points of the document's text, half-open. A span is ``(start, end)``; a discontinuous stretch is a
tuple of spans in order. ``None`` means "not said", never "failed". Dates are ISO text; a ``When`` keeps a value only as
precise as the evidence is. This package imports nothing of ours and nothing foreign.
"""

from __future__ import annotations

from onrecord.model.dates import (
    DateEvidence,
    Published,
    TimeExpression,
    When,
)
from onrecord.model.layers import (
    ACTOR_KINDS,
    ANSWER_KINDS,
    ATTRIBUTION_KINDS,
    OUTLET_VOICE,
    STATUSES,
    Actor,
    Answer,
    Attribution,
    Mention,
    Move,
    Office,
    Reading,
    Span,
    Spans,
)
from onrecord.model.page import (
    ARTICLE_KINDS,
    SEGMENT_KINDS,
    Document,
    Metadatum,
    Page,
    Problem,
    Run,
    Segment,
    TextMap,
)
from onrecord.model.parse import (
    Entity,
    Parse,
    Sentence,
    Token,
)

__all__ = [
    "ACTOR_KINDS",
    "ANSWER_KINDS",
    "ARTICLE_KINDS",
    "ATTRIBUTION_KINDS",
    "OUTLET_VOICE",
    "SEGMENT_KINDS",
    "STATUSES",
    "Actor",
    "Answer",
    "Attribution",
    "DateEvidence",
    "Document",
    "Entity",
    "Mention",
    "Metadatum",
    "Move",
    "Office",
    "Page",
    "Parse",
    "Problem",
    "Published",
    "Reading",
    "Run",
    "Segment",
    "Sentence",
    "Span",
    "Spans",
    "TextMap",
    "TimeExpression",
    "Token",
    "When",
]
