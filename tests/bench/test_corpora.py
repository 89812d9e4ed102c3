"""Articles with marked moves: which part is held out, and that labels find their words again."""

from __future__ import annotations

import json

import pytest

from bench import corpora


def test_a_fifth_of_the_labelled_articles_is_held_out() -> None:
    names = [json.loads(line)["article"] for line in corpora.LABELLED.read_text(encoding="utf-8").splitlines()]
    held = sum(map(corpora.is_held_out, names))
    assert len(names) // 6 < held < len(names) // 4


@pytest.mark.skipif(not (corpora.folder() / "russia_articles").is_dir(), reason="no corpora here")
def test_held_out_labels_stand_on_words_of_their_texts() -> None:
    found = corpora.labelled_moves()
    assert found and all(corpora.is_held_out(name) for name, *_ in found)
    for name, text, moves, _ in found:
        for move in moves:
            start, end = move["trigger"]
            assert text[start:end].strip(), (name, move["id"])
