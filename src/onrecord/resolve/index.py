"""An index of names over a row of words.

In come parties and the words that point to them; out come the longest names in a row of tokens, left to right. Names of
persons meet by skeleton, all others by their folded words. Names must be printed as names (capital letters).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.resolve.fold import WORDS_KEPT, fold, is_initials, name_key, skeleton, words_of
from onrecord.resolve.party import Hit

# Words that may stand in a name in lower case.
_SMALL = frozenset(
    ("of", "the", "and", "for", "in", "on", "to", "s", "de", "la", "al", "el", "bin", "ibn", "von", "van", "der", "den",
     "ter", "e", "y", "da", "do", "das", "dos", "du", "di", "del", "della", "ul", "ur", "ud")
)  # fmt: skip
_JOINERS = frozenset("-'’‘`.–/&")
_BREAK = "\x00"
_ACRONYM = 5
_MARK = 1
_SHORT = 2
_INITIALS = (2, 3)


class Name(NamedTuple):
    """A name as the index keeps it: its words, kind, keys; ``capitals`` where it must be printed in capitals.

    ``second`` is its second word, '' of a name of one.
    """

    words: tuple[str, ...]
    kind: str
    keys: tuple[str, ...]
    capitals: bool
    second: str


class Flat(NamedTuple):
    """Tokens as a row of folded words, with the token of each word; ``held`` has all words, all skeletons and ''.

    ``small`` are the places of particles and initials, which may stand between the words of a person's name.
    """

    words: tuple[str, ...]
    skeletons: tuple[str, ...]
    tokens: tuple[int, ...]
    held: frozenset[str]
    small: frozenset[int]


def flatten(tokens: Sequence[str]) -> Flat:
    """The folded words of tokens; joiners vanish, other marks stay as a break that no name spans."""
    words: list[str] = []
    skeletons: list[str] = []
    owners: list[int] = []
    small: list[int] = []
    for number, (parts, bones, passed) in enumerate(map(_parts_of, tokens)):
        if passed:
            small += [len(words) + at for at in passed]
        words += parts
        skeletons += bones
        owners += (number,) if len(parts) == 1 else [number] * len(parts)
    held = frozenset((*words, *skeletons, ""))
    return Flat(tuple(words), tuple(skeletons), tuple(owners), held, frozenset(small))


@lru_cache(maxsize=WORDS_KEPT)
def _parts_of(token: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """The folded words of a token, their skeletons, and which of them may stand between the words of a name."""
    words = words_of(token)
    if not words and token.strip() and token not in _JOINERS:
        words = (_BREAK,)
    bones = tuple(skeleton(word) for word in words)
    passed = (
        at
        for at, (word, bone) in enumerate(zip(words, bones, strict=True))
        if (len(bone) < _SHORT and word != _BREAK) or (len(word) in _INITIALS and is_initials(token))
    )
    return words, bones, tuple(passed)


class NameIndex:
    """Names by their first word, longest first."""

    def __init__(self) -> None:
        self._exact: dict[str, list[Name]] = {}
        self._persons: dict[str, list[Name]] = {}
        self._keys: dict[tuple[tuple[str, ...], str, bool], list[str]] = {}

    def add(self, name: str, kind: str, key: str) -> None:
        """Adds a name of a party that is no person."""
        bare = name[4:] if name.startswith("the ") else name
        words = words_of(bare)
        if words:
            capitals = bare.isupper() and len(fold(bare).replace(" ", "")) <= _ACRONYM
            self._keep(words, kind, capitals, key)

    def add_person(self, name: str, key: str) -> None:
        """Adds a name of a person; it needs two words."""
        words = name_key(name)
        if len(words) < _SHORT or len(words_of(name)[-1]) < _SHORT:
            return
        self._keep(words if skeleton(words[0]) else ("", *words[1:]), "person", False, key)

    def _keep(self, words: tuple[str, ...], kind: str, capitals: bool, key: str) -> None:
        keys = self._keys.setdefault((words, kind, capitals), [])
        if key not in keys:
            keys.append(key)

    def freeze(self) -> None:
        """Sorts what was added; no name can be added after."""
        for (words, kind, capitals), keys in self._keys.items():
            table = self._persons if kind == "person" else self._exact
            table.setdefault(words[0], []).append(Name(words, kind, tuple(keys), capitals, "".join(words[1:2])))
        for table in (self._exact, self._persons):
            for options in (options for options in table.values() if len(options) > 1):
                options.sort(key=lambda name: (-len(name.words), not name.capitals, name.kind, name.words))
        self._keys = {}

    def spans(self, tokens: Sequence[str]) -> tuple[Hit, ...]:
        """The longest names in a row of tokens, left to right, not overlapping."""
        flat = flatten(tokens)
        found, free = [], 0
        for place in self._openings(flat):
            if flat.tokens[place] >= free and _may_open(tokens, flat, place):
                hit = self._hit_at(tokens, flat, place)
                if hit is not None:
                    found.append(hit)
                    free = hit.last
        return tuple(found)

    def _openings(self, flat: Flat) -> list[int]:
        """The places of words that open some name."""
        exact, persons = self._exact, self._persons
        pairs = enumerate(zip(flat.words, flat.skeletons, strict=True))
        return [i for i, (word, bone) in pairs if word in exact or bone in persons]

    def _hit_at(self, tokens: Sequence[str], flat: Flat, place: int) -> Hit | None:
        exact = person = None
        if flat.words[place] in self._exact:
            exact = self._longest(self._exact, tokens, flat, place, flat.words)
        if flat.skeletons[place] in self._persons:
            person = self._longest(self._persons, tokens, flat, place, flat.skeletons)
        if exact and person:
            return person if person.last > exact.last else exact
        return exact or person

    def _longest(
        self,
        table: dict[str, list[Name]],
        tokens: Sequence[str],
        flat: Flat,
        place: int,
        words: Sequence[str],
    ) -> Hit | None:
        held = flat.held
        # One first word ("ministry") opens hundreds of names; nearly all fail at a second that stands nowhere.
        for name in [name for name in table[words[place]] if name.second in held]:
            end = _match(name.words, words, place, flat.small if name.kind == "person" else frozenset())
            if not end or (end < len(words) and flat.tokens[end] == flat.tokens[end - 1]):
                continue
            first, last = flat.tokens[place], flat.tokens[end - 1] + 1
            if _printed_as_name(tokens[first:last], capitals=name.capitals):
                return Hit(first, last, name.kind, name.keys)
        return None


def _match(name: tuple[str, ...], words: Sequence[str], place: int, small: frozenset[int]) -> int:
    """Where the name ends if it starts at a place, 0 if it does not; between its words ``small`` places are skipped."""
    for number, wanted in enumerate(name):
        while number and place in small and words[place] != wanted:
            place += 1
        if place >= len(words) or words[place] != wanted:
            return 0
        place += 1
    return place


def _may_open(tokens: Sequence[str], flat: Flat, place: int) -> bool:
    """Whether a name may start at a place: where a token does that is printed as names are."""
    token = tokens[flat.tokens[place]]
    return _starts_token(flat, place) and not (token[0].islower() and fold(token) not in _SMALL)


def _starts_token(flat: Flat, place: int) -> bool:
    return place == 0 or flat.tokens[place - 1] != flat.tokens[place]


def _printed_as_name(tokens: Iterable[str], *, capitals: bool) -> bool:
    hyphen = False
    for token in tokens:
        after_hyphen, hyphen = hyphen, token == "-"
        if not token[:_MARK].isalpha() or after_hyphen:
            continue
        if capitals and token.replace(".", "") not in _SMALL and not token.replace(".", "").isupper():
            return False
        if token[0].islower() and fold(token) not in _SMALL and not _is_elided(token):
            return False
    return True


def _is_elided(token: str) -> bool:
    """Whether a small letter is all that is left of a particle: "d'Orsay"."""
    return len(token) > _SHORT and token[1] in "'’" and token[2].isupper()
