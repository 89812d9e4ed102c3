"""All links of a record: copies, stories, accounts, threads, answers, open items.

In comes a ``View``; out come ``Links``, the same for the same documents in any order. Nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ids import make_id
from onrecord.link.accounts import find_accounts
from onrecord.link.answers import infer_answers
from onrecord.link.copies import find_copies
from onrecord.link.open_items import find_open_items
from onrecord.link.sameness import Moves
from onrecord.link.stories import group_documents
from onrecord.link.threads import find_threads, matters_of
from onrecord.link.titles import story_title
from onrecord.link.told import told_days
from onrecord.link.vectors import vectors_of
from onrecord.link.view import SeenDocument, View
from onrecord.store.linked import Account, AccountRow, Copy, Links, Story, StoryDocument


def link(view: View) -> Links:
    """The links among the documents of a view."""
    documents = sorted(view.documents, key=lambda document: document.id)
    copies = find_copies(documents)
    moves = Moves(documents)
    stories = _stories(documents, copies)
    told = [(_story(members), members) for members in stories]
    accounts, cells = _accounts(told, moves)
    matters = matters_of(documents)
    threads, places = find_threads(moves, matters, dict(view.side_names))
    answers = infer_answers(moves, matters)
    items = find_open_items(documents, moves, matters, answers, frozenset(thread.id for thread in threads))
    pairs = [StoryDocument(story.id, document.id) for story, members in told for document in members]
    return Links(
        copies=copies,
        stories=tuple(sorted((story for story, _ in told), key=lambda story: story.id)),
        story_documents=tuple(sorted(pairs, key=lambda pair: (pair.story_id, pair.document_id))),
        accounts=accounts,
        account_rows=cells,
        threads=threads,
        thread_moves=places,
        open_items=items,
        move_answers=answers,
    )


def _stories(documents: Sequence[SeenDocument], copies: Sequence[Copy]) -> list[list[SeenDocument]]:
    """The documents of each story, in order of their ids."""
    number = {document.id: at for at, document in enumerate(documents)}
    together = [(number[copy.document_id], number[copy.original_id]) for copy in copies]
    days = [told_days(document) for document in documents]
    groups = group_documents(vectors_of(documents), days, together)
    return [[documents[at] for at in group] for group in groups]


def _story(members: Sequence[SeenDocument]) -> Story:
    """A story's row; its id is that of its smallest document, so that it stays while others come."""
    earliest = min((d.published.earliest for d in members if d.published.earliest), default=None)
    latest = max((d.published.latest for d in members if d.published.latest), default=None)
    outlets = {d.outlet or d.id for d in members}
    story_id = make_id("story", min(d.id for d in members))
    return Story(story_id, story_title(members), earliest, latest, len(members), len(outlets))


def _accounts(
    told: Sequence[tuple[Story, Sequence[SeenDocument]]], moves: Moves
) -> tuple[tuple[Account, ...], tuple[AccountRow, ...]]:
    accounts: list[Account] = []
    cells: list[AccountRow] = []
    for story, members in told:
        if story.outlets > 1:
            found, rows = find_accounts(story.id, members, moves)
            accounts += found
            cells += rows
    return tuple(sorted(accounts, key=lambda a: a.id)), tuple(sorted(cells, key=lambda cell: cell.id))
