"""Names in a parse: those of the gazetteer first, then those that only the parser's model saw.

The model is noisy on crawled pages (it calls outlets persons and companies places), so a name of the gazetteer stands
over it, and each name that only the model knows keeps the type that it has most often on the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.annotate.mention_noise import GENERATION, without_noise
from onrecord.annotate.named import Named, Names
from onrecord.annotate.page_names import with_explained
from onrecord.annotate.party_words import is_before_name, party_noun, press_words
from onrecord.model import Entity, Parse, Sentence, Token

_PLACES = frozenset(("state", "capital"))
_PAGEANT = "miss"
_STATE_LIKE = frozenset(("state", "capital", "adjective", "people"))
_MODEL_KINDS = {"PERSON": "person", "ORG": "organisation"}
_NO_NAME = frozenset('/•[](){}"|:;?!@#')
_SMALL_WORD = 3
# "10:53 A.M. Comey testified"
_CLOCK = re.compile(r"[AaPp]\.?[Mm]\.?")
_INITIAL = re.compile(r"[A-Z]\.")
_LONGEST = 6
# An apposition begins within so many words of the name.
_APPOSED = 6
_LONGEST_BODY = 10


def find_names(parse: Parse, names: Names) -> dict[int, tuple[Named, ...]]:
    """Names by the number of their sentence, in order."""
    kinds = _kinds_by_name(parse)
    kinds |= _read_as_persons(parse, kinds, names) | _read_as_press(parse, kinds, names)
    found = {}
    by_sentence = defaultdict(list)
    for entity in parse.entities:
        by_sentence[parse.tokens[entity.first].sentence].append(entity)
    for number, sentence in enumerate(parse.sentences):
        tokens = parse.tokens[sentence.first : sentence.last]
        listed = _listed(tokens, sentence, names)
        seen = by_sentence[number]
        listed = [name for name in listed if not _is_given_name(name, seen, parse, names)]
        taken = {i for name in listed for i in range(name.first, name.last)}
        found[number] = (*listed, *_unlisted(seen, parse, taken, kinds))
    return with_explained(_with_surnames(without_noise(found, parse, names), parse, names), parse)


def _read_as_persons(parse: Parse, kinds: dict[str, str], names: Names) -> dict[str, str]:
    """Names of two or three words that the model took for a body, but that begin with a first name, or with a title and
    end in a well-known family name ("Representative Ren"), or to which a noun for a person stands in apposition."""
    found: dict[str, str] = {}
    for entity in parse.entities:
        words = [token.text for token in parse.tokens[entity.first : entity.last]]
        text = parse.text[entity.start : entity.end].lower()
        if kinds.get(text) == "ORG" and len(words) in (2, 3) and all(word.isalpha() for word in words):
            known = party_noun(parse.tokens[entity.last - 1]) is not None
            title = party_noun(parse.tokens[entity.first])
            titled = title is not None and title.kind in ("person", "honorific") and names.is_famous(words[-1])
            begins = bool(names.gender(words[0])) or titled or _is_apposed_to_a_person(parse, entity)
            found |= {text: "PERSON"} if begins and words[-1].istitle() and not known else {}
    return found


def _is_apposed_to_a_person(parse: Parse, entity: Entity) -> bool:
    """Whether a noun for one person stands in apposition to a name: "Padma Aryal, the minister for land,"."""
    after = parse.tokens[entity.last : entity.last + _APPOSED]
    apposed = [t for t in after if t.dep == "appos" and entity.first <= t.head < entity.last]
    nouns = [noun for token in apposed if (noun := party_noun(token)) is not None]
    return any(noun.kind == "person" and not noun.plural for noun in nouns)


def _read_as_press(parse: Parse, kinds: dict[str, str], names: Names) -> dict[str, str]:
    """Names that the model took for a person, but that end as a newspaper's and begin with no first name."""
    found: dict[str, str] = {}
    for entity in parse.entities:
        words = [token.text for token in parse.tokens[entity.first : entity.last]]
        text = parse.text[entity.start : entity.end].lower()
        ends = len(words) > 1 and words[-1].lower() in press_words()
        found |= {text: "ORG"} if kinds.get(text) == "PERSON" and ends and not names.gender(words[0]) else {}
    return found


