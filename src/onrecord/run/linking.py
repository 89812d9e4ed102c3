"""A record linked: the whole of it, or a new page into what is linked already.

In comes an open record; its documents, statements and moves are read with judgements applied, linked, and the links are
written. A new document is linked in one transaction with its neighbours alone; what comes out is what linking the whole
record anew would give. Where much is new, or something old has changed, all is linked anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.link.linking import joined, link_stories, link_view
from onrecord.link.places import places_of
from onrecord.link.regroup import Groups, regroup
from onrecord.link.sketch import sketch_of
from onrecord.run.judged_links import link_judged
from onrecord.run.shelf import RecordShelf, index_of
from onrecord.run.thread_links import thread_links
from onrecord.run.viewing import documents_of, view_of
from onrecord.store import Fault, Record
from onrecord.store.linked import Links, Scope
from onrecord.store.relinking import differences, replace_links

# One document of so many costs as much to link alone as all of them to link together.
ALONE = 20


def link_record(record: Record) -> bool:
    """Link what is not linked yet; whether any link changed."""
    new = record.unlinked
    held = record.connection.execute("SELECT count(*) FROM link_sketches").fetchone()[0]
    if record.needs_linking_anew or not record.needs_linking or len(new) * ALONE > held:
        return link_anew(record)
    changed = link_judged(record)
    if record.needs_linking_anew:
        return link_anew(record)
    for document_id in new:
        changed = link_one(record, document_id) or changed
    record.keep_answers()
    return changed


def link_anew(record: Record) -> bool:
    """Link the whole record; whether any link changed."""
    linked = link_view(view_of(record.connection))
    return record.write_links(linked.links, index_of(linked.entries))


def wrong_links(record: Record) -> Iterator[Fault]:
    """Rows of links that are not what this version makes of the record's pages and judgements; nothing is changed."""
    links = link_view(view_of(record.connection)).links
    for table, key in differences(record.connection, links):
        yield Fault(table, key, "is not what linking the record anew gives")


def link_one(record: Record, document_id: str) -> bool:
    """Link one document into a record that is linked; whether any link changed."""
    (document,) = documents_of(record.connection, [document_id])
    index = index_of([(sketch_of(document), places_of(document))])
    with record.adding_links(document_id, index) as connection:
        shelf = RecordShelf(connection)
        groups = regroup(shelf, document_id)
        members = {name for story in groups.stories for name in story}
        former = shelf.story_ids(members | {name for story in groups.gone for name in story})
        held = {found.id: found for found in documents_of(connection, members)}
        told = link_stories(([held[name] for name in sorted(story)] for story in groups.stories), groups.copies)
        stories = {place.document_id: place.story_id for place in told.story_documents}
        moved = {name for name in members if former.get(name) != stories[name]} | {document_id}
        threads, scope = thread_links(shelf, shelf.keys_of(moved), stories)
        links = joined([Links(copies=groups.copies), told, threads])
        return replace_links(connection, links, _scope(groups, scope, {*former.values(), *stories.values()}))


def _scope(groups: Groups, threads: Scope, stories: set[str]) -> Scope:
    return Scope(groups.looked_at, frozenset(stories), threads.threads, threads.moves)
