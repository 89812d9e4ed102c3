"""The columns of what is seen of a word that may be a cue, and which of them hold codes instead of numbers.

The weights were learnt on these columns in this order: a change here asks for new weights.
"""

from __future__ import annotations

COMPLEMENTS = ("ccomp", "xcomp", "dobj", "prep", "pobj", "attr", "acomp", "pcomp", "parataxis", "advcl", "conj", "acl")
OTHERS = (
    "nsubj",
    "nsubjpass",
    "agent",
    "aux",
    "auxpass",
    "neg",
    "prt",
    "mark",
    "poss",
    "relcl",
    "dative",
    "oprd",
    "expl",
)
SHARES = ("word", "form", "pattern", "object", "preposition", "subject", "below", "clause", "around")
_CONTEXT = (
    "pos",
    "tag",
    "dep",
    "head_pos",
    "head_dep",
    "subject_tag",
    "subject_entity",
    "subject_distance",
    "subject_person",
    "shape",
    "in_quotation",
    "quotation_before",
    "quotation_after",
    "content_length",
    "source_length",
    "content_quoted",
    "in_content",
    "in_source",
    "outer_word",
    "outer_dep",
    "outer_distance",
    "up1_word",
    "up2_word",
    "before_word",
    "after_word",
    "position",
    "sentence_length",
    "from_start",
    "headline",
    "paragraph_position",
    "class_",
    "modal",
    "participle",
    "colon_next",
    "comma_next",
    "content_tag",
    "content_first",
    "object_tag",
    "lead",
    "depth",
    "sieve",
)
COLUMNS = (
    _CONTEXT
    + tuple(f"has_{dep}" for dep in COMPLEMENTS + OTHERS)
    + tuple(f"{name}_{part}" for name in SHARES for part in ("share", "count"))
)
CATEGORIES = tuple(
    COLUMNS.index(name)
    for name in (
        "pos",
        "tag",
        "dep",
        "head_pos",
        "head_dep",
        "subject_tag",
        "subject_entity",
        "shape",
        "outer_dep",
        "class_",
        "content_tag",
        "object_tag",
    )
)
