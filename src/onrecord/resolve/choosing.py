"""Which of several persons of the gazetteer a name means, by what stands beside it and by the day.

Evidence, in this order: the side and the role that stand at the name, the office held on the day, the rank of that
office. All who are equally good are given; nobody against whom the page speaks.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.cast import side_on
from onrecord.resolve.fold import fold, words_of
from onrecord.resolve.party import Party, Term
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.roles import role_fits
from onrecord.resolve.words import is_past

# A bare surname is taken for a person of the gazetteer only if the office is at least this high.
FAMOUS = 4
_ISO = 3
# Persons of the hand-written table are known by their family name while they hold office.
_WELL_KNOWN = "hand"
_SIDE, _ROLE, _THEN = 4, 3, 2
_RULES, _REMEMBERED = 6, 3
# Whose family name no other well-known person bears is known by it so many years after the last office.
_LONG_REMEMBERED = 12
# After so many years nobody takes up a new office.
_LIFETIME = 30
_PAIR = 2


def choose(parties: Sequence[Party], phrase: Phrase, day: str | None) -> tuple[Party, ...]:
    """The best of some persons by side, role and day; all that are equally good; none if the side speaks against."""
    living = [party for party in parties if possible(party, phrase) and not _long_gone(party, phrase, day)]
    scored = [(_score(party, phrase, day), party) for party in living]
    if not scored:
        return ()
    best = max(score for score, _ in scored)
    return tuple(party for score, party in scored if score == best)


def possible(party: Party, phrase: Phrase) -> bool:
    """Nobody acts for a side that the page names unless some term or the person's own state is of it."""
    if phrase.gender and party.gender and phrase.gender != party.gender:
        return False
    if phrase.role and not _may_hold(party, phrase.role):
        return False
    # A company or a body beside a name does not speak against the state that the person acts for.
    if not any(_is_state(side) for side in phrase.sides):
        return True
    sides = {party.side, *(term.office.side for term in party.terms)} - {None}
    return not sides or bool(sides & {*phrase.sides})


def _long_gone(party: Party, phrase: Phrase, day: str | None) -> bool:
    """Whether a page gives an office that somebody never held whose last one ended a lifetime ago: a namesake.

    "Sen. John Kennedy" of 2019 is not the president; "then-Sen. John F. Kennedy" may be.
    """
    if not day or not phrase.role or is_past(phrase.office) or fold(phrase.printed) == fold(party.name):
        return False
    ended = [int(term.office.until[:4]) if term.office.until else int(day[:4]) for term in party.terms]
    other = not any(role_fits(phrase.role, term.role) for term in party.terms)
    return bool(ended) and other and int(day[:4]) - max(ended) > _LIFETIME


def _may_hold(party: Party, role: str) -> bool:
    """Whether a title at a name may be this person's: of the little known, only one that the gazetteer knows.

    So a company's spokesman does not become the member of parliament of the same name.
    """
    known = party.origin.endswith(_WELL_KNOWN) or any(term.rank > 1 for term in party.terms)
    return known or any(
        role_fits(role, term.role) or role_fits(term.role, role) or role in words_of(term.office.title)
        for term in party.terms
    )


def _is_state(side: str) -> bool:
    return len(side) == _ISO and side.isupper()


def _score(party: Party, phrase: Phrase, day: str | None) -> tuple[int, int, bool]:
    held = party.held(day) if day else ()
    points = _SIDE if phrase.side and side_on(party, day) == phrase.side else 0
    if phrase.role:
        points += _ROLE * any(role_fits(phrase.role, term.role) for term in party.terms)
        points += _ROLE * any(role_fits(phrase.role, term.role) for term in held)
    # A son who sits in parliament is not meant where the father, president until last year, has the same name.
    points += _THEN if held or (day and is_well_known(party) and lately(party, day)) else 0
    points += any(fold(phrase.printed) == fold(name) for name in (party.name, *party.names))
    # Of two kings of one name the one who reigns is meant, not the one who reigned until lately.
    return points, max((term.rank for term in (held or party.terms)), default=0), bool(held)


def known_bearers(parties: Sequence[Party], phrase: Phrase, day: str | None) -> list[Party]:
    """Those whom a bare surname may mean: the role at the name was theirs, or their office is high."""
    parties = [party for party in parties if possible(party, phrase) and not _long_gone(party, phrase, day)]
    parties = [party for party in parties if _opens_alike(party, phrase)]
    if phrase.role:
        held = [party for party in parties if _held_role(party, phrase.role, day)]
        return held or [party for party in parties if is_well_known(party) and _once_held(party, phrase.role, day)]
    high = [
        party for party in parties if any(term.rank >= FAMOUS for term in (party.held(day) if day else party.terms))
    ]
    hand = [party for party in parties if party.origin.endswith(_WELL_KNOWN) and (not day or lately(party, day))]
    once = [party for party in parties if any(_was_high(term, day) for term in party.terms)]
    return high or hand or _last_heard_of(once, day) or _only(parties, day)


