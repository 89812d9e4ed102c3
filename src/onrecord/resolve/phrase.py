"""What a phrase for a party says: name, role, body, side.

In come the printed words of a phrase ("US Ambassador to Russia John Sullivan", "a spokesman for the Ukrainian defence
ministry", "three Russians"); out comes a ``Phrase``. It reads words only: no parse, no document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.resolve.fold import fold, name_key
from onrecord.resolve.party import Hit, Party
from onrecord.resolve.phrase_parts import HOST, PhraseParts, is_honorific
from onrecord.resolve.roles import find_roles, role_at
from onrecord.resolve.words import (
    PartyNoun,
    honorific_genders,
    is_affixed,
    namesakes,
    noun_group,
    party_noun,
)

if TYPE_CHECKING:
    from onrecord.resolve.gazetteer import Gazetteer

_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "our"))
_INDEFINITE = frozenset(
    ("a", "an", "another", "one", "some", "any", "no", "not", "every", "each", "neither", "few", "most", "several",
     "many", "unnamed", "anonymous")
)  # fmt: skip
_TOPIC_WORDS = 2
_AT, _IN = "at", "in"
_TO_STATE = frozenset(("state", "adjective", "people", "capital"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase for a party. ``sides`` are those that its words name, ``body`` a key such as ``RUS/foreign-ministry``.

    A body whose state is not named has the key ``?/foreign-ministry``. ``keys`` are the persons of the gazetteer who
    bear the name, ``name`` its skeleton.
    """

    name: tuple[str, ...] = ()
    printed: str = ""
    keys: tuple[str, ...] = ()
    office: str = ""
    role: str = ""
    noun: PartyNoun | None = None
    sides: tuple[str, ...] = ()
    body: str = ""
    body_name: str = ""
    gender: str = ""
    article: str = ""
    of_person: tuple[str, ...] = ()

    @property
    def side(self) -> str | None:
        return self.sides[0] if self.sides else None


def read_phrase(words: Sequence[str], gazetteer: Gazetteer, *, named: bool = True) -> Phrase:
    """What the words of a phrase say; ``named`` where a person's name stands at its end."""
    return _read(tuple(words), gazetteer, named)


@lru_cache(maxsize=5_000)
def _read(words: tuple[str, ...], gazetteer: Gazetteer, named: bool) -> Phrase:
    # Pages repeat themselves: "Trump", "the Kremlin" and "Russian officials" are read once.
    reader = PhraseParts(words, gazetteer, named=named)
    first, last = reader.name
    noun = _noun(reader)
    sides, host, body, body_name = _sides_and_body(reader)
    role = _role(reader, noun, body, host)
    printed = " ".join(words[first:last]).replace(" - ", "-").lstrip(" .,-")
    keys = _keys(reader.hits, first, last)
    return Phrase(
        _name(printed, keys), printed, keys, _office(words[:first]), role, noun, sides, body,
        body_name, _gender(words[:first]), _article(words), _possessor(reader),
    )  # fmt: skip


