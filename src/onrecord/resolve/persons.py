"""Names of persons: full names first, then surnames, each to one entity of the cast or to none.

Who of the page bears the name is asked before who of the gazetteer does (``listed``, ``choosing``). Where no evidence
decides between two persons the mention stays open, with both as candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.resolve.cast import Cast, Entity
from onrecord.resolve.choosing import FAMOUS, choose, is_well_known, known_bearers, lately, possible, rules
from onrecord.resolve.fold import initials, name_key
from onrecord.resolve.gazetteer import FAMILY_FIRST, Gazetteer
from onrecord.resolve.listed import JUNIOR, bearers, listed, misspelt
from onrecord.resolve.page import Seen
from onrecord.resolve.phrase import Phrase
from onrecord.resolve.roles import role_fits
from onrecord.resolve.spelling import nearly, same_given
from onrecord.resolve.words import noun_group

# More bearers of a surname than this are no candidates but a common name.
_OPEN = 2
_PAIR = 2
_OFTEN, _FEW_YEARS = 3, 5


def full_name(seen: Seen, cast: Cast, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """The entity of a full name; several where the gazetteer has namesakes among whom nothing decides."""
    phrase = seen.phrase
    parties = bearers(phrase, gazetteer)
    same = [
        entity
        for entity in cast.bearing(phrase.name)
        if _same_name(entity.words, phrase.name)
        and _agrees(entity, phrase)
        and not _initials_differ(entity, phrase)
        and (not parties or entity.party is None or entity.party in parties)
    ]
    if same:
        return (same[0],)
    chosen = listed(parties, phrase, cast.day, gazetteer)
    if not parties and not chosen:
        if of_the_page := _nearly_named(phrase, cast):
            return of_the_page
        chosen = misspelt(phrase, cast.day, gazetteer)
    if len(chosen) > 1:
        return tuple(cast.of_party(party) for party in chosen)
    entity = cast.of_party(chosen[0]) if chosen else cast.other("person", phrase.printed, phrase.side, basis="page")
    cast.call(entity, phrase.name)
    entity.gender = entity.gender or gazetteer.gender(phrase.printed.split()[0])
    return (entity,)


def _nearly_named(phrase: Phrase, cast: Cast) -> tuple[Entity, ...]:
    """The one person of the page of whose first and family name one differs by a letter."""
    name = phrase.name
    found = [
        entity
        for entity in cast.near
        if len(entity.words) == len(name) == _PAIR
        and (
            (entity.words[0] == name[0] and nearly(entity.words[1], name[1]))
            or (entity.words[1] == name[1] and nearly(entity.words[0], name[0]))
        )
        and _agrees(entity, phrase)
    ]
    return (found[0],) if len(found) == 1 else ()


def surname(seen: Seen, cast: Cast, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """The entity of one word of a name; a person of that name alone where nobody is known."""
    phrase = seen.phrase
    found = (
        known_surname(phrase, cast, gazetteer, seen.first)
        or _in_the_role(phrase, cast, gazetteer, seen.first)
        or _of_the_rank(phrase, cast, gazetteer, seen.first)
    )
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
        entity
        for entity in cast.bearing(phrase.name[:1])
        if _bears(entity, phrase.name[0]) and _agrees(entity, phrase) and _is_called(entity, phrase, cast.day)
    ]
    if fitting:
        ruler = _ruler_of_the_name(fitting, phrase, cast, gazetteer)
        return (ruler,) if ruler else _nearest(fitting, phrase, cast, place)
    bearers = gazetteer.by_surname(phrase.name[0])
    chosen = choose(known_bearers(bearers, phrase, cast.day), phrase, cast.day)
    # Of a page that may be of any day of some months, an office may begin within them.
    chosen = chosen or choose(known_bearers(bearers, phrase, cast.late), phrase, cast.late)
    if not chosen or len(chosen) > _OPEN:
        return () if bearers else _misspelt(phrase, cast)
    entities = tuple(cast.of_party(party) for party in chosen)
    for entity in entities:
        cast.call(entity, name_key(entity.name))
    return entities


def _in_the_role(phrase: Phrase, cast: Cast, gazetteer: Gazetteer, place: int) -> tuple[Entity, ...]:
    """The one well-known bearer of a family name who holds the role beside it, whatever side stands there: "Russia
    special counsel Mueller". Without a title the side belongs to other words: "what about Russia Trump wanted"."""
    if not phrase.sides or (phrase.noun is not None and not phrase.role):
        return ()
    found = known_surname(replace(phrase, sides=()), cast, gazetteer, place)
    parties = [entity.party for entity in found if entity.party is not None]
    held = [
        party for party in parties if not phrase.role or any(role_fits(phrase.role, term.role) for term in party.terms)
    ]
    return found if len(found) == 1 and held and is_well_known(held[0]) else ()


def _of_the_rank(phrase: Phrase, cast: Cast, gazetteer: Gazetteer, place: int) -> tuple[Entity, ...]:
    """The one well-known bearer of a family name at which a military rank stands, which is no office: "General Ren"."""
    if phrase.noun is None or phrase.noun.noun not in noun_group("rank") or not phrase.role:
        return ()
    found = known_surname(replace(phrase, role=""), cast, gazetteer, place)
    return found if len(found) == 1 else ()


