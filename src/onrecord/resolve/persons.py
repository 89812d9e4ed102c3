"""Names of persons: full names first, then surnames, each to one entity of the cast or to none.

Evidence, in this order: the side and the role that stand at the name, the office held on the day, the rank of that
office. Where no evidence decides between two persons the mention stays open, with both as candidates.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.cast import Cast, Entity, side_on
from onrecord.resolve.fold import fold, name_key, words_of
from onrecord.resolve.gazetteer import FAMILY_FIRST, Gazetteer
from onrecord.resolve.page import Seen
from onrecord.resolve.party import Party, Term
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.roles import role_fits

# A bare surname is taken for a person of the gazetteer only if the office is at least this high.
FAMOUS = 4
# More bearers of a surname than this are no candidates but a common name.
_OPEN = 2
_ISO = 3
_JUNIOR = "ir"
# Persons of the hand-written table are known by their family name while they hold office.
_WELL_KNOWN = "hand"
_SIDE, _ROLE, _THEN = 4, 3, 2
_PAIR, _RULES, _REMEMBERED = 2, 6, 3


def full_name(seen: Seen, cast: Cast, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """The entity of a full name; several where the gazetteer has namesakes among whom nothing decides."""
    phrase = seen.phrase
    parties = _by_initials([gazetteer.parties[key] for key in phrase.keys], phrase)
    same = [
        entity
        for entity in cast.bearing(phrase.name)
        if _same_name(entity.words, phrase.name)
        and _agrees(entity, phrase)
        and (not parties or entity.party is None or entity.party in parties)
    ]
    if same:
        return (same[0],)
    parties = parties or _loosely(phrase.name, gazetteer)
    chosen = choose(parties, phrase, cast.day) or _despite_the_side(parties, phrase, cast.day)
    if len(chosen) > 1:
        return tuple(cast.of_party(party) for party in chosen)
    entity = cast.of_party(chosen[0]) if chosen else cast.other("person", phrase.printed, phrase.side, basis="page")
    cast.call(entity, phrase.name)
    entity.gender = entity.gender or gazetteer.gender(phrase.printed.split()[0])
    return (entity,)


def surname(seen: Seen, cast: Cast, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """The entity of one word of a name; a person of that name alone where nobody is known."""
    phrase = seen.phrase
    found = known_surname(phrase, cast, gazetteer, seen.first)
    if found:
        return found
    if family := _family(phrase, cast, gazetteer):
        return (cast.other("group", phrase.printed, family.side, plural=True, basis="page: family"),)
    entity = cast.other("person", phrase.printed, phrase.side, basis="page: surname only")
    cast.call(entity, phrase.name)
    return (entity,)


def known_surname(phrase: Phrase, cast: Cast, gazetteer: Gazetteer, place: int) -> tuple[Entity, ...]:
    """Somebody named in full on the page, else a holder of a high office; none where nobody is known."""
    fitting = [
        entity for entity in cast.bearing(phrase.name[:1]) if _bears(entity, phrase.name[0]) and _agrees(entity, phrase)
    ]
    if fitting:
        ruler = _ruler_of_the_name(fitting, phrase, cast, gazetteer)
        return (ruler,) if ruler else _nearest(fitting, phrase, cast, place)
    chosen = choose(_known(gazetteer.by_surname(phrase.name[0]), phrase, cast.day), phrase, cast.day)
    if not chosen or len(chosen) > _OPEN:
        return ()
    entities = tuple(cast.of_party(party) for party in chosen)
    for entity in entities:
        cast.call(entity, name_key(entity.name))
    return entities


def _by_initials(parties: list[Party], phrase: Phrase) -> list[Party]:
    """Of namesakes the one whose name is printed to the letter: "George H. W. Bush", not his son."""
    exact = [party for party in parties if fold(phrase.printed) in map(fold, (party.name, *party.names))]
    return exact if len(parties) > 1 and len(exact) == 1 else parties


def _despite_the_side(parties: Sequence[Party], phrase: Phrase, day: str | None) -> tuple[Party, ...]:
    """The one well-known bearer of a full name who holds the office that is printed with it, or lately held it.

    The side beside it is then no side of his but a topic: "the Russia special counsel", "the US ambassador" who is
    accredited there.
    """
    fitting = [
        party
        for party in parties
        if _is_well_known(party)
        and (not day or _lately(party, day))
        and any(role_fits(phrase.role, term.role) for term in party.terms)
    ]
    return tuple(fitting) if len(fitting) == 1 and phrase.sides else ()


def _loosely(name: tuple[str, ...], gazetteer: Gazetteer) -> list[Party]:
    """Well-known persons of a name printed family name first, with one more first name, or cut to "Trump Jr."."""
    if name[-1] == _JUNIOR:
        bearers = gazetteer.by_surname(name[0]) if len(name) == _PAIR else ()
        return [party for party in bearers if name_key(party.name)[-1] == _JUNIOR]
    words = name[::-1] if len(name) == _PAIR else (name[0], name[-1])
    bearers = gazetteer.by_surname(words[-1])
    return [
        party
        for party in bearers
        if _is_well_known(party) and any(name_key(known) == words for known in (party.name, *party.names))
    ]


def _is_well_known(party: Party) -> bool:
    return party.origin.endswith(_WELL_KNOWN) or any(term.rank >= FAMOUS for term in party.terms)


def _family(phrase: Phrase, cast: Cast, gazetteer: Gazetteer) -> Entity | None:
    """Somebody of the family that a plural names: "the Clintons"."""
    if not phrase.printed.endswith("s"):
        return None
    name = name_key(phrase.printed[:-1])
    bearers = cast.bearing(name) if name else []
    if bearers:
        return bearers[0]
    known = [party for party in gazetteer.by_surname(name[0]) if _is_well_known(party)] if name else []
    return cast.of_party(known[0]) if len(known) in (1, _PAIR) else None


def _ruler_of_the_name(fitting: Sequence[Entity], phrase: Phrase, cast: Cast, gazetteer: Gazetteer) -> Entity | None:
    """Who is meant by a family name alone where the page has only kin in full: whoever rules, or is about to."""
    kin = [entity.party for entity in fitting if entity.party is not None]
    if len(kin) < len(fitting) or not cast.day:
        return None
    for party in gazetteer.by_surname(phrase.name[0]):
        related = party not in kin and all(one.side in (None, party.side) for one in kin)
        if related and party.side not in FAMILY_FIRST and _rules(party, cast.day) and _possible(party, phrase):
            if phrase.role and not any(role_fits(phrase.role, term.role) for term in party.terms):
                return None
            entity = cast.of_party(party)
            cast.call(entity, name_key(entity.name))
            return entity
    return None


def _rules(party: Party, day: str) -> bool:
    """Whether somebody heads a state on a day or within a year of it."""
    ruling = [term for term in party.terms if term.rank >= _RULES]
    coming = [
        t for t in ruling if t.office.since and day < t.office.since and int(t.office.since[:4]) <= int(day[:4]) + 1
    ]
    return bool(coming) or any(term.rank >= _RULES for term in party.held(day))


def choose(parties: Sequence[Party], phrase: Phrase, day: str | None) -> tuple[Party, ...]:
    """The best of some persons by side, role and day; all that are equally good; none if the side speaks against."""
    scored = [(_score(party, phrase, day), party) for party in parties if _possible(party, phrase)]
    if not scored:
        return ()
    best = max(score for score, _ in scored)
    return tuple(party for score, party in scored if score == best)


def _possible(party: Party, phrase: Phrase) -> bool:
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


def _score(party: Party, phrase: Phrase, day: str | None) -> tuple[int, int]:
    held = party.held(day) if day else ()
    points = _SIDE if phrase.side and side_on(party, day) == phrase.side else 0
    if phrase.role:
        points += _ROLE * any(role_fits(phrase.role, term.role) for term in party.terms)
        points += _ROLE * any(role_fits(phrase.role, term.role) for term in held)
    points += _THEN if held else 0
    points += any(fold(phrase.printed) == fold(name) for name in (party.name, *party.names))
    return points, max((term.rank for term in (held or party.terms)), default=0)


def _known(parties: Sequence[Party], phrase: Phrase, day: str | None) -> list[Party]:
    """Those whom a bare surname may mean: the role at the name was theirs, or their office is high."""
    if phrase.role:
        held = [party for party in parties if _held_role(party, phrase.role, day)]
        return held or [party for party in parties if _is_well_known(party) and _once_held(party, phrase.role, day)]
    high = [
        party for party in parties if any(term.rank >= FAMOUS for term in (party.held(day) if day else party.terms))
    ]
    hand = [party for party in parties if party.origin.endswith(_WELL_KNOWN) and (not day or _lately(party, day))]
    return high or hand or [party for party in parties if any(_was_high(term, day) for term in party.terms)]


def _was_high(term: Term, day: str | None) -> bool:
    """Whether a very high office was held before the day, or begins soon after it (a candidate, a nominee)."""
    since = term.office.since
    return term.rank > FAMOUS and (day is None or since is None or int(since[:4]) <= int(day[:4]) + 1)


def _lately(party: Party, day: str) -> bool:
    """Whether somebody holds an office on a day, or held one less than three years before."""
    ended = (int(term.office.until[:4]) for term in party.terms if term.office.until)
    return bool(party.held(day)) or any(0 <= int(day[:4]) - year < _REMEMBERED for year in ended)


def _once_held(party: Party, role: str, day: str | None) -> bool:
    """Whether somebody held a role before a day: the press goes on saying "President Obama"."""
    past = [term for term in party.terms if not day or not term.office.since or term.office.since <= day]
    return any(role_fits(role, term.role) for term in past)


def _held_role(party: Party, role: str, day: str | None) -> bool:
    return any(role_fits(role, term.role) for term in (party.held(day) if day else party.terms))


def _same_name(known: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether two full names may be one: the same first and last word, or all words of one in the other."""
    if len(known) < 2 or (known[-1] == _JUNIOR) != (name[-1] == _JUNIOR):
        return False
    short, long = sorted((known, name), key=len)
    if len(short) >= 2 and long[-len(short) :] == short:
        return True
    return known == name or (len(short) >= 2 and short[0] == long[0] and short[-1] == long[-1])


