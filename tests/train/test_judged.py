"""What persons judged in a record becomes rows that the recipes learn from, and nothing that nobody looked at does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.annotate.moves.choose import NONE
from onrecord.export import FORMATS
from onrecord.model import OUTLET_VOICE
from onrecord.run import reader
from onrecord.store import Record

sys.path.insert(0, str(Path(__file__).parents[2] / "train"))

# Short name of the row in the fixture, its table, the verdict, the value.
JUDGED = [
    ("accuse", "moves", "type", "criticise"),
    ("demand", "moves", "right", ""),
    ("flood", "moves", "wrong", ""),
    ("recall", "moves", "status", "planned"),
    ("quote", "attributions", "right", ""),
    ("theatre", "attributions", "wrong", ""),
]


@pytest.fixture(scope="module")
def judged_folder(dispute: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judged")
    path = folder / "copy.db"
    path.write_bytes(dispute[0].read_bytes())
    with Record.open(path) as record:
        found = record.connection.execute("SELECT id FROM moves WHERE trigger_text = 'recalled'").fetchone()[0]
        for name, table, verdict, value in JUDGED:
            record.judge(table, {**dispute[1], "recall": found}[name], verdict, value, by="eve", at="2026-01-01")
        assert [count for _, count in FORMATS["judged"][0](record, folder)] == [6, 2]
    return folder


def test_judged_moves_are_labels_of_their_candidates(judged_folder: Path) -> None:
    from judged import judged_moves, read_judged

    articles = [judged_moves(text, reader()) for text in read_judged(judged_folder)]
    words, gold = {}, {}
    for article in articles:
        text = article.layers.parse.text
        for n, candidate in enumerate(article.candidates):
            token = article.layers.tree.token(candidate.head)
            words[text[token.start : token.end]] = article.gold[article.labels[n]] if n in article.labels else None
        gold |= {move["type"]: move for move in article.gold}
        assert len(article.features) == len(article.candidates)
    assert words["flooding"] is None, "judged wrong: a candidate that is no move"
    assert set(words) == {"accused", "demanded", "flooding"}, "a status alone says nothing of the type"
    assert (gold["criticise"]["status"], gold["demand"]["status"]) == ("", "done")
    assert {move["voice"] for move in gold.values()} == {OUTLET_VOICE}


def test_weights_learn_what_was_judged(judged_folder: Path) -> None:
    pytest.importorskip("scipy")
    from judged import judged_moves, read_judged
    from moves import fit_status, fit_types

    articles = [judged_moves(text, reader()) for text in read_judged(judged_folder)] * 3  # a feature counts from two on
    weights = fit_types(articles, strength=1.0)
    for article in articles:
        for n, likely in enumerate(weights.table(article.features) if article.features else []):
            wanted = article.gold[article.labels[n]]["type"] if n in article.labels else NONE
            assert weights.classes[int(likely.argmax())] == wanted
    assert list(fit_status(articles).classes) == ["done"], "of the others nobody said the status"


def test_judged_statements_are_marked_cues_and_unmarked_ones(judged_folder: Path) -> None:
    from judged import judged_statements, read_judged

    articles = [judged_statements(text, reader(), 0) for text in read_judged(judged_folder)]
    found = {}
    for article in articles:
        assert article is not None
        marked = {gold.anchor for gold in article.gold}
        for anchor in article.judged:
            found[article.tree.tokens[anchor].text] = anchor in marked
        for gold in article.gold:
            said = " ".join(article.tree.tokens[i].text for i in sorted(gold.content))
            assert said.startswith('" This was no accident')
    assert found == {"told": True, "called": False}
