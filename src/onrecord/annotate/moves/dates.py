"""When a move was made: a time of its clause or sentence, the time of the saying, the page's day, or unknown.

In come the layers and a candidate; out comes a ``When``. Which of the sources fixes the date is weighed; an interval
keeps as value only what both its ends share.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import load_linear
from onrecord.annotate.moves.moments import distance, is_background, other_times, time_head, time_told, times_of
from onrecord.annotate.moves.types import is_uttered, looks_back
from onrecord.model import TimeExpression, When

UNKNOWN = "none"
_OF_THE_PAGE = frozenset({UNKNOWN, "page", "year"})
# News of the day: a page reports as new what was said on its day or the day before.
_DAYS_BEFORE = 1
_DAY = len("2016-10-22")
_QUALIFYING = frozenset({"compound", "amod", "nummod", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# "Until the end of Friday": so many steps lead from a time to the word before it all.
_DEADLINE_STEPS = 4
_LEADING = frozenset({"ADP", "SCONJ"})
# Statuses of what may bear a day after the page's.
_COMING = frozenset({"planned", "conditional"})
_DATE_FEATURES = frozenset(
    {"M", "MK", "TAG", "POS", "D", "GM", "CUE", "L", "KIND", "V", "amod", "G", "advmod", "AM", "DG"}
)
_AUXILIARY = frozenset({"aux", "auxpass"})
# So many days before the page at most, and the word for it.
_AGES = ((-1, "coming"), (1, "now"), (7, "week"), (31, "month"), (365, "year"), (1200, "years"))


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
    if best in _OF_THE_PAGE and "clause" not in sources and "sentence" not in sources:
        told = time_told(layers, candidate)
        if told:
            return _valued(told.when)
    if best == UNKNOWN and status in _COMING and "page" in sources:
        # What lies ahead of the page is announced as it comes out.
        best = "page"
    if best != UNKNOWN and not (best == "page" and is_background(layers, candidate)):
        return sources[best]
    # A page tells of what is past: its own day bounds what nothing else dates.
    return When(None, None, layers.published.when.latest)


def _foreign_sources(layers: Layers, candidate: Candidate, kind: str, status: str) -> list[str]:
    """The sources whose time cannot be the move's: a coming day of what is done, the year of the accord spoken of."""
    foreign = []
    for name, times in zip(("clause", "sentence"), times_of(layers, candidate), strict=True):
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


def date_sources(layers: Layers, candidate: Candidate) -> dict[str, When]:
    """What may fix the date, by name: the clause's time, the sentence's, the saying's, the page's day or year."""
    sources = {UNKNOWN: When()}
    inside, outside = times_of(layers, candidate)
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
    inside, outside = times_of(layers, candidate)
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
        steps = distance(layers, candidate, inside[0])
        found += [f"STEPS={steps}", f"STEPS={steps}|{group}", f"BASIS={inside[0].basis.split(',')[0]}"]
    if outside:
        steps = distance(layers, candidate, outside[0])
        found += [f"OUT={steps}", f"OUT={steps}|{group}"]
    found += _ages(layers, candidate, group, has)
    return [*found, *_tenses(layers, candidate, group, has)]


def _ages(layers: Layers, candidate: Candidate, group: str, has: str) -> list[str]:
    """How long before the page each time at hand lies, and how exact it is."""
    found = []
    for name, times in zip(("IN", "OUT"), times_of(layers, candidate), strict=True):
        for time in times[:1]:
            age = _age(layers, time.when)
            steps = distance(layers, candidate, time)
            found += [f"AGE{name}={age}", f"AGE{name}={age}|{group}", f"AGE{name}={age}|{steps}"]
            found.append(f"SHAPE{name}={time.basis}")
    holder = layers.holder[candidate.head] or layers.cue[candidate.head]
    if holder:
        age = _age(layers, holder.said)
        found += [f"AGESAID={age}", f"AGESAID={age}|{group}", f"AGESAID={age}|{has}"]
    return found


def _age(layers: Layers, when: When) -> str:
    """The time from a date to the page's day, as a word, with the length of its value."""
    day = layers.published.latest
    if not day or not when.latest:
        return UNKNOWN
    days = (date.fromisoformat(day) - date.fromisoformat(when.latest)).days
    return next((word for most, word in _AGES if days <= most), "long") + str(len(_valued(when).value or ""))


def _tenses(layers: Layers, candidate: Candidate, group: str, has: str) -> list[str]:
    """The form of the candidate's verb with its auxiliaries, where it stands, and words of other times beside it."""
    tree = layers.tree
    verb = tree.clause_of(candidate.head)
    token = tree.token(verb)
    helpers = [f"{tree.lemmas[c]}:{tree.token(c).tag}" for c in tree.children(verb) if tree.token(c).dep in _AUXILIARY]
    form = f"{token.tag}+{'_'.join(sorted(helpers))}"
    found = [f"VF={form}", f"VF={form}|{has}", f"VF={form}|{group}", f"VD={token.dep}", f"VF={form}|{token.dep}"]
    for kind in sorted(other_times(layers, candidate)):
        found += [f"OTHER={kind}", f"OTHER={kind}|{group}"]
    return [*found, "BACKGROUND"] if is_background(layers, candidate) else found


def _is_deadline(layers: Layers, time: TimeExpression) -> bool:
    """Whether a time is the end of one in which something is to be done: "until the end of Friday"."""
    tree, at = layers.tree, layers.time_at.get((time.start, time.end))
    above = [at, *tree.ancestors(at)][: _DEADLINE_STEPS + 1] if at is not None else []
    return any(tree.token(i).pos in _LEADING and tree.lemmas[i] in ruled_out("deadline") for i in above)


def _is_name(layers: Layers, candidate: Candidate, time: TimeExpression) -> bool:
    """Whether a year only tells which thing is meant ("the 2015 accord"), and the thing is not the move itself."""
    at = time_head(layers, time)
    if at is None or len(time.when.value or "") != len("2016"):
        return False
    tree = layers.tree
    token = tree.token(at)
    return token.dep in _QUALIFYING and token.head != candidate.head and tree.token(token.head).pos in _NOUNS


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
