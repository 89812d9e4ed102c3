"""Parts: the moves that are linked with one another, and with no others.

In come documents with the places of their moves; out come the parts. What two sides do on one matter is one part. What
has no named matter, and what a side does to itself, only a page or a story holds together: there each story is a part
for itself, with those that a person ties to it by an answer. So what a page touches stays small: half of all moves are
such, and hardly an answer was ever found from one of their stories to another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from onrecord.link.entries import Places, bare
from onrecord.link.groups import components
from onrecord.link.places import Key, is_one_matter
from onrecord.link.view import SeenDocument

# In place of a story, where sides and matter hold moves together.
ANY_STORY = ""
# A thread's sides and matter, and the story that holds its moves where these do not.
Part = tuple[Key, str]
# A document that answers, and the one that holds what it answers.
Tie = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PartMoves:
    """The documents of a part with its moves alone, and those of the moves that are linked in it."""

    documents: tuple[SeenDocument, ...]
    home: frozenset[str]


def gather(
    documents: Iterable[tuple[SeenDocument, Places]], stories: Mapping[str, str], ties: Iterable[Tie] = ()
) -> dict[Part, PartMoves]:
    """The parts that documents tell of, each document with the places of its moves; these bear the answers that hold.

    ``stories`` is the story of each document, ``ties`` the documents that persons tie by an answer.
    """
    told = sorted(documents, key=lambda pair: pair[0].id)
    story_of = _tied({document.id: stories.get(document.id, document.id) for document, _ in told}, ties)
    held: dict[Part, list[SeenDocument]] = defaultdict(list)
    home: dict[Part, set[str]] = defaultdict(set)
    for document, places in told:
        for key in sorted(set(chain.from_iterable(places.values()))):
            part = key, ANY_STORY if is_one_matter(key) else story_of[document.id]
            moves = tuple(move for move in document.moves if key in places[move.id])
            held[part].append(replace(bare(document), moves=moves))
            home[part].update(move.id for move in moves if places[move.id][0] == key)
    return {part: PartMoves(tuple(held[part]), frozenset(home[part])) for part in sorted(held)}


def ties_of(documents: Iterable[SeenDocument]) -> set[Tie]:
    """The documents that persons tie by an answer."""
    held = list(documents)
    given = [(document.id, answer.move) for document in held for move in document.moves for answer in move.given]
    home = {move.id: document.id for document in held for move in document.moves} if given else {}
    return {(answering, home[move]) for answering, move in given if move in home}


def _tied(stories: Mapping[str, str], ties: Iterable[Tie]) -> Mapping[str, str]:
    """The story of each document, one for all that ties hold together."""
    pairs = [(stories[one], stories[other]) for one, other in ties if one in stories and other in stories]
    if not pairs:
        return stories
    names = sorted(set(stories.values()))
    at = {name: number for number, name in enumerate(names)}
    groups = components(len(names), [(at[one], at[other]) for one, other in pairs])
    first = {names[number]: names[group[0]] for group in groups for number in group}
    return {document: first[story] for document, story in stories.items()}