def _with_surnames(found: dict[int, tuple[Named, ...]], parse: Parse, names: Names) -> dict[int, tuple[Named, ...]]:
    """The names, with each lone word that is the last word of a person's name on this page as that person's name."""
    tokens = parse.tokens
    persons = [
        name for group in found.values() for name in group if name.kind == "person" and name.last - name.first > 1
    ]
    surnames = {tokens[name.last - 1].text for name in persons if tokens[name.last - 1].text.isalpha()}
    surnames |= _first_names_of_kin(persons, tokens)
    surnames = {word for word in surnames if len(word) > _SMALL_WORD - 1 and not word.isupper()}
    whole = {}
    for number, group in found.items():
        kept = [name for name in group if not _is_misread(name, tokens, surnames)]
        taken = {i for name in kept for i in range(name.first, name.last)}
        sentence = parse.sentences[number]
        lone = [
            Named(i, i + 1, "person", "surname")
            for i in range(sentence.first, sentence.last)
            if i not in taken
            and _is_lone_surname(tokens[i], tokens[i + 1] if i + 1 < sentence.last else None, surnames, names)
            and not _is_after_initial(tokens, i)
        ]
        whole[number] = tuple(sorted([*kept, *lone], key=lambda name: name.first))
    return whole


def _first_names_of_kin(persons: Sequence[Named], tokens: Sequence[Token]) -> set[str]:
    """First words of names in full whose last word several bear on this page: such kin is called by the first name."""
    bearers = defaultdict(set)
    for name in persons:
        bearers[tokens[name.last - 1].text].add(tokens[name.first].text)
    return {first for firsts in bearers.values() if len(firsts) > 1 for first in firsts if first.isalpha()}


def _is_lone_surname(token: Token, after: Token | None, surnames: set[str], names: Names) -> bool:
    if token.text in surnames:
        return token.pos in ("PROPN", "NOUN", "X", "ADJ")
    # "Martin" in "Martin Luther King", "Trump" in "Trump Tower": part of a longer name.
    if token.dep == "compound" and after is not None and after.pos == "PROPN" and after.text[0].isupper():
        return False
    actor_like = token.dep in ("nsubj", "nsubjpass", "poss", "pobj", "dobj", "appos") or token.ent in _MODEL_KINDS
    return token.pos == "PROPN" and token.text[0].isupper() and actor_like and names.is_famous(token.text)


def _is_after_initial(tokens: Sequence[Token], i: int) -> bool:
    """Whether a sentence was cut inside a name ("Senator John A. | Ren"): the last word alone does not say whose."""
    return i > 0 and _INITIAL.fullmatch(tokens[i - 1].text) is not None and tokens[i - 1].sentence != tokens[i].sentence


def _is_misread(name: Named, tokens: Sequence[Token], surnames: set[str]) -> bool:
    """Whether the model calls a person's last name a body, or two of them: "Rybakov and Lee"."""
    words = [token.text for token in tokens[name.first : name.last]]
    lone = len(words) == 1 or (len(words) == 3 and words[1] in ("and", "&"))
    modelled = name.basis.startswith("model") and name.kind != "person"
    return lone and modelled and {words[0], words[-1]} <= surnames


def _listed(tokens: Sequence[Token], sentence: Sentence, names: Names) -> list[Named]:
    hits = names.spans([token.text for token in tokens])
    base = sentence.first
    return [
        Named(base + hit.first, base + hit.last, "person", "surname")
        if hit.kind in _PLACES and hit.last - hit.first == 1 and _is_addressed(tokens, hit.first)
        else Named(base + hit.first, base + hit.last, hit.kind, "gazetteer")
        for hit in hits
    ]


def _is_addressed(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is somebody's family name by the address before it: "Mr Holland", not "Miss Ukraine"."""
    noun = party_noun(tokens[i - 1]) if i else None
    goes_on = i + 1 < len(tokens) and tokens[i + 1].pos == "PROPN"
    return noun is not None and noun.kind == "honorific" and noun.noun != _PAGEANT and not goes_on


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
        if i in taken or token.pos not in ("PROPN", "NOUN", "X") or token.tag == "POS" or _CLOCK.fullmatch(token.text):
            return True
        return kind == "person" and (is_before_name(token) or not token.text[0].isalpha())

    while first < last and is_edge(first):
        first += 1
    while first < last and (last - 1 in taken or tokens[last - 1].pos not in ("PROPN", "NOUN", "X")):
        last -= 1
    if kind == "person" and first < last:
        # "the Tribune's Ana Ren": whose she is stands before her name.
        first = max((i + 1 for i in range(first, last - 2) if tokens[i].tag == "POS"), default=first)
    inside = [i for i in range(first, last) if i in taken or (kind == "person" and _ends_name(tokens[i]))]
    if kind == "person" and last - first == 1 and GENERATION.fullmatch(tokens[first].text):
        return first, first
    return (first, inside[0]) if inside else (first, last)


def _ends_name(token: Token) -> bool:
    """Whether a person's name ends before a token: "Ren | and Lind", "Ren | 4 May"."""
    return token.pos == "CCONJ" or token.text.isdigit() or token.tag == "POS"


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
