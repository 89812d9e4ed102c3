"""The tense of the clause around a time, from the parse where there is one and from cue words where there is none."""

from __future__ import annotations

import re
from functools import cache

from onrecord import tables
from onrecord.dating.values import FUTURE, PAST, PRESENT
from onrecord.model import Parse, Token

TABLE = "times/tense.csv"
_REACH = 90
_FINITE_PAST = frozenset({"VBD"})
_PARTICIPLE = frozenset({"VBN"})


@cache
def _cues() -> re.Pattern[str]:
    found = tables.rows(TABLE, ("cue", "tense", "example", "origin"))
    ordered = sorted((row["cue"] for row in found if row["where"] == "text"), key=lambda cue: (-len(cue), cue))
    return re.compile(r"\b(?:" + "|".join(cue.replace(" ", r"\s+") for cue in ordered) + r")(?![\w-])", re.IGNORECASE)


@cache
def _tenses() -> dict[str, str]:
    return {row["cue"]: row["tense"] for row in tables.rows(TABLE, ("cue", "tense", "example", "origin"))}


@cache
def _prospective() -> frozenset[str]:
    """Lemmas whose infinitive complement lies ahead ("plan to meet")."""
    return frozenset(row["cue"] for row in tables.rows(TABLE) if row["where"] == "verb")


@cache
def _ahead() -> frozenset[str]:
    """Lemmas whose participle names what lies ahead ("a ruling is expected on Tuesday")."""
    return frozenset(row["cue"] for row in tables.rows(TABLE) if row["where"] == "participle")


@cache
def _clause_words() -> frozenset[str]:
    """Words that open a clause of time or condition, whose present tense is that of the clause above it."""
    return frozenset(row["cue"] for row in tables.rows(TABLE) if row["where"] == "clause")


@cache
def _conditions() -> re.Pattern[str]:
    """Words of a condition: what stands under one without a past has not come yet ("if he loses on November 8")."""
    found = "|".join(row["cue"] for row in tables.rows(TABLE) if row["where"] == "condition")
    return re.compile(rf"\b(?:{found})\b", re.IGNORECASE)


@cache
def _passive() -> re.Pattern[str]:
    """A present before a participle: "are not (allowed)"."""
    found = "|".join(row["cue"] for row in tables.rows(TABLE) if row["where"] == "before participle")
    return re.compile(rf"\b(?:{found})\s+(?:not\s+|\w+ly\s+)?\Z", re.IGNORECASE)


@cache
def _infinitive() -> re.Pattern[str]:
    """An infinitive: "to" and a word that is no determiner ("to observe", not "to the")."""
    barred = "|".join(row["cue"] for row in tables.rows(TABLE) if row["where"] == "after to")
    return re.compile(rf"\bto\s+(?!(?:{barred})\b)[a-z]{{2,}}")


def tense_in_text(text: str, start: int, end: int) -> str:
    """Tense of the clause around a span of running text: that of the nearest cue before it, else after it; or ''."""
    before = re.split(r"[.!?;\n](?=\s)|[“”\"]", text[max(0, start - _REACH) : start])[-1]
    after = re.split(r"[.!?;\n](?=\s|$)|[“”\"]", text[end : end + _REACH])[0]
    found = list(_cues().finditer(before))
    if _is_conditional(before, found):
        return FUTURE
    if _infinitive().search(before, found[-1].end() if found else 0):
        # "allowed to observe the vote on November 8": the day may lie on either side.
        return ""
    if found:
        return _of_cue(found[-1][0])
    following = _cues().search(after)
    return _of_cue(following[0]) if following else ""


def _is_conditional(before: str, cues: list[re.Match[str]]) -> bool:
    """Whether words end in a condition without a past: "if he loses on", "unless they are allowed to observe the"."""
    conditions = list(_conditions().finditer(before))
    if not conditions:
        return False
    told = [cue for cue in cues if cue.start() >= conditions[-1].end() and _of_cue(cue[0]) == PAST]
    return all(_passive().search(before, conditions[-1].end(), cue.start()) for cue in told)


def _of_cue(cue: str) -> str:
    plain = re.sub(r"\s+", " ", cue.lower())
    found = _tenses().get(plain)
    return found if found else PAST


def tense_in_parse(parse: Parse, first: int) -> str:
    """Tense of the clause that a token stands in, from the verb that governs it; '' where there is none."""
    token = parse.tokens[first]
    for _ in range(40):
        if _is_ahead(parse, token):
            return FUTURE
        if token.pos in ("VERB", "AUX"):
            break
        if token.head == token.i:
            return ""
        token = parse.tokens[token.head]
    return _verb_tense(parse, token) if token.pos in ("VERB", "AUX") else ""


def _verb_tense(parse: Parse, verb: Token) -> str:
    helpers = [t for t in _near(parse, verb) if t.head == verb.i and t.dep in ("aux", "auxpass")]
    tags = {t.tag for t in helpers} | {verb.tag}
    if any(t.tag == "MD" and _tenses().get(t.text.lower()) == FUTURE for t in helpers):
        return FUTURE
    head = parse.tokens[verb.head]
    infinitive = verb.tag in ("VB", "VBG") and head.i != verb.i and any(t.tag == "TO" for t in helpers)
    if infinitive and (head.lemma in _prospective() or head.tag in ("VBZ", "VBP", "VBN")):
        return FUTURE
    if "VBD" in tags or (verb.tag == "VBN" and not tags & {"MD"}):
        return PAST
    if infinitive or verb.tag in ("VBG", "VB"):
        return _verb_tense(parse, head) if head.i != verb.i and head.pos in ("VERB", "AUX") else ""
    return FUTURE if _is_under_a_future(parse, verb, head) else PRESENT


def _is_ahead(parse: Parse, token: Token) -> bool:
    """Whether a word says that something lies ahead: "is expected", "scheduled for", "due"; not "was expected"."""
    if token.tag not in ("VBN", "JJ") or token.lemma.lower() not in _ahead():
        return False
    head = parse.tokens[token.head]
    beside = [t for t in _near(parse, token) if t.head == token.i and t.dep in ("aux", "auxpass")]
    return not any(t.tag in ("VBD", "VBN", "MD") for t in [*beside, *([head] if head.pos == "AUX" else [])])


def _is_under_a_future(parse: Parse, verb: Token, head: Token) -> bool:
    """Whether a present stands in a clause of time under a future: "will meet them when he visits on Monday"."""
    if verb.dep != "advcl" or head.i == verb.i or head.pos not in ("VERB", "AUX"):
        return False
    opened = any(t.head == verb.i and t.i < verb.i and t.lemma.lower() in _clause_words() for t in _near(parse, verb))
    return opened and _verb_tense(parse, head) == FUTURE


def _near(parse: Parse, verb: Token) -> tuple[Token, ...]:
    sentence = parse.sentences[verb.sentence]
    return parse.tokens[sentence.first : sentence.last]
