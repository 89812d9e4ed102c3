"""When a move was made: a time of its clause or sentence, the time of the saying, the page's day, or unknown.

In come the layers and a candidate; out comes a ``When``. Which of the sources fixes the date is weighed; an interval
keeps as value only what both its ends share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from onrecord import tables
from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import load_linear
from onrecord.annotate.moves.tree import Tree
from onrecord.annotate.moves.types import is_uttered, looks_back
from onrecord.model import TimeExpression, When

UNKNOWN = "none"
_DATED = frozenset({"date", "time"})
# News of the day: a page reports as new what was said on its day or the day before.
_DAYS_BEFORE = 1
_FAR = 9
_DAY = len("2016-10-22")
_QUALIFYING = frozenset({"compound", "amod", "nummod", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# "Until the end of Friday": so many steps lead from a time to the word before it all.
_DEADLINE_STEPS = 4
_LEADING = frozenset({"ADP", "SCONJ"})
# Statuses of what may bear a day after the page's.
_COMING = frozenset({"planned", "conditional"})
_Ranked = tuple[tuple[int, int, int], TimeExpression]
_DATE_FEATURES = frozenset({"M", "MK", "TAG", "POS", "D", "GM", "CUE", "L", "KIND", "V", "amod", "G"})


def date_of(
    layers: Layers, candidate: Candidate, kind: str, features: Sequence[str], *, own: bool, status: str = "done"
) -> When:
    """The date of a candidate taken as a move of a type; ``own`` where it is its speaker's own utterance."""
    sources = date_sources(layers, candidate)
    for name in _foreign_sources(layers, candidate, kind, status):
        sources.pop(name, None)
    weights = load_linear("dates")
    found = weights.probabilities(date_features(layers, candidate, kind, features, own=own))
    ranked = sorted((-float(p), name) for name, p in zip(weights.classes, found, strict=True))
    best = next((name for _, name in ranked if name in sources), UNKNOWN)
    background = is_background(layers, candidate)
    if best != UNKNOWN and not (best == "page" and background):
        return sources[best]
    if "page" in sources and not background:
        return sources.get("said", sources["page"])
    # A page tells of what is past: its own day bounds what nothing else dates.
    return When(None, None, layers.published.when.latest)


def _foreign_sources(layers: Layers, candidate: Candidate, kind: str, status: str) -> list[str]:
    """The sources whose time cannot be the move's: a coming day of what is done, the year of the accord spoken of."""
    foreign = []
    for name, times in zip(("clause", "sentence"), _times(layers, candidate), strict=True):
        if not times:
            continue
        if _is_deadline(layers, times[0]):
            foreign.append(name)
            continue
        coming = bool(layers.published.latest) and (times[0].when.earliest or "") > (layers.published.latest or "")
        about = is_uttered(kind) or looks_back(kind)
        if (coming and status not in _COMING) or (about and _is_name(layers, candidate, times[0])):
            foreign.append(name)
    return foreign


def is_background(layers: Layers, candidate: Candidate) -> bool:
    """Whether a clause is told as of another time than the page: by its words, or as past before the past."""
    tree = layers.tree
    verb = tree.clause_of(candidate.head)
    perfect = any(tree.token(c).lemma == "have" and tree.token(c).tag == "VBD" for c in tree.children(verb))
    return perfect or bool(other_times(layers, candidate))


def date_sources(layers: Layers, candidate: Candidate) -> dict[str, When]:
    """What may fix the date, by name: the clause's time, the sentence's, the saying's, the page's day or year."""
    sources = {UNKNOWN: When()}
    inside, outside = _times(layers, candidate)
    if inside:
        sources["clause"] = _valued(inside[0].when)
    if outside:
        sources["sentence"] = _valued(outside[0].when)
    holder = layers.holder[candidate.head] or layers.cue[candidate.head]
    if holder and holder.said.earliest:
        sources["said"] = _valued(holder.said)
    page = layers.published.when
    if page.earliest and page.latest:
        sources["page"] = just_before(page)
        sources["year"] = interval(f"{page.earliest[:4]}-01-01", page.latest)
    return sources


def date_features(layers: Layers, candidate: Candidate, kind: str, features: Sequence[str], *, own: bool) -> list[str]:
    """What the weights see: the sources at hand, the type, the tense, in whose words the candidate stands."""
    inside, outside = _times(layers, candidate)
    holder = layers.holder[candidate.head]
    where = "own" if own else "told" if holder else "cue" if layers.cue[candidate.head] else "outlet"
    group = f"{'uttered' if is_uttered(kind) else 'deed'}.{where}"
    has = f"{'clause' if inside else 'sentence' if outside else '-'}"
    said = holder or layers.cue[candidate.head]
    has += ".said" if said and said.said.earliest else ""
    kept = [f for f in features if f.partition("=")[0] in _DATE_FEATURES or f in ("N", "LEAD", "PASSIVE")]
    found = ["BIAS", *kept, f"K={kind}", f"GROUP={group}", f"HAS={has}", f"HAS={has}|{group}"]
    found += [f"{f}|{has}" for f in kept if f.startswith(("M=", "TAG="))]
    if inside:
        steps = _distance(layers, candidate, inside[0])
        found += [f"STEPS={steps}", f"STEPS={steps}|{group}", f"BASIS={inside[0].basis.split(',')[0]}"]
    if outside:
        steps = _distance(layers, candidate, outside[0])
        found += [f"OUT={steps}", f"OUT={steps}|{group}"]
    return found


