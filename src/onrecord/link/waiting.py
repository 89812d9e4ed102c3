"""Whether a move's words put something to the one whom it names, so that an answer can be waited for.

In comes a move; out comes yes or no. "Accused of taking bribes" does not say who accuses, "more must be done" asks
nobody, "he did not ask them" nothing, a pledge without a condition waits for its maker alone, and what a newspaper
claims no state must answer. The words are rows of ``data/link/waiting.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from onrecord import tables
from onrecord.link.addresses import is_put_to, names_recipient
from onrecord.link.nouns import is_negated
from onrecord.link.view import Party, SeenMove
from onrecord.link.words import WORD, words

OUGHT, PASSIVE, BE, NAMED, NOUN, UNSAID, AIM, SELF = "ought", "passive", "be", "named", "noun", "unsaid", "aim", "self"
CONDITION, WISH = "condition", "wish"
OUTLET = "outlet"
# Types whose words may say that nothing was asked or held against anybody.
DEMAND, ACCUSE, OFFER, PLEDGE = "demand", "accuse", "offer", "pledge"
SAID = frozenset({ACCUSE, DEMAND})
DENIED, CHARGE, STILL = "denied", "charge", "still"
# Words between a charge and its denial: "a claim that the ministry has always denied".
CHARGED = 6
# Words before the trigger in which a "not" or a "should" is of the trigger, or its subject stands.
BEFORE = 3
ANY = ""


def waits(move: SeenMove) -> bool:
    """Whether somebody is asked or blamed by somebody, as far as the words tell."""
    text = move.text.lower().replace("’", "'")
    at = max(0, text.find(move.trigger.lower().replace("’", "'")))
    before, told = WORD.findall(text[:at])[-BEFORE:], WORD.findall(move.trigger.lower())
    after = WORD.findall(text[at + len(move.trigger) :])[:1]
    if _reports(move.actor) or (move.type in SAID and _is_unsaid(before, told)):
        return False
    if not _is_offered(move, before, told, after):
        return False
    if _is_denied(move, WORD.findall(text[at + len(move.trigger) :])):
        return False
    if _followed(told, after, OUGHT):
        return names_recipient(move) and is_put_to(move)
    return not _hides_who(move, before, told, after) and is_put_to(move)


def _is_offered(move: SeenMove, before: Sequence[str], told: Sequence[str], after: Sequence[str]) -> bool:
    """Whether an offer is one, and no wish told to others ("wants better relations") or what was not offered; whether a
    pledge hangs on what the other does."""
    if move.type == PLEDGE:
        return _followed(WORD.findall(move.text.lower()), (), CONDITION)
    return move.type != OFFER or not (_followed(told, after, WISH) or is_negated(" ".join(before)))


def still_waits(move: SeenMove) -> bool:
    """Whether a move's own words say that no answer has come: "we are still waiting for a response"."""
    said = WORD.findall(move.text.lower().replace("’", "'"))
    return _followed(said, (), STILL)


def _is_denied(move: SeenMove, after: Sequence[str]) -> bool:
    """Whether the clause that tells an accusation goes on to tell its denial: "a claim that Sudmark has denied"."""
    places = [place for place, word in enumerate(after) if word in _rows(DENIED)]
    return move.type == ACCUSE and any(
        _rows(CHARGE).keys() & set(after[max(0, place - CHARGED) : place]) for place in places
    )


def _reports(party: Party) -> bool:
    """Whether a party is an outlet that speaks for itself alone."""
    return party.kind == OUTLET and party.side == party.name


def _is_unsaid(before: Sequence[str], told: Sequence[str]) -> bool:
    """Whether the words before a trigger say that it was not said ("not", but no "not only"), or only aimed at."""
    aimed = before[-1:] and told and before[-1] in _rows(AIM).get(told[0], ())
    denied = any(
        word in _rows(UNSAID) and following not in _rows(UNSAID)[word]
        for word, following in zip(before, [*before[1:], *told[:1], "."], strict=False)
    )
    return bool(aimed or denied)


def _followed(told: Sequence[str], after: Sequence[str], kind: str) -> bool:
    """Whether a word of a trigger is of a kind, and before such a word as its row asks for."""
    rows = _rows(kind)
    return any(
        word in rows and (ANY in rows[word] or following in rows[word])
        for word, following in zip(told, [*told[1:], *after, "."], strict=False)
    )


def _hides_who(move: SeenMove, before: Sequence[str], told: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a clause does not say who blames or asks: a passive, a noun, or another subject than the one found."""
    blamed = _rows(PASSIVE).get(told[-1]) if told else None
    if blamed is not None and (set(after) & blamed or set(before) & _rows(BE).keys()):
        return True
    if _is_named(move.actor, move.text) or set(before) & _rows(SELF).keys():
        return False
    if _followed(told, after, NOUN) or (before and _followed(told, after, NAMED)):
        return True
    speaks = move.type == DEMAND or bool(told and told[-1] in {*_rows(PASSIVE), *_rows(NOUN), *_rows(NAMED)})
    return speaks and _is_named(move.recipient, " ".join(before))


def _is_named(party: Party, text: str) -> bool:
    """Whether a text names a party, in words of its name or by its initials ("U.S.")."""
    name = party.name or ""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    short = len(initials) > 1 and initials in WORD.findall(text.replace(".", ""))
    return short or bool(set(words(name)) & set(words(text)))


@cache
def _rows(kind: str) -> Mapping[str, frozenset[str]]:
    """The words of a kind, each with those of its column ``next``: what stands beside it, as its kind asks."""
    rows = [row for row in tables.rows("link/waiting.csv", ("word", "kind", "example")) if row["kind"] == kind]
    return {
        row["word"]: frozenset(other.get("next", "") for other in rows if other["word"] == row["word"]) for row in rows
    }