def _misspelt(phrase: Phrase, cast: Cast) -> tuple[Entity, ...]:
    """The one person of the page whose family name differs by a letter: "Kisylak" beside "Sergei Kislyak"."""
    found = [
        entity
        for entity in cast.near
        if len(entity.words) > 1 and _agrees(entity, phrase) and nearly(entity.words[-1], phrase.name[0])
    ]
    return (found[0],) if len(found) == 1 else ()


def _initials_differ(entity: Entity, phrase: Phrase) -> bool:
    """Whether a name in full has other middle initials than one that the page prints: two persons."""
    asked = initials(phrase.printed)
    known = [initials(name) for name in (entity.name, *entity.names)]
    return bool(asked) and any(known) and asked not in known


def _family(phrase: Phrase, cast: Cast, gazetteer: Gazetteer) -> Entity | None:
    """Somebody of the family that a plural names: "the Clintons"."""
    if not phrase.printed.endswith("s"):
        return None
    name = name_key(phrase.printed[:-1])
    bearers = cast.bearing(name) if name else []
    if bearers:
        return bearers[0]
    known = [party for party in gazetteer.by_surname(name[0]) if is_well_known(party)] if name else []
    return cast.of_party(known[0]) if len(known) in (1, _PAIR) else None


def _ruler_of_the_name(fitting: Sequence[Entity], phrase: Phrase, cast: Cast, gazetteer: Gazetteer) -> Entity | None:
    """Who is meant by a family name alone where the page has only kin in full, or somebody whose family name it is not:
    whoever rules, or is about to."""
    # "Libra Trump" is two words of headlines; "John Trump" may be somebody of whom the page speaks.
    family = [
        entity
        for entity in fitting
        if _family_name(entity) == phrase.name[0] and (entity.party or gazetteer.gender(entity.name.split()[0]))
    ]
    kin = [entity.party for entity in family if entity.party is not None]
    if len(kin) < len(family) or not cast.day or (not family and gazetteer.gender(phrase.printed)):
        return None
    for party in gazetteer.by_surname(phrase.name[0]):
        related = party not in kin and all(one.side in (None, party.side) for one in kin)
        if related and party.side not in FAMILY_FIRST and rules(party, cast.day) and possible(party, phrase):
            if phrase.role and not any(role_fits(phrase.role, term.role) for term in party.terms):
                return None
            entity = cast.of_party(party)
            cast.call(entity, name_key(entity.name))
            return entity
    return None


def _same_name(known: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether two full names may be one: the same first and last word, or all words of one in the other."""
    if len(known) < 2 or (known[-1] == JUNIOR) != (name[-1] == JUNIOR):
        return False
    short, long = sorted((known, name), key=len)
    if len(short) >= 2 and long[-len(short) :] == short:
        return True
    return known == name or (len(short) >= 2 and same_given(short[0], long[0]) and short[-1] == long[-1])


def _bears(entity: Entity, word: str) -> bool:
    return word in entity.words


def _is_called(entity: Entity, phrase: Phrase, day: str | None) -> bool:
    """Whether a title may stand before this word of a name: "Prince Hassan" is not a president of that first name."""
    family = _family_name(entity) == phrase.name[0] or not phrase.role or len(entity.words) == 1
    return family or entity.has_role(phrase.role, day) or entity.words[-1] == phrase.name[0]


def _family_name(entity: Entity) -> str:
    words = entity.words[:-1] if len(entity.words) > 1 and entity.words[-1] == JUNIOR else entity.words
    return "" if not words else words[0] if entity.side in FAMILY_FIRST else words[-1]


def _agrees(entity: Entity, phrase: Phrase) -> bool:
    """Whether what stands at a name does not speak against an entity."""
    if phrase.gender and entity.gender and phrase.gender != entity.gender:
        return False
    if phrase.side is None or entity.side is None or entity.side in phrase.sides:
        return True
    return entity.party is not None and any(term.office.side in phrase.sides for term in entity.party.terms)


def _nearest(fitting: list[Entity], phrase: Phrase, cast: Cast, place: int) -> tuple[Entity, ...]:
    """The one bearer; of several the one whose family name or role it is, of whom the page speaks, who was in office
    but lately; else all of them."""
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
    if len(counts[0].seen) >= _OFTEN * max(len(counts[1].seen), 1):
        return (counts[0],)
    # Of two Clintons who are named about as often the press means the one who was in office but a few years ago.
    late = [one for one in listed if one.party and cast.day and lately(one.party, cast.day, _FEW_YEARS)]
    return tuple(late) if len(late) == 1 and len(listed) == len(fitting) else tuple(counts)


def _in_high_office(entity: Entity, day: str | None) -> bool:
    """The press calls a president by the bare family name, and the kin of the same name in full."""
    return entity.party is not None and any(term.rank > FAMOUS for term in entity.party.held(day))
