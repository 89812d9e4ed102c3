"""Names in a parse: those of the gazetteer first, then those that only the parser's model saw.

The model is noisy on crawled pages (it calls outlets persons and companies places), so a name of the gazetteer stands
over it, and each name that only the model knows keeps the type that it has most often on the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.annotate.party_words import is_before_name, party_noun
from onrecord.model import Entity, Parse, Sentence, Token

_STATE_LIKE = frozenset(("state", "capital", "adjective", "people"))
_MODEL_KINDS = {"PERSON": "person", "ORG": "organisation"}
_NO_NAME = frozenset('/•[](){}"|:;?!@#')
_SMALL_WORD, _FEW, _LOUD = 3, 3, 0.7
_LONGEST = 6
_LONGEST_BODY = 10


class NameHit(Protocol):
    """A name in a row of words: first and last word (half-open), kind, keys of the parties that bear it."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def kind(self) -> str: ...


class Names(Protocol):
    """A lookup of names (the gazetteer)."""

    def spans(self, words: Sequence[str]) -> Sequence[NameHit]:
        """Names in a row of words, the longest at each place, left to right."""
        ...

    def gender(self, given_name: str) -> str:
        """The gender that a first name tells, or ''; a word with a gender is a first name."""
        ...

    def is_surname(self, word: str) -> bool:
        """Whether somebody who is known bears the word as family name."""
        ...

    def is_famous(self, word: str) -> bool:
        """Whether somebody known by the family name alone bears the word."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """A name: tokens (half-open), kind, and whether the gazetteer or the model knows it."""

    first: int
    last: int
    kind: str
    basis: str


def find_names(parse: Parse, names: Names) -> dict[int, tuple[Named, ...]]:
    """Names by the number of their sentence, in order."""
    kinds = _kinds_by_name(parse)
    kinds |= _read_as_persons(parse, kinds, names)
    found = {}
    for number, sentence in enumerate(parse.sentences):
        tokens = parse.tokens[sentence.first : sentence.last]
        listed = _listed(tokens, sentence, names)
        seen = [entity for entity in parse.entities if sentence.first <= entity.first < sentence.last]
        listed = [name for name in listed if not _is_given_name(name, seen, parse, names)]
        taken = {i for name in listed for i in range(name.first, name.last)}
        found[number] = (*listed, *_unlisted(seen, parse, taken, kinds))
    return _with_surnames(_without_noise(found, parse, names), parse, names)


def _without_noise(found: dict[int, tuple[Named, ...]], parse: Parse, names: Names) -> dict[int, tuple[Named, ...]]:
    """The names without those that only the model saw and that read as noise.

    In a line in title case (headlines, menus) every word looks like a name: what stands there must stand elsewhere too.
    A person of one word must be printed more than once, or be somebody's known family name.
    """
    loud = {number for number in found if _is_title_case(parse, number)}
    counts = Counter(_printed(name, parse) for number, group in found.items() if number not in loud for name in group)

    def is_kept(number: int, name: Named) -> bool:
        if name.basis == "gazetteer":
            return True
        words = _printed(name, parse)
        if number in loud:
            return counts[words] > 0 or (name.last - name.first == 1 and names.is_surname(words))
        lone = name.kind == "person" and name.last - name.first == 1
        return not lone or counts[words] > 1 or names.is_surname(words) or _has_title(name, parse)

    return {number: tuple(name for name in group if is_kept(number, name)) for number, group in found.items()}


def _has_title(name: Named, parse: Parse) -> bool:
    return name.first > 0 and is_before_name(parse.tokens[name.first - 1])


def _printed(name: Named, parse: Parse) -> str:
    return parse.text[parse.tokens[name.first].start : parse.tokens[name.last - 1].end]


def _is_title_case(parse: Parse, number: int) -> bool:
    sentence = parse.sentences[number]
    words = [
        t.text for t in parse.tokens[sentence.first : sentence.last] if t.text.isalpha() and len(t.text) > _SMALL_WORD
    ]
    return len(words) >= _FEW and sum(word[0].isupper() for word in words) >= _LOUD * len(words)


def _read_as_persons(parse: Parse, kinds: dict[str, str], names: Names) -> dict[str, str]:
    """Names of two or three words that the model took for a body, but that begin with a first name."""
    found: dict[str, str] = {}
    for entity in parse.entities:
        words = [token.text for token in parse.tokens[entity.first : entity.last]]
        text = parse.text[entity.start : entity.end].lower()
        if kinds.get(text) == "ORG" and len(words) in (2, 3) and all(word.isalpha() for word in words):
            known = party_noun(parse.tokens[entity.last - 1]) is not None
            found |= {text: "PERSON"} if names.gender(words[0]) and words[-1].istitle() and not known else {}
    return found


def _with_surnames(found: dict[int, tuple[Named, ...]], parse: Parse, names: Names) -> dict[int, tuple[Named, ...]]:
    """The names, with each lone word that is the last word of a person's name on this page as that person's name."""
    tokens = parse.tokens
    persons = [
        name for group in found.values() for name in group if name.kind == "person" and name.last - name.first > 1
    ]
    surnames = {tokens[name.last - 1].text for name in persons if tokens[name.last - 1].text.isalpha()}
    surnames = {word for word in surnames if len(word) > _SMALL_WORD - 1 and not word.isupper()}
    whole = {}
    for number, group in found.items():
        kept = [name for name in group if not _is_misread(name, tokens, surnames)]
        taken = {i for name in kept for i in range(name.first, name.last)}
        sentence = parse.sentences[number]
        lone = [
            Named(i, i + 1, "person", "surname")
            for i in range(sentence.first, sentence.last)
            if i not in taken and _is_lone_surname(tokens[i], surnames, names)
        ]
        whole[number] = tuple(sorted([*kept, *lone], key=lambda name: name.first))
    return whole


def _is_lone_surname(token: Token, surnames: set[str], names: Names) -> bool:
    if token.text in surnames:
        return token.pos in ("PROPN", "NOUN", "X", "ADJ")
    actor_like = token.dep in ("nsubj", "nsubjpass", "poss", "pobj", "dobj", "appos") or token.ent in _MODEL_KINDS
    return token.pos == "PROPN" and token.text[0].isupper() and actor_like and names.is_famous(token.text)


def _is_misread(name: Named, tokens: Sequence[Token], surnames: set[str]) -> bool:
    """Whether the model calls a person's last name a body."""
    lone = name.last - name.first == 1
    return lone and name.basis.startswith("model") and name.kind != "person" and tokens[name.first].text in surnames


