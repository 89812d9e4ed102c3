"""Whether a move's words are put to the one who was found as its recipient.

In comes a move that accuses, demands or offers; out comes yes or no. "Called for an inquiry into Sudmark" asks Sudmark
for nothing, "accused a clerk of dealings with Sudmark" does not accuse it. Which words take whom how are rows of
``data/link/addresses.csv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.view import Party, SeenMove
from onrecord.link.words import WORD, words

ACCUSE, OFFER, PLEDGE = "accuse", "offer", "pledge"
STOP, SUBJECT, ASKER, SAYS, HEARER, FOR, RELATIVE = "stop", "subject", "asker", "says", "hearer", "for", "relative"
THING, THING_FOR, FROM, OWN, PASSIVE, TO = "thing", "thing_for", "from", "own", "passive", "to"
BLAME, ON, GIVES, MAKER, APART, LEADS = "blame", "on", "gives", "maker", "apart", "leads"
# Words after a trigger within which the one stands to whom it is said; words after his name in which "to" stands where
# something is called for; words before a name in which stands how the name is led in.
NEAR, CALLED, LED = 6, 4, 3
COLUMNS = ("iso3", "name", "aliases", "adjectives", "people", "capitals")
# Words of names that other names have too.
NO_NAME = frozenset(words("the of and for in new united republic"))
GERUND, THAT = "ing", "that"


@dataclass(frozen=True, slots=True)
class _Clause:
    """A move's words, which of them name its recipient or begin with a capital, where its trigger begins and ends."""

    said: tuple[str, ...]
    named: tuple[bool, ...]
    proper: tuple[bool, ...]
    begin: int
    end: int

    @property
    def trigger(self) -> tuple[str, ...]:
        return self.said[self.begin : self.end]

    def before(self, most: int) -> tuple[str, ...]:
        """The last words before the trigger, at most so many."""
        return self.said[max(0, self.begin - most) : self.begin]


def is_put_to(move: SeenMove) -> bool:
    """Whether a move's words say that what they put is put to its recipient."""
    clause = _clause_of(move)
    if clause is None or move.type == PLEDGE:
        return True
    if move.type != ACCUSE and _is_makers(clause):
        return False
    if move.type == OFFER:
        return _is_offered(clause)
    if set(clause.trigger) & _rows(SUBJECT) or (move.type == ACCUSE and not _stems(clause.trigger) & _says()):
        return _is_subject(clause, move.type)
    return _is_told(clause)


def names_recipient(move: SeenMove) -> bool:
    """Whether a move's words name its recipient or, by its capital or its people, the recipient's side."""
    clause = _clause_of(move)
    return clause is not None and any(clause.named)


def _is_offered(clause: _Clause) -> bool:
    """Whether the recipient stands after a word that leads to him ("talks with Sudmark"), or none is named after an
    offer of something."""
    after = range(clause.begin, len(clause.said))
    named = [place for place in after if clause.named[place] or clause.said[place] in _rows(HEARER)]
    if not named:
        return bool(set(clause.trigger) & _rows(OWN)) and not _rows(PASSIVE) & set(clause.before(1))
    if _leads_elsewhere(clause, named[0]):
        return False
    if named[0] <= clause.end + 1 and set(clause.trigger) & _rows(GIVES):
        return True
    return any(_rows(TO) & set(clause.said[max(clause.begin, place - LED) : place]) for place in named)


def _is_makers(clause: _Clause) -> bool:
    """Whether the recipient is named as he who made it: "at the request of Sudmark"."""
    led = clause.said[clause.end : clause.end + 1]
    return bool(set(led) & _rows(MAKER)) and any(clause.named[clause.end : clause.end + 1 + LED])


def _leads_elsewhere(clause: _Clause, named: int) -> bool:
    """Whether an offer leads to somebody else before its recipient is named ("ready to speak with the Guild about
    Sudmark"), or to what somebody else did with him."""
    if set(clause.said[clause.end : named]) & _rows(APART):
        return True
    after = (place + 1 for place in range(clause.end, named) if clause.said[place] in _rows(LEADS))
    heads = (place + (clause.said[place] == "the") for place in after)
    return any(head < named and clause.proper[head] and not all(clause.proper[head:named]) for head in heads)


def _is_subject(clause: _Clause, kind: str) -> bool:
    """Whether the recipient is he who must, or who did what he is accused of: named before it."""
    least = clause.begin - NEAR if kind == ACCUSE else 0
    before = [place for place in range(max(0, least), clause.begin) if clause.named[place]]
    if not before or _rows(ASKER) & {*clause.trigger, *clause.before(1)}:
        return False
    return not _rows(STOP) & set(clause.said[max(0, before[0] - 2) : before[0]])


def _is_told(clause: _Clause) -> bool:
    """Whether the recipient is the first who stands after the words that accuse or ask."""
    if any(clause.named[clause.begin : clause.end]) or _rows(RELATIVE) & set(clause.before(LED)):
        return True
    near = clause.said[clause.end : clause.end + NEAR]
    is_for = THAT not in near and bool(_rows(FOR) & {*clause.trigger[-1:], *near[:2]})
    # "Has claimed for weeks that Sudmark mined the locks"; but "wanted to make sure that Sudmark mined none".
    told = near[: near.index(THAT) + 1] if THAT in near else ()
    start = clause.end + (0 if "to" in told else len(told))
    for place in range(start, min(start + NEAR, len(clause.said))):
        word = clause.said[place]
        if clause.named[place] or (word in _rows(HEARER) and place < start + 2):
            return not is_for or _is_called(clause, place)
        if _ends(clause, place) and not (is_for and word in _rows(FOR)):
            break
    return _is_asked_for_something(clause) or _is_blamed_for_something(clause)


