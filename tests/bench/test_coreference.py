"""A text in CoNLL-U is read with the spaces that it had, and each pronoun with the names of its chain."""

from __future__ import annotations

from pathlib import Path

from bench.tasks.coreference import read_chains

ROWS = [
    ("1", "Mara", "PROPN", "Entity=(1-person-new-x"),
    ("2", "Holt", "PROPN", "Entity=1)"),
    ("3", "left", "VERB", "_"),
    ("4", "Riga", "PROPN", "Entity=(2-place-new-x)"),
    ("5", "as", "SCONJ", "_"),
    ("6-7", "she'd", "_", "_"),
    ("6", "she", "PRON", "Entity=(1-person-giv-x)"),
    ("7", "'d", "AUX", "_"),
    ("8", "said", "VERB", "SpaceAfter=No"),
    ("9", ".", "PUNCT", "_"),
    ("10", "He", "PRON", "Entity=(3-person-new-x)"),
    ("11", "wept", "VERB", "_"),
]


def test_pronouns_come_with_the_names_of_their_chain(tmp_path: Path) -> None:
    lines = ["# newpar", *("\t".join((n, word, "_", pos, *"_____", misc)) for n, word, pos, misc in ROWS), ""]
    path = tmp_path / "GUM_news_own.conllu"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read_chains(path)
    assert found.text == "Mara Holt left Riga as she'd said. He wept "
    assert [(found.text[start:end], names) for start, end, names in found.pronouns] == [
        ("she", frozenset({"mara", "holt"}))
    ]
