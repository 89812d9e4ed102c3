"""Names that a page itself explains: the abbreviation that it prints in brackets behind a name, wherever it stands.

In come the names by sentence; out come the same with the name in full and its abbreviation as names of a body. Where
the lists know the name in full, they know its abbreviation best.
"""

from __future__ import annotations

from onrecord.annotate.named import Named
from onrecord.annotate.party_words import is_thing, party_noun
from onrecord.model import Parse
from onrecord.parse.abbreviations import abbreviations

_MODEL = "ORG"
_KIND, _BASIS, _LISTED = "organisation", "page: explained", "gazetteer"


def with_explained(found: dict[int, tuple[Named, ...]], parse: Parse) -> dict[int, tuple[Named, ...]]:
    """The names with those that the page explains; a name that only the model saw in their place gives way."""
    listed = {
        i for group in found.values() for name in group if name.basis == _LISTED for i in range(name.first, name.last)
    }
    shorts = {
        short: at
        for short, at in abbreviations(parse).items()
        if not listed & {*range(*at)} and _is_body(parse, short, *at)
    }
    if not shorts:
        return found
    places = [*shorts.values(), *((token.i, token.i + 1) for token in parse.tokens if token.text in shorts)]
    own: dict[int, list[Named]] = {}
    for first, last in places:
        own.setdefault(parse.tokens[first].sentence, []).append(Named(first, last, _KIND, _BASIS))
    return {number: _merged(group, own.get(number, [])) for number, group in found.items()}


def _is_body(parse: Parse, short: str, first: int, last: int) -> bool:
    """Whether a name is one of those who act: it has a noun for a body ("Northern Liberation Front"), or the model saw
    a body in it, and it is called neither a person nor a thing ("Line of Control", "Memorandum of Understanding")."""
    tokens = parse.tokens[first:last]
    nouns = [noun for token in tokens if (noun := party_noun(token)) is not None]
    if any(noun.kind == "organisation" for noun in nouns):
        return True
    seen = any(entity.first < last and first < entity.last and entity.label == _MODEL for entity in parse.entities)
    return seen and short.isupper() and not nouns and not is_thing([token.text for token in tokens], named=False)


def _merged(group: tuple[Named, ...], own: list[Named]) -> tuple[Named, ...]:
    taken = {i for name in own for i in range(name.first, name.last)}
    kept = [name for name in group if not taken & {*range(name.first, name.last)}]
    return tuple(sorted([*kept, *own], key=lambda name: name.first))
