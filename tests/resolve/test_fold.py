"""Spellings of one name meet, names of two men do not."""

from __future__ import annotations

import pytest

from onrecord.resolve.fold import fold, initials, name_key


@pytest.mark.parametrize(
    "one, other",
    [
        ("Sergei Lavrov", "Сергей Лавров"),
        ("Sergueï Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelenskyy", "Vladimir Zelenskiy"),
        ("Viktor Yanukovich", "Viktor Yanukovych"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Alexander Lukashenko", "Aliaksandr Lukashenka"),
        ("Donald J. Trump", "Donald Trump"),
        ("George H.W. Bush", "George H. W. Bush"),
        ("George HW Bush", "George Bush"),
        ("KIM JONG UN", "Kim Jong Un"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Hassan Rohani", "Hassan Rouhani"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    "one, other", [("Sergei Ivanov", "Sergei Ivashov"), ("Dmitry Medvedev", "Zhores Medvedev"), ("Li Peng", "Li Pang")]
)
def test_names_of_two_men_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_fold_splits_hyphens_and_drops_dots() -> None:
    assert fold("U.S.-led People's Army") == "us led people s army"


@pytest.mark.parametrize(
    "name, found",
    [("Ana B. Lind", ("b",)), ("Ana B.C. Lind", ("b", "c")), ("Ana BC Lind", ("b", "c")), ("Ana Lind", ())],
)
def test_middle_initials_tell_namesakes_apart(name: str, found: tuple[str, ...]) -> None:
    assert initials(name) == found
