"""Mentions: the words of a parse that refer to parties, not yet resolved.

In come a parse and a lookup of names; out come spans in order that never overlap: names with the titles before them,
nouns for parties with their modifiers ("the senior diplomat", "60 Russian diplomats", "the US ambassador to Moscow"),
pronouns, and capitals that stand for a government. Who is meant is decided on the floor ``resolve``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.annotate.mention_names import find_names
from onrecord.annotate.mention_shapes import Sentence
from onrecord.annotate.named import Named, Names
from onrecord.annotate.party_words import PartyNoun, is_head, party_noun, pronouns
from onrecord.model import Mention, Parse, Token

_SIDES = frozenset(("state", "adjective", "people", "capital", "organisation", "outlet", "group"))
# Words for a side alone come last: "Russian" in "Russian Internet Research Agency" belongs to the name.
_BARE = frozenset(("adjective", "state", "capital"))
_PLACE = frozenset(("in", "near", "from", "outside", "inside", "around", "across", "throughout", "at", "within"))
_NAME_DEPS = frozenset(("compound", "nmod", "amod"))
_HEADLINE = "headline"
_NEAR = 3

Found = tuple[int, int, str, str]


def find_mentions(parse: Parse, names: Names) -> tuple[Mention, ...]:
    """Mentions in a parse, in order, unresolved; the basis of each names its shape."""
    named = find_names(parse, names)
    body_words = _body_words(parse)
    mentions: list[Mention] = []
    for number, sentence in enumerate(parse.sentences):
        kept = [name for name in named[number] if _is_kept(name, parse, sentence.segment, body_words)]
        view = Sentence(parse.tokens[sentence.first : sentence.last], sentence.first, kept)
        for first, last, kind, basis in _flat(_candidates(view)):
            span = parse.tokens[first].start, parse.tokens[last - 1].end
            mentions.append(Mention(span[0], span[1], kind, basis=basis))
    return tuple(mentions)


def _body_words(parse: Parse) -> frozenset[str]:
    return frozenset(
        parse.tokens[i].text
        for sentence in parse.sentences
        if sentence.segment != _HEADLINE
        for i in range(sentence.first, sentence.last)
    )


def _is_kept(name: Named, parse: Parse, segment: str, body_words: frozenset[str]) -> bool:
    """A name that only the model saw in a headline counts if the body has its last word too."""
    if name.basis == "gazetteer" or segment != _HEADLINE:
        return True
    return parse.tokens[name.last - 1].text in body_words


def _candidates(view: Sentence) -> Iterator[Found]:
    """Persons with titles, phrases of party nouns, other names, pronouns: the first that takes a token keeps it."""
    for name in view.names:
        if name.kind == "person" and not _names_a_body(name, view):
            yield view.left_of_name(name), name.last, "name", f"person: {name.basis}"
    for token in view.tokens:
        if is_head(token) and _heads_a_phrase(token, view):
            yield from _noun_phrase(token, view)
    for name in sorted(view.names, key=lambda name: name.kind in _BARE):
        if name.kind != "person":
            yield from _other_name(name, view)
    forms = pronouns()
    for token in view.tokens:
        if token.tag in ("PRP", "PRP$", "WP", "WP$") and token.text.lower() in forms:
            yield token.i, token.i + 1, "pronoun", "pronoun"


def _names_a_body(name: Named, view: Sentence) -> bool:
    """Whether a person's name only says whose body is meant: "the Obama administration", "Senior Trump officials"."""
    token = view.token(name.last - 1)
    if token.dep not in _NAME_DEPS or not view.has(token.head) or token.head <= token.i:
        return False
    if any(view.token(i).pos in ("CCONJ", "PUNCT") for i in range(token.i, token.head)):
        return False
    return token.head - token.i <= _NEAR and is_head(view.token(token.head)) and token.head not in view.name_at


def _heads_a_phrase(token: Token, view: Sentence) -> bool:
    """Not inside a name, and not a modifier of another party noun or of a name."""
    if token.i in view.name_at:
        return False
    if token.dep in _NAME_DEPS and view.has(token.head) and token.head > token.i:
        head = view.token(token.head)
        named = view.name_at.get(token.head)
        return not is_head(head) and (named is None or named.kind != "person")
    return True


def _noun_phrase(token: Token, view: Sentence) -> Iterator[Found]:
    noun = party_noun(token)
    first, last = view.noun_phrase(token.i)
    inside = [view.name_at[i] for i in range(first, last) if i in view.name_at]
    has_side = any(name.kind in _SIDES for name in inside)
    assert noun is not None
    if not has_side and _is_idle(token, noun, view.token(first)):
        return
    shape = "group" if noun.plural else "noun"
    yield first, last, "title", f"{shape}: {noun.noun}"


def _is_idle(token: Token, noun: PartyNoun, opener: Token) -> bool:
    """A noun without a side that tells of nobody: "voters", "press conference", "author" in a credit."""
    if token.dep in _NAME_DEPS:
        return True
    if noun.group != "plain" or noun.kind == "unnamed":
        return False
    return noun.plural or opener.tag not in ("DT", "PRP$", "POS")


def _other_name(name: Named, view: Sentence) -> Iterator[Found]:
    """A state, a body or the words that point to one; a capital only where it stands for the government."""
    if name.kind == "other":
        return
    first, head = name.first, view.token(name.last - 1)
    if name.kind == "people":
        if head.pos == "ADJ" or head.tag == "JJ" or head.dep in _NAME_DEPS:
            yield first, name.last, "name", "adjective"
            return
        left, last = view.noun_phrase(name.last - 1)
        yield min(left, first), last, "title", "group: people"
    elif name.kind == "capital":
        if not _is_place(name, view):
            yield first, name.last, "metonym", "capital"
    elif name.kind == "adjective":
        yield first, name.last, "name", "adjective"
    else:
        basis = (
            f"{name.kind}: place" if name.kind == "state" and _is_place(name, view) else f"{name.kind}: {name.basis}"
        )
        yield _with_side(name, view), name.last, "name", basis


def _with_side(name: Named, view: Sentence) -> int:
    """The start of a body's name with the side before it: "Russian Internet Research Agency"."""
    before = view.name_at.get(name.first - 1)
    if name.kind == "organisation" and before is not None and before.kind == "adjective":
        return before.first
    return name.first


def _is_place(name: Named, view: Sentence) -> bool:
    """Whether the name is where something is or happens: "in Moscow", "Moscow-based", a dateline."""
    token = view.token(name.last - 1)
    before = view.token(name.first - 1) if view.has(name.first - 1) else None
    if before is not None and before.text.lower() in _PLACE:
        governor = view.token(before.head) if view.has(before.head) else before
        return before.text.lower() != "from" or governor.pos != "NOUN"
    after = view.token(name.last) if view.has(name.last) else None
    if name.first == view.first and after is not None and after.text in ("(", "-", "--", "—", ","):
        return True
    while token.dep == "conj" and view.has(token.head) and token.head != token.i:
        token = view.token(token.head)
        if token.dep == "pobj" and view.has(token.head) and view.token(token.head).text.lower() in _PLACE:
            return True
    return token.dep in ("npadvmod", "appos", "ROOT") and name.kind == "capital"


def _flat(candidates: Iterable[Found]) -> list[Found]:
    """Candidates without those that overlap an earlier one, in order of the text."""
    taken: set[int] = set()
    kept = []
    for found in candidates:
        tokens = range(found[0], found[1])
        if not taken.intersection(tokens):
            kept.append(found)
            taken.update(tokens)
    return sorted(kept)
