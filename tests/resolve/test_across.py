"""Who is perhaps one across pages is told with its evidence, and nobody where the company does not say so."""

from __future__ import annotations

import pytest

from onrecord.resolve.across import Known, alike

COMPANY = (("c1", "Ada Quill", "1 2 9"), ("c2", "Olof Lind", "1 2 9"), ("c3", "Ines Bahr", "3"))


def known(*rows: tuple[str, str, str]) -> list[Known]:
    return [Known(key, name, frozenset(documents.split())) for key, name, documents in (*rows, *COMPANY)]


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        # The family name alone on a page with the same company as the one person of that name.
        ([("a", "Waldstein", "1"), ("b", "Anton Waldstein", "2 9")], [("a", "b", "the family name alone")]),
        ([("a", "Anthon Waldstein", "1"), ("b", "Anton Waldstein", "2 9")], [("a", "b", "a first name of nearly")]),
        ([("a", "Bob Waldstein", "1"), ("b", "Robert Waldstein", "2")], []),
        ([("a", "Abe Waldstein", "1"), ("b", "Abraham Waldstein", "2 9")], [("a", "b", "a form of the first name")]),
        # Two of the name in the same company: nobody can tell.
        ([("a", "Waldstein", "1"), ("b", "Anton Waldstein", "2 9"), ("d", "Vera Waldstein", "2 9")], []),
        # Other company, and both on one page.
        ([("a", "Waldstein", "1"), ("b", "Anton Waldstein", "3 4")], []),
        ([("a", "Waldstein", "1"), ("b", "Anton Waldstein", "1 2")], []),
    ],
)
def test_alike(rows: list[tuple[str, str, str]], pairs: list[tuple[str, str, str]]) -> None:
    found = [(pair.one.id, pair.other.id, pair.why) for pair in alike(known(*rows))]
    assert [(one, other) for one, other, _ in found] == [(one, other) for one, other, _ in pairs]
    assert all(why.startswith(start) for (_, _, why), (_, _, start) in zip(found, pairs, strict=True))


def test_company_is_told() -> None:
    (pair,) = alike(known(("a", "Waldstein", "1"), ("b", "Anton Waldstein", "2 9")))
    assert pair.company == ("Ada Quill", "Olof Lind")
