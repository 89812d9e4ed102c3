"""Accounts: what each outlet tells of a story, side by side.

In come the documents of a story and its moves; out comes a table. A row is a move, a statement, a figure or a reason;
a cell says how one account tells it: itself, in somebody's words, as denied, differently, or not in the text that we
hold. Accounts stand in order of publication, so that what a later one adds is not taken for a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.ids import make_id
from onrecord.link.account_rows import figure_rows, reason_rows, statement_rows
from onrecord.link.cells import Cell, Row
from onrecord.link.days import days_of
from onrecord.link.move_rows import date_rows, move_rows
from onrecord.link.nearby import with_nearby
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenDocument
from onrecord.store.linked import Account, AccountRow

NO_OUTLET = "outlet not known"
ABSENT = "not found in the text that we hold"
LAST_DAY = 10**7
# Moves that one account tells alone, shown of each: more would drown what can be compared.
TOLD_ALONE = 8


@dataclass(slots=True)
class _Telling:
    """One account in the making."""

    id: str
    outlet: str
    documents: list[SeenDocument] = field(default_factory=list)


def find_accounts(
    story_id: str, documents: Sequence[SeenDocument], moves: Moves, copies: Mapping[str, str]
) -> tuple[list[Account], list[AccountRow]]:
    """The accounts of a story and the cells of its table.

    ``copies`` are pages that print one of the documents again, with that document: they stand with its account.
    """
    tellings = _tellings(story_id, documents)
    accounts = []
    for item in tellings:
        own = {document.id for document in item.documents}
        pages = own | {name for name, original in copies.items() if original in own}
        accounts.append(Account(item.id, story_id, item.outlet, tuple(sorted(pages))))
    owner = {document.id: telling.id for telling in tellings for document in telling.documents}
    ordered = [document for telling in tellings for document in telling.documents]
    shared, alone = _by_tellers(with_nearby(move_rows(ordered, moves, owner), ordered, moves, owner), owner)
    rows = [
        *shared,
        *date_rows(shared, moves, owner),
        *reason_rows(ordered, owner),
        *figure_rows(ordered, owner),
        *statement_rows(ordered, owner),
        *alone,
    ]
    cells = []
    for ordinal, row in enumerate(rows):
        cells += _cells(story_id, ordinal, row, tellings, owner)
    return accounts, cells


def _by_tellers(rows: Sequence[Row], owner: dict[str, str]) -> tuple[list[Row], list[Row]]:
    """Rows that several accounts tell, and of those that one tells alone those that stand first in its text."""
    tellers = [{owner[cell.document_id] for cell in row.cells} for row in rows]
    shared = [row for row, told in zip(rows, tellers, strict=True) if len(told) > 1]
    counts: dict[str, int] = defaultdict(int)
    kept = set()
    for at in sorted(range(len(rows)), key=lambda at: (min(cell.start or 0 for cell in rows[at].cells), rows[at].key)):
        if len(tellers[at]) == 1:
            (teller,) = tellers[at]
            counts[teller] += 1
            if counts[teller] <= TOLD_ALONE:
                kept.add(at)
    return shared, [rows[at] for at in sorted(kept)]


def _tellings(story_id: str, documents: Sequence[SeenDocument]) -> list[_Telling]:
    """Accounts in order of publication: one an outlet, and one for each document of no known outlet."""
    found: dict[str, _Telling] = {}
    for document in sorted(documents, key=_age):
        key = document.outlet or document.id
        telling = found.setdefault(key, _Telling(make_id("account", story_id, key), document.outlet or NO_OUTLET))
        telling.documents.append(document)
    return list(found.values())


def _age(document: SeenDocument) -> tuple[int, int, str]:
    return (*(days_of(document.published, widest=None) or (LAST_DAY, LAST_DAY)), document.id)


def _cells(
    story_id: str, ordinal: int, row: Row, tellings: Sequence[_Telling], owner: dict[str, str]
) -> list[AccountRow]:
    """A cell of the row for each account; an account that tells it several times shows the plainest telling."""
    by_account: dict[str, list[Cell]] = defaultdict(list)
    for cell in row.cells:
        by_account[owner[cell.document_id]].append(cell)
    row_id = make_id("row", story_id, row.kind, row.key)
    cells = []
    for telling in tellings:
        told = by_account.get(telling.id)
        cell = told[0] if told else Cell("", "absent", difference=ABSENT)
        cells.append(
            AccountRow(
                make_id("cell", row_id, telling.id), telling.id, story_id, row_id, ordinal, row.kind, row.label,
                cell.telling, cell.voice, cell.difference, cell.document_id or None, cell.move_id,
                cell.attribution_id, cell.start, cell.end,
            )
        )  # fmt: skip
    return cells
