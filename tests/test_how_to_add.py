"""What docs/how_to_add.md adds by way of example is in no table yet: a reader who follows it gets no row twice."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "how_to_add.md").read_text(encoding="utf-8")


def test_example_words_of_a_cue_and_of_a_trigger_are_in_no_table() -> None:
    data = ROOT / "src" / "onrecord" / "data"
    cues = (data / "cues" / "en.toml").read_text(encoding="utf-8")
    triggers = "\n".join(path.read_text(encoding="utf-8") for path in sorted((data / "moves").glob("*.toml")))
    lemmas = re.findall(r'^lemma = "(.+)"$', PAGE, re.MULTILINE)
    words = [word for found in re.findall(r"^words = \[(.+)\]$", PAGE, re.MULTILINE) for word in found.split(", ")]
    assert lemmas and words
    assert [lemma for lemma in lemmas if f'lemma = "{lemma}"' in cues] == []
    assert [word for word in words if word in triggers] == []