def other_times(layers: Layers, candidate: Candidate) -> frozenset[str]:
    """Kinds of the words in a clause that set its deed at another time than the page's day."""
    forms = layers.tree.forms
    clause = {candidate.head, *candidate.clause, *layers.tree.children(layers.tree.clause_of(candidate.head))}
    found = set()
    for i in clause:
        for words, kind in _other_times().get(forms[i], ()):
            if tuple(forms[i : i + len(words)]) == words:
                found.add(kind)
    return frozenset(found)


@cache
def _other_times() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases of other times with their kinds, by first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in tables.rows("moves/other_times.toml", ("kind", "words", "example", "origin")):
        for phrase in row["words"]:
            found[phrase.split()[0]].append((tuple(phrase.split()), row["kind"]))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _times(layers: Layers, candidate: Candidate) -> tuple[list[TimeExpression], list[TimeExpression]]:
    """Dated expressions of the clause and of the rest of the sentence, the nearest first."""
    tree = layers.tree
    first, last = tree.token(candidate.first).start, tree.token(candidate.last).end
    sentence = layers.parse.sentences[tree.token(candidate.head).sentence]
    at = tree.token(candidate.head).start
    inside: list[_Ranked] = []
    outside: list[_Ranked] = []
    for time in layers.times_in.get(tree.token(candidate.head).sentence, ()):
        if time.kind in _DATED and time.when.earliest and time.start < sentence.end:
            rank = _distance(layers, candidate, time), abs(time.start - at), time.start
            (inside if first <= time.start < last else outside).append((rank, time))
    return [t for _, t in sorted(inside, key=_rank)], [t for _, t in sorted(outside, key=_rank)]


def _is_deadline(layers: Layers, time: TimeExpression) -> bool:
    """Whether a time is the end of one in which something is to be done: "until the end of Friday"."""
    tree, at = layers.tree, layers.time_at.get((time.start, time.end))
    above = [at, *tree.ancestors(at)][: _DEADLINE_STEPS + 1] if at is not None else []
    return any(tree.token(i).pos in _LEADING and tree.lemmas[i] in ruled_out("deadline") for i in above)


def _is_name(layers: Layers, candidate: Candidate, time: TimeExpression) -> bool:
    """Whether a year only tells which thing is meant ("the 2015 accord"), and the thing is not the move itself."""
    tree, at = layers.tree, layers.time_at.get((time.start, time.end))
    if at is None or len(time.when.value or "") != len("2016"):
        return False
    while tree.token(at).head != at and time.start <= tree.token(tree.token(at).head).start < time.end:
        at = tree.token(at).head
    token = tree.token(at)
    return token.dep in _QUALIFYING and token.head != candidate.head and tree.token(token.head).pos in _NOUNS


def _rank(item: _Ranked) -> tuple[int, int, int]:
    return item[0]


def _distance(layers: Layers, candidate: Candidate, time: TimeExpression) -> int:
    """Clauses between a time and the candidate or its verb; many where the time hangs on neither."""
    at = layers.time_at.get((time.start, time.end))
    if at is None:
        return _FAR
    verb = layers.tree.clause_of(candidate.head)
    return min(_steps(layers.tree, at, candidate.head), _steps(layers.tree, at, verb))


def _steps(tree: Tree, i: int, target: int) -> int:
    steps = 0
    for head in tree.ancestors(i):
        if head == target:
            return min(steps, _FAR - 1)
        steps += tree.token(head).pos in ("VERB", "AUX")
    return _FAR


def just_before(published: When) -> When:
    """The day of the page or the one before, as precise as both agree."""
    if not published.earliest or not published.latest:
        return published
    earliest = date.fromisoformat(published.earliest) - timedelta(days=_DAYS_BEFORE)
    return interval(earliest.isoformat(), published.latest)


def _valued(when: When) -> When:
    """A date whose value is what its ends share: "last summer" is a year's, "on the page's day or the one before"
    no single day's."""
    if not when.earliest or not when.latest:
        return when
    if when.value and (len(when.value) < _DAY or when.earliest == when.latest):
        return when
    return interval(when.earliest, when.latest)


def interval(earliest: str, latest: str) -> When:
    """An interval of days; its value is the year, month or day that both ends share."""
    for length in (10, 7, 4):
        if earliest[:length] == latest[:length]:
            return When(earliest[:length], earliest, latest)
    return When(None, earliest, latest)