def _name(printed: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The skeleton of a name; a word that the page only repeats ("Trump Trump") is one."""
    name = name_key(printed)
    return name if keys or len(set(name)) > 1 else name[:1]


def _noun(reader: PhraseParts) -> PartyNoun | None:
    found = None
    roles = [role for role in reader.roles if reader.before_head(role.first) and role.last <= reader.name[0]]
    for i in range(roles[-1].first, roles[-1].last) if roles else ():
        noun = party_noun(reader.words[i])
        if noun and noun.kind == "person" and not _goes_on(reader, roles[-1].last):
            return noun
    covered = {i for hit in reader.hits for i in range(hit.first, hit.last)}
    for i in range(reader.cut):
        noun = party_noun(reader.words[i])
        if noun and noun.kind not in ("qualifier", "honorific") and i not in covered:
            found = noun
    return found


def _goes_on(reader: PhraseParts, place: int) -> bool:
    """Whether another noun for a party heads the phrase after the role: "foreign minister | office"."""
    return any(
        (noun := party_noun(word)) is not None and noun.kind not in ("qualifier", "honorific")
        for word in reader.words[place : reader.cut]
    )


def _role(reader: PhraseParts, noun: PartyNoun | None, body: str, host: str) -> str:
    roles = [role for role in reader.roles if reader.before_head(role.first) and role.last <= reader.name[0]]
    role = roles[-1].role if roles else (_role_of_noun(noun) if noun and noun.kind == "person" else "")
    if role == "ambassador" and host:
        return f"ambassador>{host}"
    return role_at(role, body) if body else role


def _role_of_noun(noun: PartyNoun) -> str:
    """The role that a noun tells: its own, or of a plural that of one of them ("presidents Ren and Lind")."""
    single = find_roles((noun.noun,)) if noun.plural else ()
    return single[0].role if single else noun.noun


def _sides_and_body(reader: PhraseParts) -> tuple[tuple[str, ...], str, str, str]:
    """The sides that the phrase acts for, the state or body where it is accredited, and the body that it belongs to."""
    sides: list[str] = []
    host, body, body_name = "", "", ""
    for hit in reader.hits:
        if hit.kind in ("person", "outlet", "other") or hit.first >= reader.name[0]:
            continue
        if is_affixed(reader.words, hit.first, hit.last) or _is_topic(reader, hit):
            continue
        party = _party(hit, reader.parties)
        link = reader.link(hit.first)
        if link in HOST and not (_is_own(hit, link, reader) and not (sides and hit.kind in _TO_STATE)):
            host = host or (party.side or party.key)
        elif hit.kind in _TO_STATE:
            key = _meant(party, reader)
            sides += [key] if key not in sides else []
        elif not _is_anothers(hit, party, sides, reader):
            body, body_name = body or party.key, body_name or party.name
            sides += [party.side] if party.side and not sides else []
    if not body:
        body, body_name = _state_body(reader, sides)
    return tuple(sides), host, body, body_name


def _is_anothers(hit: Hit, party: Party, sides: Sequence[str], reader: PhraseParts) -> bool:
    """Whether a listed body's name is what every state calls such a body, and another state stands before it:
    "Philippine | Senate"."""
    common = any((body.first, body.last) == (hit.first, hit.last) for body in reader.bodies)
    return common and bool(sides) and sides[0] != party.side


def _is_own(hit: Hit, link: str, reader: PhraseParts) -> bool:
    """Whether a name after a preposition of place says whose somebody is, not where he is accredited: "security chief
    at the bank", "the police in Lima", "a court in Riga"."""
    if link == _IN and hit.kind in _TO_STATE:
        noun = _noun(reader)
        return noun is not None and noun.noun in noun_group("home")
    return link == _AT and hit.kind == "organisation" and not _is_envoy(reader)


def _is_envoy(reader: PhraseParts) -> bool:
    """Whether the phrase is of somebody accredited: "ambassador at the UN", not "the head of security at the bank"."""
    return any(role.role.startswith("ambassador") for role in reader.roles)


def _meant(party: Party, reader: PhraseParts) -> str:
    """The state that a name means beside the words of the phrase: "Georgia Governor" is of the American Georgia."""
    words = f" {' '.join(reader.flat.words)} "
    return next((side for word, side in namesakes().get(party.name, ()) if f" {word} " in words), party.key)


def _is_topic(reader: PhraseParts, hit: Hit) -> bool:
    """Whether a state's name tells what somebody knows of, not for whom he acts: "Russia expert", "Iran hawk"."""
    after = reader.words[hit.last : min(hit.last + _TOPIC_WORDS, reader.cut)]
    return hit.kind == "state" and any(word.lower() in noun_group("topic") for word in after)


def _state_body(reader: PhraseParts, sides: Sequence[str]) -> tuple[str, str]:
    noun = _noun(reader)
    for phrase in reader.bodies:
        inner = noun is not None and noun.kind == "organisation" and phrase.last < reader.cut
        if phrase.last <= reader.name[0] and not inner and reader.link(phrase.first) not in HOST:
            return f"{sides[0] if sides else '?'}/{phrase.body}", phrase.name
    return "", ""


def _party(hit: Hit, parties: dict[str, Party]) -> Party:
    return parties[hit.keys[0]]


def _keys(hits: Sequence[Hit], first: int, last: int) -> tuple[str, ...]:
    return next((hit.keys for hit in hits if hit.kind == "person" and (hit.first, hit.last) == (first, last)), ())


def _possessor(reader: PhraseParts) -> tuple[str, ...]:
    """Persons by whose name a body goes: "the Obama administration"."""
    return next((hit.keys for hit in reader.hits if hit.kind == "person" and hit.last < reader.name[0]), ())


def _office(words: Sequence[str]) -> str:
    """The title as printed, without article and honorific."""
    kept = list(words)
    while kept and (fold(kept[0]) in _DEFINITE | _INDEFINITE or is_honorific(kept[0])):
        kept.pop(0)
    return " ".join(kept).replace(" 's", "'s").replace(" - ", "-").replace(" '", "'")


def _gender(words: Sequence[str]) -> str:
    genders = honorific_genders()
    return next((genders[fold(word)] for word in words if fold(word) in genders), "")


def _article(words: Sequence[str]) -> str:
    """``the`` for a definite phrase, ``a`` for an indefinite one, '' where no word tells."""
    first = words[0].lower() if words else ""
    if first in _DEFINITE:
        return "the"
    return "a" if first in _INDEFINITE else ""