def _is_called(clause: _Clause, place: int) -> bool:
    """Whether he who is named after "called for" is to do something, and nothing is to be done to him."""
    after = clause.said[place + 1 : place + 2 + CALLED]
    return "to" in after[:CALLED] and after[after.index("to") + 1 : after.index("to") + 2] != ("be",)


def _ends(clause: _Clause, place: int) -> bool:
    """Whether a word after which others than those spoken to are named: "accused Page *of dealing* with Sudmark"."""
    word, after = clause.said[place], clause.said[place + 1 : place + 2]
    return word in _rows(STOP) or (word == "of" and bool(after) and after[0].endswith(GERUND))


def _is_asked_for_something(clause: _Clause) -> bool:
    """Whether something is asked for of one who is not named, or named as he of whom it is asked."""
    told = {*clause.trigger, *clause.said[clause.end : clause.end + 1]}
    is_thing = told & _rows(THING) or (told & _rows(THING_FOR) and told & _rows(FOR))
    if not is_thing or THAT in told:
        return False
    named = [place for place in range(clause.end, len(clause.said)) if clause.named[place]]
    return not named or bool(_rows(FROM) & set(clause.said[max(clause.end, named[0] - 2) : named[0]]))


def _is_blamed_for_something(clause: _Clause) -> bool:
    """Whether something is laid at the recipient's door: "blamed the flood on Sudmark"."""
    named = [place for place in range(clause.end, len(clause.said)) if clause.named[place]]
    led = clause.said[max(clause.end, named[0] - 2) : named[0]] if named else ()
    return bool(set(clause.trigger) & _rows(BLAME) and set(led) & _rows(ON))


def _clause_of(move: SeenMove) -> _Clause | None:
    """The words of a move; None where its trigger is not among them."""
    text, trigger = (part.replace("’", "'").replace(".", "") for part in (move.text, move.trigger))
    at = text.find(trigger)
    found = list(WORD.finditer(text))
    places = [n for n, match in enumerate(found) if at <= match.start() < at + len(trigger)]
    if at < 0 or not places:
        return None
    proper, common = _names_of(move.recipient)
    held = [match.group().removesuffix("'s").partition("'")[0] for match in found]
    named = (_is_name(word, proper, common) for word in held)
    return _Clause(
        tuple(word.lower() if word != "US" else word for word in held),
        tuple(named),
        tuple(word[0].isupper() for word in held),
        places[0],
        places[-1] + 1,
    )


def names_party(party: Party, told: Sequence[str]) -> bool:
    """Whether one of some words names a party or its side."""
    return any(_is_name(word, *_names_of(party)) for word in told)


def _is_name(word: str, proper: frozenset[str], common: frozenset[str]) -> bool:
    if word in proper:
        return True
    said = set(words(word))
    return bool(said & common or (word[0].isupper() and said & proper))


@cache
def _names_of(party: Party) -> tuple[frozenset[str], frozenset[str]]:
    """Words by which a party or its side is named, with initials; and those among them that are no proper names."""
    proper: set[str] = set()
    common: set[str] = set()
    for name in (party.name or "", *(name for side in party.sides for name in _side_names().get(side, (side,)))):
        told = WORD.findall(name.replace(".", ""))
        proper.update(stem for word in told if word[0].isupper() for stem in words(word))
        proper.update(word for word in told if word.isupper())
        proper.add("".join(word[0] for word in told if word[0].isupper()) if len(told) > 1 else "")
        common.update(stem for word in told if word[0].islower() for stem in words(word))
    return frozenset(proper - NO_NAME - {""}), frozenset(common - NO_NAME)


@cache
def _side_names() -> dict[str, tuple[str, ...]]:
    """What states, their people and their governments are called, by their codes."""
    rows = tables.rows("actors/states.csv", COLUMNS[:2])
    return {
        row["iso3"]: tuple(name for column in COLUMNS[1:] for name in row.get(column, "").split(";")) for row in rows
    }


def states_named(text: str) -> frozenset[str]:
    """The codes of the states that a text names in one word, by name, people or capital."""
    return frozenset(code for word in WORD.findall(text) for code in _states_of().get(word, ()))


@cache
def _states_of() -> dict[str, frozenset[str]]:
    """The codes of states by each single word that names them."""
    found: dict[str, set[str]] = {}
    for code, names in _side_names().items():
        for name in (name for name in names if name[:1].isupper() and WORD.fullmatch(name)):
            found.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _rows(kind: str) -> frozenset[str]:
    rows = tables.rows("link/addresses.csv", ("word", "kind", "example"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)


@cache
def _says() -> frozenset[str]:
    return _stems(tuple(_rows(SAYS)))


def _stems(said: Sequence[str]) -> frozenset[str]:
    return frozenset(stem for word in said for stem in words(word))