def _listed(tokens: Sequence[Token], sentence: Sentence, names: Names) -> list[Named]:
    hits = names.spans([token.text for token in tokens])
    base = sentence.first
    return [Named(base + hit.first, base + hit.last, hit.kind, "gazetteer") for hit in hits]


def _is_given_name(name: Named, seen: Sequence[Entity], parse: Parse, names: Names) -> bool:
    """Whether a place is part of a person's name: "Sofia Petrova", "Paris Hilton", "Michael Jordan"."""
    if name.kind not in ("capital", "state", "organisation", "outlet") or name.last - name.first > 1:
        return False
    for entity in seen:
        inside = entity.first <= name.first and name.last <= entity.last and entity.last - entity.first == 2
        if inside and entity.label == "PERSON":
            return bool(names.gender(parse.tokens[entity.first].text))
    return False


def _kinds_by_name(parse: Parse) -> dict[str, str]:
    """The type that the model gives a name most often on this page."""
    counts: dict[str, Counter[str]] = {}
    for entity in parse.entities:
        words = parse.text[entity.start : entity.end].lower()
        counts.setdefault(words, Counter())[entity.label] += 1
    return {words: min(count.items(), key=lambda item: (-item[1], item[0]))[0] for words, count in counts.items()}


def _unlisted(seen: Sequence[Entity], parse: Parse, taken: set[int], kinds: dict[str, str]) -> list[Named]:
    found = []
    for entity in seen:
        kind = _MODEL_KINDS.get(kinds.get(parse.text[entity.start : entity.end].lower(), ""))
        if kind is None:
            continue
        first, last = _trimmed(entity, parse, taken, kind)
        if kind == "organisation" and first < last and _is_sided_body(parse.tokens, first, last, taken):
            continue
        if first < last and _reads_as_name(parse.tokens[first:last], kind):
            found.append(Named(first, last, kind, f"model {entity.label}"))
    return found


def _is_sided_body(tokens: Sequence[Token], first: int, last: int, taken: set[int]) -> bool:
    """A body of the state that stands before it ("Ukrainian | Defence Ministry"): a phrase, not a name of its own."""
    noun = party_noun(tokens[last - 1])
    before = first - 2 if first > 1 and tokens[first - 1].tag == "POS" else first - 1
    return noun is not None and noun.kind == "organisation" and before in taken


def _trimmed(entity: Entity, parse: Parse, taken: set[int], kind: str) -> tuple[int, int]:
    """The entity without listed names, titles, articles and marks at its edges."""
    first, last = entity.first, entity.last
    tokens = parse.tokens

    def is_edge(i: int) -> bool:
        token = tokens[i]
        return i in taken or token.pos not in ("PROPN", "NOUN", "X") or (kind == "person" and is_before_name(token))

    while first < last and is_edge(first):
        first += 1
    while first < last and (last - 1 in taken or tokens[last - 1].pos not in ("PROPN", "NOUN", "X")):
        last -= 1
    inside = [i for i in range(first, last) if i in taken]
    return (first, inside[0]) if inside else (first, last)


def _reads_as_name(tokens: Sequence[Token], kind: str) -> bool:
    """Whether the words can be a name: capitals, few, no line of a headline."""
    words = [token for token in tokens if token.text[0].isalpha()]
    if not words or any(set(token.text) & _NO_NAME for token in tokens):
        return False
    if len(tokens) > (_LONGEST if kind == "person" else _LONGEST_BODY):
        return False
    if kind == "person":
        return all(token.text[0].isupper() or len(token.text) < 4 for token in words) and len(words[0].text) > 1
    return words[0].text[0].isupper() and len(words[0].text) > 2
