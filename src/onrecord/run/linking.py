"""A record linked: the whole of it, or a new page into what is linked already.

In comes an open record; its documents, statements and moves are read with judgements applied, linked, and the links are
written. New documents are linked with their neighbours alone, some in a transaction; what comes out is what linking the
whole record anew would give. Where much is new, or something old has changed, all is linked anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from onrecord.link.entries import Own, entry_of
from onrecord.link.linking import joined, link_stories, link_view
from onrecord.link.regroup import regroup
from onrecord.run.judged_links import link_judged
from onrecord.run.shelf import RecordShelf, Touched, index_of
from onrecord.run.thread_links import thread_links
from onrecord.run.viewing import documents_of
from onrecord.run.whole import RecordView
from onrecord.store import Fault, Record
from onrecord.store.browse_kept import holds_answers
from onrecord.store.link_index import add_to_index
from onrecord.store.linked import Links, Scope
from onrecord.store.relinking import differences, replace_links

# One document of so many costs as much to link alone as all of them to link together.
ALONE = 20
# Documents linked in one transaction: what they touch together is linked once.
TOGETHER = 50


def link_record(record: Record, ahead: Mapping[str, Own] = MappingProxyType({})) -> bool:
    """Link what is not linked yet; whether any link changed. ``ahead`` is what some documents give by themselves, where
    that was found as they were written."""
    new = record.unlinked
    if record.needs_linking_anew or not record.needs_linking or not _are_linked(record, ALONE * len(new)):
        return link_anew(record, ahead)
    changed = link_judged(record)
    if record.needs_linking_anew:
        return link_anew(record)
    for at in range(0, len(new), TOGETHER):
        changed = link_some(record, new[at : at + TOGETHER]) or changed
    if not holds_answers(record.connection):
        record.keep_answers()
    return changed


def _are_linked(record: Record, count: int) -> bool:
    """Whether so many documents are linked already; no more than these are counted."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM link_sketches LIMIT ?)"
    return bool(record.connection.execute(sql, (count,)).fetchone()[0] >= count)


def link_anew(record: Record, ahead: Mapping[str, Own] = MappingProxyType({})) -> bool:
    """Link the whole record; whether any link changed."""
    linked = link_view(RecordView(record.connection), ahead)
    return record.write_links(linked.links, (index_of([entry]) for entry in linked.entries))


def wrong_links(record: Record) -> Iterator[Fault]:
    """Rows of links that are not what this version makes of the record's pages and judgements; nothing is changed."""
    links = link_view(RecordView(record.connection)).links
    for table, key in differences(record.connection, links):
        yield Fault(table, key, "is not what linking the record anew gives")


def link_some(record: Record, ids: Sequence[str]) -> bool:
    """Link some documents into a record that is linked, in one transaction; whether any link changed.

    Copies and stories are found page by page, threads once for all that the pages touch.
    """
    with record.adding_links(ids) as connection:
        shelf = RecordShelf(connection)
        former: dict[str, str | None] = {}
        changed = False
        for document_id in ids:
            found, links, scope = _grouped(shelf, document_id)
            changed = replace_links(connection, links, scope) or changed
            former = found | former  # what it was before the first of them
        threads, scope = thread_links(shelf, _touched(shelf, ids, former))
        return replace_links(connection, threads, scope) or changed


def _touched(shelf: RecordShelf, ids: Sequence[str], former: Mapping[str, str | None]) -> Touched:
    """What new documents touch, given the former story of each document that stands in another."""
    left = shelf.told_in(filter(None, former.values()))  # what stays of a story from which others went
    keys = shelf.keys_of(ids) | shelf.keys_parted(former)
    return Touched(frozenset(keys), shelf.together_with({*ids, *former, *left}))


def _grouped(shelf: RecordShelf, document_id: str) -> tuple[dict[str, str | None], Links, Scope]:
    """One document put on the shelf: the documents whose story it changes, with what it was, and the stories and copies
    that it touches as they are now."""
    (document,) = documents_of(shelf.connection, [document_id])
    add_to_index(shelf.connection, index_of([entry_of(document)]))
    groups = regroup(shelf, document_id)
    members = {name for story in groups.stories for name in story}
    former = shelf.story_ids(members | {name for story in groups.gone for name in story})
    held = {found.id: found for found in documents_of(shelf.connection, members)}
    told = link_stories(([held[name] for name in sorted(story)] for story in groups.stories), groups.copies)
    stories = {place.document_id: place.story_id for place in told.story_documents}
    moved = {name: former.get(name) for name in members if former.get(name) != stories[name]}
    links = joined([Links(copies=groups.copies), told])
    return moved, links, Scope(groups.looked_at, frozenset({*former.values(), *stories.values()}))
