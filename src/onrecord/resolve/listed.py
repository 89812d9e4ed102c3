"""Which person of the lists a name in full means.

In come a phrase with the name, the gazetteer and the day; out come the parties whom the name may mean: one, several
among whom nothing decides, or none. Who of the page bears the name is asked before (``persons``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.resolve.choosing import choose, is_well_known, lately, possible
from onrecord.resolve.fold import fold, initials, name_key, words_of
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.party import Party
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.roles import role_fits
from onrecord.resolve.spelling import LEAST_LETTERS, nearly, same_given
from onrecord.resolve.words import noun_group

JUNIOR = "ir"
_PAIR = 2
# Spellings of one first name begin alike: "Matt" and "Matthew", not "Alexei" and "Oleksii".
_ALIKE = 2
# A name that lacks its last letter is one from so many letters on.
_CUT = 5
# What is no first name in any list may be a shorter one misspelt: "Andew".
_NO_NAME_LETTERS = 5


def bearers(phrase: Phrase, gazetteer: Gazetteer) -> list[Party]:
    """Persons of the lists who bear a full name to the letter of its skeleton."""
    return _by_initials([gazetteer.parties[key] for key in phrase.keys], phrase)


def listed(parties: list[Party], phrase: Phrase, day: str | None, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """Whom a name means of its bearers, or of those who are also called so; several where nothing decides."""
    parties = parties or _loosely(phrase.name, gazetteer)
    return (
        _supported(choose(parties, phrase, day), phrase, gazetteer)
        or _despite_the_side(parties, phrase, day)
        or _of_a_rare_name(parties, phrase, gazetteer)
        or _in_office_then(parties, phrase, day)
    )


def misspelt(phrase: Phrase, day: str | None, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """The one well-known holder of an office, now or lately, of whose first name one letter is wrong: "Vladamir Putin";
    where that makes another first name ("Lindsay" for Lindsey), only with the office beside it."""
    if len(phrase.name) != _PAIR or not day:
        return ()
    family, given = phrase.name[1], (phrase.name[0], words_of(phrase.printed)[0])
    is_name = bool(gazetteer.gender(phrase.printed.split()[0]))
    least = LEAST_LETTERS if is_name else _NO_NAME_LETTERS
    found = [
        party
        for party in gazetteer.by_surname(family)
        if is_well_known(party)
        and lately(party, day)
        and possible(party, phrase)
        and _nearly_given(party, given, least)
    ]
    if len(found) != 1:
        return ()
    in_office = any(role_fits(phrase.role, term.role) for term in found[0].terms)
    return tuple(found) if in_office or not is_name else ()


def _nearly_given(party: Party, given: tuple[str, str], least: int) -> bool:
    """Whether a first name, as skeleton or as printed, is nearly that of a person in one of its spellings."""
    names = [name for name in (party.name, *party.names) if len(name_key(name)) == _PAIR]
    pairs = [pair for name in names for pair in zip((name_key(name)[0], words_of(name)[0]), given, strict=True)]
    return any(nearly(*pair, least) or _is_cut(*pair) for pair in pairs)


def _is_cut(whole: str, given: str) -> bool:
    """Whether the last letter of a name is missing."""
    return len(given) >= _CUT and whole[:-1] == given


def _by_initials(parties: list[Party], phrase: Phrase) -> list[Party]:
    """Of namesakes the one whose name is printed to the letter, or with the same initials: "George H.W. Bush", not his
    son."""
    if len(parties) < _PAIR:
        return parties
    asked = initials(phrase.printed)
    exact = [party for party in parties if fold(phrase.printed) in map(fold, (party.name, *party.names))]
    same = [party for party in parties if asked and any(initials(n) == asked for n in (party.name, *party.names))]
    return next((found for found in (exact, same) if len(found) == 1), parties)


def _despite_the_side(parties: Sequence[Party], phrase: Phrase, day: str | None) -> tuple[Party, ...]:
    """The one well-known bearer of a full name who holds the office that is printed with it, or lately held it.

    The side beside it is then no side of his but a topic: "the Russia special counsel", "the US ambassador" who is
    accredited there; likewise where the noun is of somebody else's: "Moscow's ally".
    """
    fitting = [
        party
        for party in parties
        if is_well_known(party)
        and (not day or lately(party, day))
        and (_is_related(phrase) or any(role_fits(phrase.role, term.role) for term in party.terms))
    ]
    return tuple(fitting) if len(fitting) == 1 and phrase.sides else ()


def _is_related(phrase: Phrase) -> bool:
    """Whether the noun at a name tells whose ally, rival or counterpart somebody is."""
    return phrase.noun is not None and (phrase.noun.group == "relation" or phrase.noun.noun in noun_group("relation"))


def _supported(chosen: tuple[Party, ...], phrase: Phrase, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """Those chosen, but not a little-known one of whom the page has neither the first name nor an office or side: a
    cosmonaut Alexei Leonov is no deputy Oleksii Leonov."""
    if len(chosen) != 1 or is_well_known(chosen[0]) or phrase.role or phrase.sides:
        return chosen
    begins = {fold(name)[:_ALIKE] for name in (chosen[0].name, *chosen[0].names)}
    return chosen if fold(phrase.printed)[:_ALIKE] in begins or gazetteer.is_rare(chosen[0]) else ()


def _of_a_rare_name(parties: Sequence[Party], phrase: Phrase, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """The one listed person of a name, in whatever office, if nobody else in the lists bears the family name."""
    fitting = [party for party in parties if possible(party, replace(phrase, role=""))]
    return tuple(fitting) if len(fitting) == 1 and gazetteer.is_rare(fitting[0]) else ()


def _in_office_then(parties: Sequence[Party], phrase: Phrase, day: str | None) -> tuple[Party, ...]:
    """The one bearer of a full name in any office on the day or lately, at which a title of office stands that no list
    has: "the minority leader", "Energy Chairman"; not a reporter of that name."""
    if not day or phrase.noun is None or phrase.noun.group != "official":
        return ()
    active = [party for party in parties if lately(party, day) and possible(party, replace(phrase, role=""))]
    return tuple(active) if len(active) == 1 else ()


def _loosely(name: tuple[str, ...], gazetteer: Gazetteer) -> list[Party]:
    """Well-known persons of a name printed family name first, with one more first name, with an initial or another
    form of the first name ("Bernard Sanders"), or cut to "Trump Jr." or "Donald Jr."."""
    if name[-1] == JUNIOR:
        bearers = gazetteer.by_surname(name[0]) if len(name) == _PAIR else ()
        juniors = [party for party in gazetteer.juniors if is_well_known(party)]
        given = [party for party in juniors if same_given(name_key(party.name)[0], name[0])]
        return [party for party in bearers if party in juniors] or (given if len(name) == _PAIR else [])
    words = name[::-1] if len(name) == _PAIR else (name[0], name[-1])
    found = {party.key: party for last in (words[-1], name[-1]) for party in gazetteer.by_surname(last)}
    return [
        party
        for party in found.values()
        if is_well_known(party)
        and any(name_key(known) == words or _same_short(name_key(known), name) for known in (party.name, *party.names))
    ]


def _same_short(known: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether two names of two words share the family name, and one first name is a form of the other."""
    return len(known) == len(name) == _PAIR and known[1] == name[1] and same_given(known[0], name[0])