def _bears(entity: Entity, word: str) -> bool:
    if not entity.words:
        return False
    last = entity.words[0] if entity.side in FAMILY_FIRST else entity.words[-1]
    return word == last or (len(entity.words) == 1 and entity.words[0] == word) or word in entity.words


def _agrees(entity: Entity, phrase: Phrase) -> bool:
    """Whether what stands at a name does not speak against an entity."""
    if phrase.gender and entity.gender and phrase.gender != entity.gender:
        return False
    if phrase.side is None or entity.side is None or entity.side in phrase.sides:
        return True
    return entity.party is not None and any(term.office.side in phrase.sides for term in entity.party.terms)


def _nearest(fitting: list[Entity], phrase: Phrase, cast: Cast, place: int) -> tuple[Entity, ...]:
    """The one bearer; of several the one whose family name or role it is; else the one of whom the page speaks."""
    if len(fitting) > 1 and phrase.role:
        fitting = [entity for entity in fitting if entity.has_role(phrase.role, cast.day)] or fitting
    if len(fitting) > 1:
        family = [entity for entity in fitting if entity.words and entity.words[-1] == phrase.name[0]]
        fitting = family or fitting
    if len(fitting) == 1:
        return (fitting[0],)
    if len(in_office := [entity for entity in fitting if _in_high_office(entity, cast.day)]) == 1:
        return (in_office[0],)
    listed = [entity for entity in fitting if entity.party is not None]
    if len(listed) == 1 and all(len(entity.seen) <= len(listed[0].seen) for entity in fitting):
        return (listed[0],)
    counts = sorted(fitting, key=lambda entity: (-len(entity.seen), -entity.last_before(place)))
    return (counts[0],) if len(counts[0].seen) >= 3 * max(len(counts[1].seen), 1) else tuple(counts)


def _in_high_office(entity: Entity, day: str | None) -> bool:
    """The press calls a president by the bare family name, and the kin of the same name in full."""
    return entity.party is not None and any(term.rank > FAMOUS for term in entity.party.held(day))
