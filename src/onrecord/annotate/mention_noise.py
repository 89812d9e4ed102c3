"""Names that only the parser's model saw and that read as noise: words of headlines, names run together, places.

In come the names by sentence; out come the same without the noise. What the gazetteer knows always stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.named import Named, Names
from onrecord.annotate.party_words import is_before_name, is_thing, side_prefixes
from onrecord.model import Parse, Token

_SMALL_WORD, _FEW, _LOUD, _PAIR = 3, 3, 0.7, 2
_OWNER, _ARTICLE = "POS", "DT"
GENERATION = re.compile(r"[JS]r\.?|[IVX]{2,4}")
# Two words that a page has run together ("SessionsTrump"), not "McCain" or "FitzGerald".
_GLUED = re.compile(r"[A-Z][a-z]{4,}[A-Z]")
_HALF = re.compile(r"[A-Z][a-z]{3,}")
# Where a sentence has those who act, own or are spoken of; not where it has places and things.
_PERSON_LIKE = frozenset(("nsubj", "nsubjpass", "poss", "dobj", "dative", "appos", "agent"))


def without_noise(found: dict[int, tuple[Named, ...]], parse: Parse, names: Names) -> dict[int, tuple[Named, ...]]:
    """The names without those that only the model saw and that read as noise.

    In a line in title case (headlines, menus) every word looks like a name: what stands there must stand elsewhere too.
    A person of one word must be printed more than once where a sentence has persons, or be a known family name.
    """
    loud = {number for number in found if _is_title_case(parse, number)}
    counts = Counter(_printed(name, parse) for number, group in found.items() if number not in loud for name in group)

    acting = {
        _printed(name, parse)
        for number, group in found.items()
        if number not in loud
        for name in group
        if parse.tokens[name.last - 1].dep in _PERSON_LIKE
    }

    def is_kept(number: int, name: Named) -> bool:
        if name.basis == "gazetteer":
            return True
        if _is_run_together(parse.tokens[name.first : name.last], name.kind, names):
            return False
        words = _printed(name, parse)
        if number in loud:
            return counts[words] > 0 or (name.last - name.first == 1 and names.is_surname(words))
        lone = name.kind == "person" and name.last - name.first == 1
        told = counts[words] > 1 and words in acting
        return not lone or told or names.is_surname(words) or _has_title(name, parse)

    small = {token.text for token in parse.tokens if token.text.islower()}

    def told(name: Named) -> Named:
        return replace(name, kind="other") if _is_thing(name, parse, names, small) else name

    return {
        number: tuple(_without_strays(told(name), parse, names, small) for name in group if is_kept(number, name))
        for number, group in found.items()
    }


def _without_strays(name: Named, parse: Parse, names: Names, small: set[str]) -> Named:
    """A person's name without words of a headline that the model took into it: "Read | Mueller", "Obama | Doctrine".

    Such a word is no first name, and the page has it in small letters or calls it somebody's ("the bank's Lira Trump");
    after a family name it need not even that.
    """
    words = [token.text for token in parse.tokens[name.first : name.last]]
    if name.kind != "person" or name.basis == "gazetteer" or len(words) < _PAIR or names.gender(words[0]):
        return name
    if names.ends_names(words[0]):
        kept = next((i for i, word in enumerate(words) if i and not GENERATION.fullmatch(word)), len(words))
        return replace(name, last=name.first + kept)
    owned = name.first > 0 and parse.tokens[name.first - 1].tag == _OWNER and names.ends_names(words[-1])
    small_word = words[0].lower() in small and len(words[0]) > _SMALL_WORD
    stray = (small_word or (owned and len(words) == _PAIR)) and names.is_famous(words[-1])
    return replace(name, first=name.last - 1) if stray else name


def _is_run_together(tokens: Sequence[Token], kind: str, names: Names) -> bool:
    """Whether what the model took for one person is two names, or a name and a word that stands before it by chance.

    "SessionsTrump", "pro-Trump", "Comey-McCabe", "Trump Giuliani" in a list of headlines.
    """
    words = [token.text for token in tokens]
    if kind != "person":
        # A body may well be written so ("CrowdStrike"), unless both halves are family names.
        halves = _HALF.findall(words[0]) if len(words) == 1 else []
        return len(halves) > 1 and all(map(names.is_famous, halves))
    if any(_GLUED.match(word) for word in words):
        return True
    if len(words) > 2 and words[1] == "-":
        prefixed = words[0].islower() or words[0].lower() in side_prefixes() or names.is_famous(words[0])
        return names.is_famous(words[2]) and prefixed
    return len(words) == 2 and not names.gender(words[0]) and all(map(names.is_famous, words))


def _is_thing(name: Named, parse: Parse, names: Names, small: set[str]) -> bool:
    """Whether what the model took for a person in full is called as no person is: "a Witch Hunt", "Alder Street".

    Many a word that closes such a name is also a family name ("Jody Hunt"): of somebody known, the page must have the
    first word in small letters.
    """
    if name.kind != "person" or name.basis == "gazetteer" or name.last - name.first < _PAIR:
        return False
    words = [token.text for token in parse.tokens[name.first : name.last]]
    given = bool(names.gender(words[0]))
    if is_thing(words, named=given or (names.is_surname(words[-1]) and words[0].lower() not in small)):
        return True
    before = parse.tokens[name.first - 1] if name.first else None
    same = before is not None and before.sentence == parse.tokens[name.first].sentence
    return same and before is not None and before.tag == _ARTICLE and not given and not names.is_famous(words[-1])


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
