"""A newer list of actors: bad rows get a sentence, good ones are used, what they change is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import kept
from onrecord.errors import TableError
from onrecord.resolve import COLUMNS, Gazetteer, check, difference
from onrecord.resolve.gazetteer import read_lists


def rows(*cells: dict[str, str]) -> list[dict[str | None, object]]:
    return [dict(row) for row in cells]


def person(**cells: str) -> dict[str, str]:
    return {"name": "Ana Lindqvist", "office": "Minister for Foreign Affairs", "side": "SWE"} | cells


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (person(name="Rolf"), "two words"),
        (person(name="???"), "must have letters"),
        (person(office=""), "needs an office"),
        (person(side="NORX"), "neither the code of a state"),
        (person(since="2027-13"), "not a date"),
        (person(since="2028", until="2027-12"), "before since"),
        (person(gender="f"), "neither male nor female"),
        (person(wikidata="42"), "no item such as"),
        (person(kind="robot"), "none of person"),
        ({"name": "Baltic Grid Office", "kind": "organisation", "since": "2020"}, "only a person has that"),
    ],
)
def test_row_that_does_not_hold_gets_a_sentence(row: dict[str, str], words: str) -> None:
    checked = check(rows(person(since="2030"), row), Gazetteer.load(), "list.csv")
    assert [kept_row["since"] for kept_row in checked.rows] == ["2030"]
    assert len(checked.faults) == 1
    assert checked.faults[0].startswith("line 3 ") and words in checked.faults[0]


def test_second_row_for_one_term_and_cells_too_many_are_told() -> None:
    given = rows(person(), person())
    given.append({None: ["x"], **person(since="2031")})
    checked = check(given, Gazetteer.load(), "list.csv")
    assert len(checked.rows) == 1
    assert ["earlier line" in checked.faults[0], "more cells" in checked.faults[1]] == [True, True]


@pytest.mark.parametrize(
    ("row", "news"),
    [
        (person(), "new person"),
        (person(name="Sergey Lavrov", side="RUS", office="Ambassador to Norway", since="2030"), "new office"),
        (person(name="David Lammy", side="GBR", office="Foreign Secretary", since="2024-07-05"), "new dates"),
        ({"kind": "organisation", "name": "Baltic Grid Office", "side": "LVA"}, "new organisation"),
        ({"kind": "organisation", "name": "IAEA", "names": "Vienna Watchdog", "side": "IAEA"}, "new names"),
    ],
)
def test_difference_says_what_is_new(row: dict[str, str], news: str) -> None:
    gazetteer = Gazetteer.load()
    checked = check(rows(row), gazetteer, "list.csv")
    lines = list(difference(checked.rows, gazetteer))
    assert checked.faults == ()
    assert lines[0].startswith(news)
    assert lines[-1] == "1 rows: 1 say something new, 0 are known"


def test_kept_list_is_used_and_ends_the_term_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.HOME, str(tmp_path))
    given = [
        person(since="2031-03-01", names="Anna Lindquist"),
        person(since="2033", office="Ambassador to Norway"),
        {"kind": "organisation", "name": "Baltic Grid Office", "names": "BGO", "side": "LVA"},
    ]
    checked = check(rows(*given), Gazetteer.load(), "list.csv")
    kept.write("actors.csv", COLUMNS, checked.rows)
    gazetteer = read_lists()
    assert [p.name for p in gazetteer.holders("SWE", "foreign-minister", "2032-01-01")] == ["Ana Lindqvist"]
    found = gazetteer.person("Anna Lindquist", "SWE")
    assert found is not None and [term.office.origin for term in found.terms] == ["list.csv", "list.csv"]
    assert [hit.kind for hit in gazetteer.spans(["the", "BGO", "said"])] == ["organisation"]
    assert list(difference(checked.rows, gazetteer)) == ["3 rows: 0 say something new, 3 are known"]
    assert kept.forget("actors.csv") and not kept.forget("actors.csv")


def test_damaged_kept_list_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.HOME, str(tmp_path))
    (tmp_path / "actors.csv").write_text("name\nAna Lindqvist\n")
    with pytest.raises(TableError, match="line 2"):
        kept.rows("actors.csv", COLUMNS)


def test_title_that_a_list_puts_before_a_name_makes_no_new_person() -> None:
    row = {"name": "Prince Faisal bin Farhan", "office": "Minister of Foreign Affairs", "side": "SAU"}
    found = check(rows(row | {"since": "2019-10-23"}), Gazetteer.load(), "list.csv")
    assert not [line for line in difference(found.rows, Gazetteer.load()) if "new person" in line]