def _opens_alike(party: Party, phrase: Phrase) -> bool:
    """Whether a family name alone begins as the person's is printed, W being V in other alphabets only: "Varen" is not
    Warren."""
    printed = words_of(phrase.printed)[-1:]
    known = {words[at] for name in (party.name, *party.names) if (words := words_of(name)) for at in (0, -1)}
    return not printed or printed[0][0] not in "vw" or any(word[0] == printed[0][0] for word in known)


def _last_heard_of(parties: list[Party], day: str | None) -> list[Party]:
    """Of those who once held a very high office, and hold none now, the one whose last office or candidacy ended years
    after the others': "Clinton" of 2019 is she who stood in 2016."""
    if day is None or len(parties) < _PAIR:
        return parties
    ended = {party.key: max((_last_year(term, day) for term in party.terms), default=0) for party in parties}
    last = max(ended.values())
    return [party for party in parties if ended[party.key] > last - _REMEMBERED]


def _last_year(term: Term, day: str) -> int:
    """The year in which a term ended that began by a day; 0 of a later one."""
    since, until = term.office.since, term.office.until
    return 0 if since and since > day else int((until or since or "0")[:4])


def _only(parties: Sequence[Party], day: str | None) -> list[Party]:
    """The one well-known bearer of a family name, of whom the press still speaks ("Manafort", years later), or speaks
    already: whoever is about to take an office. Of the less known, one in office whose name nobody else bears."""
    known = [party for party in parties if is_well_known(party)]
    if day is None or len(known) > 1:
        return []
    if not known:
        return [one for one in parties if len(parties) == 1 and any(term.rank > 1 for term in one.held(day))]
    if not known[0].origin.endswith(_WELL_KNOWN):
        return []
    spoken_of = lately(known[0], day, _LONG_REMEMBERED) or _about_to(known[0], day) or _between_offices(known[0], day)
    return known if spoken_of or (len(parties) == 1 and not _is_dated(known[0])) else []


def _is_dated(party: Party) -> bool:
    return any(term.office.since or term.office.until for term in party.terms)


def _between_offices(party: Party, day: str) -> bool:
    """Whether a day lies between two offices."""
    ended = any(term.office.until and term.office.until < day for term in party.terms)
    return ended and any(term.office.since and term.office.since > day for term in party.terms)


def _about_to(party: Party, day: str) -> bool:
    """Whether an office begins within a year after a day."""
    firsts = [term.office.since for term in party.terms if term.office.since]
    return any(day < first and int(first[:4]) <= int(day[:4]) + 1 for first in firsts)


def is_well_known(party: Party) -> bool:
    return party.origin.endswith(_WELL_KNOWN) or any(term.rank >= FAMOUS for term in party.terms)


def _was_high(term: Term, day: str | None) -> bool:
    """Whether a very high office was held before the day, or begins soon after it (a candidate, a nominee)."""
    since = term.office.since
    return term.rank > FAMOUS and (day is None or since is None or int(since[:4]) <= int(day[:4]) + 1)


def lately(party: Party, day: str, years: int = _REMEMBERED) -> bool:
    """Whether somebody holds an office on a day, or held one less than some years before."""
    ended = (int(term.office.until[:4]) for term in party.terms if term.office.until)
    return bool(party.held(day)) or any(0 <= int(day[:4]) - year < years for year in ended)


def _once_held(party: Party, role: str, day: str | None) -> bool:
    """Whether somebody held a role before a day: the press goes on saying "President Obama"."""
    past = [term for term in party.terms if not day or not term.office.since or term.office.since <= day]
    return any(role_fits(role, term.role) for term in past)


def _held_role(party: Party, role: str, day: str | None) -> bool:
    return any(role_fits(role, term.role) for term in (party.held(day) if day else party.terms))


def rules(party: Party, day: str) -> bool:
    """Whether somebody heads a state on a day or within a year of it."""
    ruling = [term for term in party.terms if term.rank >= _RULES]
    coming = [
        t for t in ruling if t.office.since and day < t.office.since and int(t.office.since[:4]) <= int(day[:4]) + 1
    ]
    return bool(coming) or any(term.rank >= _RULES for term in party.held(day))
